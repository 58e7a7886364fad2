"""The three CRMs' sandboxes as the tests of bookings see them: run one, count what is there.

At its end every request that RunSheet made of one is held against the contract.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.sandbox.ghl.sandbox import running_ghl
from app.sandbox.hubspot.sandbox import running_hubspot
from app.sandbox.salesforce.sandbox import running_salesforce
from tests.support.crm_contracts import checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Crm:
    """`starts` gives the starts of every booking that stands, as the CRM tells them to anybody;
    `contacts` how many people it knows; `booking_path`: part of where a booking is posted to.
    """

    provider: str
    booking_path: str
    running: Callable[..., AbstractContextManager[Any]]
    starts: Callable[[Any], list[Any]]
    contacts: Callable[[Any], int]


def _ghl_starts(sandbox: Any) -> list[Any]:
    return [one.start for one in sandbox.book.appointments() if one.holds_time]


def _salesforce_starts(sandbox: Any) -> list[Any]:
    events = (one.fields for one in sandbox.org.events())
    return [one["StartDateTime"] for one in events if one.get("ShowAs") != "Free"]


def _hubspot_starts(sandbox: Any) -> list[Any]:
    meetings = (one.properties for one in sandbox.account.records("meetings"))
    return [
        one["hs_meeting_start_time"] for one in meetings if one["hs_meeting_outcome"] != "CANCELED"
    ]


@contextmanager
def _unlimited_hubspot(**options: Any) -> Iterator[Any]:
    """Processes that follow each other every second know nothing of each other's requests."""
    with running_hubspot(**options) as sandbox:
        sandbox.limits.rolling.most = sandbox.limits.searches.most = None
        yield sandbox


CRMS = {
    "ghl-v2": Crm(
        provider="ghl",
        booking_path="/calendars/events/appointments",
        running=checked("ghl-v2", running_ghl),
        starts=_ghl_starts,
        contacts=lambda sandbox: len(sandbox.book.contacts()),
    ),
    "ghl-v1": Crm(
        provider="ghl",
        booking_path="/appointments/",
        running=checked("ghl-v1", partial(running_ghl, version="v1")),
        starts=_ghl_starts,
        contacts=lambda sandbox: len(sandbox.book.contacts()),
    ),
    "salesforce": Crm(
        provider="salesforce",
        booking_path="/sobjects/Event",
        running=checked("salesforce", running_salesforce),
        starts=_salesforce_starts,
        contacts=lambda sandbox: len(sandbox.org.contacts()),
    ),
    "hubspot": Crm(
        provider="hubspot",
        booking_path="/meetings",
        running=checked("hubspot", running_hubspot),
        starts=_hubspot_starts,
        contacts=lambda sandbox: len(sandbox.account.records("contacts")),
    ),
}

UNLIMITED_HUBSPOT = replace(CRMS["hubspot"], running=checked("hubspot", _unlimited_hubspot))
