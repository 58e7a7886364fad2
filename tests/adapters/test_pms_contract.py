"""One suite over every adapter in the registry, each against its own sandbox on the loopback."""

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.base import PmsAccount, PractitionerDay, PractitionerFailure
from app.adapters.http import HttpClient
from app.adapters.memory import Memory
from app.adapters.pacing import Patience
from app.adapters.registry import PMS_SPECS
from app.domain.appointment import AppointmentStatus
from app.domain.errors import (
    CredentialsMissing,
    NotFound,
    NotPairedYet,
    PairingCodeRefused,
    PairingCodeUsed,
    PracticeNotConnected,
    RunSheetError,
    SignInAgain,
    SlowDown,
    VendorTrouble,
)
from app.domain.practice_day import today
from app.sandbox import FAULTS, running_gentu

SANDBOXES = {"gentu": running_gentu}
IMPATIENT = Patience(
    connect_s=0.5, attempt_s=0.5, call_s=2.0, first_pause_s=0.01, longest_backoff_s=0.02
)
DEADLINE_S = 5.0


@dataclass
class Set:
    """A vendor's sandbox with an adapter pointed at it."""

    spec: object
    sandbox: object
    http: HttpClient

    def account(self, **changes):
        environment = self.sandbox.environment
        named = {f.name: environment[f.environment] for f in self.spec.credential_fields}
        facts = {
            "base_url": environment[self.spec.base_url_environment],
            "tenant_id": self.sandbox.tenant_id,
            "timezone": None,
            "credentials": named,
            "rate_limit": None,
            "now": lambda: datetime.now(UTC),
            "memory": Memory(lambda: datetime.now(UTC)),
        }
        return PmsAccount(**{**facts, **changes})

    def open(self, **changes):
        return self.spec.open(self.http, self.account(**changes))

    @property
    def day(self):
        return today(datetime.now(UTC), self.sandbox.practice.zone)

    @property
    def practitioner_ids(self):
        return [one.id for one in self.sandbox.practice.practitioners() if one.active]

    async def fetch(self, known=None, adapter=None):
        adapter = adapter or self.open()
        cells = adapter.fetch_day(self.day, self.practitioner_ids, known or {})
        return {cell.pms_practitioner_id: cell async for cell in cells}


@pytest.fixture(params=sorted(PMS_SPECS))
def vendor(request):
    spec = PMS_SPECS[request.param]
    with SANDBOXES[request.param](paired=True) as sandbox:
        yield Set(spec=spec, sandbox=sandbox, http=HttpClient(patience=IMPATIENT))


@contextmanager
def no_violations(vendor):
    yield
    assert vendor.sandbox.violations == []


async def test_the_days_rows_match_the_vendors_book(vendor):
    with no_violations(vendor):
        cells = await vendor.fetch()
    await vendor.http.aclose()
    book = {one.id: one for one in vendor.sandbox.practice.appointments(vendor.day.day)}
    rows = [row for cell in cells.values() for row in cell.appointments]
    assert all(cell.is_complete and not cell.is_unchanged for cell in cells.values())
    assert {row.pms_appointment_id for row in rows} == set(book)
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        kept = book[row.pms_appointment_id]
        assert row.start == kept.start
        assert row.start.tzinfo is UTC
        assert row.end.tzinfo is UTC
        assert kept.end is None or row.end == kept.end
        assert row.pms_practitioner_id == kept.practitioner_id
        assert row.appointment_type_id == kept.type_id
        cancelled = kept.cancelled_at is not None or kept.status == "cancelled"
        assert (row.status is AppointmentStatus.CANCELLED) == cancelled
        if row.patient is not None:
            patient = vendor.sandbox.practice.patient(row.patient.pms_patient_id)
            assert row.patient.last_name == patient.family
            assert row.patient.first_name == patient.given
            assert row.patient.phone == patient.phone
            assert row.patient.birth_date == patient.birth_date


async def test_an_unchanged_day_is_told_by_its_marks_and_a_change_is_seen(vendor):
    first = await vendor.fetch()
    known = {one: cell.page_marks for one, cell in first.items() if cell.page_marks}
    again = await vendor.fetch(known)
    assert known
    for one, cell in again.items():
        assert cell.is_unchanged == (one in known)
        assert cell.appointments == (() if one in known else first[one].appointments)
    touched = next(row for one in known for row in first[one].appointments)
    vendor.sandbox.practice.move(
        touched.pms_appointment_id, start=touched.start + timedelta(minutes=5)
    )
    later = await vendor.fetch(known)
    assert not later[touched.pms_practitioner_id].is_unchanged
    assert sum(not cell.is_unchanged for cell in later.values()) == 1 + len(again) - len(known)
    await vendor.http.aclose()


async def test_pairing_names_the_practice(vendor):
    with no_violations(vendor):
        adapter = vendor.open(tenant_id=None)
        with pytest.raises(NotPairedYet):
            await adapter.practitioners()
        practice = await adapter.pair(" 7kq2-m9xd ")
        assert practice == await adapter.practice()
        assert practice.tenant_id == vendor.sandbox.tenant_id
        assert practice.name == vendor.sandbox.practice.name
        assert practice.timezone == vendor.sandbox.practice.zone
        assert await adapter.practitioners()
    await vendor.http.aclose()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("USED0000", PairingCodeUsed),
        ("EXPIRED0", PairingCodeRefused),
        ("UNKNOWN0", PairingCodeRefused),
        ("short", PairingCodeRefused),
        ("ÄÖÜ45678", PairingCodeRefused),
        ("../../ab", PairingCodeRefused),
    ],
)
async def test_a_code_that_does_not_pair_says_why(vendor, code, kind):
    with no_violations(vendor), pytest.raises(kind):
        await vendor.open(tenant_id=None).pair(code)
    await vendor.http.aclose()


async def test_people_and_types_are_all_listed(vendor):
    adapter, practice = vendor.open(), vendor.sandbox.practice
    people = {one.pms_practitioner_id: one for one in await adapter.practitioners()}
    types = {one.pms_type_id: one for one in await adapter.appointment_types()}
    await vendor.http.aclose()
    assert {one.id: one.active for one in practice.practitioners()} == {
        key: one.is_active for key, one in people.items()
    }
    assert {(one.id, one.text, one.duration, one.colour) for one in practice.types()} == {
        (one.pms_type_id, one.name, one.duration_minutes, one.colour) for one in types.values()
    }


async def test_one_appointment_reads_as_in_the_list(vendor):
    adapter = vendor.open()
    cells = await vendor.fetch(adapter=adapter)
    rows = [row for cell in cells.values() for row in cell.appointments]
    for row in rows[:10]:
        assert row in await adapter.appointment(row.pms_appointment_id)
    vendor.sandbox.practice.delete(rows[0].pms_appointment_id)
    with pytest.raises(NotFound):
        await adapter.appointment(rows[0].pms_appointment_id)
    await vendor.http.aclose()


async def test_a_revoked_practice_is_told(vendor):
    vendor.sandbox.practice.revoke()
    with pytest.raises(PracticeNotConnected):
        await vendor.open().practice()
    with pytest.raises(PracticeNotConnected):
        await vendor.fetch()
    await vendor.http.aclose()


async def test_missing_and_wrong_credentials_are_told_apart(vendor):
    with pytest.raises(CredentialsMissing):
        vendor.open(credentials={})
    wrong = dict.fromkeys(vendor.account().credentials, "wrong")
    with pytest.raises(SignInAgain):
        await vendor.open(credentials=wrong).practice()
    await vendor.http.aclose()


async def test_an_expired_token_is_renewed_unseen(vendor):
    await vendor.fetch()
    vendor.sandbox.tokens.expire_all()
    cells = await vendor.fetch()
    await vendor.http.aclose()
    assert all(isinstance(cell, PractitionerDay) for cell in cells.values())


async def test_one_practitioners_failure_leaves_the_others(vendor):
    vendor.sandbox.faults.add("proxy_404_html", path="/appointments", times=1)
    cells = await vendor.fetch()
    await vendor.http.aclose()
    failed = [cell for cell in cells.values() if isinstance(cell, PractitionerFailure)]
    assert len(failed) == 1
    assert len(cells) == len(vendor.practitioner_ids)


async def test_closing_the_iterator_early_leaves_no_task(vendor):
    vendor.sandbox.latency_s = 0.05
    cells = vendor.open().fetch_day(vendor.day, vendor.practitioner_ids, {})
    async for _ in cells:
        break
    await cells.aclose()
    assert asyncio.all_tasks() == {asyncio.current_task()}
    await vendor.http.aclose()


async def test_a_time_to_come_back_spares_the_rest_of_the_day(vendor):
    vendor.sandbox.faults.add("status_429_retry_after_absurd", path="/appointments")
    adapter = vendor.open()
    ids = [*vendor.practitioner_ids, *(f"more-{n}" for n in range(60))]
    cells = [cell async for cell in adapter.fetch_day(vendor.day, ids, {})]
    await vendor.http.aclose()
    assert all(isinstance(cell.error, SlowDown) for cell in cells)
    assert len([one for one in vendor.sandbox.requests if "appointments" in one.path]) <= 16


PATHS = ("/oauth2/token", "/tenants", "/appointments")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("fault", sorted(FAULTS))
async def test_every_fault_ends_typed_within_the_deadline(vendor, caplog, fault, path):
    caplog.set_level(logging.DEBUG)
    vendor.sandbox.faults.add(fault, path=path)
    told = []
    async with asyncio.timeout(DEADLINE_S):
        for outcome in await asyncio.gather(
            _everything(vendor.open()), vendor.fetch(), return_exceptions=True
        ):
            assert not isinstance(outcome, Exception) or isinstance(outcome, RunSheetError)
            told.append(repr(outcome) if isinstance(outcome, Exception) else "")
            if isinstance(outcome, dict):
                failures = [c for c in outcome.values() if isinstance(c, PractitionerFailure)]
                told += [repr(cell.error) for cell in failures]
                assert (
                    FAULTS[fault].is_well_formed
                    or path != "/appointments"
                    or (
                        len(failures) == len(outcome)
                        or not any(c.is_complete for c in outcome.values())
                    )
                )
    await vendor.http.aclose()
    text = "".join(told) + "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("app")
    )
    for secret in _secrets(vendor.sandbox):
        assert secret not in text


async def _everything(adapter):
    await adapter.practice()
    await adapter.practitioners()
    await adapter.appointment_types()


def _secrets(sandbox):
    yield sandbox.client_secret
    yield sandbox.base_url
    for patient in sandbox.practice.patients():
        yield patient.id
        if len(patient.family) > 3:
            yield patient.family


async def test_a_connection_test_asks_for_the_vendors_own_health(vendor):
    adapter = vendor.open()
    await adapter.practice()
    assert any(request.path.endswith("/status") for request in vendor.sandbox.requests)
    vendor.sandbox.faults.add("status_204", path="/status", times=1)
    await adapter.practice()
    vendor.sandbox.faults.add("status_503", path="/status")
    with pytest.raises(VendorTrouble):
        await adapter.practice()
    await vendor.http.aclose()
