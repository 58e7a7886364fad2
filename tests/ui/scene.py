"""A front desk to test on: a Gentu sandbox, real services on a private folder, a clock to set."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic

from app.domain.connection import (
    NEW_CLINICIAN,
    AppointmentTypeAnswer,
    MappingAnswer,
    SetupStep,
)
from app.domain.practice import looks_like_telehealth
from app.domain.sync_run import SyncRun
from app.sandbox.gentu.made_up import made_up_practice
from app.sandbox.gentu.practice import Practice
from app.sandbox.gentu.sandbox import GentuSandbox, running_gentu
from app.services import Services, Settings, open_services
from app.services.connections.service import ConnectionChanges

DAY = date(2025, 11, 18)
NINE_27 = datetime(2025, 11, 18, 9, 27, tzinfo=UTC) - timedelta(hours=11)
"""9:27 am in Melbourne on a Tuesday."""


class Clock:
    """Now, as the services see it."""

    def __init__(self, now: datetime) -> None:
        self.at = now
        self._passed_s = 0.0

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        """Lets time pass."""
        self.at += timedelta(**time)
        self._passed_s += timedelta(**time).total_seconds()

    def elapsed(self) -> float:
        """Seconds of a clock that nobody sets: those that passed, and the test's own."""
        return monotonic() + self._passed_s


@dataclass
class Scene:
    """Everything a window test touches. `connection_id` is empty before `connect`."""

    gentu: GentuSandbox
    services: Services
    clock: Clock
    connection_id: str = ""
    is_handed_over: bool = False

    def hand_over(self) -> Services:
        """The services for a window that closes them itself."""
        self.is_handed_over = True
        return self.services

    async def connect(self) -> None:
        """A paired connection; nobody mapped yet."""
        connection = await self.services.connections.create("gentu")
        self.connection_id = connection.id
        await self.services.sign_in.pair(connection.id, "ABCD1234")

    async def map_everybody(self) -> None:
        """Every practitioner a column, telehealth types ticked, set-up done."""
        mapping = self.services.mapping
        people = await mapping.people(self.connection_id, refresh=True)
        answers = [
            MappingAnswer(
                pms_practitioner_id=choice.practitioner.pms_practitioner_id,
                pms_practitioner_name=choice.practitioner.full_name,
                clinician_id=NEW_CLINICIAN,
                new_clinician_name=choice.practitioner.full_name,
            )
            for choice in people.choices
            if choice.practitioner.is_active
        ]
        await mapping.save_people(self.connection_id, answers)
        types = await mapping.appointment_types(self.connection_id, refresh=True)
        ticks = [
            AppointmentTypeAnswer(
                pms_type_id=each.appointment_type.pms_type_id,
                is_telehealth=looks_like_telehealth(each.appointment_type.name),
            )
            for each in types
        ]
        await mapping.save_appointment_types(self.connection_id, ticks)
        changes = ConnectionChanges(
            setup_step=SetupStep.DONE, sync_enabled=True, sync_telehealth_only=False
        )
        await self.services.connections.change(self.connection_id, changes)

    async def sync(self) -> SyncRun:
        """One sync of today."""
        return await self.services.sync.run(self.connection_id)

    async def ready(self) -> "Scene":
        """Connected, mapped and synced."""
        await self.connect()
        await self.map_everybody()
        await self.sync()
        self.clock.pass_by(seconds=30)  # *Sync now* rests for as long after a good check
        # The made-up practice has a status of its own; somebody has said that it may stay.
        await self.services.status_words.match(self.connection_id, "Rescheduled", None)
        return self


@contextlib.asynccontextmanager
async def scene(
    folder: Path,
    *,
    now: datetime = NINE_27,
    practice: Practice | None = None,
    has_keyring: bool = False,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Scene]:
    """An empty RunSheet beside a Gentu of `DAY`; `has_keyring`: its keys are in the real one.
    `environment` is told beside Gentu's own: a CRM's, say.
    """
    clock = Clock(now)
    with running_gentu(practice or made_up_practice(DAY)) as gentu:
        settings = Settings(
            data_dir=folder / "data",
            environment={**gentu.environment, **(environment or {})},
            memory_secrets=not has_keyring,
            has_rate_limit=False,
        )
        services = await open_services(settings, now=clock, elapsed=clock.elapsed)
        desk = Scene(gentu, services, clock)
        try:
            yield desk
        finally:
            if not desk.is_handed_over:
                await services.aclose()
