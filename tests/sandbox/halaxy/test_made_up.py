"""The made-up practice group: its size, its people, its oddities, its sameness."""

import collections
import datetime as dt
import re

import pytest

from app.sandbox import (
    bulk_halaxy_practice,
    made_up_halaxy_practice,
    made_up_medirecords_practice,
    made_up_practice,
)

DAY = dt.date(2026, 1, 15)


def day_of(number):
    return DAY + dt.timedelta(days=number)


def test_it_has_the_promised_numbers():
    practice = made_up_halaxy_practice(DAY)
    assert [one.active for one in practice.practitioners()].count(False) == 1
    assert len(practice.practitioners()) == 5
    assert len(practice.types()) == 8
    assert len(practice.patients()) == 36
    assert len(practice.appointments(DAY)) == 60
    assert 25 <= len(practice.appointments(day_of(1))) <= 35
    assert practice.appointments(dt.date(2026, 1, 17)) == []


def test_every_day_of_a_year_has_60_rows_in_opening_hours():
    for number in range(0, 366, 11):
        practice = made_up_halaxy_practice(day_of(number))
        rows = practice.appointments(day_of(number))
        local = [row.start.astimezone(practice.tzinfo).time() for row in rows]
        assert len(rows) == 60
        assert (min(local), max(local)) >= (dt.time(8), dt.time(17, 20))


def test_the_same_day_and_seed_give_the_same_practice():
    rows = made_up_halaxy_practice(DAY).appointments()
    assert made_up_halaxy_practice(DAY).appointments() == rows
    assert made_up_halaxy_practice(DAY, seed=2).appointments() != rows


def test_it_holds_every_status_on_both_sides_of_eleven():
    rows = made_up_halaxy_practice(DAY).appointments(DAY)
    eleven = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    found = {status_of(row) for row in rows}
    assert found >= {"booked", "confirmed", "arrived", "attended", "did not attend", None}
    assert found >= {"cancelled", "cancelled (no charge)", "check response", "rejected"}
    assert len(found - KNOWN) == 1
    sides = {row.start < eleven for row in rows if row.status == "attended"}
    assert sides == {True, False}
    assert any(r.cancellation_reason and r.status == "booked" for r in rows)


KNOWN = {"booked", "confirmed", "arrived", "attended", "did not attend", None} | {
    "cancelled",
    "cancelled (no charge)",
    "check response",
    "rejected",
}


def status_of(row):
    return row.status


def test_it_holds_everything_that_a_reader_must_cope_with():
    practice = made_up_halaxy_practice(DAY)
    rows = practice.appointments(DAY)
    assert sum(not row.patient_ids for row in rows) == 3
    group = next(row for row in rows if len(row.patient_ids) > 1)
    assert len({group.status_of(id_) for id_ in group.patient_ids}) == 4
    assert {row.role_id for row in rows} >= {"PR-2600028", "PR-2600029"}
    assert {row.is_in_utc for row in rows} == {True, False}
    assert len({row.references for row in rows}) == 3
    assert len({row.location_form for row in rows if row.location == "telehealth"}) >= 3
    assert {row.location for row in rows} == {
        "clinic", "telehealth", "online", "phone", "organization", None,
    }  # fmt: skip
    assert any(row.type_id is None and row.patient_ids for row in rows)
    assert any(row.minutes is None for row in rows)
    archived = {type_.id for type_ in practice.types() if not type_.active}
    assert any(row.type_id in archived for row in rows)
    known = {patient.id for patient in practice.patients()}
    assert {id_ for row in rows for id_ in row.patient_ids} - known == {"150000999"}


def test_its_people_are_odd_too():
    patients = made_up_halaxy_practice(DAY).patients()
    assert any(one.usual and one.usual != one.given for one in patients)
    assert any(one.gender not in {"male", "female", "other", None} for one in patients)
    assert any(one.family is None for one in patients)
    assert any(one.given is None for one in patients)
    assert any(one.phone is None for one in patients)
    assert any(one.birth_date is None for one in patients)


def test_phones_are_kept_for_fiction_and_mail_goes_nowhere():
    practice = made_up_halaxy_practice(DAY)
    people = (*practice.patients(), *practice.profiles())
    for person in people:
        assert re.fullmatch(r"|\+61(49157\d{4}|3(5550|7010)01\d\d)", person.phone or "")
        assert person.email is None or person.email.endswith("@example.com")
    for organization in practice.organizations():
        assert re.fullmatch(r"|\+613555001\d\d", organization.phone or "")


@pytest.mark.parametrize("theirs", [made_up_practice, made_up_medirecords_practice])
def test_nobody_works_or_comes_to_another_vendors_made_up_practice(theirs):
    here, there = (
        {(one.given, one.family) for one in (*practice.patients(), *practice.practitioners())}
        for practice in (made_up_halaxy_practice(DAY), theirs(DAY))
    )
    assert len(here) > 30
    assert not here & there


def test_a_bulk_practice_shares_its_appointments_evenly():
    practice = bulk_halaxy_practice(practitioners=10, appointments=200, day=DAY)
    rows = practice.appointments(DAY)
    assert set(collections.Counter(r.practitioner_id for r in rows).values()) == {20}
    assert len({r.id for r in rows}) == len({r.patient_ids for r in rows}) == 200
    assert len(practice.practitioners()) == 10


def test_what_is_shown_reads_well(halaxy, client):
    session = next(r for r in halaxy.practice.book() if len(r.patient_ids) > 1)
    shown = client.get(f"/Appointment/{session.id}").json()
    codes = [
        one["modifierExtension"][0]["valueCoding"]["code"] if "modifierExtension" in one else ""
        for one in shown["participant"]
    ]
    assert codes == ["", "confirmed", "cancelled", "", "arrived"]
    locations = [
        entry
        for row in halaxy.practice.appointments(DAY)
        for entry in client.get(f"/Appointment/{row.id}").json().get("supportingInformation", ())
        if "reference" not in entry
    ]
    forms = {
        next(iter(set(entry["extension"][0]) - {"url"})) if "extension" in entry else "named"
        for entry in locations
    }
    assert forms == {"valueCode", "valueCoding", "valueString", "named"}
