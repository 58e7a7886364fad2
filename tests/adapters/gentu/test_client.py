"""When a practitioner's day gets marks, and whose answer is believed."""

import asyncio
import json
from dataclasses import replace
from datetime import date

import pytest

from app.adapters.answer import Answer
from app.adapters.base import PmsAccount, PractitionerFailure
from app.adapters.memory import Memory
from app.adapters.pms.gentu import client
from app.adapters.pms.gentu.client import GentuAdapter
from app.domain.errors import (
    BadAnswer,
    NotFound,
    OtherPractice,
    PracticeNotConnected,
    SignInAgain,
    SlowDown,
    VendorTrouble,
)
from app.domain.practice import Practice
from app.domain.practice_day import PracticeDay
from tests.support.waiting import patience

DAY = PracticeDay(day=date(2026, 1, 15), timezone="Australia/Melbourne")
START = "2026-01-15T09:00:00+11:00"


class View:
    """Serves these records in one page, a type of 40 minutes and every patient asked for."""

    def __init__(self, records):
        self.page = {"appointments": records, "pagination": {"next": None}}
        self.unknown = set()
        self.given_id = None
        self.person = {}
        self.failures = {}
        self.asked = []
        self.timezone = "Australia/Melbourne"
        self.listed = {"tenantId": "tenant", "status": "enabled"}

    async def get(self, path, _params=None):
        self.asked.append(path)
        if (failure := self.failures.get(path)) is not None:
            raise failure
        patient_id = path.rpartition("/patients/")[2]
        if patient_id in self.unknown:
            raise NotFound(system="Gentu")
        patient = {"id": self.given_id or patient_id, **self.person}
        content = patient if "/patients/" in path else self.page
        if "/appointments/" in path:
            people = [{"referenceType": "provider", "referenceId": "doctor"}]
            single_id = self.given_id or path.rpartition("/")[2]
            content = {"id": single_id, "startAt": START, "participant": people}
        elif path == "/tenants":
            content = [self.listed]
        elif path == "/tenants/tenant":
            content = {"tenantId": self.given_id or "tenant", "timezone": self.timezone}
        elif path.endswith("appointment-types"):
            content = [{"id": "long", "duration": 40}]
        return Answer(
            system="Gentu", status=200, content_type="application/json", retry_after=None,
            body=json.dumps(content).encode(),
        )  # fmt: skip

    async def get_json(self, path):
        return (await self.get(path)).json()

    async def put_json(self, path):
        self.asked.append(path)
        return {"tenantId": "tenant"}


@pytest.fixture
def account(fake_clock):
    return PmsAccount(
        base_url="https://gentu.invalid/v1", tenant_id="tenant", timezone=None,
        credentials={"clientId": "a", "clientSecret": "b"}, rate_limit=None, now=fake_clock.now,
        memory=Memory(fake_clock.now),
    )  # fmt: skip


@pytest.fixture
def fetch(account):
    async def fetched(view):
        (cell,) = [one async for one in GentuAdapter(view, account).fetch_day(DAY, ["doctor"], {})]
        return cell

    return fetched


def record(number=1, **changes):
    people = [{"referenceType": "patient", "referenceId": f"p{number}"}]
    return {"id": f"a{number}", "startAt": START, "participant": people} | changes


async def test_a_plain_day_gets_marks(fetch):
    assert len((await fetch(View([record()]))).page_marks) == 1


@pytest.mark.parametrize("start", ["2026-01-14T23:59:59+11:00", "2026-01-16T00:00:00+11:00"])
async def test_a_row_that_starts_on_another_day_is_left_out(fetch, start):
    cell = await fetch(View([record(), record(2, startAt=start)]))
    assert [row.pms_appointment_id for row in cell.appointments] == ["a1"]
    assert (cell.is_complete, cell.quarantined) == (True, ())


async def test_a_day_whose_ends_depend_on_a_type_gets_none(fetch):
    cell = await fetch(View([record(appointmentType={"reference": "long"})]))
    (row,) = cell.appointments
    assert (row.end - row.start).total_seconds() == 40 * 60
    assert cell.page_marks == ()


async def test_a_day_with_a_record_that_cannot_be_read_gets_none(fetch):
    cell = await fetch(View([record(), record(2, startAt=None)]))
    assert ([one.reason for one in cell.quarantined], cell.page_marks) == (["start_missing"], ())


async def test_every_patient_that_is_not_in_the_page_is_asked_for_once(account):
    view = View([record(number) for number in range(120)])
    view.person = {"name": {"family": "Brown"}}
    adapter = GentuAdapter(view, account)
    cells = [one async for one in adapter.fetch_day(DAY, ["doctor", "nurse"], {})]
    names = {row.patient.last_name for cell in cells for row in cell.appointments}
    assert (names, [len(cell.page_marks) for cell in cells]) == ({"Brown"}, [1, 1])
    assert sum("/patients/" in path for path in view.asked) == 120


async def test_a_day_whose_patient_cannot_be_read_fails_rather_than_forget_a_name(fetch):
    view = View([record(), record(2)])
    view.failures["/tenants/tenant/patients/p2"] = VendorTrouble(system="Gentu")
    cell = await fetch(view)
    assert isinstance(cell, PractitionerFailure)
    assert isinstance(cell.error, VendorTrouble)


async def test_a_patient_that_gentu_does_not_know_stays_a_bare_id_and_is_asked_for_again(fetch):
    view = View([record()])
    view.unknown.add("p1")
    cell = await fetch(view)
    (row,) = cell.appointments
    assert (row.patient.pms_patient_id, row.patient.last_name) == ("p1", None)
    assert (cell.is_complete, cell.page_marks) == (True, ())


def seen_by(practitioner_id):
    return [{"referenceType": "provider", "referenceId": practitioner_id}]


async def test_a_row_of_somebody_without_a_column_stays_with_the_one_asked(account):
    view = View([record(participant=seen_by("stranger")), record(2, participant=seen_by("nurse"))])
    fetched = GentuAdapter(view, account).fetch_day(DAY, ["doctor", "nurse"], {})
    cells = {cell.pms_practitioner_id: cell async for cell in fetched}
    owners = [row.pms_practitioner_id for row in cells["doctor"].appointments]
    assert owners == ["doctor", "nurse"]


async def test_a_day_with_a_row_that_moved_to_another_column_gets_no_marks(account):
    view = View([record(participant=seen_by("nurse"))])
    fetched = GentuAdapter(view, account).fetch_day(DAY, ["doctor", "nurse"], {})
    marks = {cell.pms_practitioner_id: len(cell.page_marks) async for cell in fetched}
    assert marks == {"doctor": 0, "nurse": 1}


async def test_an_answer_about_somebody_else_is_a_bad_answer(fetch, account):
    view = View([record()])
    (row,) = await GentuAdapter(view, account).appointment("a7")
    assert row.pms_appointment_id == "a7"
    view.given_id = "other"
    cell = await fetch(view)
    assert isinstance(cell, PractitionerFailure)
    assert isinstance(cell.error, BadAnswer)
    with pytest.raises(BadAnswer):
        await GentuAdapter(view, account).appointment("a7")


async def test_a_practice_that_answers_as_another_one_is_told(account):
    view = View([])
    assert (await GentuAdapter(view, account).practice()).tenant_id == "tenant"
    view.given_id = "other"
    with pytest.raises(OtherPractice):
        await GentuAdapter(view, account).practice()


@pytest.mark.parametrize("listed", [{"tenantId": "tenant", "status": "disabled"}, {}, None])
async def test_a_practice_that_is_listed_as_disabled_or_not_at_all_is_not_connected(
    account, listed
):
    view = View([])
    view.listed = listed
    with pytest.raises(PracticeNotConnected):
        await GentuAdapter(view, account).practice()


@pytest.fixture
def unpaired(account):
    return replace(account, tenant_id=None, credentials={**account.credentials, "appId": "app"})


BARE = Practice(tenant_id="tenant", name=None, timezone=None)


@pytest.mark.parametrize(
    "failure", [VendorTrouble, SlowDown, SignInAgain, BadAnswer, NotFound, PracticeNotConnected]
)
async def test_a_code_that_was_taken_pairs_even_if_the_practice_cannot_be_read(unpaired, failure):
    view = View([])
    view.failures["/tenants/tenant"] = failure(system="Gentu")
    adapter = GentuAdapter(view, unpaired)
    assert await adapter.pair("7KQ2-M9XD") == BARE
    view.failures.clear()
    assert (await adapter.practice()).timezone == "Australia/Melbourne"


async def test_a_code_that_was_taken_pairs_even_if_another_practice_answers(unpaired):
    view = View([])
    view.given_id = "other"
    assert await GentuAdapter(view, unpaired).pair("7KQ2-M9XD") == BARE


async def test_a_code_that_was_taken_pairs_even_if_the_practice_never_answers(
    unpaired, monkeypatch
):
    class Silent(View):
        async def get_json(self, _path):
            await asyncio.Event().wait()

    monkeypatch.setattr(client, "_DETAILS_S", 0.01)
    async with patience():
        assert await GentuAdapter(Silent([]), unpaired).pair("7KQ2-M9XD") == BARE


@pytest.mark.parametrize("told", ["AUS Eastern Standard Time", "", "../etc/passwd", "Australia", 7])
async def test_a_time_zone_that_does_not_exist_counts_as_not_told(unpaired, account, told):
    view = View([])
    view.timezone = told
    assert (await GentuAdapter(view, unpaired).pair("7KQ2-M9XD")).timezone is None
    assert (await GentuAdapter(view, account).practice()).timezone is None
