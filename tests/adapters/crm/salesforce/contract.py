"""Whether a request is one that the contract file knows, where the file is at hand.

The contract names `nextRecordsUrl` and not the operation behind it; it stands here as Salesforce
documents it (REST API, *Query More Results*: `/services/data/vXX.X/query/queryLocator`, without
parameters), so that every request is checked.
"""

import functools
import json
import pathlib
import re
import urllib.parse

import openapi_schema_validator as validation
import yaml

NEXT_PAGE = "/services/data/{version}/query/{queryLocator}"
LOCATOR = {
    "name": "queryLocator",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": r"^01g[A-Za-z0-9]{12}([A-Za-z0-9]{3})?-\d+$"},
}
CONTRACT = pathlib.Path(__file__).parents[5] / "shared/contracts/salesforce.openapi.yaml"


@functools.cache
def contract():
    """With the operation that it lacks."""
    known = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    assert NEXT_PAGE not in known["paths"]
    version = {"$ref": "#/components/parameters/version"}
    known["paths"][NEXT_PAGE] = {"get": {"parameters": [version, LOCATOR]}}
    return known


def request_problems(call):
    """What is wrong with a recorded `Call`; nothing where the contract is not at hand."""
    if not CONTRACT.exists():
        return []
    found = _operation(call)
    if found is None:
        return [f"no such operation: {call.method} {call.path}"]
    operation, parameters, values = found
    return [
        *_parameter_problems(call, parameters, values),
        *_body_problems(call, operation.get("requestBody")),
    ]


def _operation(call):
    """The operation, its parameters and the values in the path; the most literal one."""
    fitting = []
    for template, item in contract()["paths"].items():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
        match = re.fullmatch(pattern, call.path)
        if match and call.method.lower() in item:
            operation = item[call.method.lower()]
            parameters = [*item.get("parameters", []), *operation.get("parameters", [])]
            fitting.append((operation, [_resolved(one) for one in parameters], match.groupdict()))
    return min(fitting, key=lambda one: len(one[2])) if fitting else None


def _parameter_problems(call, parameters, values):
    told = {
        "path": {name: urllib.parse.unquote(text) for name, text in values.items()},
        "query": dict(call.query),
        "header": call.headers,
    }
    known = {one["name"] for one in parameters if one["in"] == "query"}
    problems = [f"unknown parameter {name}" for name in set(told["query"]) - known]
    for one in parameters:
        value = told[one["in"]].get(one["name"])
        if value is not None:
            problems += _schema_problems(one["schema"], value)
        elif one.get("required"):
            problems.append(f"{one['name']} is missing")
    return problems


def _body_problems(call, request_body):
    if request_body is None:
        return ["a body where none belongs"] if call.body else []
    content = _resolved(request_body)["content"]
    media_type = call.headers.get("Content-Type", "").partition(";")[0]
    if media_type not in content:
        return [f"a body of {media_type}"]
    if media_type == "application/x-www-form-urlencoded":
        body = dict(urllib.parse.parse_qsl(call.body.decode(), strict_parsing=True))
    else:
        body = json.loads(call.body)
    return _schema_problems(content[media_type]["schema"], body)


def _resolved(value):
    if "$ref" not in value:
        return value
    found = contract()
    for part in value["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def _schema_problems(schema, value):
    whole = {"components": contract()["components"], **schema}
    validator = validation.OAS31Validator(whole)
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value)]
