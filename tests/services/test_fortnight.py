"""A fortnight in seconds: the real scheduler over a real database, on clocks of the test's."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.adapters.base import PractitionerDay
from app.domain.appointment import Appointment, AppointmentStatus
from app.domain.errors import NoInternet
from app.services.connections.service import ConnectionChanges
from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import Scheduler
from tests.support.desk import DAY
from tests.support.fortnight import DAY_S, Desktop, Life, Over, Recorder, events_of
from tests.support.memory_vendor import MemoryVendor, memory_desk
from tests.support.systems import SYSTEMS

SYDNEY = "Australia/Sydney"
DAYS = 14


def midnight(day):
    return datetime.combine(day, datetime.min.time(), ZoneInfo(SYDNEY)).astimezone(UTC)


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


def _appointment(key, practitioner_id, start):
    return Appointment(
        pms_appointment_id=key,
        pms_practitioner_id=practitioner_id,
        start=start,
        end=start + timedelta(minutes=15),
        status=AppointmentStatus.BOOKED,
        raw_status="Booked",
    )


async def live_through(folder, *, first_day, seed, has_stopping_clock=False, minutes=15):
    """The life of a desk for two weeks from this local day."""
    pc = Desktop(begins=midnight(first_day), timezone=SYDNEY, has_stopping_clock=has_stopping_clock)
    life = Life(pc, events_of(DAYS, seed), ends_s=DAYS * DAY_S, every_s=minutes * 60)
    gentu = SYSTEMS["gentu"]
    vendor = MemoryVendor(gentu.sandbox(gentu.made_up(DAY)))
    async with memory_desk(folder, vendor, clock=pc.now) as desk:
        await desk.services.connections.change(
            desk.connection_id,
            ConnectionChanges(sync_frequency_minutes=minutes, timezone=SYDNEY),
        )
        await answer_quickly(desk, pc)
        core, schedule = desk.services.core, ScheduleService(desk.services.core, elapsed=pc.elapsed)
        life.scheduler = Scheduler(
            core,
            Recorder(core, life),
            schedule,
            elapsed=pc.elapsed,
            pause=life.pause,
            is_there=pc.is_there,
        )
        life.schedule = schedule
        with pytest.raises(Over):
            await life.scheduler.run()
    return life


async def answer_quickly(desk, pc):
    """From now on the connection's system is a `QuickSystem` with the same people."""
    core = desk.services.core
    connection = (await desk.services.connections.get(desk.connection_id)).connection
    adapter = await core.adapter(connection)
    quick = QuickSystem(pc, await adapter.practitioners(), await adapter.appointment_types())
    await desk.map_people([next(one for one in quick.people if one.is_active).pms_practitioner_id])
    core.vendors._open_adapter = lambda _http, _account: quick


FORTNIGHTS = {
    "spring, a clock that runs on": (date(2026, 9, 28), False),
    "autumn, a clock that sleeps too": (date(2026, 3, 30), True),
}


@pytest.mark.parametrize("name", FORTNIGHTS)
async def test_a_fortnight_of_sleep_jumps_and_lost_networks_leaves_no_list_old(
    tmp_path, name, monkeypatch
):
    bugs = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: bugs.append(kind))
    # Nothing but this process writes here; without, four fifths of the time goes to reading.
    monkeypatch.setattr("app.services.sync.schedule.KEPT_S", 3600.0)
    first_day, has_stopping_clock = FORTNIGHTS[name]
    life = await live_through(
        tmp_path, first_day=first_day, seed=1, has_stopping_clock=has_stopping_clock
    )
    counts = Counter(life.runs)
    print(f"{name}: {dict(counts)}, {life.looks} looks, oldest {life.longest_s / 60:.1f} min")
    assert bugs == []
    assert life.faults.all() == []
    assert life.times_told > 100
    assert set(counts) == {"scheduled", "wake", "network", "ahead"}
    assert counts["scheduled"] > 500
