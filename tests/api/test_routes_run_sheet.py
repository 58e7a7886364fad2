"""The run sheet over HTTP: a day's rows, columns, rows by hand, local edits."""

from datetime import date, datetime, timedelta

import pytest

from app.api.bodies.run_sheet import RunSheet
from tests.support.desk import DAY

SHEET, ROWS, COLUMNS = "/api/run-sheet", "/api/run-sheet/appointments", "/api/run-sheet/clinicians"
NOWHERE = "01a200a2-0000-7000-8000-000000000000"

APPOINTMENT = (
    *("id", "source", "pmsConnectionId", "pmsType", "pmsAppointmentId", "pmsPatientId"),
    *("clinicianId", "clinicianName", "startTime", "endTime", "durationMinutes", "status"),
    *("rawStatus", "isTelehealth", "appointmentTypeName", "patientName", "patientFirstName"),
    *("patientLastName", "patientPhone", "patientEmail", "patientDob", "telehealthUrl", "notes"),
    *("removedAt", "updatedAt"),
)
"""Every field that the contract page names."""


async def sheet_of(api, query: str = "") -> dict:
    answer = await api.http.get(SHEET + query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def added(api, **more) -> dict:
    """A walk-in at three in the first column."""
    clinician = (await api.http.get(COLUMNS)).json()["clinicians"][0]["id"]
    body = {
        "startTime": "2026-03-04T15:00:00+11:00",
        "clinicianId": clinician,
        "patientLastName": "Walkin",
        **more,
    }
    answer = await api.http.post(ROWS, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.parametrize("system", ["gentu", "medirecords", "halaxy"])
async def test_the_sheet_has_every_field_in_order_of_start_and_column(open_api, system) -> None:
    async with open_api(system=system) as api:
        await api.practice.sync()
        told = await sheet_of(api)
        RunSheet.model_validate(told, extra="forbid")
        assert told["date"] == DAY.isoformat()
        assert told["timezone"] == api.practice.practice.tzinfo.key
        assert all(list(one) == ["id", "name", "lastSyncAt"] for one in told["clinicians"])
        rows = told["appointments"]
        assert len(rows) > 20
        columns = [one["id"] for one in told["clinicians"]]
        places = [(one["startTime"], columns.index(one["clinicianId"])) for one in rows]
        assert places == sorted(places)
        for one in rows:
            assert set(APPOINTMENT) <= set(one)
            assert (one["source"], one["pmsType"]) == ("pms", system)
            assert one["startTime"].endswith("+11:00")
            length = _at(one["endTime"]) - _at(one["startTime"])
            assert length == timedelta(minutes=one["durationMinutes"])
        for patient_field in ("patientFirstName", "patientPhone", "patientDob", "rawStatus"):
            assert any(one[patient_field] for one in rows), patient_field


async def test_several_patients_of_one_appointment_are_a_row_each(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        rows = (await sheet_of(api))["appointments"]
        ids = [one["pmsAppointmentId"] for one in rows]
        shared = [one for one in rows if ids.count(one["pmsAppointmentId"]) > 1]
        assert len(shared) > 1
        assert len({one["id"] for one in shared}) == len(shared)


async def test_today_is_the_day_where_none_is_named(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        assert await sheet_of(api, f"?date={DAY}") == await sheet_of(api)
        other = await sheet_of(api, "?date=2026-03-01")
        assert (other["date"], other["appointments"]) == ("2026-03-01", [])


async def test_without_a_connection_the_sheet_is_empty(open_api) -> None:
    async with open_api() as api:
        told = await sheet_of(api)
        assert (told["clinicians"], told["appointments"]) == ([], [])


async def test_a_date_in_another_spelling_is_a_400(open_api) -> None:
    async with open_api() as api:
        for day in ("20260304", "2026-02-29", "today", "", "0", "1999-01-01"):
            answer = await api.http.get(f"{SHEET}?date={day}")
            assert answer.status_code == 400, day
            assert list(answer.json()["details"]["fields"]) == ["date"]


async def test_a_column_is_added_once(open_api) -> None:
    async with open_api() as api:
        answer = await api.http.post(COLUMNS, json={"name": " Dr  Locum "})
        assert answer.status_code == 201
        assert answer.json()["name"] == "Dr Locum"
        assert (await api.http.get(COLUMNS)).json() == {"clinicians": [answer.json()]}
        again = await api.http.post(COLUMNS, json={"name": "dr locum"})
        assert again.status_code == 409
        for body in ({}, {"name": ""}, {"name": "  "}, {"name": "x" * 201}, {"name": 5}):
            bad = await api.http.post(COLUMNS, json=body)
            assert bad.status_code == 400
            assert list(bad.json()["details"]["fields"]) == ["name"]


async def test_a_row_by_hand_is_on_the_sheet_until_it_is_removed(open_api) -> None:
    async with open_api(system="gentu") as api:
        row = await added(
            api,
            endTime="2026-03-04T15:45:00+11:00",
            patientFirstName="Wanda",
            patientPhone="0412 345 678",
            appointmentTypeName="Check-up",
            notes="Came by",
            status="arrived",
            isTelehealth=True,
        )
        assert set(APPOINTMENT) <= set(row)
        assert (row["source"], row["pmsType"], row["pmsAppointmentId"]) == ("manual", None, None)
        assert (row["startTime"], row["durationMinutes"]) == ("2026-03-04T15:00:00+11:00", 45)
        assert (row["patientName"], row["status"]) == ("Wanda Walkin", "arrived")
        assert (row["notes"], row["isTelehealth"]) == ("Came by", True)
        assert (row["patientPhone"], row["appointmentTypeName"]) == ("0412 345 678", "Check-up")
        assert row in (await sheet_of(api))["appointments"]
        gone = await api.http.delete(f"{ROWS}/{row['id']}")
        assert (gone.status_code, gone.json()["success"]) == (200, True)
        assert (await sheet_of(api))["appointments"] == []
        assert (await api.http.delete(f"{ROWS}/{row['id']}")).status_code == 404


async def test_a_row_takes_half_an_hour_unless_told(open_api) -> None:
    async with open_api(system="gentu") as api:
        assert (await added(api))["durationMinutes"] == 30
        assert (await added(api, durationMinutes=20))["durationMinutes"] == 20


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"startTime": "2026-03-04T15:00:00"}, "startTime"),
        ({"startTime": "2026-03-04 15:00:00+11:00"}, "startTime"),
        ({"startTime": 1772596800}, "startTime"),
        ({"startTime": "2027-06-04T15:00:00+11:00"}, "startTime"),
        ({"endTime": "2026-03-04T14:00:00+11:00"}, "durationMinutes"),
        ({"durationMinutes": 0}, "durationMinutes"),
        ({"clinicianId": NOWHERE}, "clinicianId"),
        ({"patientLastName": " "}, "patientLastName"),
        ({"patientPhone": "no"}, "patientPhone"),
        ({"status": "here"}, "status"),
        ({"notes": "x" * 2001}, "notes"),
    ],
)
async def test_an_impossible_row_is_a_400_that_names_the_field(open_api, more, field) -> None:
    async with open_api() as api:
        made = await api.http.post(COLUMNS, json={"name": "Dr Locum"})
        body = {
            "startTime": "2026-03-04T15:00:00+11:00",
            "clinicianId": made.json()["id"],
            "patientLastName": "Walkin",
            **more,
        }
        answer = await api.http.post(ROWS, json=body)
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == [field]


async def test_a_local_edit_shows_and_the_system_wins_when_it_says_otherwise(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        told = await sheet_of(api)
        row = next(one for one in told["appointments"] if one["status"] == "booked")
        other = next(one for one in told["clinicians"] if one["id"] != row["clinicianId"])
        wish = {
            "status": "arrived",
            "notes": "Needs the ramp",
            "patientPhone": "0499 999 999",
            "startTime": "2026-03-04T17:30:00+11:00",
            "clinicianId": other["id"],
        }
        answer = await api.http.patch(f"{ROWS}/{row['id']}", json=wish)
        assert answer.status_code == 200
        after = answer.json()
        assert {name: after[name] for name in wish} == wish
        assert after["clinicianName"] == other["name"]
        assert after in (await sheet_of(api))["appointments"]
        nothing = await api.http.patch(f"{ROWS}/{row['id']}", json={"status": None})
        assert nothing.json() == after
        cleared = await api.http.patch(f"{ROWS}/{row['id']}", json={"notes": ""})
        assert cleared.json()["notes"] is None
        api.practice.practice.cancel(row["pmsAppointmentId"])
        await api.practice.sync()
        rows = (await sheet_of(api))["appointments"]
        (last,) = [one for one in rows if one["id"] == row["id"]]
        assert last["status"] == "cancelled"


async def test_an_impossible_edit_is_refused_and_an_unknown_row_is_a_404(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        before = await sheet_of(api)
        row = before["appointments"][0]
        for body, field in (
            ({"status": "lost"}, "status"),
            ({"startTime": "tomorrow"}, "startTime"),
            ({"clinicianId": NOWHERE}, "clinicianId"),
            ({"patientPhone": "x"}, "patientPhone"),
            ({"notes": 5}, "notes"),
        ):
            answer = await api.http.patch(f"{ROWS}/{row['id']}", json={"notes": "hm", **body})
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == [field]
        assert await sheet_of(api) == before
        for id_ in (NOWHERE, "x"):
            for method, body in (("PATCH", {"status": "arrived"}), ("DELETE", None)):
                answer = await api.http.request(method, f"{ROWS}/{id_}", json=body)
                assert (answer.status_code, answer.json()["details"]) == (404, {"code": "ASK-03"})


async def test_a_row_of_the_system_is_not_removed(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        before = await sheet_of(api)
        answer = await api.http.delete(f"{ROWS}/{before['appointments'][0]['id']}")
        assert (answer.status_code, answer.json()["details"]) == (409, {"code": "ASK-01"})
        assert await sheet_of(api) == before


async def test_a_day_at_both_ends_of_the_century_is_an_empty_sheet(open_api) -> None:
    async with open_api(system="gentu") as api:
        for day in (date(2000, 1, 1), date(2099, 12, 31)):
            assert (await sheet_of(api, f"?date={day}"))["appointments"] == []


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_what_nobody_can_read_is_not_kept(open_api) -> None:
    async with open_api() as api:
        told = {"name": "Dr\0\x1b[31m Red"}
        column = (await api.http.post(COLUMNS, json=told)).json()
        assert column["name"] == "Dr [31m Red"
        empty = await api.http.post(COLUMNS, json={"name": "\u200b"})
        assert empty.status_code == 400
        row = await added(
            api,
            clinicianId=column["id"],
            patientLastName="Br\0own",
            patientPhone="0412\x00345678",
            notes="One\0\nTwo",
        )
        assert (row["patientLastName"], row["notes"]) == ("Br own", "One \nTwo")
        assert row["patientPhone"] == "0412 345678"
        nul = await api.http.patch(f"{ROWS}/{row['id']}", json={"clinicianId": "a\0"})
        assert (nul.status_code, nul.json()["details"]["fields"]) == (
            400,
            {"clinicianId": "is no id"},
        )
