"""What is to be said of the day on screen: too quiet, unknown words, no zone, a wrong clock."""

from collections.abc import Mapping
from datetime import date

from app.adapters.registry import PMS_SPECS
from app.domain.day_notes import DayNotes, ZonelessRows
from app.domain.practice_day import today
from app.domain.quiet import QuietAlarm, quiet_alarm
from app.services.changes import Topic
from app.services.clock import ClockService
from app.services.core import LABELS, Core
from app.services.settings import FALLBACK_TIMEZONE
from app.store import preferences
from app.store.sheet import day_notes as stored

DISMISSED = "notes.dismissed"
"""A preference: the day, then the keys of the notes that were dismissed on it."""


class DayNotesService:
    """Reads only what is stored; asks no system."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def look(self, day: date | None = None) -> DayNotes:
        """What is to be said of a day; without one, of each practice's today."""
        found = await self._core.database.read(
            stored.read_noted_days,
            labels=LABELS,
            day=day,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        return DayNotes(
            quiet=tuple(alarm for each in found.days for alarm in self._quiet(each)),
            unknown_statuses=tuple(word for each in found.days for word in each.unknown),
            zoneless=tuple(rows for each in found.days for rows in _zoneless(each)),
            clock_skew=ClockService(self._core).skew,
            dismissed=self._dismissed_in(found.preferences),
        )

    async def dismiss(self, key: str) -> None:
        """Not again today; tomorrow is another day."""
        keys = await self._dismissed() | {key}
        text = " ".join((self._today().isoformat(), *sorted(keys)))
        await self._core.database.write(preferences.write_preference, DISMISSED, text)
        self._core.changes.publish(Topic.PREFERENCES)

    async def _dismissed(self) -> frozenset[str]:
        return self._dismissed_in(await self._core.database.read(preferences.read_preferences))

    def _dismissed_in(self, saved: Mapping[str, str]) -> frozenset[str]:
        day, _, keys = saved.get(DISMISSED, "").partition(" ")
        return frozenset(keys.split()) if day == self._today().isoformat() else frozenset()

    def _today(self) -> date:
        """One day for all keys, whatever the practices' zones: this PC's people have one."""
        return today(self._core.now(), FALLBACK_TIMEZONE).day

    def _quiet(self, each: stored.NotedDay) -> tuple[QuietAlarm, ...]:
        """Of the practice's own today; another day has no hours to be quiet in."""
        now = self._core.now()
        if each.situation.is_paused(now) or each.of.day != today(now, each.of.timezone).day:
            return ()
        alarm = quiet_alarm(each.quiet, situation=each.situation, now=now)
        return () if alarm is None else (alarm,)


def _zoneless(each: stored.NotedDay) -> tuple[ZonelessRows, ...]:
    if not each.zoneless or PMS_SPECS[each.connection.pms_type].times_have_zone:
        return ()
    rows = ZonelessRows(
        connection_id=each.connection.id, count=each.zoneless, timezone=each.of.timezone
    )
    return (rows,)
