"""What a person should know of the day on screen that neither its rows nor its freshness say."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.quiet import QuietAlarm


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownStatus:
    """A word that no one has said the meaning of, and on how many appointments it stands."""

    connection_id: str
    system: str
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonelessRows:
    """Appointments told in wall-clock times by a practice whose time zone is not known; they were
    read in `timezone`.
    """

    connection_id: str
    count: int
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNotes:
    """`clock_skew`: this PC's clock less the systems' own, where they differ by too much.

    `dismissed`: keys of notes that a person has seen on this day.
    """

    quiet: tuple[QuietAlarm, ...] = ()
    unknown_statuses: tuple[UnknownStatus, ...] = ()
    zoneless: tuple[ZonelessRows, ...] = ()
    clock_skew: timedelta | None = None
    dismissed: frozenset[str] = frozenset()


NO_NOTES = DayNotes()
