"""What is to be said of the day on screen: too quiet, unknown words, no zone, a wrong clock."""

from datetime import date, timedelta

from app.adapters.registry import PMS_SPECS
from app.domain.connection import Connection
from app.domain.day_notes import DayNotes, UnknownStatus, ZonelessRows
from app.domain.opening_hours import OpeningHours
from app.domain.practice_day import today
from app.domain.quiet import QuietAlarm, quiet_alarm
from app.services.changes import Topic
from app.services.clock import ClockService
from app.services.core import LABELS, Core
from app.services.settings import FALLBACK_TIMEZONE
from app.store import preferences
from app.store.connection.connections import list_connections
from app.store.sheet import day_notes as stored
from app.store.sheet.queries import read_opening_hours
from app.store.sheet.rows import ConnectionDay

DISMISSED = "notes.dismissed"
"""A preference: the day, then the keys of the notes that were dismissed on it."""


class DayNotesService:
    """Reads only what is stored; asks no system."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def look(self, day: date | None = None) -> DayNotes:
        """What is to be said of a day; without one, of each practice's today."""
        connections = await self._core.database.read(list_connections, labels=LABELS)
        hours = await self._core.database.read(read_opening_hours)
        paired = [each for each in connections if each.is_paired]
        quiet: list[QuietAlarm] = []
        unknown: list[UnknownStatus] = []
        zoneless: list[ZonelessRows] = []
        for connection in paired:
            of = self._day_of(connection, day)
            if not self._is_paused(connection):
                quiet += await self._quiet(connection, of, hours)
            unknown += await self._core.database.read(stored.read_unknown_statuses, of)
            zoneless += await self._zoneless(connection, of)
        return DayNotes(
            quiet=tuple(quiet),
            unknown_statuses=tuple(unknown),
            zoneless=tuple(zoneless),
            clock_skew=ClockService(self._core).skew,
            dismissed=await self._dismissed(),
        )

    async def dismiss(self, key: str) -> None:
        """Not again today; tomorrow is another day."""
        keys = await self._dismissed() | {key}
        text = " ".join((self._today().isoformat(), *sorted(keys)))
        await self._core.database.write(preferences.write_preference, DISMISSED, text)
        self._core.changes.publish(Topic.PREFERENCES)

    async def _dismissed(self) -> frozenset[str]:
        saved = await self._core.database.read(preferences.read_preferences)
        day, _, keys = saved.get(DISMISSED, "").partition(" ")
        return frozenset(keys.split()) if day == self._today().isoformat() else frozenset()

    def _today(self) -> date:
        """One day for all keys, whatever the practices' zones: this PC's people have one."""
        return today(self._core.now(), FALLBACK_TIMEZONE).day

    def _day_of(self, connection: Connection, day: date | None) -> ConnectionDay:
        timezone = connection.timezone or FALLBACK_TIMEZONE
        return ConnectionDay(
            connection_id=connection.id,
            pms_type=connection.pms_type,
            system=connection.system,
            day=day or today(self._core.now(), timezone).day,
            timezone=timezone,
            telehealth_only=connection.sync_telehealth_only,
        )

    def _is_paused(self, connection: Connection) -> bool:
        until = connection.paused_until
        return until is not None and self._core.now() < until

    async def _quiet(
        self, connection: Connection, of: ConnectionDay, hours: OpeningHours
    ) -> list[QuietAlarm]:
        """Of the practice's own today; another day has no hours to be quiet in."""
        now = self._core.now()
        if of.day != today(now, of.timezone).day:
            return []
        interval = timedelta(minutes=connection.sync_frequency_minutes)
        facts = await self._core.database.read(stored.read_quiet_facts, of, interval=interval)
        alarm = quiet_alarm(facts, hours=hours, now=now)
        return [] if alarm is None else [alarm]

    async def _zoneless(self, connection: Connection, of: ConnectionDay) -> list[ZonelessRows]:
        if connection.timezone or PMS_SPECS[connection.pms_type].times_have_zone:
            return []
        count = await self._core.database.read(stored.count_rows, of)
        if not count:
            return []
        return [ZonelessRows(connection_id=connection.id, count=count, timezone=of.timezone)]
