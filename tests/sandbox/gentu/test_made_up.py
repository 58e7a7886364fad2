"""The made-up practice: its size, its people, its oddities, its sameness."""

import collections
import datetime as dt
import re

from app.sandbox import bulk_practice, made_up_practice

DAY = dt.date(2026, 1, 15)


def test_it_has_the_promised_numbers():
    practice = made_up_practice(DAY)
    assert [p.active for p in practice.practitioners()].count(False) == 1
    assert len(practice.practitioners()) == 5
    assert len(practice.types()) == 8
    assert len(practice.patients()) == 40
    assert len(practice.appointments(DAY)) == 60
    assert 25 <= len(practice.appointments(DAY + dt.timedelta(days=1))) <= 35
    assert practice.appointments(dt.date(2026, 1, 17)) == []
    assert all(made_up_practice(day_of(n)).appointments(day_of(n)) for n in range(7))


def day_of(number):
    return DAY + dt.timedelta(days=number)


def test_every_day_of_a_year_has_60_rows_in_opening_hours():
    for number in range(0, 366, 11):
        rows = made_up_practice(day_of(number)).appointments(day_of(number))
        assert len(rows) == 60
        assert min(r.start.time() for r in rows) >= dt.time(8)
        assert max((r.end or r.start).time() for r in rows) <= dt.time(17, 30)


def test_the_same_day_and_seed_give_the_same_practice():
    assert made_up_practice(DAY).appointments() == made_up_practice(DAY).appointments()
    assert made_up_practice(DAY, seed=2).appointments() != made_up_practice(DAY).appointments()


def test_it_holds_everything_that_a_reader_must_cope_with():
    rows = made_up_practice(DAY).appointments(DAY)
    assert any(r.status == "cancelled" and r.cancelled_at is None for r in rows)
    assert any(r.status != "cancelled" and r.cancelled_at is not None for r in rows)
    assert any(r.status == "Rescheduled" for r in rows)
    assert any(r.end is None and r.minutes is not None for r in rows)
    assert any(r.end is None and r.minutes is None for r in rows)
    assert any(r.type_id is None and r.patient_ids for r in rows)
    assert any(len(r.patient_ids) == 2 for r in rows)
    assert sum(not r.patient_ids for r in rows) == 3
    assert any(not r.names_practitioner for r in rows)
    assert {"completed", "arrived", "confirmed", None} <= {r.status for r in rows}


def test_phones_are_kept_for_fiction_and_mail_goes_nowhere():
    practice = made_up_practice(DAY)
    for person in (*practice.patients(), *practice.practitioners()):
        digits = re.sub(r"\D", "", person.phone or "").replace("61491", "0491")
        assert re.fullmatch(r"|049157\d{4}|03(5550|7010)01\d\d", digits)
        assert person.email is None or person.email.endswith("@example.com")


def test_a_bulk_practice_shares_its_appointments_evenly():
    practice = bulk_practice(practitioners=10, appointments=200, day=DAY)
    rows = practice.appointments(DAY)
    assert set(collections.Counter(r.practitioner_id for r in rows).values()) == {20}
    assert len({r.id for r in rows}) == len({r.patient_ids for r in rows}) == 200
