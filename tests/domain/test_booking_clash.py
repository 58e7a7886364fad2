"""Who or what stands against a time."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.booking import Person
from app.domain.booking_clash import Plan, clashes_of, has_same_contact
from tests.ui.rows import row

TEN = datetime(2025, 11, 18, 23, 0, tzinfo=UTC)


def plan(doctor: str | None = "Dr Priya Nair", minutes: int = 30, **more) -> Plan:
    times = {"start_at": TEN, "end_at": TEN + timedelta(minutes=minutes)}
    return Plan(person=Person(phone="0412 345 678"), doctor=doctor, **times, **more)


def at(minutes: int, *, length: int = 30, name: str = "Dr Priya Nair", **more):
    start = TEN + timedelta(minutes=minutes)
    return row(start=start, end=start + timedelta(minutes=length), clinician_name=name, **more)


@pytest.mark.parametrize(("minutes", "clashes"), [(-30, 0), (-29, 1), (0, 1), (29, 1), (30, 0)])
def test_only_what_shares_some_time_clashes(minutes, clashes):
    assert len(clashes_of(plan(), [at(minutes)], [])) == clashes


@pytest.mark.parametrize("name", ["Dr Priya Nair", "dr. priya nair", "Priya Nair", "Dr Nair"])
def test_a_clinician_is_known_by_each_way_to_write_the_name(name):
    assert len(clashes_of(plan(name), [at(0)], [])) == 1


@pytest.mark.parametrize("name", ["Dr Anil Nair", "Dr Ng", "", None])
def test_another_clinician_or_none_clashes_with_nobody(name):
    assert clashes_of(plan(name), [at(0)], []) == ()


def test_the_row_a_booking_is_made_from_is_no_clash():
    mine = at(0)
    assert clashes_of(plan(row_id=mine.id), [mine], []) == ()


def test_who_is_not_coming_takes_no_time():
    assert clashes_of(plan(), [at(0, removed_at=TEN)], []) == ()


def test_a_person_is_known_by_number_address_or_contact():
    one = Person(phone="0412 345 678", email="a@b.example", external_contact_id="7")
    assert has_same_contact(one, Person(phone="+61412345678"))
    assert has_same_contact(one, Person(email="A@B.example"))
    assert has_same_contact(one, Person(external_contact_id="7"))
    assert not has_same_contact(one, Person(first_name="Alice"))
