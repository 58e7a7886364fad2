"""A day of the whole practice: its pages, whose rows they are, when its marks hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.base import NOBODY, PractitionerFailure
from app.adapters.pms.medirecords.client import MediRecordsAdapter
from app.adapters.pms.medirecords.lookups import Lookups
from app.domain.appointment import Patient
from app.domain.errors import (
    BadAnswer,
    Blocked,
    NoInternet,
    NotFound,
    PracticeNotConnected,
    SignInAgain,
    SlowDown,
    VendorTrouble,
)
from tests.adapters.medirecords.conftest import DAY, HOME, MediRecords, envelope, marks_of, record

LIST = HOME + "/appointments"


async def test_the_whole_practice_is_asked_for_once_in_local_minutes(fetch):
    vendor = MediRecords([record(1), record(2, providerId="nurse")])
    cells = await fetch(vendor, asked=("doctor", "nurse"))
    assert vendor.count("/appointments") == 1
    assert vendor.params[0] == {
        "appointmentDateRangeStart": "2026-01-15T00:00",
        "appointmentDateRangeEnd": "2026-01-15T23:59",
        "page": "0",
        "size": "200",
    }
    assert {
        one: [r.pms_appointment_id for r in cell.appointments] for one, cell in cells.items()
    } == {
        "doctor": ["a1"],
        "nurse": ["a2"],
    }
    assert all(cell.is_complete and len(cell.page_marks) == 1 for cell in cells.values())


async def test_a_practitioner_without_rows_has_an_empty_whole_day(fetch):
    cells = await fetch(MediRecords([record()]), asked=("doctor", "nurse"))
    assert (cells["nurse"].appointments, cells["nurse"].is_complete) == ((), True)


async def test_rows_of_others_are_left_out_and_their_patients_are_not_asked_for(fetch):
    vendor = MediRecords([record(1), record(2, providerId="stranger")])
    cells = await fetch(vendor)
    assert list(cells) == ["doctor"]
    assert vendor.count("/patients/") == 1


async def test_an_appointment_of_nobody_is_counted_under_nobody(fetch):
    vendor = MediRecords([record(1), record(2, providerId=None)])
    cells = await fetch(vendor)
    (counted,) = cells[NOBODY].quarantined
    assert (counted.reason, counted.pms_appointment_id) == ("practitioner_missing", "a2")
    assert cells["doctor"].is_complete
    again = await fetch(vendor, marks_of(cells))
    assert {one: cell.is_unchanged for one, cell in again.items()} == {"doctor": True, NOBODY: True}


async def test_a_record_that_cannot_be_read_is_counted_beside_its_practitioners_rows(fetch):
    cells = await fetch(MediRecords([record(1), record(2, scheduleTime=None)]))
    assert [row.pms_appointment_id for row in cells["doctor"].appointments] == ["a1"]
    assert [one.reason for one in cells["doctor"].quarantined] == ["start_missing"]
    assert cells["doctor"].is_complete


async def test_a_record_without_an_id_makes_the_list_incomplete(fetch):
    cells = await fetch(MediRecords([record(1), record(2, id=None)]))
    assert not cells["doctor"].is_complete
    assert cells["doctor"].page_marks == ()
    assert [one.reason for one in cells[NOBODY].quarantined] == ["id_missing"]


async def test_a_row_that_starts_on_another_day_is_left_out(fetch):
    vendor = MediRecords(
        [
            record(1),
            record(2, scheduleTime="2026-01-16T00:00"),
            record(3, scheduleTime="2026-01-14T23:59"),
        ]
    )
    cells = await fetch(vendor)
    assert [row.pms_appointment_id for row in cells["doctor"].appointments] == ["a1"]


async def test_times_are_read_in_the_days_zone_and_a_corrected_zone_makes_old_marks_void(fetch):
    vendor = MediRecords([record()])
    cells = await fetch(vendor)
    assert cells["doctor"].appointments[0].start == datetime(2026, 1, 14, 22, tzinfo=UTC)
    other_zone = replace(DAY, timezone="Australia/Perth")
    again = await fetch(vendor, marks_of(cells), day=other_zone)
    assert again["doctor"].appointments[0].start == datetime(2026, 1, 15, 1, tzinfo=UTC)


# --- Pages ---------------------------------------------------------------------------------------


async def test_several_pages_are_read_twice_to_the_last(fetch):
    vendor = MediRecords([record(n) for n in range(5)])
    cells = await fetch(vendor, page_size=2)
    assert len(cells["doctor"].appointments) == 5
    assert cells["doctor"].is_complete
    assert [p["page"] for p in vendor.params[:6]] == ["0", "1", "2", "0", "1", "2"]


async def test_a_server_that_caps_the_size_is_read_on_in_its_own_pages(fetch):
    vendor = MediRecords([record(n) for n in range(5)])
    vendor.cap = 2
    cells = await fetch(vendor)
    assert len(cells["doctor"].appointments) == 5
    assert cells["doctor"].is_complete
    assert [(p["page"], p["size"]) for p in vendor.params[:3]] == [
        ("0", "200"),
        ("1", "2"),
        ("2", "2"),
    ]
    assert (await fetch(vendor, marks_of(cells)))["doctor"].is_unchanged


async def test_a_size_that_changes_between_pages_is_a_bad_answer(fetch):
    vendor = MediRecords([record(n) for n in range(6)])

    class Shrinking(MediRecords):
        def _page(self, rows, params):
            self.cap = 2 if params["page"] == "0" else 1
            return super()._page(rows, params)

    vendor = Shrinking(vendor.records)
    cells = await fetch(vendor)
    assert isinstance(cells["doctor"].error, BadAnswer)


async def test_a_total_that_no_pass_can_fulfil_makes_the_list_incomplete(fetch):
    vendor = MediRecords()
    vendor.answers[LIST] = envelope([record()], total=2)
    cells = await fetch(vendor)
    assert not cells["doctor"].is_complete
    assert len(cells["doctor"].appointments) == 1
    assert vendor.count("/appointments") == 3


@pytest.mark.parametrize("total", [None, "1", -3, 1.5, True])
async def test_a_total_that_is_no_number_counts_as_not_told(fetch, total):
    vendor = MediRecords()
    vendor.answers[LIST] = envelope([record()], totalElements=total)
    assert (await fetch(vendor))["doctor"].is_complete


@pytest.mark.parametrize(
    "page",
    [
        [],
        {},
        {"data": []},
        envelope([], data=None),
        envelope([], data={}),
        envelope([], page=1),
        envelope([], page=None),
        envelope([], page=False),
        envelope([], page="0"),
        envelope([], size=0),
        envelope([], size=-1),
        envelope([], size=201),
        envelope([], size=True),
        envelope([], size=None),
        envelope([record(1), record(2)], size=1),
        envelope([], last=None),
        envelope([], last="true"),
        b'{"data": [NaN]}',
        b"[" * 50_000,
    ],
)
async def test_a_page_that_is_none_or_not_the_one_asked_for_is_a_bad_answer(fetch, page):
    vendor = MediRecords()
    vendor.answers[LIST] = page
    cells = await fetch(vendor)
    assert isinstance(cells["doctor"], PractitionerFailure)
    assert isinstance(cells["doctor"].error, BadAnswer)


async def test_a_page_that_comes_twice_is_a_bad_answer(fetch):
    vendor = MediRecords()
    vendor.answers[LIST] = envelope([record()], size=1, last=False, total=2)
    cells = await fetch(vendor, page_size=1)
    assert isinstance(cells["doctor"].error, BadAnswer)
    assert vendor.count("/appointments") == 2


async def test_a_list_without_end_is_a_bad_answer(fetch):
    class Endless(MediRecords):
        def _page(self, _rows, params):
            page, size = int(params["page"]), int(params["size"])
            return envelope([], page=page, size=size, last=False)

    cells = await fetch(Endless())
    assert isinstance(cells["doctor"].error, BadAnswer)


async def test_a_500_on_the_page_after_the_last_is_the_vendors_trouble(fetch):
    class Failing(MediRecords):
        def _page(self, rows, params):
            if params["page"] == "1":
                raise VendorTrouble(system="MediRecords")
            return envelope(rows, size=2, last=False, total=2)

    cells = await fetch(Failing([record(1), record(2)]), page_size=2)
    assert isinstance(cells["doctor"].error, VendorTrouble)


# --- What is remembered --------------------------------------------------------------------------


async def test_an_unchanged_day_costs_one_request_and_is_told_by_its_marks(fetch):
    vendor = MediRecords([record(1), record(2)])
    cells = await fetch(vendor)
    vendor.asked.clear()
    again = await fetch(vendor, marks_of(cells))
    assert again["doctor"].is_unchanged
    assert vendor.asked == [LIST]


async def test_a_changed_day_asks_only_for_patients_it_does_not_know_yet(fetch):
    vendor = MediRecords([record(1)])
    cells = await fetch(vendor)
    vendor.records.append(record(2))
    vendor.asked.clear()
    again = await fetch(vendor, marks_of(cells))
    assert [row.patient.last_name for row in again["doctor"].appointments] == ["Tran", "Tran"]
    assert vendor.asked == [LIST, "/patients/p2"]


async def test_a_changed_phone_number_arrives_within_the_hour(fetch, fake_clock):
    vendor = MediRecords([record()])
    cells = await fetch(vendor)
    vendor.person["mobilePhone"] = "0400000000"
    fake_clock.seconds += 3600
    again = await fetch(vendor, marks_of(cells))
    assert [row.patient.phone for row in again["doctor"].appointments] == ["0400000000"]


@pytest.mark.parametrize("minutes", [0, 15, 30, 45])
async def test_at_no_minute_of_the_hour_an_old_number_is_kept_longer(fetch, fake_clock, minutes):
    """A number changes right after it was read; a practice's hour may end at any time after."""
    fake_clock.seconds = minutes * 60
    vendor = MediRecords([record()])
    known = marks_of(await fetch(vendor))
    vendor.person["mobilePhone"] = "0400000000"
    for _ in range(60 // 5):
        fake_clock.seconds += 5 * 60
        cells = await fetch(vendor, known)
        known = marks_of(cells)
        if any(row.patient.phone == "0400000000" for row in cells["doctor"].appointments):
            return
    pytest.fail("an hour later the old number is still there")


async def test_practices_begin_their_hour_at_different_minutes(account):
    practices = [f"1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e{n:04}" for n in range(60)]
    begins = {_minute_a_new_hour_begins(one, account) for one in practices}
    assert len(begins) > 25


def _minute_a_new_hour_begins(practice_id, account):
    start = account.now()
    moments = [start + timedelta(minutes=minute) for minute in range(61)]
    hours = [
        Lookups(MediRecords(), replace(account, now=lambda at=at: at), practice_id=practice_id).hour
        for at in moments
    ]
    assert hours[-1] == hours[0] + 1
    return hours.index(hours[-1])


async def test_a_patient_that_is_not_known_is_a_bare_id_and_is_asked_for_again(fetch):
    vendor = MediRecords([record(1), record(2)])
    vendor.unknown.add("p1")
    cells = await fetch(vendor)
    bare, whole = cells["doctor"].appointments
    assert bare.patient == Patient(pms_patient_id="p1")
    assert whole.patient.last_name == "Tran"
    assert (cells["doctor"].is_complete, cells["doctor"].page_marks) == (True, ())
    vendor.unknown.clear()
    again = await fetch(vendor, marks_of(cells))
    assert again["doctor"].appointments[0].patient.last_name == "Tran"


@pytest.mark.parametrize("error", [VendorTrouble, SlowDown, BadAnswer])
async def test_a_patient_that_cannot_be_read_fails_only_who_expects_them(fetch, error):
    vendor = MediRecords([record(1), record(2, providerId="nurse"), record(3)])
    vendor.failures["/patients/p1"] = error(system="MediRecords")
    cells = await fetch(vendor, asked=("doctor", "nurse"))
    assert isinstance(cells["doctor"].error, error)
    assert cells["nurse"].appointments[0].patient.last_name == "Tran"
    assert cells["nurse"].page_marks == ()
    vendor.failures.clear()
    assert len((await fetch(vendor))["doctor"].appointments) == 2


async def test_an_answer_about_another_patient_is_a_bad_answer(fetch):
    vendor = MediRecords([record()])
    for wrong in ({"id": "p9", "lastName": "Wrong"}, {}, [], b"null"):
        vendor.answers["/patients/p1"] = wrong
        assert isinstance((await fetch(vendor))["doctor"].error, BadAnswer)


async def test_patients_of_a_column_that_has_failed_are_not_asked_for_any_more(fetch):
    vendor = MediRecords([record(n) for n in range(200)])
    for n in range(200):
        vendor.failures[f"/patients/p{n}"] = VendorTrouble(system="MediRecords")
    await fetch(vendor)
    assert vendor.count("/patients/") <= 16


async def test_a_time_to_come_back_spares_every_other_patient(fetch):
    later = SlowDown(
        system="MediRecords", retry_at=datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=1)
    )
    people = [record(n, providerId=f"doctor{n}") for n in range(100)]
    vendor = MediRecords(people)
    for n in range(100):
        vendor.failures[f"/patients/p{n}"] = later
    cells = await fetch(vendor, asked=[f"doctor{n}" for n in range(100)])
    assert all(cell.error.retry_at == later.retry_at for cell in cells.values())
    assert vendor.count("/patients/") <= 16


@pytest.mark.parametrize("error", [SignInAgain(system="MediRecords"), NoInternet()])
@pytest.mark.parametrize("path", [LIST, "/patients/p1", "/code-system/appointment-interval-code"])
async def test_what_makes_a_sync_pointless_ends_it(fetch, error, path):
    vendor = MediRecords([record(n) for n in range(3)])
    vendor.failures[path] = error
    with pytest.raises(type(error)) as caught:
        await fetch(vendor)
    assert caught.value is error


async def test_a_patient_closed_to_us_is_a_bare_id_while_the_practice_is_open(fetch):
    vendor = MediRecords([record()])
    closed = PracticeNotConnected(system="MediRecords")
    vendor.failures["/patients/p1"] = closed
    cells = await fetch(vendor)
    assert cells["doctor"].appointments[0].patient == Patient(pms_patient_id="p1")
    assert cells["doctor"].page_marks == ()
    vendor.failures[HOME] = closed
    with pytest.raises(PracticeNotConnected):
        await fetch(vendor)


async def test_types_that_cannot_be_read_fail_the_day_rather_than_forget_telehealth(fetch):
    vendor = MediRecords([record()])
    vendor.failures[HOME + "/appointment-types"] = VendorTrouble(system="MediRecords")
    assert isinstance((await fetch(vendor))["doctor"].error, VendorTrouble)


async def test_a_new_type_is_asked_for_and_an_unknown_one_only_once_a_sync(fetch):
    vendor = MediRecords([record(1)])
    await fetch(vendor)
    vendor.types.append({"id": "new", "duration": "40 mins", "telehealth": False})
    vendor.records.append(record(2, appointmentTypeId="new"))
    cells = await fetch(vendor)
    assert [row.is_telehealth for row in cells["doctor"].appointments] == [True, False]
    vendor.records.append(record(3, appointmentTypeId="never"))
    vendor.asked.clear()
    cells = await fetch(vendor)
    assert [row.is_telehealth for row in cells["doctor"].appointments] == [True, False, None]
    assert vendor.count("/appointment-types") == 1


async def test_confirming_rows_of_an_unknown_type_asks_for_the_types_only_once(account):
    vendor = MediRecords([record(n, appointmentTypeId="never") for n in range(5)])
    adapter = MediRecordsAdapter(vendor, account)
    for number in range(5):
        await adapter.appointment(f"a{number}")
    assert vendor.count("/appointment-types") == 1


INTERVALS = "/code-system/appointment-interval-code"


@pytest.mark.parametrize("error", [VendorTrouble, SlowDown, Blocked, BadAnswer])
async def test_lengths_that_were_never_read_fail_the_day_rather_than_change_ends(
    fetch, account, error
):
    vendor = MediRecords([record()])
    vendor.failures[INTERVALS] = error(system="MediRecords")
    assert type((await fetch(vendor))["doctor"].error) is error
    with pytest.raises(error):
        await MediRecordsAdapter(vendor, account).appointment("a1")
    vendor.failures.clear()
    (row,) = (await fetch(vendor))["doctor"].appointments
    assert row.end - row.start == timedelta(minutes=15)


@pytest.mark.parametrize("error", [NotFound, PracticeNotConnected])
async def test_where_there_is_no_code_system_for_us_the_types_lengths_count(fetch, error):
    vendor = MediRecords([record()])
    vendor.failures[INTERVALS] = error(system="MediRecords")
    cells = await fetch(vendor)
    (row,) = cells["doctor"].appointments
    assert row.end - row.start == timedelta(minutes=25)
    assert (cells["doctor"].is_complete, cells["doctor"].page_marks) == (True, ())
    vendor.failures[HOME] = PracticeNotConnected(system="MediRecords")
    if error is PracticeNotConnected:
        with pytest.raises(PracticeNotConnected):
            await fetch(vendor)


async def test_a_code_system_is_read_once_a_day_and_the_last_one_is_kept(fetch, fake_clock):
    vendor = MediRecords([record()])
    for hours in (0, 1, 22):
        fake_clock.seconds += hours * 3600
        await fetch(vendor)
    assert vendor.count(INTERVALS) == 1
    vendor.failures[INTERVALS] = VendorTrouble(system="MediRecords")
    fake_clock.seconds += 2 * 3600
    cells = await fetch(vendor)
    (row,) = cells["doctor"].appointments
    assert vendor.count(INTERVALS) == 2
    assert row.end - row.start == timedelta(minutes=15)
    assert cells["doctor"].page_marks


async def test_an_unknown_interval_code_quarantines_nothing(fetch):
    cells = await fetch(MediRecords([record(appointmentIntervalCode=99)]))
    (row,) = cells["doctor"].appointments
    assert row.end - row.start == timedelta(minutes=25)
    assert cells["doctor"].quarantined == ()
    assert cells["doctor"].page_marks
