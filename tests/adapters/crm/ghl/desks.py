"""A GoHighLevel of either dialect on the loopback, with the adapter pointed at it."""

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.adapters.crm import ghl
from app.adapters.crm_base import CrmAccount
from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.booking import BookingOrder, Person, ReportDocument
from app.sandbox import GhlSandbox, running_ghl
from tests.sandbox.ghl.contract import request_problems
from tests.support.waiting import PATIENCE_S

REFERENCE = "8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11"
OTHER_REFERENCE = "11111111-2222-4333-8444-555555555555"
START = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # Monday, 10 am in Sydney
HALF_HOUR = timedelta(minutes=30)
SARA = Person(first_name="Sara", last_name="Ali", email="sara@example.com", phone="+61491570110")
ORDER = BookingOrder(
    reference=REFERENCE,
    person=SARA,
    service="Cleaning",
    start_at=START,
    end_at=START + HALF_HOUR,
    timezone="Australia/Sydney",
    doctor_name="Dr Omar",
    branch="Heliopolis",
)
REPORT = ReportDocument(
    key="2026-W47",
    title="Performance, 16 to 22 November 2026",
    figures={"appointments": 212},
    lines=("Appointments: 212", "Did not attend: 3 %"),
    sent_at=START,
    tags=("weekly",),
)


@dataclass
class Desk:
    """The sandbox, the adapter, and every request that reached the one from the other."""

    sandbox: GhlSandbox
    http: HttpClient
    calls: list = field(default_factory=list)

    @property
    def version(self):
        return self.sandbox.version

    @property
    def book(self):
        return self.sandbox.book

    def open(self, **changes):
        account = CrmAccount(
            values=changes.pop("values", self.sandbox.environment),
            timeout_s=changes.pop("timeout_s", PATIENCE_S),
            rate_limit=None,
            now=lambda: datetime.now(UTC),
        )
        return ghl.SPEC.open(self.http, replace(account, **changes))

    @property
    def adapter(self):
        return self.open()

    def writes(self, part=""):
        """The bodies of what changed something, oldest first."""
        return [
            json.loads(call.body)
            for call in self.calls
            if call.method != "GET" and part in call.path
        ]

    def appointments(self):
        return [one for one in self.book.appointments() if one.status == "confirmed"]

    def spoil(self, fault, *, method=None, path="", times=1, **more):
        self.sandbox.faults.add(fault, method=method, path=path, times=times, **more)


BOOKING_PATH = {"v1": "/v1/appointments/", "v2": "/calendars/events/appointments"}


@asynccontextmanager
async def open_desk(version="v2", **options):
    """A desk; at its end everything it asked is held against the contract."""
    with running_ghl(version=version, **options) as sandbox:
        desk = Desk(sandbox, HttpClient(patience=Patience(first_pause_s=0.01, attempts=2)))
        sandbox.on_request.append(desk.calls.append)
        try:
            yield desk
        finally:
            await desk.http.aclose()
    assert [one.violation for one in sandbox.violations] == []
    for call in desk.calls:
        assert request_problems(version, call) == [], f"{call.method} {call.path}"
