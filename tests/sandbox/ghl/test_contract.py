"""Every answer of the sandbox is one that the contract knows, where the contract is at hand."""

import datetime as dt

import httpx
import pytest

from app.sandbox import running_ghl
from tests.sandbox.ghl.contract import answer_problems
from tests.support.waiting import PATIENCE_S

SLOT = "2026-11-23T10:00:00+11:00"
START = dt.datetime.fromisoformat(SLOT)
SPAN = {
    name: str(round((START + dt.timedelta(days=days)).timestamp() * 1000))
    for name, days in (("startDate", -1), ("endDate", 1))
}
FAMILY = {"calendars": "2021-04-15", "contacts": "2021-07-28"}


@pytest.fixture(params=["v1", "v2"])
def version(request):
    return request.param


@pytest.fixture
def ghl(version):
    with running_ghl(version=version) as sandbox:
        yield sandbox


@pytest.fixture
def ask(ghl, version):
    """Asks as the vendor wants it; checks the answer against the contract; gives it."""
    base = ghl.base_url.removesuffix("/v1")
    with httpx.Client(base_url=base, timeout=PATIENCE_S) as client:

        def asked(method, path, key=None, **more):
            headers = {"Authorization": f"Bearer {key or ghl.access.key}"}
            if version == "v2":
                headers["Version"] = FAMILY[path.split("/")[1]]
            answer = client.request(method, path, headers=headers, **more)
            found = answer_problems(version, method, path, answer.status_code, answer.content)
            assert found == [], f"{method} {path}"
            return answer

        yield asked


def booking(ghl, **more):
    if ghl.version == "v1":
        told = {
            "calendarId": ghl.calendar_id,
            "selectedSlot": SLOT,
            "selectedTimezone": "Australia/Sydney",
            "phone": "+61491570110",
        }
        return {"json": told | more, "path": "/v1/appointments/"}
    told = {
        "calendarId": ghl.calendar_id,
        "locationId": ghl.book.location_id,
        "contactId": ghl.book.contacts()[0].id,
        "startTime": SLOT,
    }
    return {"json": told | more, "path": "/calendars/events/appointments"}


def book(ghl, ask, **more):
    wish = booking(ghl, **more)
    return ask("POST", wish["path"], json=wish["json"])


def slots_of(ghl, ask, **query):
    path = "/v1/appointments/slots"
    if ghl.version == "v1":
        query = {"calendarId": ghl.calendar_id, **query}
    else:
        path = f"/calendars/{ghl.calendar_id}/free-slots"
    days = ask("GET", path, params={**SPAN, **query}).json()
    return [slot for day in days.values() if isinstance(day, dict) for slot in day["slots"]]


def test_a_slot_is_offered_until_it_is_booked_and_again_after_a_cancel(ghl, ask):
    assert SLOT in slots_of(ghl, ask)
    made = book(ghl, ask).json()
    assert SLOT not in slots_of(ghl, ask)
    if ghl.version == "v1":
        path, body = f"/v1/appointments/{made['id']}/status", {"status": "cancelled"}
    else:
        path = f"/calendars/events/appointments/{made['id']}"
        body = {"appointmentStatus": "cancelled"}
    assert ask("PUT", path, json=body).status_code == 200
    assert SLOT in slots_of(ghl, ask)


def test_slots_are_told_in_the_zone_that_is_asked_for(ghl, ask):
    assert "2026-11-23T01:00:00+02:00" in slots_of(ghl, ask, timezone="Africa/Cairo")


def test_a_taken_slot_is_refused(ghl, ask):
    book(ghl, ask)
    answer = book(ghl, ask)
    assert answer.status_code == (422 if ghl.version == "v1" else 400)
    assert len(ghl.book.appointments()) == 1
    assert ghl.violations == []


def test_an_appointment_is_shown_alone_and_in_lists(ghl, ask):
    made = book(ghl, ask).json()
    if ghl.version == "v1":
        one = ask("GET", f"/v1/appointments/{made['id']}").json()
        query = {"calendarId": ghl.calendar_id, **SPAN, "includeAll": "true"}
        rows = ask("GET", "/v1/appointments/", params=query).json()["appointments"]
        assert rows[0].pop("contact")["phone"] == "+61491570110"
    else:
        one = ask("GET", f"/calendars/events/appointments/{made['id']}").json()["event"]
        query = {
            "locationId": ghl.book.location_id,
            "calendarId": ghl.calendar_id,
            "startTime": SPAN["startDate"],
            "endTime": SPAN["endDate"],
        }
        rows = ask("GET", "/calendars/events", params=query).json()["events"]
        contact = ghl.book.contacts()[0].id
        ask("GET", f"/contacts/{contact}/appointments")
        ask("GET", f"/contacts/{contact}")
        ask("GET", f"/calendars/{ghl.calendar_id}")
    assert rows == [one]


def test_notes_are_kept_and_in_v2_changed(ghl, ask):
    contact = ghl.book.contacts()[0].id
    slash = "/" if ghl.version == "v1" else ""
    path = f"{'/v1' if slash else ''}/contacts/{contact}/notes{slash}"
    made = ask("POST", path, json={"body": "one"}).json()
    if ghl.version == "v2":
        ask("PUT", f"{path}/{made['note']['id']}", json={"body": "two"})
    (note,) = ask("GET", path).json()["notes"]
    assert note["body"] == ("two" if ghl.version == "v2" else "one")


def test_contacts_are_found_and_made_once(ghl, ask):
    body = {"firstName": "Sara", "phone": "+61491570110"}
    for _ in range(2):
        if ghl.version == "v1":
            ask("POST", "/v1/contacts/", json=body)
            query = {"phone": body["phone"]}
            found = ask("GET", "/v1/contacts/lookup", params=query).json()["contacts"]
        else:
            body["locationId"] = ghl.book.location_id
            ask("POST", "/contacts/upsert", json=body)
            query = {"locationId": ghl.book.location_id, "number": body["phone"]}
            found = [ask("GET", "/contacts/search/duplicate", params=query).json()["contact"]]
        assert [one["firstName"] for one in found] == ["Sara"]
    assert len(ghl.book.contacts()) == 3


def test_a_wrong_key_and_a_missing_record_are_refused(ghl, ask):
    path = "/v1/appointments/abc" if ghl.version == "v1" else "/calendars/events/appointments/abc"
    assert ask("GET", path, key="another").status_code == 401
    assert ask("GET", path).status_code == 400
    ghl.throttle()
    if ghl.version == "v2":
        assert ask("GET", path).headers["X-RateLimit-Interval-Milliseconds"] == "10000"


def test_the_sandbox_is_steered_over_http(ghl, ask):
    book(ghl, ask)
    state = httpx.get(f"{ghl.control_url}/state").json()
    assert len(state["appointments"]) == 1
    httpx.post(f"{ghl.control_url}/quota")
    assert book(ghl, ask).status_code == 429
    httpx.post(f"{ghl.control_url}/reset")
    assert ghl.book.appointments() == []
    key = ghl.access.key
    httpx.post(f"{ghl.control_url}/revoke-key")
    assert ghl.access.key != key
    assert ghl.environment["PMS_GHL_API_KEY"] in ghl.secrets
