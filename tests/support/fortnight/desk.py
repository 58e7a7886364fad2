"""The desk whose life it is: real services, a real database, a system that answers at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.adapters.base import PractitionerDay
from app.domain.appointment import Appointment, AppointmentStatus
from app.domain.errors import NoInternet, VendorTrouble
from app.domain.sync_run import SyncRun, SyncTrigger
from app.services.connections.service import ConnectionChanges
from app.services.core import Core
from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import Scheduler
from app.services.sync.service import SyncService
from app.store.file.cipher import open_encrypted
from app.store.file.database import Database
from tests.support.desk import DAY
from tests.support.fortnight.desktop import MINUTE_S, Desktop, Event
from tests.support.fortnight.life import Life, Over
from tests.support.memory_vendor import MemoryVendor, memory_desk
from tests.support.systems import SYSTEMS

SYDNEY = "Australia/Sydney"
CONNECTION_ID = "019a0000-0000-7000-8000-000000000001"


@dataclass
class QuickSystem:
    """A practice system that answers at once, as long as the PC has a network."""

    pc: Desktop
    people: tuple[Any, ...]
    types: tuple[Any, ...]

    async def practitioners(self):
        self._reach()
        return self.people

    async def appointment_types(self):
        self._reach()
        return self.types

    async def fetch_day(self, day, practitioner_ids, _known):
        self._reach()
        for number, one in enumerate(practitioner_ids):
            start = day.start + timedelta(hours=10, minutes=15 * number)
            yield PractitionerDay(
                pms_practitioner_id=one,
                is_complete=True,
                appointments=(_appointment(f"{day.day} {one}", one, start),),
            )

    def _reach(self):
        if not self.pc.is_online:
            raise NoInternet
        if not self.pc.is_well:
            raise VendorTrouble(system="Gentu")


def _appointment(key, practitioner_id, start):
    return Appointment(
        pms_appointment_id=key,
        pms_practitioner_id=practitioner_id,
        start=start,
        end=start + timedelta(minutes=15),
        status=AppointmentStatus.BOOKED,
        raw_status="Booked",
    )


def desktop(first_day: date, *, has_stopping_clock: bool = False, hour: float = 0) -> Desktop:
    """A PC in Sydney at that hour of a local day."""
    midnight = datetime.combine(first_day, datetime.min.time(), ZoneInfo(SYDNEY)).astimezone(UTC)
    return Desktop(
        begins=midnight + timedelta(hours=hour),
        timezone=SYDNEY,
        has_stopping_clock=has_stopping_clock,
    )


async def live_through(
    folder: Path,
    pc: Desktop,
    events: list[Event],
    *,
    ends_s: float,
    minutes: int = 15,
    elapsed: Callable[[], float] | None = None,
    make: type[Scheduler] = Scheduler,
) -> Life:
    """The life of this PC's desk while these things happen to it; checked every `minutes`."""
    life = Life(pc, events, ends_s=ends_s, every_s=minutes * MINUTE_S)
    elapsed = elapsed or pc.elapsed
    gentu = SYSTEMS["gentu"]
    vendor = MemoryVendor(gentu.sandbox(gentu.made_up(DAY)))
    async with memory_desk(folder, vendor, clock=pc.now) as desk:
        await desk.services.connections.change(
            desk.connection_id,
            ConnectionChanges(sync_frequency_minutes=minutes, timezone=SYDNEY),
        )
        await answer_quickly(desk, pc)
        core = desk.services.core
        life.schedule = ScheduleService(core, elapsed=elapsed)
        life.scheduler = make(
            core,
            Recorder(core, life),
            life.schedule,
            elapsed=elapsed,
            pause=life.pause,
            is_there=pc.is_there,
        )
        with pytest.raises(Over):
            await life.scheduler.run()
    return life


async def answer_quickly(desk: Any, pc: Desktop) -> None:
    """From now on the connection's system is a `QuickSystem` with the same people."""
    core = desk.services.core
    connection = (await desk.services.connections.get(desk.connection_id)).connection
    adapter = await core.adapter(connection)
    quick = QuickSystem(pc, await adapter.practitioners(), await adapter.appointment_types())
    await desk.map_people([next(one for one in quick.people if one.is_active).pms_practitioner_id])
    core.vendors._open_adapter = lambda _http, _account: quick


def work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the database, nobody else writes it and nobody pulls the plug: no thread
    for every question, no reading again what can't have changed, no pushing every write to the
    disk; they take half of a fortnight's time. Slots come from the connection's id: it is the same
    every time, and so is the life.
    """

    async def at_once(_database: Database, work: Callable[[], Any]) -> Any:
        return work()

    def open_carelessly(*file_and_key: Any) -> Any:
        raw = open_encrypted(*file_and_key)
        raw.execute("PRAGMA synchronous = OFF")
        return raw

    monkeypatch.setattr("app.store.connection.connections.new_id", lambda: CONNECTION_ID)
    monkeypatch.setattr(Database, "_submit", at_once)
    monkeypatch.setattr("app.store.file.database.open_encrypted", open_carelessly)
    monkeypatch.setattr("app.services.sync.schedule.KEPT_S", 3600.0)
    monkeypatch.setitem(ScheduleService.appointed.__kwdefaults__, "afresh", False)


class Recorder(SyncService):
    """The real syncs, written down in true time as they begin and end."""

    def __init__(self, core: Core, life: Life) -> None:
        super().__init__(core)
        self._life = life

    async def run(  # type: ignore[override]  # what the scheduler calls
        self, connection_id: str, *, trigger: SyncTrigger, day: date | None = None
    ) -> SyncRun:
        self._life.note_start(is_ahead=day is not None, trigger=trigger)
        run = await super().run(connection_id, trigger=trigger, day=day)
        self._life.note_end(run)
        return run
