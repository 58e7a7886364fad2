"""GoHighLevel's contract files, where they are at hand: checks what is asked and answered."""

import functools
import json
import pathlib

import openapi_schema_validator as validation
import yaml

CONTRACTS = pathlib.Path(__file__).parents[4] / "shared/contracts"
FILES = {"v1": CONTRACTS / "ghl-v1.openapi.yaml", "v2": CONTRACTS / "ghl-v2.openapi.json"}
VERBS = {"get", "post", "put", "delete", "patch"}


@functools.cache
def contract(version):
    """None where it is not at hand."""
    path = FILES[version]
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None


def resolved(version, value):
    while isinstance(value, dict) and "$ref" in value:
        whole = contract(version)
        for part in value["$ref"].removeprefix("#/").split("/"):
            whole = whole[part]
        value = whole
    return value


def operation_of(version, method, path):
    """The operation and its parameters; None where the contract has none. Exact paths first."""
    parts = path.split("/")
    fitting = []
    for pattern, item in contract(version)["paths"].items():
        pairs = list(zip(pattern.split("/"), parts, strict=False))
        is_fit = len(pattern.split("/")) == len(parts) and all(
            (p.startswith("{") and s) or p == s for p, s in pairs
        )
        if is_fit and method.lower() in item:
            fitting.append((pattern.count("{"), pattern, item))
    if not fitting:
        return None
    item = min(fitting, key=lambda one: one[:2])[2]
    operation = item[method.lower()]
    shared = item.get("parameters", [])
    named = [resolved(version, one) for one in (*shared, *operation.get("parameters", []))]
    return operation, named


def problems_of(version, schema, value):
    whole = contract(version) | {"paths": {}} | schema
    validator = validation.OAS30Validator(whole, format_checker=validation.oas30_format_checker)
    return [f"{list(one.path)}: {one.message}" for one in validator.iter_errors(value)]


def request_problems(version, call):
    """How a sandbox's `Call` breaks the contract; empty where there is none at hand."""
    if contract(version) is None:
        return []
    found = operation_of(version, call.method, call.path)
    if found is None:
        return [f"no operation {call.method} {call.path}"]
    operation, parameters = found
    return [
        *_query_problems(version, call, parameters),
        *_header_problems(call, parameters),
        *_body_problems(version, call, operation),
    ]


def _query_problems(version, call, parameters):
    known = {one["name"]: one for one in parameters if one["in"] == "query"}
    told = dict(call.query)
    yield from (f"unknown parameter {name}" for name in told if name not in known)
    for name, one in known.items():
        if one.get("required") and name not in told:
            yield f"parameter {name} is missing"
        is_number = one["schema"].get("type") in {"integer", "number"}
        if name in told and is_number and not told[name].isdigit():
            yield f"parameter {name} is no number"


def _header_problems(call, parameters):
    for one in parameters:
        told = call.headers.get(one["name"])
        if one["in"] == "header" and one.get("required") and told not in one["schema"]["enum"]:
            yield f"header {one['name']} is {told}"


def _body_problems(version, call, operation):
    told = resolved(version, operation.get("requestBody"))
    if told is None:
        return ["a body where none belongs"] if call.body else []
    if not call.body:
        return ["no body"]
    schema = told["content"]["application/json"]["schema"]
    body = json.loads(call.body)
    problems = problems_of(version, schema, body)
    properties = resolved(version, schema).get("properties", {})
    return problems + [f"unknown field {name}" for name in body if name not in properties]


def answer_problems(version, method, path, status, content):
    """How an answer breaks the contract; a status that the contract does not name is one."""
    if contract(version) is None:
        return []
    operation, _ = operation_of(version, method, path)
    told = resolved(version, operation["responses"].get(str(status)))
    if told is None:
        return [f"{method} {path} never answers {status}"]
    media = told.get("content", {}).get("application/json")
    if media is None or "schema" not in media:
        return []
    return problems_of(version, media["schema"], json.loads(content))
