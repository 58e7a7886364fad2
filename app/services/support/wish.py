"""What a person wants in a support export: from when, or which run."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Span(StrEnum):
    """From when the export tells."""

    DAY = "day"
    WEEK = "week"
    RUN = "run"


LENGTHS = {Span.DAY: timedelta(hours=24), Span.WEEK: timedelta(days=7)}

AROUND_RUN = timedelta(minutes=5)
"""How much of the log stands before and after the one run."""

A_MOMENT = timedelta(minutes=1)
"""What is logged while the export is made is wanted too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`since` and `until` bound the log and the rest; `run_id` is for `Span.RUN` alone.

    `clock_ahead`: how far RunSheet's clock is ahead of the PC's, which writes the log; the demo's
    is on another day.
    """

    span: Span
    now: datetime
    since: datetime
    until: datetime
    run_id: str | None = None
    description: str = ""
    clock_ahead: timedelta = timedelta()
