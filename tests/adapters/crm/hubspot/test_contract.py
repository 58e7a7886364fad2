"""The check of requests against the contract: it can fail, and adds what the contract lacks."""

from types import SimpleNamespace

import pytest

from tests.adapters.crm.hubspot.contract import BASES, KINDS, added, contract, problems

OBJECTS = "/crm/objects/2026-09"


def call(method, path, body=b"", **query):
    return SimpleNamespace(method=method, path=path, query=tuple(query.items()), body=body)


@pytest.mark.parametrize(
    "asked",
    [
        call("GET", f"{OBJECTS}/contacts/101", associations="meetings,notes", properties="email"),
        call("GET", f"{OBJECTS}/contacts/a%40example.com", idProperty="email"),
        call("GET", "/crm/v3/objects/contacts/101/associations/notes", after="55"),
        call("GET", "/crm/properties/2026-09/deals/edentist_booking_ref"),
    ],
)
def test_what_is_documented_is_no_problem(asked):
    assert list(problems(asked)) == []


@pytest.mark.parametrize(
    "asked",
    [
        call("GET", f"{OBJECTS}/contacts/101", associations="companies"),
        call("GET", f"{OBJECTS}/contacts/101", associations=""),
        call("GET", f"{OBJECTS}/contacts/101", after="55"),
        call("GET", f"{OBJECTS}/contacts/sara/associations/notes"),
        call("GET", f"{OBJECTS}/contacts/101/associations/companies"),
        call("GET", f"{OBJECTS}/contacts/101/associations/notes", after=""),
        call("GET", f"{OBJECTS}/companies/101"),
        call("PUT", f"{OBJECTS}/contacts/101/associations/notes"),
        call("GET", "/crm/properties/2026-09/deals/another"),
        call("GET", "/crm/properties/2026-09/contacts/edentist_booking_ref"),
        call("DELETE", f"{OBJECTS}/contacts/101", body=b"{}"),
        call("POST", f"{OBJECTS}/contacts", body=b'{"properties": {"Email": "x"}}'),
    ],
)
def test_what_is_not_is_one(asked):
    if contract() is not None:  # not at hand: then nothing is checked
        assert list(problems(asked)) != []


def test_the_contract_lacks_what_is_added_here():
    if contract() is None:
        return
    known = contract()["paths"]
    for path, _ in added():
        assert path not in known
    for objects, _ in BASES:
        for kind in KINDS:
            told = known[f"{objects}/{kind}/{{objectId}}"]["get"]["parameters"]
            assert "associations" not in {one["name"] for one in told}
