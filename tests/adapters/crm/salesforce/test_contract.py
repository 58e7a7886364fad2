"""The check of requests against the contract: it can fail, and reads next pages like the rest."""

from types import SimpleNamespace

import pytest

from tests.adapters.crm.salesforce.contract import CONTRACT, request_problems

DATA = "/services/data/v60.0"
LOCATOR = "01gD0000002HU6KIAW-2000"


def call(method, path, body=b"", **query):
    query = tuple(query.items())
    headers = {"Content-Type": "application/json"} if body else {}
    return SimpleNamespace(method=method, path=path, query=query, body=body, headers=headers)


@pytest.mark.parametrize(
    "asked",
    [
        call("GET", f"{DATA}/query", q="SELECT Id FROM Event"),
        call("GET", f"{DATA}/query/{LOCATOR}"),
    ],
)
def test_what_is_documented_is_no_problem(asked):
    assert request_problems(asked) == []


@pytest.mark.parametrize(
    "asked",
    [
        call("GET", f"{DATA}/query"),
        call("GET", f"{DATA}/query/{LOCATOR}", q="SELECT Id FROM Event"),
        call("GET", f"{DATA}/query/another"),
        call("GET", f"/services/data/v60/query/{LOCATOR}"),
        call("POST", f"{DATA}/query/{LOCATOR}"),
        call("GET", f"{DATA}/query/{LOCATOR}", body=b"{}"),
        call("POST", f"{DATA}/sobjects/Event", body=b'{"Status": "Canceled"}'),
    ],
)
def test_what_is_not_is_one(asked):
    if CONTRACT.exists():  # not at hand: then nothing is checked
        assert request_problems(asked) != []
