"""When a practitioner's day gets marks, and whose answer is believed."""

import json
from datetime import date

import pytest

from app.adapters.answer import Answer
from app.adapters.base import PmsAccount, PractitionerFailure
from app.adapters.pms.gentu.client import MOST_PATIENT_READS, GentuAdapter
from app.domain.errors import BadAnswer, NotFound, OtherPractice, PracticeNotConnected
from app.domain.practice_day import PracticeDay

DAY = PracticeDay(day=date(2026, 1, 15), timezone="Australia/Melbourne")
START = "2026-01-15T09:00:00+11:00"


class View:
    """Serves these records in one page, a type of 40 minutes and every patient asked for."""

    def __init__(self, records):
        self.page = {"appointments": records, "pagination": {"next": None}}
        self.unknown = set()
        self.given_id = None
        self.listed = {"tenantId": "tenant", "status": "enabled"}

    async def get(self, path, _params=None):
        patient_id = path.rpartition("/patients/")[2]
        if patient_id in self.unknown:
            raise NotFound(system="Gentu")
        content = {"id": self.given_id or patient_id} if "/patients/" in path else self.page
        if "/appointments/" in path:
            people = [{"referenceType": "provider", "referenceId": "doctor"}]
            single_id = self.given_id or path.rpartition("/")[2]
            content = {"id": single_id, "startAt": START, "participant": people}
        elif path == "/tenants":
            content = [self.listed]
        elif path == "/tenants/tenant":
            content = {"tenantId": self.given_id or "tenant"}
        elif path.endswith("appointment-types"):
            content = [{"id": "long", "duration": 40}]
        return Answer(
            system="Gentu", status=200, content_type="application/json", retry_after=None,
            body=json.dumps(content).encode(),
        )  # fmt: skip

    async def get_json(self, path):
        return (await self.get(path)).json()


@pytest.fixture
def account(fake_clock):
    return PmsAccount(
        base_url="https://gentu.invalid/v1", tenant_id="tenant", timezone=None,
        credentials={"clientId": "a", "clientSecret": "b"}, rate_limit=None, now=fake_clock.now,
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


@pytest.mark.parametrize("more", [0, 1])
async def test_a_day_with_more_patients_than_may_be_asked_for_gets_none(fetch, more):
    cell = await fetch(View([record(number) for number in range(MOST_PATIENT_READS + more)]))
    assert len(cell.appointments) == MOST_PATIENT_READS + more
    assert len(cell.page_marks) == 1 - more


async def test_a_patient_that_gentu_does_not_know_stays_a_bare_id(fetch):
    view = View([record()])
    view.unknown.add("p1")
    (row,) = (await fetch(view)).appointments
    assert (row.patient.pms_patient_id, row.patient.last_name) == ("p1", None)


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
