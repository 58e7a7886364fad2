"""A vendor's sandbox on the loopback with its adapter pointed at it, for the suites over all."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.adapters.base import PmsAccount, PmsSpec
from app.adapters.http import HttpClient
from app.adapters.memory import Memory
from app.adapters.pacing import Patience
from app.adapters.registry import PMS_SPECS
from app.domain.practice_day import PracticeDay, today
from tests.support.systems import SYSTEMS, Sandbox, System

QUICK = Patience(first_pause_s=0.01, longest_backoff_s=0.02)
"""Tries again at once, but waits for an answer as long as the app does."""

IMPATIENT = replace(QUICK, connect_s=0.5, attempt_s=0.5, call_s=2.0)
"""For answers that never come; on a busy machine others take as long, too."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class UnderTest:
    """An adapter's spec, its sandbox, and the client that both tests and adapter use."""

    system: System
    spec: PmsSpec
    sandbox: Sandbox
    http: HttpClient

    def account(self, **changes):
        sandbox, spec = self.sandbox, self.spec
        given = {**sandbox.environment, **sandbox.sign_in}
        credentials = {
            one.name: given.get(one.name) or given[one.environment]
            for one in spec.credential_fields
        }
        facts = {
            "base_url": sandbox.environment[spec.base_url_environment],
            "tenant_id": sandbox.account_id,
            "practice_id": sandbox.sign_in.get("practiceId"),
            "timezone": sandbox.practice.tzinfo.key,
            "credentials": credentials,
            "rate_limit": None,
            "now": utc_now,
            "memory": Memory(utc_now),
        }
        return PmsAccount(**{**facts, **changes})

    def open(self, **changes):
        return self.spec.open(self.http, self.account(**changes))

    def open_small_pages(self, **changes):
        return self.system.open_small_pages(self.http, self.account(**changes))

    @property
    def day(self) -> PracticeDay:
        return today(utc_now(), self.sandbox.practice.tzinfo.key)

    @property
    def practitioner_ids(self):
        return [one.id for one in self.sandbox.practice.practitioners() if one.active]

    def book(self):
        """The day's appointments that an adapter must show, by id."""
        shown = set(self.practitioner_ids)
        return {
            one.id: one
            for one in self.sandbox.practice.appointments(self.day.day)
            if one.practitioner_id in shown and (one.patient_ids or self.spec.pms_type == "gentu")
        }

    async def fetch(self, known=None, adapter=None):
        adapter = adapter or self.open()
        cells = adapter.fetch_day(self.day, self.practitioner_ids, known or {})
        return {cell.pms_practitioner_id: cell async for cell in cells}

    def secrets(self):
        """What no error and no log may hold."""
        yield from self.sandbox.secrets
        yield self.sandbox.base_url
        for patient in self.sandbox.practice.patients():
            yield patient.id
            if patient.family and len(patient.family) > 3:
                yield patient.family


@contextmanager
def under_test(pms_type, *, patience=QUICK, **options):
    system = SYSTEMS[pms_type]
    practice = system.made_up(today(utc_now(), "Australia/Melbourne").day)
    practice.pair()
    with system.sandbox(practice, **options).running() as sandbox:
        yield UnderTest(
            system=system,
            spec=PMS_SPECS[pms_type],
            sandbox=sandbox,
            http=HttpClient(patience=patience),
        )
