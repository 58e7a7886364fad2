"""The demo's practices and CRMs: sandboxes on the loopback, and connections to them, set up."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.connection import (
    NEW_CLINICIAN,
    AppointmentTypeAnswer,
    Connection,
    MappingAnswer,
    PractitionerChoice,
    SetupStep,
)
from app.domain.practice_day import today
from app.sandbox import (
    HubSpotAccount,
    ServedSandbox,
    VendorSandbox,
    made_up_ghl_book,
    made_up_halaxy_practice,
    made_up_medirecords_practice,
    made_up_practice,
    running_gentu,
    running_ghl,
    running_halaxy,
    running_hubspot,
    running_medirecords,
    running_salesforce,
)
from app.services import Services
from app.services.connections.service import ConnectionChanges

TIMEZONE = "Australia/Melbourne"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSystem:
    """A practice system that runs for the demo: what leads to it, and what a person would type.

    `timezone` is what a person would confirm where the system does not tell its own.
    """

    pms_type: str
    environment: dict[str, str]
    sign_in: dict[str, str]
    timezone: str


@contextlib.contextmanager
def running_systems(day: date) -> Iterator[tuple[DemoSystem, ...]]:
    """Every system there is a sandbox of, while the block runs; its busy day is `day`.

    They are calm ones: who looks around for the first time is asked nothing.
    """
    with contextlib.ExitStack() as stack:
        yield tuple(demo_system(stack.enter_context(start(day))) for start in _STARTERS)


_STARTERS: tuple[Callable[[date], AbstractContextManager[VendorSandbox[Any]]], ...] = (
    lambda day: running_gentu(made_up_practice(day, is_calm=True)),
    lambda day: running_medirecords(made_up_medirecords_practice(day, is_calm=True)),
    lambda day: running_halaxy(made_up_halaxy_practice(day, is_calm=True)),
)


@contextlib.contextmanager
def running_crms() -> Iterator[dict[str, str]]:
    """Every CRM there is a sandbox of, while the block runs; the variables that lead to them.

    HubSpot has its unique property, as an administrator would have made it.
    """
    account = HubSpotAccount(has_booking_ref=True)
    crms: tuple[AbstractContextManager[ServedSandbox], ...] = (
        running_ghl(made_up_ghl_book(zone=TIMEZONE)),
        running_salesforce(),
        running_hubspot(account),
    )
    with contextlib.ExitStack() as stack:
        environment: dict[str, str] = {}
        for crm in crms:
            environment |= stack.enter_context(crm).environment
        yield environment


def demo_system(sandbox: VendorSandbox[Any]) -> DemoSystem:
    """What the demo needs to know of a running sandbox."""
    return DemoSystem(
        pms_type=sandbox.vendor,
        environment=sandbox.environment,
        sign_in=sandbox.sign_in,
        timezone=sandbox.practice.tzinfo.key,
    )


class DemoClock:
    """The PC's clock, moved by whole days so that the demo's date is today."""

    def __init__(self, day: date | None) -> None:
        real = today(datetime.now(UTC), TIMEZONE).day
        self.day = day or real
        self._shift: timedelta = self.day - real

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


async def connect(services: Services, system: DemoSystem, *, pairing_code: str) -> Connection:
    """Sign in, give every active practitioner a column, tick what sounds like telehealth."""
    connection = await services.connections.create(system.pms_type)
    if "pairingCode" in system.sign_in:
        await services.sign_in.pair(connection.id, pairing_code)
    else:
        checked = await services.sign_in.check(connection.id, system.sign_in)
        await services.sign_in.accept(connection.id, checked, timezone=system.timezone)
    people = await services.mapping.people(connection.id, refresh=True)
    await services.mapping.save_people(connection.id, [_answer(item) for item in people.choices])
    types = await services.mapping.appointment_types(connection.id, refresh=True)
    ticks = [
        AppointmentTypeAnswer(
            pms_type_id=item.appointment_type.pms_type_id,
            is_telehealth=item.is_telehealth or item.is_suggested,
        )
        for item in types
    ]
    await services.mapping.save_appointment_types(connection.id, ticks)
    return await services.connections.change(
        connection.id,
        ConnectionChanges(sync_enabled=True, sync_telehealth_only=False, setup_step=SetupStep.DONE),
    )


def _answer(choice: PractitionerChoice) -> MappingAnswer:
    practitioner = choice.practitioner
    has_column = practitioner.is_active and practitioner.is_shown
    return MappingAnswer(
        pms_practitioner_id=practitioner.pms_practitioner_id,
        pms_practitioner_name=practitioner.full_name,
        clinician_id=NEW_CLINICIAN if has_column else None,
        new_clinician_name=practitioner.column_name if has_column else None,
    )
