"""Pages of bundles: links, counts, includes, the warning, changes on the way."""

import datetime as dt
import urllib.parse

import pytest

from app.sandbox import (
    HalaxyLinkStyle,
    bulk_halaxy_practice,
    made_up_halaxy_practice,
    running_halaxy,
)

DAY = dt.date(2026, 1, 15)


def relations(bundle):
    return {link["relation"]: link["url"] for link in bundle["link"]}


def page_of(url):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["page"]


def test_the_pages_of_a_day_are_its_60_appointments(halaxy, all_pages, day_query, ids):
    bundles = all_pages("/Appointment", [*day_query, ("_count", "7")])
    assert [len(ids(bundle)) for bundle in bundles] == [7] * 8 + [4]
    assert len(set(ids(*bundles))) == 60
    assert {bundle["total"] for bundle in bundles} == {60}
    assert halaxy.violations == []


def test_links_lead_to_the_pages_on_the_host_that_was_asked(halaxy, client, day_query):
    first = relations(client.get("/Appointment", params=day_query).json())
    assert set(first) == {"self", "next", "last"}
    assert all(url.startswith(f"{halaxy.base_url}/Appointment?") for url in first.values())
    assert [page_of(first[name]) for name in ("self", "next", "last")] == [["1"], ["2"], ["2"]]
    last = relations(client.get(first["next"]).json())
    assert set(last) == {"self", "last"}
    by_name = f"http://localhost:{halaxy.port}/main/Appointment"
    other = relations(client.get(by_name, params=day_query).json())
    assert other["next"].startswith(by_name)


def test_thirty_come_by_default_and_no_page_link_where_one_page_is_all(client, ids):
    assert len(ids(client.get("/Appointment").json())) == 30
    assert set(relations(client.get("/Organization").json())) == {"self"}


def test_next_links_may_lead_elsewhere_on_the_host(sign_in, day_query, ids):
    practice = made_up_halaxy_practice()
    with running_halaxy(practice, links=HalaxyLinkStyle.OPAQUE) as halaxy:
        client = sign_in(halaxy)
        bundle = client.get("/Appointment", params={"_count": "100"}).json()
        found = ids(bundle)
        while url := relations(bundle).get("next"):
            assert url.startswith(f"{halaxy.base_url}/paged/")
            bundle = client.get(url).json()
            found += ids(bundle)
        assert sorted(found) == sorted(row.id for row in practice.appointments())
        halaxy.practice.revoke()
        assert client.get(next(r.path for r in halaxy.requests if "paged" in r.path)[5:]).is_error


def test_no_two_bundles_have_the_same_id(client):
    first, second = (client.get("/Appointment").json() for _ in range(2))
    assert first["id"] != second["id"]
    assert first["timestamp"].endswith("+00:00")
    assert first["entry"] == second["entry"]


def test_what_finds_nothing_has_no_entry(client):
    bundle = client.get("/Appointment", params={"_id": "nothing"}).json()
    assert "entry" not in bundle
    assert bundle["total"] == 0
    beyond = client.get("/Appointment", params={"page": "99"}).json()
    assert "entry" not in beyond
    assert beyond["total"] > 0
    assert "next" not in relations(beyond)


def test_totals_can_be_left_out_and_be_all_there_is(client, ids):
    without = client.get("/Appointment", params={"_total": "none"}).json()
    assert "total" not in without
    assert set(relations(without)) == {"self", "next"}
    only = client.get("/Appointment", params={"_summary": "count"}).json()
    assert only["total"] > 60
    assert "entry" not in only
    assert client.get("/Appointment", params={"_total": "accurate"}).json()["total"]


def test_a_warning_stands_among_the_entries_where_the_practice_has_it(halaxy, client, ids):
    bundle = client.get("/Practitioner").json()
    assert ids(bundle, mode="outcome") == ["warning"]
    assert bundle["entry"][1]["resource"]["resourceType"] == "OperationOutcome"
    assert bundle["total"] == len(bundle["entry"]) - 1
    halaxy.practice.warns = False
    assert ids(client.get("/Practitioner").json(), mode="outcome") == []


def test_included_resources_come_once_a_page(halaxy, client, day_query, ids):
    practice = halaxy.practice
    bundle = client.get("/Appointment", params=[*day_query, ("_count", "100")]).json()
    rows = [practice.appointment(id_) for id_ in ids(bundle)]
    included = ids(bundle, mode="include")
    assert len(included) == len(set(included))
    known = {patient.id for patient in practice.patients() if patient.is_included}
    patients = {id_ for row in rows for id_ in row.patient_ids} & known
    roles = [practice.role(id_) for id_ in {row.role_id for row in rows}]
    assert set(included) == patients | {role.id for role in roles} | {
        role.practitioner_id for role in roles
    } | {role.organization_id for role in roles}


def test_only_what_was_asked_for_is_included(client, ids):
    def included(*pairs):
        return ids(client.get("/Appointment", params=list(pairs)).json(), mode="include")

    assert included() == []
    assert included(("_include:iterate", "PractitionerRole:practitioner")) == []
    roles = included(("_include", "Appointment:practitioner-role"))
    assert all(id_.startswith("PR-26") for id_ in roles)
    roles = client.get("/PractitionerRole", params={"_include": "PractitionerRole:practitioner"})
    assert set(ids(roles.json(), mode="include")) >= {"PR-1500228", "EP-9904417"}


def test_a_patient_that_is_left_out_is_found_by_id_and_a_gone_one_is_not(halaxy, client, ids):
    left_out = next(one for one in halaxy.practice.patients() if not one.is_included)
    query = {"patient": left_out.id, "_include": "Appointment:patient"}
    bundle = client.get("/Appointment", params=query).json()
    assert ids(bundle)
    assert ids(bundle, mode="include") == []
    assert ids(client.get("/Patient", params={"_id": left_out.id}).json()) == [left_out.id]
    gone = client.get("/Appointment", params={"patient": "150000999"}).json()
    assert ids(gone)
    assert "entry" not in client.get("/Patient", params={"_id": "150000999"}).json()
    assert client.get("/Patient/150000999").status_code == 404


def test_a_change_is_on_the_next_answer(halaxy, client, day_query):
    query = [*day_query, ("_sort", "date")]
    before = client.get("/Appointment", params=query).json()["entry"][0]["resource"]
    halaxy.practice.change(before["id"], status="unheard of")
    after = client.get("/Appointment", params=query).json()["entry"][0]["resource"]
    coding = after["participant"][1]["modifierExtension"][0]["valueCoding"]
    assert coding["code"] == "unheard of"
    patient_id = after["participant"][1]["actor"]["reference"].rpartition("/")[2]
    halaxy.practice.change_patient(patient_id, family="Renamed")
    assert client.get(f"/Patient/{patient_id}").json()["name"][-1]["family"] == "Renamed"


def test_a_record_put_back_is_told_as_changed(halaxy, client):
    row = halaxy.practice.book()[0]
    before, _ = (client.get(f"/Appointment/{row.id}").json(), halaxy.practice.put(row))
    after = client.get(f"/Appointment/{row.id}").json()
    assert after.pop("meta")["lastUpdated"] > before.pop("meta")["lastUpdated"]
    assert after == before


def test_a_row_deleted_between_two_pages_lets_another_slip_over(halaxy, client, ids, day_query):
    query = [*day_query, ("_sort", "date"), ("_count", "30")]
    first = client.get("/Appointment", params=query).json()
    slipped = halaxy.practice.appointments(DAY)[30].id
    halaxy.practice.delete(ids(first)[0])
    second = client.get(relations(first)["next"]).json()
    assert slipped not in ids(first, second)
    assert second["total"] == 59


@pytest.mark.parametrize("count", [100, 40])
def test_a_bulk_practice_is_read_to_its_end(sign_in, ids, count):
    practice = bulk_halaxy_practice(practitioners=4, appointments=200)
    with running_halaxy(practice, quota_per_minute=None) as halaxy:
        halaxy.warm_up()
        client = sign_in(halaxy)
        query = {"_count": str(count), "_include": "Appointment:patient"}
        bundles = [client.get("/Appointment", params=query).json()]
        while url := relations(bundles[-1]).get("next"):
            bundles.append(client.get(url).json())
        assert len(bundles) == 200 // count
        assert len(set(ids(*bundles))) == len(set(ids(*bundles, mode="include"))) == 200
