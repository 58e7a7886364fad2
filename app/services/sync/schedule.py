"""When syncs run by themselves, as a person sees and changes it: next check, pauses, hours."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from app.domain.connection import Connection
from app.domain.errors import ConnectionNotFound, CredentialsMissing, InvalidRequest
from app.domain.practice_day import today
from app.domain.said import say
from app.domain.schedule import IN_USE_FOR, Circumstances, next_due
from app.domain.situation import LONGEST_PAUSE, Span
from app.services.changes import Change, Topic
from app.services.core import LABELS, Core
from app.services.pc.who import current_user
from app.services.settings import FALLBACK_TIMEZONE
from app.store.connection.connections import list_connections
from app.store.sync.pauses import write_pause
from app.store.sync.timetable import Timetable, read_busy_days, read_timetable

KEPT_S = 60.0
"""So long what was read may be kept; a change that this process makes is known at once."""


def running_s() -> float:
    """Seconds that pass while the PC sleeps, too, where the system tells them; never set back."""
    boot = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


Fact = TypeVar("Fact")
_BusyDays = dict[str, tuple[Span, ...]]
_OF_THE_TABLE = frozenset({Topic.CONNECTIONS, Topic.SYNC, Topic.PREFERENCES})
_OF_THE_DAYS = frozenset({Topic.CONNECTIONS, Topic.RUN_SHEET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """A connection with what decides over its next sync, and when that is due (aware UTC)."""

    connection: Connection
    circumstances: Circumstances
    due_at: datetime | None


class _Kept(Generic[Fact]):
    """What was read, until it is old or a change makes it so."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._fact: Fact | None = None
        self._read_s = 0.0
        self._changes = 0

    async def get(self, read: Callable[[], Awaitable[Fact]]) -> Fact:
        """The kept fact, or read again; kept unless it changed during the read."""
        is_old = abs(self._elapsed() - self._read_s) >= KEPT_S
        if self._fact is not None and not is_old:
            return self._fact
        changes, read_s = self._changes, self._elapsed()
        fact = await read()
        if changes == self._changes:
            self._fact, self._read_s = fact, read_s
        return fact

    def drop(self) -> None:
        """It changed."""
        self._fact, self._changes = None, self._changes + 1


class ScheduleService:
    """One answer to when the next sync is due, for the scheduler and for every face."""

    def __init__(self, core: Core, *, elapsed: Callable[[], float] = running_s) -> None:
        """`elapsed`: seconds of a clock that nobody sets."""
        self._core = core
        self._elapsed = elapsed
        self._used_s: float | None = None
        self._table = _Kept[Timetable](elapsed)
        self._busy = _Kept[_BusyDays](elapsed)
        core.changes.subscribe(self._hear)

    def note_use(self) -> None:
        """A key or a click in the window; cheap, and may come often."""
        self._used_s = self._elapsed()

    async def appointed(self, *, afresh: bool = True) -> tuple[Appointed, ...]:
        """Every connection with its next sync, oldest connection first.

        Not `afresh`: what another process changed may be unknown for a minute.
        """
        if afresh:
            self._table.drop()
        table = await self._table.get(self._read_table)
        if await self._end_impossible_pauses(table):
            table = await self._table.get(self._read_table)
        busy = await self._busy.get(lambda: self._read_busy(table))
        now = self._core.now()
        return tuple(self._appoint(table, busy, each, now=now) for each in table.connections)

    async def next_sync_at(self, connection_id: str) -> datetime | None:
        """When the next timed sync is due; in the past: as soon as it can.

        None while it is off or waits for a sign-in. Raises ConnectionNotFound.
        """
        times = await self.next_sync_times()
        if connection_id not in times:
            raise ConnectionNotFound()
        return times[connection_id]

    async def next_sync_times(self) -> dict[str, datetime | None]:
        """`next_sync_at` of every connection by its id."""
        return {each.connection.id: each.due_at for each in await self.appointed()}

    async def pause(self, connection_id: str | None = None, *, until: datetime) -> None:
        """No timed sync of a connection (None: of any) before `until`; a person's still run.

        Raises InvalidRequest for a pause of more than a day: nobody remembers that one.
        """
        if until > self._core.now() + LONGEST_PAUSE:
            raise InvalidRequest(reason=say("A pause lasts until tomorrow at most."))
        await self._write_pause(connection_id, until=until, by=current_user())

    async def resume(self, connection_id: str | None = None) -> None:
        """Timed syncs run again."""
        await self._write_pause(connection_id, until=None, by=None)

    def in_an_hour(self) -> datetime:
        """An hour from now."""
        return self._core.now() + timedelta(hours=1)

    async def until_tomorrow(self) -> datetime:
        """The next midnight of the practice (of the first connection's, where there are more)."""
        connections = await self._core.database.read(list_connections, labels=LABELS)
        timezones = (each.timezone for each in connections if each.timezone)
        return today(self._core.now(), next(timezones, FALLBACK_TIMEZONE)).end.astimezone(UTC)

    async def _write_pause(
        self, connection_id: str | None, *, until: datetime | None, by: str | None
    ) -> None:
        await self._core.database.write(write_pause, connection_id, until=until, by=by)
        self._core.changes.publish(Topic.CONNECTIONS, connection_id=connection_id)

    async def _end_impossible_pauses(self, table: Timetable) -> bool:
        """Since a pause was made the clock was set back: nobody knows when it is to end, and a list
        that is checked too soon costs less than one that nobody checks for days.
        """
        latest = self._core.now() + LONGEST_PAUSE
        found = [one for one in table.connections if one.paused_until and one.paused_until > latest]
        for connection in found:
            await self.resume(connection.id)
        return bool(found)

    def _appoint(
        self, table: Timetable, busy: _BusyDays, connection: Connection, *, now: datetime
    ) -> Appointed:
        circumstances = Circumstances(
            hours=table.hours,
            timezone=connection.timezone or FALLBACK_TIMEZONE,
            started_at=table.started_at.get(connection.id),
            busy=busy.get(connection.id, ()),
            in_use_until=self._in_use_until(now),
            is_cured=self._is_cured(connection),
        )
        return Appointed(
            connection=connection,
            circumstances=circumstances,
            due_at=next_due(connection, circumstances, now=now),
        )

    def _is_cured(self, connection: Connection) -> bool:
        """Partner keys that were missing are there: RunSheet was started with them since."""
        is_missing = connection.last_sync_error_code == CredentialsMissing.code
        return is_missing and self._core.has_partner_keys(connection)

    def _in_use_until(self, now: datetime) -> datetime | None:
        if self._used_s is None:
            return None
        return now + IN_USE_FOR - timedelta(seconds=self._elapsed() - self._used_s)

    async def _read_table(self) -> Timetable:
        return await self._core.database.read(read_timetable, labels=LABELS)

    async def _read_busy(self, table: Timetable) -> _BusyDays:
        zones = {each.id: each.timezone or FALLBACK_TIMEZONE for each in table.connections}
        return await self._core.database.read(read_busy_days, zones=zones, now=self._core.now())

    def _hear(self, change: Change) -> None:
        if change.topic in _OF_THE_TABLE:
            self._table.drop()
        if change.topic in _OF_THE_DAYS:
            self._busy.drop()
