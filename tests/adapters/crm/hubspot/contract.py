"""Requests to HubSpot against the contract, where it is at hand.

The contract lacks three reads that HubSpot documents. They stand here as it would say them, so that
every request is checked, and none is let through unread:
- `associations` of a record (shared/facts/crm.md, 6, *Retried create*);
- the look at one property (facts, 9);
- the list of associations, where a record shows only the first (HubSpot's reference of the CRM's
  objects: `GET …/{objectType}/{objectId}/associations/{toObjectType}`, `after` and `limit`).
"""

import functools
import json
import pathlib
import re
import urllib.parse

import openapi_schema_validator as validation
import yaml

CONTRACT = pathlib.Path(__file__).parents[5] / "shared/contracts/hubspot.openapi.yaml"
KINDS = ("contacts", "deals", "meetings", "notes")
BASES = (
    ("/crm/objects/2026-09", "/crm/properties/2026-09"),
    ("/crm/v3/objects", "/crm/v3/properties"),
)
RECORD_ID = {"type": "string", "pattern": r"^\d{1,20}$"}
KIND = {"type": "string", "enum": list(KINDS)}
ASSOCIATIONS = {
    "name": "associations",
    "in": "query",
    "schema": {"type": "string", "pattern": f"^({'|'.join(KINDS)})(,({'|'.join(KINDS)}))*$"},
}
LIST_OF_TIES = (
    {"name": "objectId", "in": "path", "required": True, "schema": RECORD_ID},
    {"name": "toObjectType", "in": "path", "required": True, "schema": KIND},
    {"name": "after", "in": "query", "schema": {"type": "string", "minLength": 1}},
    {"name": "limit", "in": "query", "schema": {"type": "string", "pattern": r"^\d{1,3}$"}},
)
ONE_PROPERTY = (
    {
        "name": "propertyName",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": ["edentist_booking_ref"]},
    },
)


def added():
    """The operations that are added, by path: the parameters of their GET."""
    for objects, properties in BASES:
        yield f"{properties}/deals/{{propertyName}}", ONE_PROPERTY
        for kind in KINDS:
            yield f"{objects}/{kind}/{{objectId}}/associations/{{toObjectType}}", LIST_OF_TIES


@functools.cache
def contract():
    """As it stands in the file; None where it is not at hand."""
    return yaml.safe_load(CONTRACT.read_text(encoding="utf-8")) if CONTRACT.exists() else None


@functools.cache
def paths():
    """The contract's, with the three reads that it lacks."""
    known = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["paths"]
    for objects, _ in BASES:
        for kind in KINDS:
            known[f"{objects}/{kind}/{{objectId}}"]["get"]["parameters"].append(ASSOCIATIONS)
    for path, parameters in added():
        known[path] = {"get": {"parameters": parameters}}
    return known


def problems(call):
    """What the contract has against a request; nothing where it is not at hand."""
    if contract() is None:
        return []
    template, values = matching_path(call.path)
    operation = paths().get(template, {}).get(call.method.lower())
    if operation is None:
        return [f"{call.method} {call.path} is not in the contract"]
    told = [*paths()[template].get("parameters", ()), *operation.get("parameters", ())]
    return [
        *parameter_problems(told, {"path": values, "query": dict(call.query)}),
        *body_problems(operation, call),
    ]


def matching_path(path):
    """The template with the fewest variables that the path fits, and what stands in them."""
    fitting = []
    for template in paths():
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template), path)
        if found:
            values = {name: urllib.parse.unquote(text) for name, text in found.groupdict().items()}
            fitting.append((template, values))
    return min(fitting, key=lambda one: len(one[1]), default=(None, {}))


def parameter_problems(told, values):
    known = {one["name"] for one in told if one["in"] == "query"}
    yield from (f"query {name}" for name in values["query"] if name not in known)
    for one in told:
        value = values[one["in"]].get(one["name"])
        if value is not None:
            yield from schema_problems(one["schema"], value)
        elif one.get("required"):
            yield f"{one['name']} is missing"


def body_problems(operation, call):
    if "requestBody" not in operation:
        return ["a body"] if call.body else []
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return schema_problems(schema, json.loads(call.body))


def schema_problems(schema, value):
    errors = validation.OAS31Validator(schema).iter_errors(value)
    return [f"{list(error.path)}: {error.message}" for error in errors]
