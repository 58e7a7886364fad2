"""The book of a practice group, in Halaxy's words."""

import datetime as dt

import pytest

from app.sandbox import Unknown, made_up_halaxy_practice

DAY = dt.date(2026, 1, 15)


@pytest.fixture
def practice():
    return made_up_halaxy_practice(DAY)


@pytest.fixture
def row(practice):
    return practice.appointments(DAY)[0]


@pytest.mark.parametrize(
    ("by", "status", "has_reason"),
    [("status", "cancelled", False), ("extension", "attended", True), ("both", "cancelled", True)],
)
def test_a_row_is_cancelled_in_three_ways(practice, row, by, status, has_reason):
    assert not practice.is_cancelled(row)
    cancelled = practice.cancel(row.id, by=by)
    assert practice.is_cancelled(cancelled)
    assert cancelled.status == status
    assert (cancelled.cancellation_reason is not None) is has_reason


def test_a_group_is_cancelled_once_all_of_it_is(practice):
    group = next(row for row in practice.appointments(DAY) if len(row.patient_ids) > 1)
    told = [practice.is_cancelled(group, patient_id) for patient_id in group.patient_ids]
    assert told == [False, True, False, False]
    assert not practice.is_cancelled(group)
    cancelled = practice.cancel(group.id)
    assert practice.is_cancelled(cancelled)
    assert all(practice.is_cancelled(cancelled, id_) for id_ in group.patient_ids)


def test_a_blocker_is_not_cancelled(practice):
    blockers = [row for row in practice.appointments(DAY) if not row.patient_ids]
    assert not any(practice.is_cancelled(row) for row in blockers)


def test_an_arrival_is_every_patients(practice):
    group = next(row for row in practice.appointments(DAY) if len(row.patient_ids) > 1)
    arrived = practice.mark_arrived(group.id)
    assert {arrived.status_of(id_) for id_ in arrived.patient_ids} == {"arrived"}


def test_a_new_row_is_at_its_practitioners_clinic(practice):
    start = dt.datetime(2026, 1, 15, 12, tzinfo=practice.tzinfo)
    patient = practice.patients()[0].id
    made = practice.add(
        practitioner_id="PR-1500235", start=start, minutes=50, patient_ids=(patient,)
    )
    assert (made.role_id, made.status) == ("PR-2600035", "booked")
    assert made.end - made.start == dt.timedelta(minutes=50)
    assert practice.appointment(made.id) == made
    other = practice.add(practitioner_id="PR-1500235", start=start, id="own-id.1")
    assert other.id == "own-id.1"
    with pytest.raises(Unknown):
        practice.add(practitioner_id="PR-1", start=start)
    with pytest.raises(ValueError, match="no role"):
        practice.add(practitioner_id="PR-1500266", start=start)


def test_a_row_handed_over_stays_at_the_clinic_where_both_work(practice):
    at_sunshine = next(r for r in practice.appointments(DAY) if r.role_id == "PR-2600035")
    moved = practice.move(at_sunshine.id, practitioner_id="PR-1500228")
    assert (moved.practitioner_id, moved.role_id) == ("PR-1500228", "PR-2600029")
    away = practice.move(at_sunshine.id, practitioner_id="PR-1500211")
    assert (away.practitioner_id, away.role_id) == ("PR-1500211", "PR-2600011")
    later = practice.move(away.id, start=away.start + dt.timedelta(hours=1))
    assert later.end - later.start == away.end - away.start
    assert later.role_id == away.role_id


def test_the_people_shown_have_a_role_and_are_the_groups_own(practice):
    shown = {one.id: one.active for one in practice.practitioners()}
    assert list(shown.values()) == [True, True, True, True, False]
    hidden = {one.id for one in practice.profiles()} - set(shown)
    assert hidden == {"PR-1500266", "EP-9904417"}


def test_a_copy_brings_everything_back_and_tells_it_as_a_change(practice, row):
    twin = practice.copy()
    practice.cancel(row.id)
    practice.change_role("PR-2600011", active=False)
    practice.delete(practice.appointments(DAY)[5].id)
    untouched = practice.appointments(DAY)[9]
    before = practice.changed_at(untouched)
    reset_at = dt.datetime.now(dt.UTC)
    practice.copy_from(twin)
    assert practice.appointments() == made_up_halaxy_practice(DAY).appointments()
    assert practice.role("PR-2600011").active
    assert practice.changed_at(practice.appointment(row.id)) >= reset_at
    assert practice.changed_at(untouched) == before
    assert twin.lock is not practice.lock
