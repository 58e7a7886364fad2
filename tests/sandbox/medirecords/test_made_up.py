"""The made-up practice: its size, its people, its oddities, its sameness."""

import collections
import datetime as dt
import re

from app.sandbox import (
    bulk_medirecords_practice,
    made_up_medirecords_practice,
    made_up_practice,
)

DAY = dt.date(2026, 1, 15)


def day_of(number):
    return DAY + dt.timedelta(days=number)


def test_it_has_the_promised_numbers():
    practice = made_up_medirecords_practice(DAY)
    assert [p.active for p in practice.practitioners()].count(False) == 1
    assert len(practice.practitioners()) == 6
    assert len(practice.types()) == 8
    assert len(practice.patients()) == 37
    assert len(practice.appointments(DAY)) == 66
    assert 25 <= len(practice.appointments(day_of(1))) <= 35
    assert practice.appointments(dt.date(2026, 1, 17)) == []


def test_every_day_of_a_year_has_its_rows_in_opening_hours():
    for number in range(0, 366, 11):
        rows = made_up_medirecords_practice(day_of(number)).appointments(day_of(number))
        assert len(rows) == 66
        assert min(r.start.time() for r in rows) >= dt.time(7, 30)
        assert max(r.end.time() for r in rows) <= dt.time(18)


def test_the_same_day_and_seed_give_the_same_practice():
    first, second, other = (
        made_up_medirecords_practice(DAY, seed=seed).appointments() for seed in (1, 1, 2)
    )
    assert first == second
    assert first != other


def test_it_holds_everything_that_a_reader_must_cope_with():
    practice = made_up_medirecords_practice(DAY)
    rows = practice.appointments(DAY)
    assert {2, 3, 4, 5, 6, 7, 8, 1, 11} == {r.status for r in rows}
    assert sum(r.practitioner_id is None for r in rows) == 2
    assert [r.end - r.start for r in rows if r.interval_code == 97] == [dt.timedelta(hours=4)]
    assert len(practice.slot_locks()) == 2
    known = {patient.id for patient in practice.patients()}
    assert sum(r.patient_id not in known for r in rows) == 1
    assert {p.given for p in practice.patients()} > {None, "娜"}
    assert None in {p.given for p in practice.practitioners()}
    closed = [t for t in practice.types() if not t.active]
    assert [r.start.date() for r in practice.appointments() if r.type_id == closed[0].id] == [
        day_of(-1),
        DAY,
    ]
    assert {t.telehealth for t in practice.types()} == {True, False, None}


def test_telehealth_is_told_by_the_type_or_only_by_a_link_of_either_side():
    practice = made_up_medirecords_practice(DAY)
    by_type = {type_.id for type_ in practice.types() if type_.telehealth}
    rows = practice.appointments(DAY)
    assert any(r.type_id in by_type for r in rows)
    links = [
        (bool(r.link_for_patient), bool(r.link_for_provider))
        for r in rows
        if r.type_id not in by_type
    ]
    assert {(True, True), (True, False), (False, True), (False, False)} == set(links)
    assert all(
        link.startswith("https://coviu.example.invalid/")
        for r in rows
        for link in (r.link_for_patient, r.link_for_provider)
        if link
    )


def test_phones_are_kept_for_fiction_in_national_digits_and_mail_goes_nowhere():
    for person in made_up_medirecords_practice(DAY).patients():
        for phone in (person.phone, person.home_phone):
            fiction = r"0?49157\d{4}|(02)?(5550|7010)01\d\d"
            assert phone is None or re.fullmatch(fiction, phone)
        assert person.email is None or person.email.endswith("@example.com")


def test_nobody_works_at_two_vendors():
    gentu, medirecords = made_up_practice(DAY), made_up_medirecords_practice(DAY)
    people = [
        {(p.family, p.given) for p in (*practice.patients(), *practice.practitioners())}
        for practice in (gentu, medirecords)
    ]
    assert people[0] & people[1] == set()


def test_a_bulk_practice_shares_its_appointments_evenly():
    practice = bulk_medirecords_practice(practitioners=10, appointments=200, day=DAY)
    rows = practice.appointments(DAY)
    assert set(collections.Counter(r.practitioner_id for r in rows).values()) == {20}
    assert len({r.id for r in rows}) == len({r.patient_ids for r in rows}) == 200
