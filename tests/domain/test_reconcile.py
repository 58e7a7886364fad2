"""Stored day + fetched day: every row ends in exactly one place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.appointment import Appointment, AppointmentStatus, Patient
from app.domain.reconcile import (
    FetchedCell,
    StoredRow,
    compare,
    find_conflicts,
    is_mass_vanish,
)

DAY = date(2026, 3, 4)
NINE = datetime(2026, 3, 3, 22, 0, tzinfo=UTC)


def fetched(number, who="A", minutes=0, status="booked", patient="p"):
    start = NINE + timedelta(minutes=minutes)
    return Appointment(
        pms_appointment_id=str(number),
        pms_practitioner_id=who,
        start=start,
        end=start + timedelta(minutes=20),
        status=AppointmentStatus(status),
        patient=Patient(pms_patient_id=patient),
    )


def stored(appointment, *, is_removed=False, day=DAY):
    return StoredRow(
        id=f"row-{appointment.key}",
        key=appointment.key,
        pms_practitioner_id=appointment.pms_practitioner_id,
        local_day=day,
        start=appointment.start,
        status=appointment.status,
        digest=appointment.digest(),
        is_removed=is_removed,
    )


rows = st.dictionaries(
    st.integers(0, 12),
    st.tuples(st.sampled_from("AB"), st.integers(0, 3), st.sampled_from(("booked", "cancelled"))),
    max_size=10,
)


@given(was=rows, now=rows, removed=st.sets(st.integers(0, 12)), whole=st.booleans())
def test_every_row_ends_in_exactly_one_place(was, now, removed, whole):
    before = {
        row.key: stored(row, is_removed=number in removed)
        for number, facts in was.items()
        for row in (fetched(number, *facts),)
    }
    cells = [
        FetchedCell(
            pms_practitioner_id=who,
            is_complete=whole,
            appointments=tuple(fetched(n, *f) for n, f in now.items() if f[0] == who),
        )
        for who in "AB"
    ]
    outcome = compare(cells, before, day=DAY, settled={})
    changed = [change.appointment.key for change in outcome.changes]
    same = [appointment.key for appointment in outcome.unchanged]
    assert sorted(changed + same) == sorted((str(number), "p") for number in now)
    vanished = {row.key for row in outcome.vanished}
    assert vanished == {
        row.key
        for row in before.values()
        if whole
        and int(row.key[0]) not in now
        and not row.is_removed
        and row.status is not AppointmentStatus.CANCELLED
    }


def test_a_row_that_cannot_be_read_is_never_missed():
    gone = fetched(1)
    cell = FetchedCell(
        pms_practitioner_id="A", is_complete=True, appointments=(), quarantined_ids=frozenset({"1"})
    )
    assert compare([cell], {gone.key: stored(gone)}, day=DAY, settled={}).vanished == ()


def test_another_days_or_another_columns_row_is_never_missed():
    other_day, other_column = fetched(1), fetched(2, who="B")
    before = {
        other_day.key: stored(other_day, day=DAY + timedelta(days=1)),
        other_column.key: stored(other_column),
    }
    cell = FetchedCell(pms_practitioner_id="A", is_complete=True, appointments=())
    assert compare([cell], before, day=DAY, settled={}).vanished == ()


def test_an_appointment_in_two_columns_at_once_is_a_conflict_and_the_settled_word_counts():
    here, there = fetched(1), fetched(1, who="B", minutes=5)
    cells = [
        FetchedCell(pms_practitioner_id="A", is_complete=True, appointments=(here, fetched(2))),
        FetchedCell(pms_practitioner_id="B", is_complete=True, appointments=(there, fetched(2))),
    ]
    assert find_conflicts(cells) == {"1"}
    outcome = compare(cells, {}, day=DAY, settled={"1": (there,)})
    assert {change.appointment for change in outcome.changes} == {there, fetched(2)}


def test_a_patient_that_the_settled_word_does_not_name_is_not_there():
    cells = [
        FetchedCell(pms_practitioner_id=who, is_complete=True, appointments=(fetched(1, who=who),))
        for who in "AB"
    ]
    other = fetched(1, who="B", patient="q")
    outcome = compare(cells, {}, day=DAY, settled={"1": (other,)})
    assert [change.appointment for change in outcome.changes] == [other]


def test_a_row_whose_appointment_has_somebody_else_in_it_is_gone_without_a_question():
    was, now = fetched(1), fetched(1, patient="q")
    cell = FetchedCell(pms_practitioner_id="A", is_complete=True, appointments=(now,))
    outcome = compare([cell], {was.key: stored(was)}, day=DAY, settled={})
    assert ([row.key for row in outcome.replaced], outcome.vanished) == ([was.key], ())


@pytest.mark.parametrize(
    ("vanished", "scope", "expected"),
    [
        (5, 5, False), (6, 6, True), (6, 20, False), (6, 19, True), (20, 1000, False),
        (21, 1000, True), (0, 0, False), (18, 60, False), (19, 60, True),
    ],
)  # fmt: skip
def test_a_mass_is_over_20_rows_or_over_5_that_are_over_30_per_cent(vanished, scope, expected):
    assert is_mass_vanish(vanished, scope=scope) is expected
