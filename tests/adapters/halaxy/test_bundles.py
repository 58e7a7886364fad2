"""Halaxy's Bundles: what is an appointment, what names the content, whether there is more."""

import json

import pytest

from app.adapters.answer import Answer
from app.adapters.pms.halaxy.bundles import digest, is_expired, read_bundle, read_page
from app.domain.errors import BadAnswer

URL = "https://au-api.halaxy.com/main/Appointment?_count=2&page="
SELF, NEXT = {"relation": "self", "url": URL + "1"}, {"relation": "next", "url": URL + "2"}


def answer(body, status=200):
    return Answer(
        system="Halaxy",
        status=status,
        content_type="application/fhir+json",
        retry_after=None,
        body=body if isinstance(body, bytes) else json.dumps(body).encode(),
    )


def resource(kind, resource_id="1", mode="match", **facts):
    content = {"resourceType": kind, "id": resource_id, **facts}
    return {"resource": content, "search": {"mode": mode}}


def bundle(*entries, **changes):
    whole = {
        "resourceType": "Bundle",
        "id": "0d2f",
        "type": "searchset",
        "timestamp": "2026-01-15T01:00:00+00:00",
        "total": 1,
        "link": [SELF],
        "entry": list(entries),
    }
    return {name: value for name, value in {**whole, **changes}.items() if value != "absent"}


def test_entries_are_split_by_their_type():
    page = read_page(
        answer(
            bundle(
                resource("Appointment", "7"),
                resource("OperationOutcome", "warning", "outcome"),
                resource("Patient", "PR-1", "include"),
                resource("PractitionerRole", "PR-1", "include"),
                resource("Practitioner", "PR-1", "include"),
                resource("Patient", None, "include"),
                resource("Location", "1", "include"),
                link=[SELF, NEXT, {"relation": "last", "url": URL + "9"}],
            )
        )
    )
    assert [one["id"] for one in page.records] == ["7"]
    assert sorted(page.included) == ["Patient/PR-1", "Practitioner/PR-1", "PractitionerRole/PR-1"]
    assert (page.next_cursor, page.total) == (URL + "2", 1)


@pytest.mark.parametrize(
    "entry",
    [
        None, 5, {}, {"resource": None}, {"resource": "Appointment/7"}, resource(None),
        resource(["Appointment"]), resource("Apointment"), resource("Location", mode=None),
        {"resource": {"id": "7"}, "search": {"mode": "include"}},
    ],
)  # fmt: skip
def test_an_entry_that_may_be_an_appointment_is_not_lost(entry):
    assert len(read_page(answer(bundle(entry))).records) == 1


def test_a_search_that_finds_nothing_has_neither_entries_nor_links():
    page = read_page(answer({"resourceType": "Bundle", "type": "searchset", "total": 0}))
    assert (page.records, page.next_cursor, page.total) == ([], None, 0)
    page = read_page(answer(bundle(entry="absent", total="absent")))
    assert (page.records, page.next_cursor, page.total) == ([], None, None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        {},
        {"resourceType": "OperationOutcome", "issue": []},
        {"resourceType": "Bundle", "type": "searchset"},
        bundle(entry=None),
        bundle(entry={}),
        bundle(link="absent"),
        bundle(resource("Appointment"), link="absent"),
        bundle(resource("Appointment"), link="absent", total=0),
        bundle(link=None),
        bundle(link={}),
        bundle(link=["next"]),
        bundle(link=[{"url": URL}]),
        bundle(link=[{"relation": "next"}]),
        bundle(link=[{"relation": "next", "url": ""}]),
        bundle(link=[{"relation": "next", "url": ["x"]}]),
    ],
)
def test_what_cannot_be_a_whole_page_is_a_bad_answer(body):
    with pytest.raises(BadAnswer):
        read_bundle(answer(body))


@pytest.mark.parametrize("told", ["absent", None, "1", True, -1, 1.5, []])
def test_a_total_that_is_no_count_counts_as_not_told(told):
    assert read_bundle(answer(bundle(total=told))).total is None


SEVEN = resource("Appointment", "7")


def test_the_same_content_has_the_same_digest_on_every_answer():
    first = answer(bundle(SEVEN))
    again = answer(bundle(SEVEN, id="other", timestamp="2026-01-15T02:00:00+00:00"))
    assert first.body != again.body
    assert digest(first) == digest(again)


@pytest.mark.parametrize(
    "changed",
    [
        bundle(resource("Appointment", "7", start="x")),
        bundle(SEVEN, resource("Patient")),
        bundle(SEVEN, link=[SELF, NEXT]),
        bundle(SEVEN, total=2),
        bundle(),
        bundle(entry="absent"),
    ],
)
def test_other_rows_people_or_a_page_more_make_another_digest(changed):
    assert digest(answer(bundle(SEVEN))) != digest(answer(changed))


@pytest.mark.parametrize("body", [b"", b"null", b"[1]", b"{", b"[" * 5000])
def test_what_is_no_bundle_has_a_digest_too(body):
    assert digest(answer(body)) != digest(answer(bundle()))


EXPIRED = {"severity": "error", "code": "expired", "details": {"text": "Access token has expired"}}


@pytest.mark.parametrize("status", [200, 400, 401, 403, 500])
def test_an_expired_token_is_told_by_its_issue_whatever_the_status(status):
    assert is_expired(answer({"resourceType": "OperationOutcome", "issue": [EXPIRED]}, status))


@pytest.mark.parametrize(
    "body",
    [
        {"resourceType": "OperationOutcome", "issue": [{"code": "login", "text": "expired"}]},
        {"resourceType": "OperationOutcome", "issue": {"code": "expired"}},
        {"resourceType": "Bundle", "issue": [EXPIRED]},
        b'{"resourceType": "OperationOutcome", "issue": [expired',
        b'["expired"]',
        b"",
    ],
)
def test_other_answers_do_not_end_a_token(body):
    assert not is_expired(answer(body, 403))
