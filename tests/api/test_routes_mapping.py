"""Practitioners and appointment types over HTTP, as the first seed shows them."""

import pytest

from tests.support.desk import IMPATIENT
from tests.support.seed_shapes import CLINICIAN, MAPPED, PRACTITIONER, TYPE, assert_shows

COUNTS = ("mappingsCreated", "mappingsUpdated", "cliniciansCreated")
NOWHERE = "01a200a2-0000-7000-8000-000000000000"


def url_of(api, path: str) -> str:
    return f"/api/pms/connections/{api.practice.connection_id}/{path}"


async def unpaired(api) -> str:
    made = await api.http.post("/api/pms/connections", json={"pmsType": "gentu"})
    return f"/api/pms/connections/{made.json()['id']}"


async def paired(api) -> str:
    """A connection whose people and types nobody has asked for yet."""
    url = await unpaired(api)
    answer = await api.http.post(f"{url}/pair", json={"pairingCode": "TEST1234"})
    assert answer.status_code == 200
    return url


def answer_for(practitioner, clinician, **more):
    return {
        "pmsPractitionerId": practitioner["id"],
        "pmsPractitionerName": practitioner["fullName"],
        "runSheetClinicianId": clinician,
        "syncEnabled": True,
        **more,
    }


@pytest.mark.parametrize("system", ["gentu", "medirecords", "halaxy"])
async def test_practitioners_are_listed_with_their_columns(open_api, system) -> None:
    async with open_api(system=system) as api:
        answer = await api.http.get(url_of(api, "practitioners"))
        assert answer.status_code == 200
        told = answer.json()
        for each in told["practitioners"]:
            assert_shows(each, PRACTITIONER | {"mapping": None, "name": {}})
            assert list(each["name"]) == ["family", "given", "prefix"]
        mapped = [one["mapping"] for one in told["practitioners"] if one["mapping"]["id"]]
        shown = [one for one in mapped if one["runSheetClinicianId"]]
        assert shown
        for each in shown:
            assert_shows(each, PRACTITIONER["mapping"])
        for each in told["runSheetClinicians"]:
            assert_shows(each, CLINICIAN)
        columns = {one["id"]: one["name"] for one in told["runSheetClinicians"]}
        assert all(
            columns[one["runSheetClinicianId"]] == one["runSheetClinicianName"] for one in shown
        )


async def test_nobody_is_mapped_at_first_and_the_seeds_three_answers_are_counted(open_api) -> None:
    async with open_api(system="gentu", connected=False) as api:
        url = f"{await paired(api)}/practitioners"
        told = (await api.http.get(url)).json()
        one, two, three = told["practitioners"][:3]
        assert [each["mapping"] for each in (one, two, three)] == [None] * 3
        assert told["runSheetClinicians"] == []
        wish = [
            answer_for(one, "new", newClinicianName="Dr\0J\x1b Smith"),
            answer_for(two, "new"),
            answer_for(three, None, syncEnabled=False),
        ]
        answer = await api.http.post(url, json={"mappings": wish})
        assert answer.status_code == 200
        assert_shows(answer.json(), MAPPED)
        created = {"mappingsCreated": 3, "mappingsUpdated": 0, "cliniciansCreated": 2}
        assert answer.json() == {"success": True, **created}
        after = (await api.http.get(url)).json()
        names = [each["mapping"]["runSheetClinicianName"] for each in after["practitioners"][:3]]
        assert names == ["Dr J Smith", two["fullName"], None]
        first = after["practitioners"][0]["mapping"]["runSheetClinicianId"]
        moved = [answer_for(two, first), answer_for(one, first), answer_for(three, None)]
        again = (await api.http.post(url, json={"mappings": moved})).json()
        assert (again["mappingsUpdated"], again["mappingsCreated"]) == (2, 0)
        unchanged = (await api.http.post(url, json={"mappings": moved})).json()
        assert unchanged["mappingsUpdated"] == 0


async def test_a_request_that_is_sent_again_makes_no_second_column(open_api) -> None:
    async with open_api(system="gentu", connected=False) as api:
        url = f"{await paired(api)}/practitioners"
        first, second = (await api.http.get(url)).json()["practitioners"][:2]
        body = {"mappings": [answer_for(each, "new") for each in (first, second)]}
        counts = []
        for _ in range(2):
            told = (await api.http.post(url, json=body)).json()
            counts.append([told[name] for name in COUNTS])
        assert counts == [[2, 0, 2], [0, 0, 0]]
        column = (await api.http.get("/api/run-sheet/clinicians")).json()["clinicians"][0]
        shared = {"mappings": [answer_for(second, column["id"])]}
        await api.http.post(url, json=shared)
        apart = answer_for(second, "new", newClinicianName=column["name"])
        told = (await api.http.post(url, json={"mappings": [apart]})).json()
        assert [told[name] for name in COUNTS] == [0, 1, 1]


async def test_one_unknown_name_in_a_request_leaves_everything_as_it_was(open_api) -> None:
    async with open_api(system="gentu") as api:
        url = url_of(api, "practitioners")
        before = (await api.http.get(url)).json()
        one, two = before["practitioners"][:2]
        good = answer_for(one, "new", newClinicianName="Dr New")
        bad = [
            (answer_for(two, NOWHERE), "runSheetClinicianId"),
            (answer_for({"id": "nobody", "fullName": "Nobody"}, None), "pmsPractitionerId"),
            (answer_for(one, None), "pmsPractitionerId"),
            (answer_for(two | {"fullName": " "}, "new"), "newClinicianName"),
        ]
        for each, field in bad:
            answer = await api.http.post(url, json={"mappings": [good, each]})
            assert answer.status_code == 400, each
            assert list(answer.json()["details"]["fields"]) == [field]
            assert (await api.http.get(url)).json() == before


async def test_answers_of_the_wrong_shape_are_named(open_api) -> None:
    async with open_api(system="gentu") as api:
        good = {"pmsPractitionerId": "a", "pmsPractitionerName": "A", "runSheetClinicianId": None}
        unsaid = {"pmsPractitionerId": "a", "pmsPractitionerName": "A", "syncEnabled": True}
        for mappings, field in (
            ("all", "mappings"),
            ([good], "mappings.0.syncEnabled"),
            ([good | {"syncEnabled": "yes"}], "mappings.0.syncEnabled"),
            ([unsaid], "mappings.0.runSheetClinicianId"),
        ):
            body = {"mappings": mappings}
            answer = await api.http.post(url_of(api, "practitioners"), json=body)
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == [field]


async def test_people_can_be_mapped_without_being_listed_before(open_api) -> None:
    async with open_api(system="gentu", connected=False) as api:
        url = f"{await paired(api)}/practitioners"
        somebody = api.practice.practice.practitioners()[0]
        wish = [answer_for({"id": somebody.id, "fullName": "Dr First"}, "new")]
        answer = await api.http.post(url, json={"mappings": wish})
        assert (answer.status_code, answer.json()["mappingsCreated"]) == (200, 1)


@pytest.mark.parametrize(
    ("system", "is_needed"), [("gentu", True), ("medirecords", False), ("halaxy", False)]
)
async def test_types_are_listed_and_say_whether_a_person_must_tick(
    open_api, system, is_needed
) -> None:
    async with open_api(system=system) as api:
        answer = await api.http.get(url_of(api, "appointment-types"))
        assert answer.status_code == 200
        told = answer.json()
        assert told["requiresTelehealthConfig"] is is_needed
        assert told["appointmentTypes"]
        for each in told["appointmentTypes"]:
            assert_shows(each, TYPE | {"durationMinutes": None, "colour": None})
            assert each["id"] == each["pmsTypeId"]
        if system == "gentu":
            assert_shows(told["appointmentTypes"][0], TYPE)


async def test_ticks_are_kept_and_counted(open_api) -> None:
    async with open_api(system="gentu") as api:
        url = url_of(api, "appointment-types")
        before = (await api.http.get(url)).json()["appointmentTypes"]
        ids = [each["pmsTypeId"] for each in before[:3]]
        wish = [
            {"pmsTypeId": ids[0], "isTelehealth": True, "syncEnabled": True},
            {"pmsTypeId": ids[1], "isTelehealth": True, "syncEnabled": False},
            {"pmsTypeId": ids[2], "isTelehealth": False, "syncEnabled": True},
        ]
        answer = await api.http.patch(url, json={"appointmentTypes": wish})
        assert (answer.status_code, answer.json()) == (200, {"success": True, "updated": 3})
        after = (await api.http.get(url)).json()["appointmentTypes"]
        ticks = [(each["isTelehealth"], each["syncEnabled"]) for each in after[:3]]
        assert ticks == [(True, True), (True, False), (False, True)]
        only = [{"pmsTypeId": ids[1], "isTelehealth": False}]
        assert (await api.http.patch(url, json={"appointmentTypes": only})).status_code == 200
        last = (await api.http.get(url)).json()["appointmentTypes"][1]
        assert (last["isTelehealth"], last["syncEnabled"]) == (False, False)


async def test_an_unknown_or_repeated_type_changes_nothing(open_api) -> None:
    async with open_api(system="gentu") as api:
        url = url_of(api, "appointment-types")
        before = (await api.http.get(url)).json()
        known = before["appointmentTypes"][0]["pmsTypeId"]
        tick = {"pmsTypeId": known, "isTelehealth": True, "syncEnabled": True}
        for other in (tick | {"pmsTypeId": "type-001"}, tick):
            answer = await api.http.patch(url, json={"appointmentTypes": [tick, other]})
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == ["pmsTypeId"]
            assert (await api.http.get(url)).json() == before


@pytest.mark.parametrize("path", ["practitioners", "appointment-types"])
async def test_asking_before_the_pairing_and_a_system_that_fails_are_told(open_api, path) -> None:
    async with open_api(system="gentu", patience=IMPATIENT) as api:
        early = await api.http.get(f"{await unpaired(api)}/{path}")
        assert (early.status_code, early.json()["details"]) == (409, {"code": "AUTH-08"})
        for fault, status, code in (("status_503", 502, "NET-05"), ("hang", 504, "NET-04")):
            api.practice.sandbox.faults.add(fault)
            answer = await api.http.get(url_of(api, path))
            assert (answer.status_code, answer.json()["details"]) == (status, {"code": code})
            api.practice.sandbox.faults.clear()
