"""Which notifications are due: from the desk's standing before to the one now. No Qt, no names.

A fault is told once and stays visible quietly in the window; what a person muted or switched off
is not counted as told, so it is told when they listen again and it is still wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.freshness import FreshnessState
from app.domain.practice_day import local
from app.ui.language import tr, tr_and, tr_count
from app.ui.notify.faults import Fault, FaultKind, faults_of
from app.ui.notify.words import fault_words
from app.ui.today.changes import count_changes
from app.ui.today.freshness_words import since
from app.ui.tray.standing import Standing

PATIENCE = timedelta(minutes=2)
REPEAT = timedelta(hours=1)
CHANGES_AT_MOST_EVERY = timedelta(minutes=10)
SOON = timedelta(hours=2)
_SLEPT = timedelta(minutes=5)
"""Standings come once a minute: after a longer gap the PC slept, and the first check has to run."""


class Level(StrEnum):
    """How much a person wants to be told."""

    OFF = "off"
    FAULTS = "faults"
    PEOPLE = "people"
    EVERYTHING = "everything"


_LEVELS = tuple(Level)


class Place(StrEnum):
    """Where a click on a notification leads."""

    TODAY = "today"
    CONNECTIONS = "connections"
    SIGN_IN = "sign_in"
    BOOKINGS = "bookings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """One sentence or two; `target` is the id of a connection, or of a booking."""

    text: str
    place: Place = Place.TODAY
    target: str = ""


def together(toasts: Sequence[Toast]) -> Toast:
    """Several as one, for a desktop that doesn't say which one was clicked: to the place of all of
    them, else to Today, whose banner knows the way to each.
    """
    first, text = toasts[0], " ".join(toast.text for toast in toasts)
    is_one_place = all((each.place, each.target) == (first.place, first.target) for each in toasts)
    return replace(first, text=text) if is_one_place else Toast(text=text)


@dataclass(slots=True, kw_only=True)
class _Memory:
    """Of one fault: since when, when it was told last, and the tries that ended in it."""

    since: datetime
    told_at: datetime | None = None
    tries: set[datetime]


class NotifyRules:
    """Remembers what it told; `toasts` is asked with every new standing."""

    def __init__(self) -> None:
        self._before: Standing | None = None
        self._memories: dict[str, _Memory] = {}
        self._told_bookings: frozenset[str] = frozenset()
        self._ended: dict[str, str] = {}
        self._changes = 0
        self._changes_told_at: datetime | None = None

    def toasts(self, now: Standing) -> list[Toast]:
        """What is to be told now, the worst first."""
        level = Level(now.level) if now.level in _LEVELS else Level.FAULTS
        told = self._faults(now, level) + self._late_bookings(now, level)
        if self._before is not None:
            told += self._ended_pause(self._before, now, level)
            told += self._changed(self._before, now, level)
        self._before = now
        return told

    # --- faults ------------------------------------------------------------------------------

    def _faults(self, now: Standing, level: Level) -> list[Toast]:
        faults = {fault.key: fault for fault in faults_of(now)}
        back = self._forget_cured(faults, now, level)
        if self._before is not None and now.now - self._before.now > _SLEPT:
            for memory in self._memories.values():
                memory.since = now.now
        for key, fault in faults.items():
            memory = self._memories.setdefault(key, _Memory(since=now.now, tries=set()))
            if fault.tried_at is not None:
                memory.tries.add(fault.tried_at)
        told = [self._told_together(kind, faults, now, level) for kind in FaultKind]
        return [*(_toast(each, now) for each in told if each), *back]

    def _told_together(
        self, kind: FaultKind, faults: dict[str, Fault], now: Standing, level: Level
    ) -> list[Fault]:
        """One notification for however many systems: as soon as one of them is due, with those that
        were told before and are still wrong.
        """
        if not _is_wanted(now, level, breaks_mute=kind):
            return []
        those = [fault for fault in faults.values() if fault.kind is kind]
        due = [fault for fault in those if _is_due(fault, self._memories[fault.key], now)]
        if not due:
            return []
        told = [fault for fault in those if fault in due or self._is_known(fault)]
        for fault in told:
            self._memories[fault.key].told_at = now.now
        return told

    def _is_known(self, fault: Fault) -> bool:
        """It was told before, and there is somebody there to be told again."""
        is_there = fault.is_awake if fault.kind is FaultKind.SIGN_IN else fault.is_open
        return is_there and self._memories[fault.key].told_at is not None

    def _forget_cured(self, faults: dict[str, Fault], now: Standing, level: Level) -> list[Toast]:
        """Drops what is over; says so of a lost network at the highest level."""
        cured = {key: self._memories.pop(key) for key in set(self._memories) - set(faults)}
        was_told = any(
            key == FaultKind.OFFLINE and memory.told_at is not None for key, memory in cured.items()
        )
        is_quiet = now.is_muted or level is not Level.EVERYTHING
        if not was_told or is_quiet or now.state is not FreshnessState.UP_TO_DATE:
            return []
        at = since(now.freshness.last_success_at, timezone=now.sheet.timezone, now=now.now)
        return [Toast(text=tr("Back online. Today's list is up to date, checked {time}.", time=at))]

    def _late_bookings(self, now: Standing, level: Level) -> list[Toast]:
        """Each once, however long it takes."""
        news = now.late_bookings - self._told_bookings
        self._told_bookings &= now.late_bookings
        if not news or not _is_wanted(now, level):
            return []
        self._told_bookings |= news
        text = tr_count(
            len(news),
            "{n} booking isn't confirmed yet. Open Bookings.",
            "{n} bookings aren't confirmed yet. Open Bookings.",
        )
        return [Toast(text=text, place=Place.BOOKINGS, target=min(news))]

    # --- a pause, and what changed -------------------------------------------------------------

    def _ended_pause(self, before: Standing, now: Standing, level: Level) -> list[Toast]:
        """A pause that ran out by itself, told as soon as somebody is there: one *until tomorrow*
        ends at midnight. One that a person ended is no news to them.
        """
        for each in before.overviews:
            until = each.connection.paused_until
            if until is not None and before.now < until <= now.now:
                self._ended[each.connection.id] = each.connection.system
        there = {each.connection.id: each.situation for each in now.overviews}
        self._ended = {
            one: system
            for one, system in self._ended.items()
            if one in there and not there[one].is_paused(now.now)
        }
        if not any(there[one].is_open(now.now) for one in self._ended):
            return []
        systems = list(self._ended.values())
        self._ended.clear()
        names = tr_and(tuple(dict.fromkeys(systems)))
        told = Toast(text=tr("The pause is over. RunSheet checks {names} again.", names=names))
        return [told] if _is_wanted(now, level) else []

    def _changed(self, before: Standing, now: Standing, level: Level) -> list[Toast]:
        is_asked = level in (Level.PEOPLE, Level.EVERYTHING) and not now.is_muted
        if not is_asked or not _are_comparable(before, now):
            self._changes = 0
            return []
        self._changes += _soon_changed(before, now)
        last = self._changes_told_at
        is_early = last is not None and now.now - last < CHANGES_AT_MOST_EVERY
        if not self._changes or is_early:
            return []
        words = tr_count(
            self._changes, "{n} change to today's list.", "{n} changes to today's list."
        )
        self._changes, self._changes_told_at = 0, now.now
        return [Toast(text=words)]


def _is_wanted(now: Standing, level: Level, *, breaks_mute: FaultKind | None = None) -> bool:
    if level is Level.OFF:
        return False
    return not now.is_muted or breaks_mute is FaultKind.SIGN_IN


def _is_due(fault: Fault, memory: _Memory, now: Standing) -> bool:
    """Nobody is told while nobody is there: opening hours, or just before them for a sign-in."""
    timezone, last = now.sheet.timezone, memory.told_at
    match fault.kind:
        case FaultKind.SIGN_IN:
            days = last is None or local(last, timezone).date() != local(now.now, timezone).date()
            return fault.is_awake and days
        case FaultKind.PARTLY:
            return last is None and len(memory.tries) >= 2
        case _:
            has_lasted = now.now - memory.since >= PATIENCE
            is_news = last is None or now.now - last >= REPEAT
            return fault.is_open and has_lasted and is_news


def _toast(faults: list[Fault], now: Standing) -> Toast:
    text, to_sign_in = fault_words(faults, now), [each for each in faults if each.can_sign_in]
    if not to_sign_in:
        return Toast(text=text)
    first = to_sign_in[0].overview
    if len(faults) > 1 or first is None:
        return Toast(text=text, place=Place.CONNECTIONS)
    return Toast(text=text, place=Place.SIGN_IN, target=first.connection.id)


def _are_comparable(before: Standing, now: Standing) -> bool:
    """The same day of the same connections, read before: a first list is no news."""
    same = {each.connection.id for each in before.overviews} == {
        each.connection.id for each in now.overviews
    }
    was_read = before.freshness.last_success_at is not None
    return same and was_read and before.sheet.day == now.sheet.day


def _soon_changed(before: Standing, now: Standing) -> int:
    """New, moved and cancelled appointments of the next two hours."""
    if before.sheet.rows is now.sheet.rows:
        return 0
    end = now.now + SOON
    rows = (*before.sheet.rows, *now.sheet.rows)
    soon = {row.id for row in rows if now.now <= row.start < end}
    old, new = (
        replace(sheet, rows=tuple(row for row in sheet.rows if row.id in soon))
        for sheet in (before.sheet, now.sheet)
    )
    counts = count_changes(old, new)
    return sum(count for word, count in counts.items() if word != "changed")
