"""Pages of appointments: the query's strictness, cursors, includes, churn."""

import itertools

import pytest

from app.sandbox import CursorStyle, made_up_practice, running_gentu


def ids(pages):
    return [row["id"] for page in pages for row in page["appointments"]]


def get(client, gentu, query):
    return client.get(f"/tenants/{gentu.tenant_id}/appointments", params=query)


def test_the_pages_of_all_practitioners_are_the_60_appointments_of_the_day(
    gentu, day_query, all_pages
):
    found = []
    for practitioner in gentu.practice.practitioners():
        pages = all_pages({**day_query, "practitionerId": practitioner.id})
        assert all(len(page["appointments"]) <= 5 for page in pages)
        starts = [row["startAt"] for page in pages for row in page["appointments"]]
        assert starts == sorted(starts)
        found += ids(pages)
    assert len(found) == len(set(found)) == 60
    assert gentu.violations == []


@pytest.mark.parametrize("missing", ["fromDate", "toDate", "practitionerId", "limit"])
def test_every_required_parameter_is_required(gentu, client, day_query, missing):
    del day_query[missing]
    answer = get(client, gentu, day_query)
    assert (answer.status_code, answer.json()["message"]) == (400, f"{missing} is required")
    assert len(gentu.violations) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "4"),
        ("limit", "101"),
        ("limit", "ten"),
        ("limit", "05"),
        ("fromDate", "2026-01-15"),
        ("fromDate", "2026-01-15T00:00:00"),
        ("fromDate", "2026-02-30T00:00:00+11:00"),
        ("fromDate", "2026-01-17T00:00:00+11:00"),
        ("practitionerId", "1"),
        ("include", ""),
        ("include", "patients,doctors"),
        ("include", "patients,patients"),
        ("cursor", "next"),
        ("cursor", "00000000-0000-4000-8000-000000000000"),
        ("page", "2"),
    ],
)
def test_a_wrong_value_is_400(gentu, client, day_query, name, value):
    assert get(client, gentu, day_query).status_code == 200
    assert get(client, gentu, {**day_query, name: value}).status_code == 400
    assert len(gentu.violations) == 1


def test_an_unencoded_plus_is_400(gentu, client, day_query):
    query = "&".join(f"{name}={value}" for name, value in day_query.items())
    answer = client.get(f"{gentu.base_url}/tenants/{gentu.tenant_id}/appointments?{query}")
    assert answer.status_code == 400
    assert "%2B" in answer.json()["message"]


def test_a_repeated_parameter_is_400(gentu, client, day_query):
    twice = [*day_query.items(), ("include", "patients"), ("include", "practitioners")]
    assert get(client, gentu, twice).status_code == 400


def test_a_cursor_belongs_to_its_parameters(gentu, client, day_query):
    cursor = get(client, gentu, day_query).json()["pagination"]["next"]
    assert get(client, gentu, {**day_query, "cursor": cursor}).status_code == 200
    other = {**day_query, "limit": "6", "cursor": cursor}
    assert get(client, gentu, other).status_code == 400


def test_unchanged_data_gives_the_same_bytes(gentu, client, day_query):
    first, second = (get(client, gentu, day_query).content for _ in range(2))
    assert first == second
    gentu.practice.mark_arrived(gentu.practice.appointments(None)[-1].id)
    assert get(client, gentu, day_query).content == first


def test_a_change_is_on_the_next_page_asked_for(gentu, client, day_query):
    before = get(client, gentu, {**day_query, "include": "patients"}).json()
    row, patient = before["appointments"][0], before["patients"][0]
    gentu.practice.change(row["id"], status="no answer")
    gentu.practice.change_patient(patient["id"], family="Renamed")
    after = get(client, gentu, {**day_query, "include": "patients"}).json()
    assert after["appointments"][0] == {**row, "status": "no answer"}
    assert after["patients"][0]["name"]["family"] == "Renamed"


def test_both_ends_of_the_window_are_included(gentu, client, day_query):
    row = get(client, gentu, day_query).json()["appointments"][2]
    window = {"fromDate": row["startAt"], "toDate": row["startAt"]}
    rows = get(client, gentu, {**day_query, **window}).json()["appointments"]
    assert [found["id"] for found in rows] == [row["id"]]


def test_includes_hold_the_people_of_the_page(gentu, client, day_query):
    include = {"include": "patients,practitioners,referrals"}
    page = get(client, gentu, {**day_query, **include}).json()
    people = {p["referenceId"] for row in page["appointments"] for p in row["participant"]}
    assert page["patients"]
    assert {patient["id"] for patient in page["patients"]} <= people
    assert [p["id"] for p in page["practitioners"]] == [day_query["practitionerId"]]
    assert page["referrals"] == []
    assert "patients" not in get(client, gentu, day_query).json()


def test_the_patient_left_out_of_the_include_list_can_still_be_asked_for(gentu, client, day_query):
    left_out = next(p for p in gentu.practice.patients() if not p.is_included)
    row = next(r for r in gentu.practice.appointments() if left_out.id in r.patient_ids)
    start = row.start.isoformat()
    query = {**day_query, "practitionerId": row.practitioner_id, "include": "patients"}
    page = get(client, gentu, {**query, "fromDate": start, "toDate": start}).json()
    assert page["patients"] == []
    patient = client.get(f"/tenants/{gentu.tenant_id}/patients/{left_out.id}").json()
    assert patient["name"]["family"] == "Fairweather"


@pytest.mark.parametrize(("style", "is_lost"), [("keyset", False), ("offset", True)])
def test_only_offset_cursors_lose_a_row_when_one_before_is_deleted(
    sign_in, day_query, gentu, style, is_lost
):
    practice = made_up_practice(gentu.practice.appointments()[60].start.date())
    with running_gentu(practice, paired=True, cursors=CursorStyle(style)) as other:
        client = sign_in(other)
        window = {"fromDate": "2026-01-01T00:00:00Z", "toDate": "2026-02-01T00:00:00Z"}
        first = get(client, other, {**day_query, **window}).json()
        gone, later = first["appointments"][0]["id"], first["pagination"]["next"]
        before = practice.appointments()
        mine = [r.id for r in before if r.practitioner_id == day_query["practitionerId"]]
        practice.delete(gone)
        second = get(client, other, {**day_query, **window, "cursor": later}).json()
        assert (second["appointments"][0]["id"] != mine[5]) is is_lost


def test_churn_can_happen_between_the_pages(gentu, day_query, all_pages):
    count = itertools.count(1)

    def cancel_one(call):
        if call.path.endswith("/appointments"):
            gentu.practice.cancel(gentu.practice.appointments()[next(count)].id)

    gentu.on_request.append(cancel_one)
    assert len(ids(all_pages(day_query))) == 15
    cancelled = [r for r in gentu.practice.appointments() if r.status == "cancelled"]
    assert len(cancelled) >= 3
