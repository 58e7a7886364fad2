"""Which backups are kept: seven days' newest, four weeks' newest, nothing for long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from app.domain.said import say, say_count, say_in_a_row

EVERY = timedelta(hours=1)
"""How often one is made while RunSheet runs."""

DAYS, WEEKS = 7, 4
OLDEST = timedelta(weeks=WEEKS + 1)
"""An older one goes, however few there are; only the newest of all always stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupContents:
    """What a backup holds, as counts. `read_until`: the last good check in it (aware UTC)."""

    appointments: int
    bookings: int
    read_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup on disk. `name` is the file's, which says when it was made (aware UTC);
    `contents` is None for one that can't be opened.
    """

    name: str
    made_at: datetime
    size_bytes: int
    contents: BackupContents | None


def contents_words(backup: Backup) -> str:
    """`204 appointments, 3 bookings`; of one that nobody can read, that."""
    holds = backup.contents
    if holds is None:
        return say("can't be opened")
    appointments = say_count(holds.appointments, "{n} appointment", "{n} appointments")
    bookings = say_count(holds.bookings, "{n} booking", "{n} bookings")
    return say_in_a_row(", ", (appointments, bookings))


def size_words(size_bytes: int) -> str:
    """`1.2 MB`"""
    return f"{size_bytes / 1_000_000:.1f} MB"


def is_due(newest: datetime | None, *, now: datetime) -> bool:
    """Whether it is time for one; a newest of the future (the clock was set) is none."""
    return newest is None or not timedelta() <= now - newest < EVERY


def surplus(made_at: Iterable[datetime], *, now: datetime, zone: tzinfo | None) -> set[datetime]:
    """Those that may go. Days and weeks are those of `zone`; None: this PC's."""
    newest_first = sorted(made_at, reverse=True)
    kept = set(newest_first[:1])
    for most, period in ((DAYS, _day), (WEEKS, _week)):
        newest_of: dict[object, datetime] = {}
        for each in newest_first:
            newest_of.setdefault(period(each.astimezone(zone)), each)
        kept |= {each for each in list(newest_of.values())[:most] if now - each <= OLDEST}
    return set(newest_first) - kept


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]
