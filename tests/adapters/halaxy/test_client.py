"""What Halaxy is asked, in what order, and what becomes of its odder answers."""

from datetime import timedelta

import pytest

from app.adapters.base import NOBODY, PractitionerDay, PractitionerFailure
from app.domain.appointment import AppointmentStatus
from app.domain.errors import (
    BadAnswer,
    Blocked,
    CredentialsMissing,
    NotFound,
    OtherPractice,
    PracticeNotConnected,
    SeveralPractices,
    SignInAgain,
    VendorTrouble,
)
from tests.adapters.conftest import reply
from tests.adapters.halaxy.conftest import (
    NOON,
    appointment,
    bundle,
    outcome,
    patient,
    query_of,
    role,
)

ROLES = "/PractitionerRole"
ROLES_OF_TWO = (role(), role("PR-22", "PR-2"))


def names(cell):
    return [row.patient.last_name for row in cell.appointments]


async def test_a_day_is_one_query_with_offsets_and_everything_included(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([appointment(), patient(), role()])
        cell = (await halaxy.fetch())["PR-1"]
        assert (names(cell), cell.is_complete, len(cell.page_marks)) == (["Ali"], True, 1)
        (path,) = halaxy.asked
        assert "+" not in path
        assert query_of(path) == {
            "date": ["ge2026-01-15T00:00:00+11:00", "lt2026-01-16T00:00:00+11:00"],
            "_include": ["Appointment:patient", "Appointment:practitioner-role"],
            "_include:iterate": ["PractitionerRole:practitioner"],
            "_sort": ["date"],
            "_count": ["100"],
        }


async def test_halaxy_is_told_who_asks_and_gets_its_credentials_as_json(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([])
        await halaxy.fetch()
        wish = {"grant_type": "client_credentials", "client_id": "id", "client_secret": "s3cret"}
        assert halaxy.tokens == [wish]
        token_request, request = halaxy.requests
        assert token_request.headers["content-type"] == "application/json"
        assert request.headers["authorization"] == "Bearer t1"
        for one in halaxy.requests:
            assert one.headers["accept"].startswith("application/fhir+json")
            assert one.headers["user-agent"] == "RunSheet (support@runsheet.example)"


async def test_nothing_is_asked_without_credentials(small_halaxy):
    async with small_halaxy() as halaxy:
        for missing in ("clientId", "clientSecret"):
            given = {"clientId": "id", "clientSecret": "s3cret", missing: " "}
            with pytest.raises(CredentialsMissing):
                halaxy.open(credentials=given)
        assert halaxy.requests == []


async def test_a_token_is_good_for_fifteen_minutes_whatever_it_says(small_halaxy, fake_clock):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([])
        for minutes, tokens in ((0, 1), (13, 1), (14.5, 2), (27, 2), (29, 3)):
            fake_clock.seconds = minutes * 60
            await halaxy.fetch()
            assert len(halaxy.tokens) == tokens


@pytest.mark.parametrize("status", [200, 400, 401, 403, 500])
async def test_an_expired_token_is_renewed_unseen_whatever_the_status(small_halaxy, status):
    async with small_halaxy() as halaxy:

        def refuse_the_first(request):
            is_first = request.headers["authorization"] == "Bearer t1"
            return outcome("expired", status) if is_first else bundle(appointment(), role())

        halaxy.bodies["/Appointment"] = refuse_the_first
        halaxy.bodies["/Patient"] = bundle(patient())
        cell = (await halaxy.fetch())["PR-1"]
        assert (names(cell), len(halaxy.tokens)) == (["Ali"], 2)


async def test_a_sign_in_that_stays_refused_ends_the_fetch(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.bodies["/Appointment"] = outcome("expired", 401)
        with pytest.raises(SignInAgain):
            await halaxy.fetch()
        assert len(halaxy.tokens) == 2


@pytest.mark.parametrize("form", ["{base}/page2?x=1", "/main/page2?x=1", "page2?x=1"])
async def test_the_next_link_is_followed_wherever_it_points_on_the_host(small_halaxy, form):
    async with small_halaxy() as halaxy:
        following = form.format(base=halaxy.base_url)
        first = bundle(appointment(), patient(), role(), next_url=following, total=2)
        halaxy.bodies["/Appointment"] = first
        halaxy.bodies["/page2?x=1"] = bundle(appointment(2), patient("p2", "Borg"), total=2)
        cell = (await halaxy.fetch())["PR-1"]
        assert (names(cell), cell.is_complete) == (["Ali", "Borg"], True)
        known = {"PR-1": cell.page_marks}
        halaxy.asked.clear()
        again = (await halaxy.fetch(known=known))["PR-1"]
        assert (names(again), again.page_marks) == (["Ali", "Borg"], cell.page_marks)
        assert len(halaxy.asked) == 2  # known pages need no second pass


@pytest.mark.parametrize(
    "following",
    ["https://elsewhere.example/main/page2", "//elsewhere.example/x", "http://[", "/main/again"],
)
async def test_a_link_to_another_host_or_in_circles_is_a_bad_answer(small_halaxy, following):
    async with small_halaxy() as halaxy:
        page = bundle(appointment(), patient(), role(), next_url=following)
        halaxy.bodies |= {"/Appointment": page, "/again": page}
        cell = (await halaxy.fetch())["PR-1"]
        assert isinstance(cell, PractitionerFailure)
        assert isinstance(cell.error, BadAnswer)
        assert len(halaxy.asked) <= 2


async def test_a_count_that_tells_of_more_rows_makes_a_day_incomplete(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.bodies["/Appointment"] = bundle(appointment(), patient(), role(), total=2)
        cell = (await halaxy.fetch())["PR-1"]
        assert (names(cell), cell.is_complete, cell.page_marks) == (["Ali"], False, ())


async def test_a_page_more_is_seen_though_the_first_page_is_the_same(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([appointment(), patient(), role()])
        known = {"PR-1": (await halaxy.fetch())["PR-1"].page_marks}
        first = halaxy.bodies["/Appointment"]["entry"]
        halaxy.serve_pages([appointment(), patient(), role()], [appointment(2), patient("p2")])
        assert halaxy.bodies["/Appointment"]["entry"] == first
        cell = (await halaxy.fetch(known=known))["PR-1"]
        assert len(cell.appointments) == 2


async def test_a_row_on_another_day_or_of_somebody_not_asked_for_is_left_out(small_halaxy):
    async with small_halaxy() as halaxy:
        yesterday = appointment(2, start="2026-01-14T23:30:00+11:00")
        others = appointment(3, role="PR-22")
        halaxy.serve_pages(
            [appointment(), yesterday, others, patient(), patient("p2"), *ROLES_OF_TWO]
        )
        cells = await halaxy.fetch()
        assert list(cells) == ["PR-1"]
        assert [row.pms_appointment_id for row in cells["PR-1"].appointments] == ["a1"]
        assert halaxy.count("/Patient") == 0


async def test_blockers_are_neither_rows_nor_counted_as_unreadable(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages(
            [appointment(patient=""), appointment(2, patient="", start=None), role()]
        )
        cells = await halaxy.fetch()
        assert list(cells) == ["PR-1"]
        cell = cells["PR-1"]
        assert (cell.appointments, cell.quarantined, cell.is_complete) == ((), (), True)
        assert len(cell.page_marks) == 1


async def test_what_cannot_be_read_is_counted_where_it_belongs(small_halaxy):
    async with small_halaxy() as halaxy:
        records = [appointment(1, start=None), appointment(2, role=None), appointment(3)]
        halaxy.serve_pages([*records, *(patient(f"p{n}") for n in (1, 2, 3)), role()])
        cells = await halaxy.fetch()
        reasons = {key: [one.reason for one in cell.quarantined] for key, cell in cells.items()}
        assert reasons == {"PR-1": ["start_missing"], NOBODY: ["practitioner_missing"]}
        assert len(cells["PR-1"].appointments) == 1


# Roles ------------------------------------------------------------------------------------------


async def test_a_role_that_is_not_included_is_found_in_the_list_which_is_kept(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages(
            [*(appointment(n) for n in range(9)), *(patient(f"p{n}") for n in range(9))]
        )
        halaxy.bodies[ROLES] = bundle(role(), role("PR-22", "PR-2"))
        for _ in range(2):  # a second sync has the same memory
            assert len((await halaxy.fetch())["PR-1"].appointments) == 9
        assert halaxy.count(ROLES) == 1


async def test_the_same_number_as_role_and_practitioner_is_not_mixed_up(small_halaxy):
    async with small_halaxy() as halaxy:
        same = {"resourceType": "Practitioner", "id": "PR-21"}
        halaxy.serve_pages([appointment(), patient(), role(), same])
        assert len((await halaxy.fetch("PR-1", "PR-21"))["PR-1"].appointments) == 1


async def test_a_role_newer_than_the_list_is_read_singly_and_only_once(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages(
            [*(appointment(n, role="PR-404") for n in (1, 2)), appointment(3), patient("p3")]
        )
        halaxy.bodies[ROLES] = bundle()
        halaxy.bodies[ROLES + "/PR-21"] = role()
        cells = await halaxy.fetch()
        assert names(cells["PR-1"]) == ["Ali"]
        assert [one.reason for one in cells[NOBODY].quarantined] == ["practitioner_missing"] * 2
        assert halaxy.count(ROLES) == 3


@pytest.mark.parametrize("listed", [outcome("exception", 503), bundle(role("PR-22", "PR-2"))])
async def test_roles_that_cannot_be_read_fail_the_day_rather_than_lose_rows(small_halaxy, listed):
    async with small_halaxy(attempts=1) as halaxy:
        halaxy.serve_pages([appointment(), patient()])
        halaxy.bodies |= {ROLES: listed, ROLES + "/PR-21": outcome("exception", 503)}
        cells = await halaxy.fetch("PR-1", "PR-2")
        assert [type(cell.error) for cell in cells.values()] == [VendorTrouble] * 2


def seen_by(*references):
    people = [{"actor": {"reference": one}} for one in (*references, "Patient/p1")]
    return appointment(participant=people)


@pytest.mark.parametrize(
    ("references", "owner"),
    [
        (("PractitionerRole/PR-21", "PractitionerRole/PR-22"), "PR-1"),
        (("PractitionerRole/PR-22", "PractitionerRole/PR-21"), "PR-2"),
        (("PractitionerRole/PR-404", "PractitionerRole/PR-22"), "PR-2"),
        (("Practitioner/PR-1", "PractitionerRole/PR-22"), "PR-2"),
        (("Practitioner/PR-1", "Practitioner/PR-2"), "PR-1"),
    ],
)
@pytest.mark.parametrize("asked", [("PR-1",), ("PR-2",), ("PR-2", "PR-1")])
async def test_who_sees_the_patient_does_not_depend_on_who_is_asked_for(
    small_halaxy, references, owner, asked
):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([seen_by(*references), patient()])
        halaxy.bodies |= {
            "/Appointment/a1": seen_by(*references),
            ROLES: bundle(*ROLES_OF_TWO),
            "/Patient": bundle(patient()),
        }
        cells = await halaxy.fetch(*asked)
        listed = {key for key, cell in cells.items() if cell.appointments}
        assert listed == {owner} & set(asked)
        (row,) = await halaxy.open().appointment("a1")
        assert row.pms_practitioner_id == owner


# Patients ---------------------------------------------------------------------------------------


async def test_patients_who_are_not_included_are_read_in_batches_of_fifty(small_halaxy):
    async with small_halaxy() as halaxy:

        def found(request):
            ids = query_of(request.target)["_id"][0].split(",")
            assert len(ids) <= 50
            return bundle(*(patient(one, f"Name {one}") for one in ids))

        halaxy.serve_pages(
            [*(appointment(n) for n in range(120)), role(), patient("p7", "Included")]
        )
        halaxy.bodies["/Patient"] = found
        cell = (await halaxy.fetch())["PR-1"]
        assert halaxy.count("/Patient") == 3
        expected = {f"p{n}": f"Name p{n}" for n in range(120)} | {"p7": "Included"}
        assert {row.patient.pms_patient_id: row.patient.last_name for row in cell.appointments} == (
            expected
        )
        assert cell.is_complete


async def test_a_patient_that_halaxy_does_not_know_is_a_bare_id_and_is_asked_for_again(
    small_halaxy,
):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([appointment(), appointment(2), patient(), role()])
        halaxy.bodies["/Patient"] = bundle()
        cell = (await halaxy.fetch())["PR-1"]
        assert (names(cell), cell.is_complete) == (["Ali", None], True)
        assert cell.appointments[1].patient.pms_patient_id == "p2"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (outcome("exception", 503), VendorTrouble),
        (reply({"nothing": 1}), BadAnswer),
        (bundle({"resourceType": "Patient", "id": None}), BadAnswer),
    ],
)
async def test_patients_who_cannot_be_read_now_fail_only_their_practitioners(
    small_halaxy, answer, error
):
    async with small_halaxy(attempts=1) as halaxy:
        halaxy.serve_pages(
            [appointment(), appointment(2, role="PR-22"), patient("p2"), *ROLES_OF_TWO]
        )
        halaxy.bodies["/Patient"] = answer
        cells = await halaxy.fetch("PR-1", "PR-2")
        assert isinstance(cells["PR-1"], PractitionerFailure)
        assert type(cells["PR-1"].error) is error
        assert isinstance(cells["PR-2"], PractitionerDay)
        assert (names(cells["PR-2"]), cells["PR-2"].page_marks) == (["Ali"], ())


async def test_a_key_that_may_not_read_patients_is_not_connected(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([appointment(), role()])
        halaxy.bodies["/Patient"] = outcome("forbidden", 403)
        with pytest.raises(PracticeNotConnected):
            await halaxy.fetch()


# Time -------------------------------------------------------------------------------------------


async def test_an_attended_visit_is_under_way_until_it_ends_on_the_same_pages(small_halaxy):
    async with small_halaxy() as halaxy:
        attended = appointment(status="attended", end="2026-01-15T12:30:00+11:00")
        halaxy.serve_pages([attended, patient(), role()])
        cell = (await halaxy.fetch())["PR-1"]
        assert [row.status for row in cell.appointments] == [AppointmentStatus.IN_PROGRESS]
        halaxy.now = NOON + timedelta(minutes=30)
        later = (await halaxy.fetch(known={"PR-1": cell.page_marks}))["PR-1"]
        assert later.page_marks == cell.page_marks
        assert [row.status for row in later.appointments] == [AppointmentStatus.COMPLETED]


# One appointment --------------------------------------------------------------------------------


async def test_one_appointment_is_read_with_its_practitioner_and_patient(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.bodies |= {
            "/Appointment/a1": appointment(),
            ROLES: bundle(role()),
            "/Patient": bundle(patient()),
        }
        (row,) = await halaxy.open().appointment("a1")
        assert (row.pms_practitioner_id, row.patient.last_name) == ("PR-1", "Ali")
        assert halaxy.count(ROLES) == 1
        await halaxy.open().appointment("a1")
        assert halaxy.count(ROLES) == 1


async def test_an_appointment_that_became_a_blocker_has_no_row_left(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.bodies["/Appointment/a1"] = appointment(patient="")
        assert await halaxy.open().appointment("a1") == ()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (outcome("not-found", 404), NotFound),
        (reply({"error": "Not Found", "message": "no Route matched"}, 404), Blocked),
        (reply(b"<html>", 404, "text/html"), Blocked),
        (outcome("exception", 500), VendorTrouble),
        (appointment(2), BadAnswer),
        (appointment(start=None), BadAnswer),
        (appointment(participant=None), BadAnswer),
        ({**patient("a1")}, BadAnswer),
        (reply([]), BadAnswer),
    ],
)
async def test_only_halaxys_own_word_says_that_an_appointment_is_gone(small_halaxy, answer, error):
    async with small_halaxy(attempts=1) as halaxy:
        halaxy.bodies |= {
            "/Appointment/a1": answer,
            ROLES: bundle(role()),
            "/Patient": bundle(patient()),
        }
        with pytest.raises(error) as caught:
            await halaxy.open().appointment("a1")
        assert type(caught.value) is error


async def test_an_appointment_whose_patient_cannot_be_read_now_is_not_read(small_halaxy):
    async with small_halaxy(attempts=1) as halaxy:
        halaxy.bodies |= {"/Appointment/a1": appointment(), ROLES: bundle(role())}
        halaxy.bodies["/Patient"] = outcome("exception", 503)
        with pytest.raises(VendorTrouble):
            await halaxy.open().appointment("a1")


# Practice and people ----------------------------------------------------------------------------


def organization(organization_id):
    return {"resourceType": "Organization", "id": organization_id, "name": f"At {organization_id}"}


@pytest.mark.parametrize(
    ("ids", "known", "found"),
    [
        (("CL-1", "PG-5"), None, "PG-5"),
        (("CL-1", "PG-5"), "PG-5", "PG-5"),
        (("CL-1",), None, "CL-1"),
        (("CL-1", "CL-2"), "CL-2", "CL-2"),
        (("CL-1", "CL-2"), None, SeveralPractices),
        (("CL-1", "PG-5", "PG-6"), None, SeveralPractices),
        (("CL-1", "PG-5", "PG-6"), "PG-6", "PG-6"),
        (("CL-1", "PG-5"), "PG-6", OtherPractice),
        (("CL-1", "PG-5"), "CL-1", OtherPractice),
        (("FD-1",), None, PracticeNotConnected),
        ((), "PG-5", PracticeNotConnected),
    ],
)
async def test_the_practice_is_the_group_or_the_only_clinic(small_halaxy, ids, known, found):
    async with small_halaxy() as halaxy:
        half = len(ids) // 2
        first, rest = map(organization, ids[:half]), map(organization, ids[half:])
        halaxy.bodies["/Organization"] = bundle(*first, next_url="/main/more")
        halaxy.bodies["/more"] = bundle(*rest)
        adapter = halaxy.open(tenant_id=known)
        if isinstance(found, str):
            practice = await adapter.practice()
            assert (practice.tenant_id, practice.name) == (found, f"At {found}")
            assert practice.timezone is None
        else:
            with pytest.raises(found):
                await adapter.practice()


async def test_people_have_a_book_who_have_an_active_role(small_halaxy):
    async with small_halaxy() as halaxy:
        people = [{"resourceType": "Practitioner", "id": f"PR-{n}"} for n in (1, 2, 3)]
        halaxy.bodies["/Practitioner"] = bundle(*people, {**people[0], "id": "EP-9"})
        left = role("PR-22", "PR-2", active=False)
        halaxy.bodies[ROLES] = bundle(role(), left, role("EP-1", "EP-9"))
        found = await halaxy.open().practitioners()
        assert [(one.pms_practitioner_id, one.is_shown) for one in found] == [
            ("PR-1", True),
            ("PR-2", False),
            ("PR-3", False),
        ]


async def test_a_list_of_people_that_goes_in_circles_is_a_bad_answer(small_halaxy):
    async with small_halaxy() as halaxy:
        again = bundle({"resourceType": "HealthcareService", "id": "1"}, next_url="/main/again")
        halaxy.bodies |= {"/HealthcareService": again, "/again": again}
        with pytest.raises(BadAnswer):
            await halaxy.open().appointment_types()
