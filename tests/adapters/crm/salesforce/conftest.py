"""An adapter pointed at a Salesforce on the loopback, in every way an org may be set up."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.crm.salesforce import SPEC
from app.adapters.crm_base import CrmAccount
from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.booking import BookingOrder, Person, ReportDocument
from app.sandbox.salesforce.sandbox import SalesforceSandbox, running_salesforce
from tests.adapters.crm.salesforce.contract import request_problems

IMPATIENT = Patience(connect_s=5, first_pause_s=0.01, longest_backoff_s=0.02)
REFERENCE = "8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11"
START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
OWNER_ID = "005xx000001SvXyAAK"
RECORD_TYPE_ID = "012xx0000001XYZAA2"
SARA = Person(
    first_name="Sara", last_name="Ali", email="sara.ali@example.com", phone="+61491570157"
)
ORG_KINDS = ("key", "upsert", "own field", "plain")


def order(**changes):
    facts = {
        "reference": REFERENCE,
        "person": SARA,
        "service": "Cleaning",
        "start_at": START,
        "end_at": START + timedelta(minutes=30),
        "timezone": "Australia/Sydney",
        "doctor_name": "Dr. Omar",
        "branch": "Heliopolis",
        "location_id": "loc-internal-7",
        "notes": "Comes by taxi",
    }
    return BookingOrder(**{**facts, **changes})


def report(**changes):
    facts = {
        "key": "2026-W47",
        "title": "Week 47",
        "figures": {"appointments": 120, "clinicians": [{"name": "Dr. Omar", "seen": 31}]},
        "lines": ("120 appointments.",),
        "sent_at": datetime(2026, 11, 20, 12, tzinfo=UTC),
        "tags": ("weekly", "calls"),
        "target": "crm",
    }
    return ReportDocument(**{**facts, **changes})


def set_up(org, kind):
    """Make an org one of `ORG_KINDS`: each gives another tool to create once."""
    org.setup.takes_keys = kind == "key"
    if kind in {"upsert", "own field"}:
        org.setup.add_reference_field(is_external_id=kind == "upsert")


@dataclass
class Desk:
    """`calls`: every request as it came, in order."""

    sandbox: SalesforceSandbox
    http: HttpClient
    calls: list = field(default_factory=list)
    timeout_s: float = 60

    @property
    def org(self):
        return self.sandbox.org

    def open(self, **values):
        told = {**self.sandbox.environment, **values}
        return SPEC.open(
            self.http,
            CrmAccount(
                values=told,
                timeout_s=self.timeout_s,
                rate_limit=None,
                now=lambda: datetime.now(UTC),
            ),
        )

    def open_app(self, **values):
        return self.open(**{**self.sandbox.app_environment, **values})

    def writes(self, part=""):
        """The bodies of the writes to the org, oldest first."""
        return [
            json.loads(call.body)
            for call in self.calls
            if call.method in {"POST", "PATCH"} and part in call.path and "/data/" in call.path
        ]

    def event(self):
        """The one event there is."""
        (found,) = self.org.events()
        return found


@pytest.fixture
def desk():
    """Ends with a look at every request: against the contract, and what the sandbox minded."""
    with running_salesforce() as sandbox:
        desk = Desk(sandbox=sandbox, http=HttpClient(patience=IMPATIENT))
        sandbox.on_request.append(desk.calls.append)
        yield desk
        assert [request_problems(call) for call in desk.calls if request_problems(call)] == []
        assert sandbox.violations == []


@pytest.fixture(params=ORG_KINDS)
def any_desk(desk, request):
    """A desk at each kind of org."""
    set_up(desk.org, request.param)
    return desk
