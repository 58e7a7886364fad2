"""Plays a desk's events while the real scheduler runs, and holds what it does against true time."""

import asyncio
from datetime import datetime, timedelta

from app.domain.opening_hours import DEFAULT_HOURS
from app.domain.practice_day import today
from app.domain.sync_run import SyncRun, SyncStatus, SyncTrigger
from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import TASK_NAME, Scheduler
from tests.support.fortnight.desktop import DAY_S, HOUR_S, MINUTE_S, Desktop, Event
from tests.support.fortnight.faults import Faults

TICK_S = 5.0
LONG_TICK_S = 55.0
"""As long as nothing is near, the scheduler is let look less often; it can't tell."""

SKIPPED_S = 5 * MINUTE_S
"""While the next sync is known and nothing can happen, so many looks are left out at once."""

OPENING_GRACE_S = 5 * MINUTE_S + 15
WAKING_S = 15.0
WAKING_GRACE_S = MINUTE_S + WAKING_S
QUICK_S = 6 * MINUTE_S
TRIES_AN_HOUR = 9
"""1, 2, 4, 8, 15, 15 and 15 minutes apart, and two for the PC's own events."""


class Over(Exception):
    """The life has ended."""


class Life:
    """Plays the events while the scheduler runs its one connection; `pause` is the scheduler's.

    `told`: when the next sync was said to be due, by the wall; None once something happened.
    `_checked_from_s`: so long a change of the world may take to be answered.
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
        self._has_failed = self._has_looked_ahead = False
        self._paused_until: datetime | None = None
        self._until: dict[str, float] = {}
        self._offline_since_s = 0.0
        self._failed_s: list[float] = []
        self._used_since_s = 0.0
        self._was = (False, True, False, False)

    async def pause(self, _seconds: float) -> None:
        """Lets the started syncs end, checks, and moves time on to the next tick that matters."""
        self.looks += 1
        await self._settle()
        self._check()
        await self._hear_what_is_told()
        if self.pc.true_s >= self.ends_s:
            raise Over
        self.pc.true_s += self._step_s()
        # What was skipped were looks that could find nothing; it is no lateness.
        self.scheduler._last_look_s = max(
            self.scheduler._last_look_s, self.pc.elapsed() - LONG_TICK_S
        )
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
        longest_s = SKIPPED_S if self._is_quiet() else LONG_TICK_S
        nearest_s = min((each for each in near_s if each > 0), default=longest_s)
        return max(TICK_S, min(longest_s, nearest_s // TICK_S * TICK_S))

    def _is_quiet(self) -> bool:
        """Nothing but the next sync, which is known, or an event can happen for a while."""
        pc, later = self.pc, self.pc.now() + timedelta(seconds=SKIPPED_S)
        is_steady = DEFAULT_HOURS.is_awake(later, timezone=pc.timezone) == pc.is_awake()
        is_watched = pc.is_online or self._has_failed
        return self.told is not None and is_steady and is_watched and "use" not in self._until

    async def _play(self) -> None:
        for kind in [kind for kind, until_s in self._until.items() if until_s <= self.pc.true_s]:
            del self._until[kind]
            self.pc.is_online |= kind == "offline"
            self.pc.is_well |= kind == "trouble"
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
            self._last(event.kind, length_s)

    def _last(self, kind: str, length_s: float) -> None:
        """Something that lasts begins."""
        pc = self.pc
        self._until[kind] = pc.true_s + length_s
        if kind == "use":
            self._used_since_s = pc.true_s
        elif kind == "trouble":
            pc.is_well = False
        elif pc.is_online:
            pc.is_online, self._offline_since_s = False, pc.true_s

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
        if self.told is not None and not self._has_looked_ahead:
            return
        self._has_looked_ahead = False
        (each,) = await self.schedule.appointed(afresh=False)
        if self.told not in {None, each.due_at}:
            self.faults.untrue.append(f"another after a look ahead at {self.pc.now()}")
        if each.due_at is not None and each.due_at > self.pc.now():
            self.told = each.due_at

    def note_start(self, *, is_ahead: bool, trigger: SyncTrigger) -> None:
        """A run begins."""
        pc, gap_s = self.pc, self.pc.true_s - self._started_s
        if gap_s < MINUTE_S:
            self.faults.bursts.append(f"{gap_s:.0f} s apart at {pc.now()}")
        is_offline = not pc.is_online and pc.true_s - self._offline_since_s > WAKING_S
        if trigger is SyncTrigger.WAKE and is_offline:
            self.faults.wasted.append(f"without a network at {pc.now()}")
        self._started_s = pc.true_s
        self.runs.append("ahead" if is_ahead else trigger)
        if is_ahead:
            self._has_looked_ahead = True
            return
        if trigger is SyncTrigger.SCHEDULED and self.told is not None:
            self.times_told += 1
            off_s = (pc.now() - self.told).total_seconds()
            if not 0 <= off_s <= TICK_S:
                self.faults.untrue.append(f"{off_s:.0f} s off at {pc.now()}")
        self.told = None

    def note_end(self, run: SyncRun) -> None:
        """A run ended. A look ahead may be the first to meet a lost network: it counts as a failed
        check of today, and what is told is another.
        """
        if run.day != today(self.pc.now(), self.pc.timezone).day:
            if run.status is SyncStatus.FAILED and not self.pc.is_online:
                self.told, self._has_failed = None, True
            return
        self._woke_s = None
        self._has_failed = run.status is not SyncStatus.SUCCESS
        if self._has_failed:
            self._count_failure()
        else:
            self._success_s, self._failed_s = self.pc.true_s, []

    def _count_failure(self) -> None:
        """A system in trouble is tried less and less often."""
        now_s = self.pc.true_s
        self._failed_s = [at_s for at_s in self._failed_s if now_s - at_s < HOUR_S] + [now_s]
        if len(self._failed_s) > TRIES_AN_HOUR:
            self.faults.stubborn.append(
                f"{len(self._failed_s)} tries in an hour at {self.pc.now()}"
            )

    def _check(self) -> None:
        pc = self.pc
        is_paused = self._paused_until is not None and pc.now() < self._paused_until
        self._forbear_after_changes(is_paused=is_paused)
        if not pc.is_online or not pc.is_well or not pc.is_awake() or is_paused:
            self._woke_s = None
            return
        self._check_waking()
        if pc.true_s > self._checked_from_s:
            self._check_age(pc.true_s - self._success_s)

    def _forbear_after_changes(self, *, is_paused: bool) -> None:
        was_online, was_well, was_awake, was_paused = self._was
        if not was_online:
            self._forbear(WAKING_GRACE_S)
        if not was_awake:
            self._forbear(OPENING_GRACE_S)
        if was_paused or not was_well:
            self._forbear(self.every_s + MINUTE_S)
        self._was = self.pc.is_online, self.pc.is_well, self.pc.is_awake(), is_paused

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
