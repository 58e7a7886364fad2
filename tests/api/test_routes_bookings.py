"""Bookings over HTTP: made once, moved, cancelled, listed; and every way it can go wrong."""

import asyncio
from datetime import timedelta
from itertools import chain

import pytest

from app.api.bodies.bookings import BookingList
from tests.support.crms import CRMS

PMS = "/api/integrations/pms"
BODY = {
    "patient": {"firstName": "Alex", "lastName": "Brown", "phone": "0412 345 678"},
    "service": "Check-up",
    "startTime": "2026-03-05T10:00:00+11:00",
    "durationMinutes": 30,
    "timezone": "Australia/Melbourne",
}
EVERYTHING = BODY | {
    "patient": BODY["patient"] | {"email": "alex@example.com"},
    "doctorName": "Dr Smith",
    "clinicBranch": "Main",
    "notes": "Anxious",
    "price": 120.5,
    "currency": "AUD",
    "source": "web",
    "metadata": {"campaign": "autumn"},
}


async def book(api, crm="hubspot", key=None, **changes):
    headers = {"Idempotency-Key": key} if key else {}
    provider = CRMS[crm].provider
    return await api.http.post(f"{PMS}/{provider}/book", json=BODY | changes, headers=headers)


def starts(api, crm="hubspot"):
    return CRMS[crm].starts(api.crms[crm])


@pytest.mark.parametrize("crm", list(CRMS))
async def test_a_booking_is_made_moved_by_either_id_and_cancelled(open_api, crm) -> None:
    async with open_api(crms=[crm]) as api:
        provider = CRMS[crm].provider
        url = f"{PMS}/{provider}/booking"
        made = await api.http.post(f"{PMS}/{provider}/book", json=EVERYTHING)
        told = made.json()
        assert made.status_code == 201, told
        assert (told["provider"], told["status"]) == (provider, "confirmed")
        assert {"bookingId", "externalId", "correlationId"} < set(told)
        assert len(starts(api, crm)) == 1
        later = {"startTime": "2026-03-05T11:00:00+11:00"}
        moved = await api.http.patch(f"{url}/{told['bookingId']}", json=later)
        assert (moved.status_code, moved.json()["status"]) == (200, "confirmed")
        assert moved.json()["startTime"] == later["startTime"]
        assert moved.json()["endTime"] == "2026-03-05T11:30:00+11:00"
        again = {"startTime": "2026-03-05T14:00:00+11:00"}
        moved = await api.http.patch(f"{url}/{told['externalId']}", json=again)
        assert moved.json()["startTime"] == again["startTime"]
        gone = await api.http.delete(f"{url}/{told['externalId']}?reason=patient_asked")
        assert (gone.status_code, gone.json()["status"]) == (200, "cancelled")
        assert starts(api, crm) == []
        twice = await api.http.delete(f"{url}/{told['bookingId']}")
        assert (twice.status_code, twice.json()) == (200, gone.json())
        late = await api.http.patch(f"{url}/{told['bookingId']}", json=later)
        assert (late.status_code, late.json()["details"]) == (409, {"code": "ASK-06"})
        assert api.crms[crm].violations == []


async def test_the_same_key_and_body_give_the_same_answer_and_one_booking(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        answers = await asyncio.gather(*(book(api, key="k-1") for _ in range(5)))
        assert [each.status_code for each in answers] == [201] * 5
        assert len({each.text for each in answers}) == 1
        assert len(starts(api)) == 1
        other = await book(api, key="k-1", service="Hygiene")
        assert (other.status_code, other.json()["details"]) == (409, {"code": "ASK-06"})
        url = f"{PMS}/hubspot/booking/{answers[0].json()['bookingId']}"
        later = {"startTime": "2026-03-05T11:00:00+11:00"}
        assert (await api.http.patch(url, json=later)).status_code == 200
        moved = await book(api, key="k-1")
        assert (await api.http.delete(url)).status_code == 200
        gone = await book(api, key="k-1")
        for after in (moved, gone):
            assert (after.status_code, after.text) == (201, answers[0].text)
        assert starts(api) == []


@pytest.mark.parametrize("key", ["", "x" * 256, "two words", "caf\u00e9".encode("latin-1")])
async def test_a_key_that_is_none_is_a_400(open_api, key) -> None:
    async with open_api(crms=["hubspot"]) as api:
        headers = {"Idempotency-Key": key}
        answer = await api.http.post(f"{PMS}/hubspot/book", json=BODY, headers=headers)
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == ["Idempotency-Key"]
        assert starts(api) == []


async def test_offline_it_is_kept_and_the_answer_is_202(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        api.crms["hubspot"].faults.add("drop")
        answer = await book(api, key="k-1")
        told = answer.json()
        assert (answer.status_code, told["status"], told["externalId"]) == (202, "pending", None)
        repeated = await book(api, key="k-1")
        assert (repeated.status_code, repeated.text) == (202, answer.text)
        (listed,) = (await api.http.get(f"{PMS}/bookings?view=waiting")).json()["bookings"]
        assert listed["bookingId"] == told["bookingId"]
        gone = await api.http.delete(f"{PMS}/hubspot/booking/{told['bookingId']}")
        assert gone.json()["status"] in {"cancelled", "pending"}
        api.crms["hubspot"].faults.clear()


async def test_a_slot_that_is_taken_is_a_409(open_api) -> None:
    async with open_api(crms=["ghl-v2"]) as api:
        assert (await book(api, "ghl-v2")).status_code == 201
        other = {"firstName": "Bo", "lastName": "Green", "phone": "0412 999 999"}
        answer = await book(api, "ghl-v2", patient=other)
        assert answer.status_code == 409, answer.text
        assert answer.json()["details"]["code"] == "WRITE-02"


async def test_one_person_is_not_booked_twice_at_a_time(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        assert (await book(api)).status_code == 201
        answer = await book(api, service="Hygiene")
        assert (answer.status_code, answer.json()["details"]) == (409, {"code": "ASK-06"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"patient": None}, "patient"),
        ({"patient": {"phone": "0412 345 678"}}, "patient.firstName"),
        ({"patient": {"lastName": "Brown"}}, "patient.phone"),
        ({"patient": {"lastName": "Brown", "email": "no"}}, "patient.email"),
        ({"patient": {"lastName": "Brown", "phone": "12"}}, "patient.phone"),
        ({"patient": {"lastName": 5}}, "patient.lastName"),
        ({"service": " "}, "service"),
        ({"service": None}, "service"),
        ({"startTime": "2026-03-05T10:00:00"}, "startTime"),
        ({"startTime": "tomorrow"}, "startTime"),
        ({"startTime": "2026-03-03T10:00:00+11:00"}, "startTime"),
        ({"startTime": "2026-03-05T03:00:00+11:00"}, "startTime"),
        ({"endTime": "2026-03-05T09:00:00+11:00"}, "endTime"),
        ({"durationMinutes": 0}, "durationMinutes"),
        ({"durationMinutes": 7.5}, "durationMinutes"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"price": -1}, "price"),
        ({"currency": "aud"}, "currency"),
        ({"notes": "x" * 2001}, "notes"),
        ({"metadata": "x"}, "metadata"),
        ({"metadata": {"x": "y" * 10_000}}, "metadata"),
    ],
)
async def test_a_booking_that_cannot_be_is_a_400_that_names_the_field(
    open_api, changes, field
) -> None:
    async with open_api(crms=["hubspot"]) as api:
        answer = await book(api, **changes)
        assert answer.status_code == 400, answer.text
        assert list(answer.json()["details"]["fields"]) == [field]
        assert (await api.http.get(f"{PMS}/bookings")).json() == {"bookings": [], "total": 0}


async def test_a_number_that_json_has_not_is_a_400(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        for bad in ('"price": NaN', '"price": 1e999', '"metadata": {"x": Infinity}'):
            text = '{"patient": {"lastName": "B", "phone": "0412345678"}, "service": "C", '
            text += f'"startTime": "2026-03-05T10:00:00+11:00", {bad}}}'
            answer = await api.http.post(
                f"{PMS}/hubspot/book", content=text, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code == 400, bad


async def test_an_unknown_crm_and_an_unknown_booking_are_404(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        for method, path, body in (
            ("POST", "pipedrive/book", BODY),
            ("PATCH", "pipedrive/booking/x", {"durationMinutes": 20}),
            ("DELETE", "pipedrive/booking/x", None),
            ("POST", "pipedrive/performance", {}),
            ("PATCH", "hubspot/booking/x", {"durationMinutes": 20}),
            ("DELETE", "hubspot/booking/x", None),
        ):
            answer = await api.http.request(method, f"{PMS}/{path}", json=body)
            assert answer.status_code == 404, path


async def test_a_crm_that_is_not_set_up_is_a_501_that_names_what_is_missing(open_api) -> None:
    async with open_api() as api:
        for path, body in (("book", BODY), ("performance", {})):
            answer = await api.http.post(f"{PMS}/salesforce/{path}", json=body)
            assert answer.status_code == 501
            assert "PMS_SALESFORCE_BASE_URL" in answer.json()["error"]
            assert answer.json()["details"] == {"code": "CRM-01"}


async def test_a_crm_that_works_and_refuses_is_a_400(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        api.crms["hubspot"].faults.add("status_400", method="POST", path="/meetings")
        answer = await book(api)
        assert answer.status_code == 400, answer.text
        assert answer.json()["details"]["state"] == "refused"
        api.crms["hubspot"].faults.clear()


@pytest.mark.parametrize("crm", list(CRMS))
async def test_a_contact_that_the_crm_does_not_have_is_a_400_that_names_it(open_api, crm) -> None:
    async with open_api(crms=[crm]) as api:
        for hour, unknown in enumerate(("nobody", "101", "0037Q00000AbCdEQAV", "../x"), start=9):
            answer = await book(
                api,
                crm,
                startTime=f"2026-03-05T{hour:02}:00:00+11:00",
                patient=BODY["patient"] | {"externalContactId": unknown},
            )
            assert answer.status_code == 400, answer.text
            details = answer.json()["details"]
            assert (details["code"], details["state"]) == ("WRITE-09", "refused")
            assert list(details["fields"]) == ["patient.externalContactId"]
            assert unknown not in answer.text
        assert starts(api, crm) == []


async def test_two_people_with_one_number_are_a_409(open_api) -> None:
    async with open_api(crms=["salesforce"]) as api:
        for name in ("Alex", "Alexa"):
            fields = {"FirstName": name, "LastName": "Brown", "Phone": "+61412345678"}
            api.crms["salesforce"].org.add("Contact", **fields)
        answer = await book(api, "salesforce")
        assert answer.status_code == 409, answer.text
        assert answer.json()["details"]["code"] == "WRITE-08"


async def test_a_change_says_a_time_and_may_say_only_the_length(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        url = f"{PMS}/hubspot/booking/{(await book(api)).json()['bookingId']}"
        longer = await api.http.patch(url, json={"durationMinutes": 45})
        assert longer.json()["startTime"] == BODY["startTime"]
        assert longer.json()["endTime"] == "2026-03-05T10:45:00+11:00"
        for body, field in (
            ({}, "startTime"),
            ({"startTime": None}, "startTime"),
            ({"startTime": "2026-03-03T10:00:00+11:00"}, "startTime"),
            ({"endTime": "2026-03-05T09:00:00+11:00"}, "endTime"),
            ({"durationMinutes": -5}, "durationMinutes"),
        ):
            answer = await api.http.patch(url, json=body)
            assert answer.status_code == 400, body
            assert list(answer.json()["details"]["fields"]) == [field]
        bad = await api.http.delete(f"{url}?reason=boredom")
        assert (bad.status_code, list(bad.json()["details"]["fields"])) == (400, ["reason"])


async def test_bookings_are_listed_with_their_states_page_by_page(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        made = []
        for hour in range(9, 14):
            start = f"2026-03-05T{hour:02}:00:00+11:00"
            made.append((await book(api, startTime=start)).json()["bookingId"])
        await api.http.delete(f"{PMS}/hubspot/booking/{made[0]}")
        told = (await api.http.get(f"{PMS}/bookings")).json()
        BookingList.model_validate(told, extra="forbid")
        assert told["total"] == 5
        assert [each["bookingId"] for each in told["bookings"]] == made[::-1]
        states = {each["status"] for each in told["bookings"]}
        assert states == {"confirmed", "cancelled"}
        assert told["bookings"][0]["patient"]["lastName"] == "Brown"
        upcoming = (await api.http.get(f"{PMS}/bookings?view=upcoming")).json()
        assert [each["bookingId"] for each in upcoming["bookings"]] == made[1:]
        pages = [
            (await api.http.get(f"{PMS}/bookings?limit=2&offset={offset}")).json()["bookings"]
            for offset in (0, 2, 4, 6)
        ]
        assert [len(page) for page in pages] == [2, 2, 1, 0]
        assert list(chain(*pages)) == told["bookings"]
        for query in ("limit=0", "limit=501", "offset=-1", "view=mine"):
            answer = await api.http.get(f"{PMS}/bookings?{query}")
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == [query.partition("=")[0]]


async def test_the_history_names_the_program_by_its_token(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        made = (await book(api)).json()["bookingId"]
        events = await api.services.bookings.events(made)
        assert events[0].who == "main (API)"


async def test_a_far_booking_is_refused_and_the_clock_is_the_services(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        far = (api.clock() + timedelta(days=400)).isoformat()
        answer = await book(api, startTime=far)
        assert list(answer.json()["details"]["fields"]) == ["startTime"]


async def test_metadata_without_end_and_two_keys_are_a_400(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        deep: list = []
        for _ in range(900):
            deep = [deep]
        answer = await book(api, metadata={"deep": deep})
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == ["metadata"]
        keys = [("Idempotency-Key", "one"), ("Idempotency-Key", "two")]
        answer = await api.http.post(f"{PMS}/hubspot/book", json=BODY, headers=keys)
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == ["Idempotency-Key"]
        assert starts(api) == []
