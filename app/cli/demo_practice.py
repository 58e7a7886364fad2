"""The demo's practices: sandboxes on the loopback, and connections to them, set up."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.domain.connection import (
    NEW_CLINICIAN,
    AppointmentTypeAnswer,
    Connection,
    MappingAnswer,
    PractitionerChoice,
    SetupStep,
)
from app.domain.practice_day import today
from app.sandbox import made_up_practice, running_gentu
from app.services import Services
from app.services.connections import ConnectionChanges

TIMEZONE = "Australia/Melbourne"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSystem:
    """A practice system that runs for the demo, and the variables that lead to it."""

    pms_type: str
    environment: dict[str, str]


@contextlib.contextmanager
def running_systems(day: date) -> Iterator[tuple[DemoSystem, ...]]:
    """Every system there is a sandbox of, while the block runs; its busy day is `day`."""
    with contextlib.ExitStack() as stack:
        yield tuple(stack.enter_context(start(day)) for start in _STARTERS)


@contextlib.contextmanager
def _running_gentu(day: date) -> Iterator[DemoSystem]:
    with running_gentu(made_up_practice(day)) as gentu:
        yield DemoSystem(pms_type="gentu", environment=gentu.environment)


_STARTERS = (_running_gentu,)


class DemoClock:
    """The PC's clock, moved by whole days so that the demo's date is today."""

    def __init__(self, day: date | None) -> None:
        real = today(datetime.now(UTC), TIMEZONE).day
        self.day = day or real
        self._shift: timedelta = self.day - real

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


async def connect(services: Services, pms_type: str, *, pairing_code: str) -> Connection:
    """Pair, give every active practitioner a column, tick what sounds like telehealth."""
    connection = await services.connections.create(pms_type)
    await services.sign_in.pair(connection.id, pairing_code)
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
    return MappingAnswer(
        pms_practitioner_id=practitioner.pms_practitioner_id,
        pms_practitioner_name=practitioner.full_name,
        clinician_id=NEW_CLINICIAN if practitioner.is_active else None,
        new_clinician_name=practitioner.column_name if practitioner.is_active else None,
    )
