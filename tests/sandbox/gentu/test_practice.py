"""Changes while the server runs are seen by the next request."""

import datetime as dt

import pytest

from app.sandbox import Unknown


@pytest.fixture
def seen(gentu, client):
    """The appointment as the vendor shows it, or None when it is gone."""

    def appointment(id_):
        answer = client.get(f"/tenants/{gentu.tenant_id}/appointments/{id_}")
        return answer.json() if answer.status_code == 200 else None

    return appointment


@pytest.mark.parametrize(
    ("by", "has_status", "has_extension"),
    [("status", True, False), ("extension", False, True), ("both", True, True)],
)
def test_an_appointment_is_cancelled_in_the_way_asked_for(
    gentu, seen, by, has_status, has_extension
):
    id_ = gentu.practice.appointments()[0].id
    assert not gentu.practice.is_cancelled(gentu.practice.appointment(id_))
    assert gentu.practice.is_cancelled(gentu.practice.cancel(id_, by=by))
    row = seen(id_)
    assert (row["status"] == "cancelled") is has_status
    assert any(e["system"] == "cancelled-at" for e in row["extension"]) is has_extension


def test_a_moved_appointment_keeps_its_length_and_leaves_the_old_book(gentu, all_pages, day_query):
    first, second = gentu.practice.practitioners()[:2]
    row = gentu.practice.appointments_of(first.id, *window(day_query))[0]
    later = row.start + dt.timedelta(hours=1)
    moved = gentu.practice.move(row.id, start=later, practitioner_id=second.id)
    assert moved.end - moved.start == row.end - row.start
    pages = {p.id: all_pages({**day_query, "practitionerId": p.id}) for p in (first, second)}
    ids = {key: {r["id"] for p in found for r in p["appointments"]} for key, found in pages.items()}
    assert row.id not in ids[first.id]
    assert row.id in ids[second.id]


def window(query):
    return dt.datetime.fromisoformat(query["fromDate"]), dt.datetime.fromisoformat(query["toDate"])


def test_a_deleted_appointment_is_gone_and_an_added_one_is_there(gentu, seen):
    row = gentu.practice.appointments()[0]
    gentu.practice.delete(row.id)
    assert seen(row.id) is None
    added = gentu.practice.add(practitioner_id=row.practitioner_id, start=row.start, minutes=10)
    assert seen(added.id)["minutesDuration"] == 10
    with pytest.raises(Unknown):
        gentu.practice.cancel(row.id)


def test_an_arrival_is_seen_on_the_patient(gentu, seen):
    row = next(r for r in gentu.practice.appointments() if not r.arrived_at and r.patient_ids)
    gentu.practice.mark_arrived(row.id)
    assert "arrivedAt" in seen(row.id)["participant"][0]


def test_people_and_types_change(gentu, client):
    practice = gentu.practice
    first = practice.practitioners()[0]
    practice.change_practitioner(first.id, family="Tran", active=False)
    practice.add_practitioner("Okafor", "Ngozi")
    practice.change_type(practice.types()[0].id, text="New patient")
    shown = client.get(f"/tenants/{gentu.tenant_id}/practitioners").json()
    assert (shown[0]["name"]["family"], shown[0]["active"]) == ("Tran", False)
    assert shown[-1]["name"]["given"] == "Ngozi"
    types = client.get(f"/tenants/{gentu.tenant_id}/appointment-types").json()
    assert types[0]["text"] == "New patient"
