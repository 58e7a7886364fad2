"""Search parameters: what each of them finds, and how strictly they are read."""

import datetime as dt

import pytest


@pytest.fixture
def find(client, ids):
    """Gives the ids of the first hundred matches."""

    def found(path, **params):
        answer = client.get(path, params={"_count": "100", **params})
        assert answer.status_code == 200
        return ids(answer.json())

    return found


@pytest.mark.parametrize(
    ("dates", "is_fitting"),
    [
        (["ge2026-01-15T09:00:00+11:00"], lambda start: start >= "09:00"),
        (["gt2026-01-14T22:00:00Z"], lambda start: start > "09:00"),
        (["lt2026-01-15T09:20:00+11:00"], lambda start: start < "09:20"),
        (["le2026-01-15T09:20+11:00"], lambda start: start <= "09:20"),
        (["eq2026-01-15T09:20:00+11:00"], lambda start: start == "09:20"),
        (["2026-01-15T09:20+11:00"], lambda start: start == "09:20"),
        (["ne2026-01-15T09:20:00.000+11:00"], lambda start: start != "09:20"),
        (["ge2026-01-15T09:20:00+11:00", "lt2026-01-15T10:00:00+11:00"], lambda s: s == "09:20"),
        (["ge2026-01-15T11:00:00+11:00", "lt2026-01-15T10:00:00+11:00"], lambda _: False),
    ],
)
def test_dates_choose_by_the_start(halaxy, all_pages, ids, dates, is_fitting):
    zone = halaxy.practice.tzinfo
    today = halaxy.practice.appointments(dt.date(2026, 1, 15))
    bundles = all_pages("/Appointment", [("date", date) for date in dates])
    chosen = {row.id for row in today} & set(ids(*bundles))
    assert chosen == {
        row.id for row in today if is_fitting(row.start.astimezone(zone).strftime("%H:%M"))
    }


def test_a_bare_date_is_a_day_of_utc(halaxy, find):
    day = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    rows = {row.id for row in halaxy.practice.appointments() if row.start.astimezone(dt.UTC) >= day}
    rows -= {
        row.id for row in halaxy.practice.appointments() if row.start >= day + dt.timedelta(days=1)
    }
    assert set(find("/Appointment", date="2026-01-15")) == rows


@pytest.mark.parametrize("form", ["{}", "Patient/{}", "https://au-api.halaxy.com/main/Patient/{}"])
def test_a_patient_is_named_in_three_ways(halaxy, find, form):
    patient = halaxy.practice.patients()[4].id
    rows = [row.id for row in halaxy.practice.book() if patient in row.patient_ids]
    assert find("/Appointment", patient=form.format(patient)) == rows


def test_practitioner_role_and_clinic_choose(halaxy, find):
    book = halaxy.practice.book()
    both = find("/Appointment", practitioner="PR-1500228")
    assert both == [row.id for row in book if row.practitioner_id == "PR-1500228"]
    one_clinic = find("/Appointment", **{"practitioner-role": "PR-2600029"})
    assert one_clinic == [row.id for row in book if row.role_id == "PR-2600029"]
    at_sunshine = find("/Appointment", organization="CL-2210474", practitioner="PR-1500228")
    assert at_sunshine == one_clinic
    assert 0 < len(one_clinic) < len(both)
    assert find("/PractitionerRole", practitioner="PR-1500228") == ["PR-2600028", "PR-2600029"]
    assert find("/PractitionerRole", organization="Organization/SP-730118") == ["EP-9914417"]


def test_a_status_chooses_by_any_patients(halaxy, find):
    assert len(find("/Appointment", **{"part-status": "cancelled (no charge)"})) == 1
    arrived = find("/Appointment", **{"part-status": "arrived"})
    group = next(row for row in halaxy.practice.book() if len(row.patient_ids) > 1)
    assert group.id in arrived
    assert find("/Appointment", **{"part-status": "unheard of"}) == []


def test_ids_names_activity_and_mail_choose(find):
    assert find("/Patient", _id="150000014,150000007,nobody") == ["150000007", "150000014"]
    assert find("/HealthcareService", active="false") == ["557108"]
    assert find("/HealthcareService", name="tele") == ["557103"]
    assert find("/Practitioner", active="false") == ["PR-1500259"]
    assert find("/Practitioner", email="reception@example.com") == ["PR-1500266"]
    assert find("/Organization", name="maribyrnong") == ["PG-48213", "CL-2210467", "CL-2210474"]


def test_created_and_changed_choose(halaxy, find):
    row = halaxy.practice.book()[0]
    moment = row.created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert find("/Appointment", created=f"eq{moment}") == [row.id]
    later = dt.datetime.now(dt.UTC).isoformat()
    assert find("/Appointment", _lastUpdated=f"ge{later}") == []
    halaxy.practice.mark_arrived(row.id)
    halaxy.practice.change_patient("150000007", family="Renamed")
    assert find("/Appointment", _lastUpdated=f"ge{later}") == [row.id]
    assert find("/Patient", _lastUpdated=f"ge{later}") == ["150000007"]


def test_sorting_is_by_start_both_ways_and_else_the_order_of_the_calendar(halaxy, all_pages, ids):
    forward = ids(*all_pages("/Appointment", [("_sort", "date")]))
    assert forward == [row.id for row in halaxy.practice.appointments()]
    backward = ids(*all_pages("/Appointment", [("_sort", "-date")]))
    assert sorted(forward) == sorted(backward)
    assert (backward[0], backward[-1]) != (forward[0], forward[-1])
    assert ids(*all_pages("/Appointment")) == [row.id for row in halaxy.practice.book()]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/Appointment", "date", "gte2026-01-15"),
        ("/Appointment", "date", "15/01/2026"),
        ("/Appointment", "date", "ge2026-02-30"),
        ("/Appointment", "date", "ge2026-01-15T00:00:00 11:00"),
        ("/Appointment", "date", "ge2026-01-15T00:00.5"),
        ("/Appointment", "date", ""),
        ("/Appointment", "created", "yesterday"),
        ("/Appointment", "_lastUpdated", "0"),
        ("/Appointment", "patient", "Practitioner/1"),
        ("/Appointment", "patient", "a/Patient/1"),
        ("/Appointment", "patient", ""),
        ("/Appointment", "practitioner", "1500228"),
        ("/Appointment", "practitioner-role", "2600028"),
        ("/Appointment", "organization", "2210467"),
        ("/Appointment", "part-status", ""),
        ("/Appointment", "_include", "Appointment:actor"),
        ("/Appointment", "_include", "Appointment:patient,Appointment:practitioner-role"),
        ("/Appointment", "_include:iterate", "Practitioner:organization"),
        ("/Appointment", "_sort", "start"),
        ("/Appointment", "_total", "estimate"),
        ("/Appointment", "_summary", "yes"),
        ("/Appointment", "_count", "0"),
        ("/Appointment", "_count", "101"),
        ("/Appointment", "_count", "many"),
        ("/Appointment", "page", "0"),
        ("/Patient", "_id", ""),
        ("/Patient", "_id", "1,,2"),
        ("/Patient", "_id", ",".join(str(number) for number in range(101))),
        ("/Practitioner", "active", "yes"),
        ("/HealthcareService", "name", " "),
    ],
)
def test_a_wrong_value_is_422_and_a_violation(halaxy, client, path, name, value):
    answer = client.get(path, params={name: value})
    assert answer.status_code == 422
    assert answer.json()["issue"][0]["diagnostics"]
    assert [record.status for record in halaxy.violations] == [422]


def test_a_third_date_is_422(client):
    params = [("date", f"ge2026-01-{day}") for day in (13, 14, 15)]
    assert client.get("/Appointment", params=params).status_code == 422


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/Appointment", "actor=Patient/1"),
        ("/Appointment", "status=booked"),
        ("/Appointment", "date:lt=2026-01-15"),
        ("/Appointment", "patient=1&patient=2"),
        ("/Patient", "name=Ali"),
        ("/Patient", "_include=Patient:organization"),
        ("/PractitionerRole", "_include:iterate=PractitionerRole:practitioner"),
        ("/Organization", "_total=none"),
    ],
)
def test_a_parameter_that_is_not_the_contracts_is_400(halaxy, client, path, query):
    assert client.get(f"{halaxy.base_url}{path}?{query}").status_code == 400
    assert len(halaxy.violations) == 1


def test_an_unencoded_plus_is_422(halaxy, client):
    answer = client.get(f"{halaxy.base_url}/Appointment?date=ge2026-01-15T00:00:00+11:00")
    assert answer.status_code == 422
    assert "%2B" in answer.json()["issue"][0]["diagnostics"]
