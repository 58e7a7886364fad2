"""How long RunSheet keeps what; what a person chooses of it, within limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from app.domain.said import Said, say, say_count, say_in_a_row

PAST_DAYS, FUTURE_DAYS = "retention.past_days", "retention.future_days"
"""The preferences' names."""

PAST_RANGE, FUTURE_RANGE = (7, 90), (14, 180)
PAST_DEFAULT, FUTURE_DEFAULT = 30, 60

REMOVED = timedelta(days=30)
"""So long a row that vanished from its system keeps who it was."""
SETTLED_EDITS = timedelta(days=7)
UNREADABLE_IDS, UNREADABLE = timedelta(days=7), timedelta(days=90)
"""Of a record that could not be read: whose it was; that there was one, and why."""
RUN_DAYS = 14
"""Days of syncs one by one; after that their sums stay."""
ANSWERED = timedelta(days=30)
COUNTS = timedelta(days=365)
"""Counts without anybody in them, and the audit trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What is chosen: days back with the people in them, days ahead."""

    past_days: int = PAST_DEFAULT
    future_days: int = FUTURE_DEFAULT

    @classmethod
    def chosen(cls, preferences: Mapping[str, str]) -> Self:
        """The saved choice; what is not a number within the limits counts as not chosen."""
        return cls(
            past_days=_within(preferences.get(PAST_DAYS), PAST_RANGE, PAST_DEFAULT),
            future_days=_within(preferences.get(FUTURE_DAYS), FUTURE_RANGE, FUTURE_DEFAULT),
        )

    def first_day(self, today: date) -> date:
        """The first day whose appointments keep their people."""
        return today - timedelta(days=self.past_days)

    def last_day(self, today: date) -> date:
        """The last day that is kept ahead."""
        return today + timedelta(days=self.future_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What one purge did. `people`: appointments and bookings that don't say any more whose they
    are; `rows`: rows of any kind that were deleted; `backups`: those that were too old;
    `put_aside`: files and folders that were kept under another name for long enough.
    `is_emptied`: nothing of it is left in the file's log either.
    """

    people: int
    rows: int
    backups: int
    put_aside: int
    is_emptied: bool


def purge_words(done: Purged) -> str:
    """What went, in a sentence or two."""
    parts = _gone_words(done)
    if not done.is_emptied:
        parts.append(
            say("Something still reads the data: run it again later to overwrite the rest.")
        )
    return say_in_a_row(" ", parts)


def _gone_words(done: Purged) -> list[Said]:
    if not (done.people or done.rows or done.backups or done.put_aside):
        return [say("Nothing was too old.")]
    gone = say_count(
        done.people,
        "{n} appointment or booking no longer says whose it was; {records} and {backups} are gone.",
        "{n} appointments and bookings no longer say whose it was; "
        "{records} and {backups} are gone.",
        records=say_count(done.rows, "{n} old record", "{n} old records"),
        backups=say_count(done.backups, "{n} old backup", "{n} old backups"),
    )
    if not done.put_aside:
        return [gone]
    aside = say_count(
        done.put_aside, "{n} file put aside went, too.", "{n} files put aside went, too."
    )
    return [gone, aside]


def _within(text: str | None, limits: tuple[int, int], otherwise: int) -> int:
    if text is None or not text.isascii() or not text.isdecimal():
        return otherwise
    return int(text) if limits[0] <= int(text) <= limits[1] else otherwise
