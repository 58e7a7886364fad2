"""Requests to HubSpot against the contract, where it is at hand.

Three things go beyond it and stand in shared/facts/crm.md, 6 and 9: `associations` of a record,
the list of them where a record shows only the first, and the look at one property.
"""

import functools
import json
import pathlib
import re

import openapi_schema_validator as validation
import yaml

CONTRACT = pathlib.Path(__file__).parents[5] / "shared/contracts/hubspot.openapi.yaml"
DOCUMENTED_BESIDE = (
    r"GET /crm/(properties/2026-09|v3/properties)/deals/edentist_booking_ref",
    r"GET /crm/(objects/2026-09|v3/objects)/\w+/\d+/associations/\w+",
)


@functools.cache
def contract():
    return yaml.safe_load(CONTRACT.read_text(encoding="utf-8")) if CONTRACT.exists() else None


def problems(call):
    """What the contract has against a request; nothing where it is not at hand."""
    known = contract()
    asked = f"{call.method} {call.path}"
    if known is None or any(re.fullmatch(pattern, asked) for pattern in DOCUMENTED_BESIDE):
        return []
    path = matching_path(known, call.path)
    operation = known["paths"].get(path, {}).get(call.method.lower())
    if operation is None:
        return [f"{asked} is not in the contract"]
    return [*query_problems(known["paths"][path], operation, call), *body_problems(operation, call)]


def matching_path(known, path):
    """The template with the fewest variables that the path fits."""
    fitting = [
        template
        for template in known["paths"]
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)
    ]
    return min(fitting, key=lambda template: template.count("{"), default=None)


def query_problems(path_item, operation, call):
    told = [*path_item.get("parameters", ()), *operation.get("parameters", ())]
    names = {one["name"] for one in told if one["in"] == "query"} | {"associations"}
    return [f"query {name}" for name, _ in call.query if name not in names]


def body_problems(operation, call):
    if "requestBody" not in operation:
        return ["a body"] if call.body else []
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    errors = validation.OAS31Validator(schema).iter_errors(json.loads(call.body))
    return [f"{list(error.path)}: {error.message}" for error in errors]
