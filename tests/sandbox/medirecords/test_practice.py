"""Changes while the server runs are seen by the next request."""

import datetime as dt

import pytest

from app.sandbox import Unknown


@pytest.fixture
def seen(client, home):
    """The appointment as the vendor shows it, or None when it is gone."""

    def appointment(id_):
        answer = client.get(f"{home}/appointments/{id_}")
        return answer.json() if answer.status_code == 200 else None

    return appointment


@pytest.fixture
def row(medirecords):
    return next(r for r in medirecords.practice.appointments() if r.status == 3)


@pytest.mark.parametrize("by", ["status", "extension", "both"])
def test_however_it_is_asked_for_a_cancellation_is_status_8(medirecords, row, seen, by):
    before = seen(row.id)
    cancelled = medirecords.practice.cancel(row.id, by=by)
    assert seen(row.id)["appointmentStatus"] == 8
    assert medirecords.practice.is_cancelled(cancelled)
    assert not medirecords.practice.is_cancelled(row)
    assert seen(row.id)["updatedDateTime"] != before["updatedDateTime"]


def test_a_moved_appointment_keeps_its_length_and_finds_its_new_provider(medirecords, row, seen):
    later = row.start + dt.timedelta(hours=1)
    other = medirecords.practice.practitioners()[4]
    moved = medirecords.practice.move(row.id, start=later, practitioner_id=other.id)
    assert moved.end - moved.start == row.end - row.start
    shown = seen(row.id)
    assert (shown["scheduleTime"], shown["providerId"]) == (f"{later:%Y-%m-%dT%H:%M}", other.id)


def test_an_arrival_is_the_waiting_room(medirecords, row, seen):
    medirecords.practice.mark_arrived(row.id)
    assert seen(row.id)["appointmentStatus"] == 4


def test_an_added_appointment_has_a_code_for_its_length_and_a_deleted_one_is_gone(
    medirecords, row, seen
):
    practice = medirecords.practice
    added = practice.add(practitioner_id=row.practitioner_id, start=row.start, minutes=20)
    assert seen(added.id)["appointmentIntervalCode"] == 7
    assert seen(added.id)["patientId"] == practice.patients()[0].id
    practice.delete(added.id)
    assert seen(added.id) is None
    with pytest.raises(Unknown):
        practice.cancel(added.id)
    with pytest.raises(ValueError, match="no interval code"):
        practice.add(practitioner_id=row.practitioner_id, start=row.start, minutes=7)


def test_an_appointment_has_exactly_one_patient(medirecords, row):
    with pytest.raises(ValueError, match="exactly one patient"):
        medirecords.practice.change(row.id, patient_ids=())


def test_a_slot_lock_looks_booked_and_vanishes_when_it_is_let_go(medirecords, seen):
    locks = medirecords.practice.slot_locks()
    assert {seen(lock.id)["appointmentStatus"] for lock in locks} == {2}
    medirecords.practice.delete(locks[0].id)
    assert seen(locks[0].id) is None
    assert len(medirecords.practice.slot_locks()) == 1


def test_people_and_types_change_and_a_merged_patient_is_gone(medirecords, client, home):
    practice = medirecords.practice
    practice.change_practitioner(practice.practitioners()[0].id, family="Tran", active=False)
    practice.add_practitioner("Okonkwo", "Ngozi")
    practice.change_type(practice.types()[0].id, text="New patient", telehealth=True)
    practice.delete_patient(practice.patients()[0].id)
    shown = client.get(f"{home}/providers").json()["data"]
    assert (shown[0]["lastName"], shown[0]["status"]) == ("Tran", "Inactive")
    assert shown[-1]["firstName"] == "Ngozi"
    shown_type = client.get(f"{home}/appointment-types/{practice.types()[0].id}").json()
    assert (shown_type["name"], shown_type["telehealth"]) == ("New patient", True)
    assert len(practice.patients()) == 36


def test_a_copy_brings_the_book_back(medirecords, row):
    practice = medirecords.practice
    kept = practice.copy()
    practice.delete(row.id)
    assert kept.appointment(row.id) == row
    practice.copy_from(kept)
    assert practice.appointment(row.id) == row


def test_when_the_clocks_go_back_two_moments_have_the_same_wall_clock(medirecords, row, seen):
    first = dt.datetime(2026, 4, 4, 15, 30, tzinfo=dt.UTC)
    shown = []
    for start in (first, first + dt.timedelta(hours=1)):
        medirecords.practice.move(row.id, start=start)
        shown.append(seen(row.id)["scheduleTime"])
    assert shown == ["2026-04-05T02:30"] * 2
