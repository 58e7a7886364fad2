"""Two weeks of a PC at a front desk, lived in seconds: sleep, clock jumps, lost networks, use.

True time is nobody's clock: the PC's wall clock may be wrong, and its running clock may stand still
while it sleeps. What the scheduler does is held against true time.
"""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import TASK_NAME, Scheduler
from app.services.sync.service import SyncService

from app.domain.opening_hours import DEFAULT_HOURS
from app.domain.practice_day import today
from app.domain.sync_run import SyncRun, SyncStatus, SyncTrigger
from app.services.core import Core

MINUTE_S, HOUR_S, DAY_S = 60.0, 3600.0, 86_400.0
TICK_S = 5.0
LONG_TICK_S = 55.0
"""As long as nothing is near, the scheduler is let look less often; it can't tell."""

OPENING_GRACE_S = 5 * MINUTE_S + 15
WAKING_S = 15.0
WAKING_GRACE_S = MINUTE_S + WAKING_S
QUICK_S = 6 * MINUTE_S


class Over(Exception):
    """The fortnight has ended."""


@dataclass
class Desktop:
    """The PC and its world. `has_stopping_clock`: its running clock stands still in its sleep."""

    begins: datetime
    timezone: str
    has_stopping_clock: bool
    true_s: float = 0.0
    slept_s: float = 0.0
    wrong_by: timedelta = timedelta()
    is_online: bool = True

    def now(self) -> datetime:
        return self.begins + timedelta(seconds=self.true_s) + self.wrong_by

    def elapsed(self) -> float:
        return self.true_s - (self.slept_s if self.has_stopping_clock else 0.0)

    async def is_there(self, _url: str) -> bool:
        return self.is_online

    def is_awake(self) -> bool:
        return DEFAULT_HOURS.is_awake(self.now(), timezone=self.timezone)


@dataclass(frozen=True, order=True)
class Event:
    """Something that happens to the PC, and for how long or how far."""

    at_s: float
    kind: str
    amount_s: float = 0.0


def events_of(days: int, seed: int) -> list[Event]:
    """A fortnight's events: sleep, lost networks, jumps there and back, use, pauses."""
    chance = random.Random(seed)  # made-up events
    found: list[Event] = []
    for day in range(days):
        found += _events_of_day(day * DAY_S, chance)
    return sorted(found)


def _events_of_day(start_s: float, chance: random.Random) -> Iterator[Event]:
    """`start_s` is about local midnight."""

    def within(first_h: float, last_h: float) -> float:
        return start_s + chance.uniform(first_h, last_h) * HOUR_S

    yield Event(start_s, "sleep", chance.uniform(4, 6) * HOUR_S)
    if chance.random() < 0.9:
        yield Event(within(18.5, 20), "sleep", chance.uniform(4, 8) * HOUR_S)
    for _ in range(chance.randrange(3)):
        yield Event(within(7, 18), "sleep", chance.uniform(0.5, 90) * MINUTE_S)
    for _ in range(chance.randrange(4)):
        yield Event(within(5, 20), "offline", chance.uniform(0.2, 70) * MINUTE_S)
    if chance.random() < 0.7:
        jump_s = chance.choice([-1, 1]) * chance.choice([10, 11, 45, 180, 720, 1440]) * MINUTE_S
        at_s = within(6, 17)
        yield Event(at_s, "jump", jump_s)
        yield Event(at_s + chance.uniform(2, 180) * MINUTE_S, "jump", -jump_s)
    for _ in range(chance.randrange(5)):
        yield Event(within(6, 20), "use", chance.uniform(1, 40) * MINUTE_S)
    if chance.random() < 0.3:
        yield Event(within(8, 16), "pause", HOUR_S)


@dataclass
class Faults:
    """What must not be, in words."""

    stale: list[str] = field(default_factory=list)
    bursts: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        return self.stale + self.bursts + self.untrue + self.late


class Life:
    """Plays the events while the scheduler runs its one connection; `pause` is the scheduler's.

    `told`: when the next sync was said to be due, by the wall; None once something happened.
    `checked_from_s`: so long a change of the world may take to be answered.
    """

    def __init__(self, pc: Desktop, events: list[Event], *, ends_s: float, every_s: float) -> None:
        self.pc, self.events, self.ends_s, self.every_s = pc, events, ends_s, every_s
        self.faults = Faults()
        self.runs: list[str] = []
        self.longest_s = 0.0
        self.times_told = self.looks = 0
        self.told: datetime | None = None
        self.schedule: ScheduleService
        self.scheduler: Scheduler
        self._success_s = self._started_s = -DAY_S
        self._checked_from_s = OPENING_GRACE_S
        self._woke_s: float | None = None
        self._has_failed = False
        self._paused_until: datetime | None = None
        self._until: dict[str, float] = {}
        self._used_since_s = 0.0
        self._was = (False, False, False)

    async def pause(self, _seconds: float) -> None:
        """Lets the started syncs end, checks, and moves time on to the next tick that matters."""
        self.looks += 1
        await self._settle()
        self._check()
        await self._hear_what_is_told()
        if self.pc.true_s >= self.ends_s:
            raise Over
        self.pc.true_s += self._step_s()
        await self._play()

    async def _settle(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0)
        at_work = [task for task in asyncio.all_tasks() if task.get_name() == TASK_NAME]
        await asyncio.gather(*at_work, return_exceptions=True)

    def _step_s(self) -> float:
        """One tick where something is near, else several at once."""
        pc = self.pc
        if self._woke_s is not None or (self._has_failed and pc.is_online and pc.is_awake()):
            return TICK_S
        near_s = [event.at_s - pc.true_s for event in self.events[:1]]
        near_s += [until_s - pc.true_s for until_s in self._until.values()]
        if self.told is not None:
            near_s.append((self.told - pc.now()).total_seconds())
        nearest_s = min((each for each in near_s if each > 0), default=LONG_TICK_S)
        return max(TICK_S, min(LONG_TICK_S, nearest_s // TICK_S * TICK_S))

    async def _play(self) -> None:
        for kind in [kind for kind, until_s in self._until.items() if until_s <= self.pc.true_s]:
            del self._until[kind]
            self.pc.is_online |= kind == "offline"
        if "use" in self._until:
            self._use()
        while self.events and self.events[0].at_s <= self.pc.true_s:
            await self._happen(self.events.pop(0))

    async def _happen(self, event: Event) -> None:
        pc, length_s = self.pc, event.amount_s
        self.told = None
        if event.kind == "sleep":
            pc.true_s += length_s
            pc.slept_s += length_s
            self._wake(is_long=length_s > 90)
        elif event.kind == "jump":
            pc.wrong_by += timedelta(seconds=length_s)
            self._wake(is_long=True)
        elif event.kind == "pause":
            self._paused_until = pc.now() + timedelta(seconds=length_s)
            await self.schedule.pause(until=self._paused_until)
        else:
            self._until[event.kind] = pc.true_s + length_s
            pc.is_online &= event.kind != "offline"
            self._used_since_s = pc.true_s

    def _use(self) -> None:
        self.scheduler.note_use()
        self.told = None

    def _wake(self, *, is_long: bool) -> None:
        self._forbear(WAKING_GRACE_S)
        if is_long or self._woke_s is not None:
            self._woke_s = self.pc.true_s

    def _forbear(self, length_s: float) -> None:
        self._checked_from_s = max(self._checked_from_s, self.pc.true_s + length_s)

    async def _hear_what_is_told(self) -> None:
        (each,) = await self.schedule.appointed(afresh=False)
        if self.told is None and each.due_at is not None and each.due_at > self.pc.now():
            self.told = each.due_at

    def note_start(self, *, is_ahead: bool, trigger: SyncTrigger) -> None:
        """A run begins."""
        pc, gap_s = self.pc, self.pc.true_s - self._started_s
        if gap_s < MINUTE_S:
            self.faults.bursts.append(f"{gap_s:.0f} s apart at {pc.now()}")
        self._started_s = pc.true_s
        self.runs.append("ahead" if is_ahead else trigger)
        if is_ahead:
            return
        if trigger is SyncTrigger.SCHEDULED and self.told is not None:
            self.times_told += 1
            off_s = (pc.now() - self.told).total_seconds()
            if not 0 <= off_s <= TICK_S:
                self.faults.untrue.append(f"{off_s:.0f} s off at {pc.now()}")
        self.told = None

    def note_end(self, run: SyncRun) -> None:
        """A run ended."""
        if run.day != today(self.pc.now(), self.pc.timezone).day:
            return
        self._woke_s = None
        self._has_failed = run.status is not SyncStatus.SUCCESS
        if not self._has_failed:
            self._success_s = self.pc.true_s

    def _check(self) -> None:
        pc = self.pc
        is_paused = self._paused_until is not None and pc.now() < self._paused_until
        self._forbear_after_changes(is_paused=is_paused)
        if not pc.is_online or not pc.is_awake() or is_paused:
            self._woke_s = None
            return
        self._check_waking()
        if pc.true_s > self._checked_from_s:
            self._check_age(pc.true_s - self._success_s)

    def _forbear_after_changes(self, *, is_paused: bool) -> None:
        was_online, was_awake, was_paused = self._was
        if not was_online:
            self._forbear(WAKING_GRACE_S)
        if not was_awake:
            self._forbear(OPENING_GRACE_S)
        if was_paused:
            self._forbear(self.every_s + MINUTE_S)
        self._was = self.pc.is_online, self.pc.is_awake(), is_paused

    def _check_age(self, age_s: float) -> None:
        self.longest_s = max(self.longest_s, age_s)
        if age_s > self.every_s + MINUTE_S:
            self.faults.stale.append(f"{age_s / 60:.1f} min old at {self.pc.now()}")
        in_use_s = self.pc.true_s - self._used_since_s if "use" in self._until else 0.0
        if in_use_s > QUICK_S and age_s > QUICK_S:
            self.faults.stale.append(f"{age_s / 60:.1f} min old in use at {self.pc.now()}")

    def _check_waking(self) -> None:
        """At most 15 s after resume with a network; where the running clock slept too, it may take
        the minute that it can't see.
        """
        if self._woke_s is None:
            return
        since_s = max(self._woke_s, self._started_s + MINUTE_S)
        patience_s = WAKING_S + (MINUTE_S if self.pc.has_stopping_clock else 0)
        if self.pc.true_s - since_s > patience_s:
            self.faults.late.append(f"not caught up with at {self.pc.now()}")
            self._woke_s = None


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
