"""Faults in Halaxy's own bodies: each does what its name says."""

import json

import httpx
import pytest

from app.sandbox import FAULTS, FaultKind

FHIR = "application/fhir+json"
REFUSALS = [name for name in FAULTS if name.startswith("status_4")]
CHANGING = [
    fault.name
    for fault in FAULTS.values()
    if fault.kind in {FaultKind.EDIT, FaultKind.REPLACE} and fault.name != "wrong_content_type"
]


@pytest.mark.parametrize("name", CHANGING)
def test_a_fault_changes_one_answer_and_the_next_is_the_true_one(halaxy, client, day_query, name):
    true = client.get("/Appointment", params=day_query).json()
    halaxy.faults.add(name, path="/Appointment", times=1)
    with client.stream("GET", "/Appointment", params=day_query) as answer:
        raw = b"".join(answer.iter_raw())
    assert (answer.status_code, kept(raw)) != (200, kept(json.dumps(true)))
    assert halaxy.requests[-1].fault == name
    after = client.get("/Appointment", params=day_query).json()
    assert after["entry"] == true["entry"]


def kept(body):
    """What is the same in every true answer; the body itself where it is none."""
    try:
        bundle = json.loads(body)
        spaces = len(body) - len(body.rstrip())
        return bundle["entry"], bundle["link"], bundle["total"], spaces
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return body


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_are_operation_outcomes(halaxy, client, name):
    halaxy.faults.add(name)
    answer = client.get("/Organization")
    assert answer.headers["Content-Type"] == FHIR
    assert answer.json()["resourceType"] == "OperationOutcome"


def test_an_expired_token_is_told_by_its_code(halaxy, client):
    halaxy.faults.add("status_401", times=1)
    assert client.get("/Organization").json()["issue"][0]["code"] == "expired"


def test_a_page_without_links_is_short_of_its_total(halaxy, client, ids):
    halaxy.faults.add("missing_pagination")
    bundle = client.get("/Patient").json()
    assert "link" not in bundle
    assert 0 < len(ids(bundle)) < bundle["total"]
    assert client.get("/metadata").json()["resourceType"] == "CapabilityStatement"


def test_an_empty_list_is_a_search_that_finds_nothing(halaxy, client):
    halaxy.faults.add("empty_list")
    bundle = client.get("/Appointment").json()
    assert "entry" not in bundle
    assert (bundle["total"], [link["relation"] for link in bundle["link"]]) == (0, ["self"])


def test_null_entries_and_nan_are_what_they_say(halaxy, client):
    halaxy.faults.add("null_appointments", times=1)
    assert client.get("/Appointment").json()["entry"] is None
    halaxy.faults.add("json_nan", times=1)
    assert b'"minutesDuration":NaN' in client.get("/Appointment").content


def test_a_cursor_loop_gives_the_same_page_and_the_same_next_for_ever(halaxy, client):
    halaxy.faults.add("cursor_loop")
    url, seen = "/Appointment", []
    for _ in range(3):
        bundle = client.get(url).json()
        url = next(link["url"] for link in bundle["link"] if link["relation"] == "next")
        seen.append((url, [entry["resource"]["id"] for entry in bundle["entry"]]))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("name", ["drop", "reset", "body_cut_short", "garbage_status_line"])
def test_a_broken_answer_never_completes(halaxy, client, name):
    halaxy.faults.add(name)
    with pytest.raises(httpx.TransportError):
        client.get("/Organization")
