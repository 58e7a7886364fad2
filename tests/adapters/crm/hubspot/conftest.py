"""HubSpot's adapter with its real HTTP client, against the sandbox, in both generations."""

import asyncio
import functools
import inspect
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.adapters.crm.hubspot import SPEC
from app.adapters.crm_base import CrmAccount, CrmAdapter
from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.booking import BookingOrder, Person
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.sandbox import HubSpotSandbox
from tests.adapters.crm.hubspot.contract import problems
from tests.support.waiting import PATIENCE_S, until

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
REFERENCE = "8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11"
START = datetime(2026, 11, 22, 8, tzinfo=UTC)
SARA = Person(
    first_name="Sara", last_name="Ali", email="sara.ali@example.com", phone="+61412345678"
)
BY_PHONE = Person(first_name="Sara", last_name="Ali", phone="+61412345678")


def order(person: Person = SARA, **more: Any) -> BookingOrder:
    facts: dict[str, Any] = {
        "reference": REFERENCE,
        "person": person,
        "service": "Cleaning",
        "start_at": START,
        "end_at": START + timedelta(minutes=30),
        "timezone": "Australia/Sydney",
        "doctor_name": "Dr. Omar",
        "branch": "Heliopolis",
    }
    return BookingOrder(**facts | more)


@dataclass
class Desk:
    """An open adapter, and everything that it has sent."""

    sandbox: HubSpotSandbox
    http: HttpClient
    crm: CrmAdapter
    calls: list[Any]

    @property
    def account(self) -> HubSpotAccount:
        return self.sandbox.account

    def sent(self, method: str, ending: str) -> list[Any]:
        """The bodies of the requests whose path ends so, oldest first."""
        return [
            json.loads(call.body) if call.body else None
            for call in self.calls
            if call.method == method and call.path.endswith(ending)
        ]

    def writes(self) -> list[str]:
        """What was asked for that changes something."""
        reads = ("search",)
        return [
            f"{call.method} {call.path.split('/')[-1]}"
            for call in self.calls
            if call.method != "GET" and not call.path.endswith(reads)
        ]

    def held(self, kind: str) -> list[dict[str, str]]:
        return [dict(one.properties) for one in self.account.records(kind)]


def make_desk(sandbox: HubSpotSandbox, **told: str) -> Desk:
    """`told`: settings beside the sandbox's own."""
    calls: list[Any] = []

    def note(call: Any) -> None:
        """What a test asks by hand is not the desk's."""
        if call.headers.get("User-Agent") == "RunSheet":
            calls.append(call)

    sandbox.on_request.append(note)
    http = HttpClient(patience=Patience(first_pause_s=0.01), has_route=lambda: True)
    account = CrmAccount(
        values={**sandbox.environment, **told},
        timeout_s=PATIENCE_S,
        rate_limit=None,
        now=lambda: NOW,
    )
    return Desk(sandbox, http, SPEC.open(http, account), calls)


def check_contract(desk: Desk) -> None:
    """Every request that was made, wherever the contract is at hand."""
    assert [found for call in desk.calls for found in problems(call)] == []


@asynccontextmanager
async def open_desk(sandbox: HubSpotSandbox, **told: str):
    desk = make_desk(sandbox, **told)
    try:
        yield desk
    finally:
        await desk.http.aclose()
    check_contract(desk)


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    """Closes the connections of a test's desk on the test's own loop."""
    desks = [value for value in pyfuncitem.funcargs.values() if isinstance(value, Desk)]
    test = pyfuncitem.obj
    if not (desks and inspect.iscoroutinefunction(test)):
        return (yield)

    @functools.wraps(test)
    async def closing(**given):
        try:
            await test(**given)
        finally:
            for desk in desks:
                await desk.http.aclose()
            # A body that was too big is let go by a task that the loop makes in its next round.
            await asyncio.sleep(0)
            await until(lambda: asyncio.all_tasks() <= {asyncio.current_task()})

    pyfuncitem.obj = closing
    return (yield)


@pytest.fixture(params=["2026-09", "v3"])
def generation(request):
    return request.param


@pytest.fixture
def hubspot(generation):
    """One with deals, whose search sees nothing of what is written until it is told to."""
    account = HubSpotAccount(index_lag_s=float("inf"), has_booking_ref=True)
    sandbox = HubSpotSandbox(account, generation=generation)
    sandbox.limits.rolling.most = sandbox.limits.searches.most = None
    with sandbox.running():
        yield sandbox


@pytest.fixture
def desk(hubspot):
    opened = make_desk(hubspot)
    yield opened
    check_contract(opened)
    assert [one.violation for one in hubspot.violations] == []


@pytest.fixture
def plain_desk(hubspot):
    """Without a pipeline: no deals."""
    opened = make_desk(hubspot, PMS_HUBSPOT_PIPELINE_ID="", PMS_HUBSPOT_STAGE_ID="")
    yield opened
    check_contract(opened)
