"""What the strip of the last 24 hours says in words, and where its marks stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from app.domain.history import RunMark
from app.domain.history_words import RESULT_WORDS
from app.domain.opening_hours import OpeningHours
from app.domain.sync_run import SyncStatus
from app.domain.words import count_words
from app.ui.history.rows import Setting, time_words

STRIP = timedelta(hours=24)
_STEP = timedelta(minutes=15)
_GOOD, _BAD = SyncStatus.SUCCESS, (SyncStatus.FAILED, SyncStatus.PARTIAL)
_TOLD = (SyncStatus.SUCCESS, SyncStatus.PARTIAL, SyncStatus.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The marks, oldest first, a lane for each connection in `lanes` (id -> name), the closed
    hours, and what they are drawn with.
    """

    marks: Sequence[RunMark]
    lanes: Mapping[str, str]
    closed: Sequence[tuple[datetime, datetime]]
    setting: Setting

    @property
    def begins(self) -> datetime:
        """The instant at the left edge."""
        return self.setting.now - STRIP


def strip_words(strip: Strip) -> str:
    """`96 checks: 93 complete, 2 partly, 1 failed. Gentu has not been complete since 8:55 am.`"""
    if not strip.marks:
        return "No checks in the last 24 hours."
    counts = [(sum(m.status is each for m in strip.marks), each) for each in _TOLD]
    told = [f"{count} {RESULT_WORDS[each][1].lower()}" for count, each in counts if count]
    total = count_words(len(strip.marks), "check")
    parts = [f"{total}: {', '.join(told)}." if told else f"{total}."]
    return " ".join([*parts, *_troubles(strip)])


def mark_words(mark: RunMark, strip: Strip) -> str:
    """`9:22 am, Gentu, partly`."""
    at = time_words(mark.started_at, strip.setting)
    return f"{at}, {strip.lanes.get(mark.connection_id, '')}, {RESULT_WORDS[mark.status][1]}"


def closed_hours(
    hours: OpeningHours, *, since: datetime, until: datetime, timezone: str
) -> list[tuple[datetime, datetime]]:
    """When the practice was closed between two instants, to a quarter of an hour."""
    steps = int((until - since) / _STEP)
    instants = [since + number * _STEP for number in range(steps)]
    found = []
    is_open = lambda at: hours.is_open(at, timezone=timezone)  # noqa: E731
    for opened, group in groupby(instants, key=is_open):
        span = list(group)
        if not opened:
            found.append((span[0], span[-1] + _STEP))
    return found


def _troubles(strip: Strip) -> Iterable[str]:
    """A sentence for each connection whose newest checks were not whole: since when."""
    for connection_id, name in strip.lanes.items():
        since = _trouble_since(m for m in strip.marks if m.connection_id == connection_id)
        if since is not None:
            at = time_words(since, strip.setting)
            yield f"{name} has not been complete since {at}."


def _trouble_since(marks: Iterable[RunMark]) -> datetime | None:
    since = None
    for mark in marks:
        if mark.status is _GOOD:
            since = None
        elif mark.status in _BAD and since is None:
            since = mark.started_at
    return since
