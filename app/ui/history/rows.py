"""A run as a row of the history: its cells, how it is spoken, and how it is copied."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.history import HistoryRun
from app.domain.history_words import (
    RESULT_WORDS,
    missing_columns,
    result_words,
    started_by_words,
    system_words,
    took_words,
)
from app.domain.practice_day import local
from app.domain.sync_run import SyncStatus
from app.domain.words import clock_time, short_date

HEADINGS = (
    "Time", "Started by", "System", "System, started by", "Result", "New", "Moved", "Cancelled",
    "Unchanged", "Not imported", "Took", "What changed",
)  # fmt: skip
SHOWN_HEADINGS = tuple(
    heading.replace(" ", "\n", 1)
    if heading in {"Started by", "Not imported", "System, started by"}
    else heading
    for heading in HEADINGS
)
"""In two lines where that keeps a column narrow."""

RESULT = HEADINGS.index("Result")
FIGURES = frozenset(range(HEADINGS.index("New"), HEADINGS.index("What changed")))
STAND_INS = {
    "System, started by": ("System", "Started by"),
    "What changed": tuple(HEADINGS[column] for column in sorted(FIGURES)),
}
"""Columns of two lines, and those whose place they take where there is little room."""

_UNKNOWN, _LONGEST_LINE = "–", 9
_COUNTED = (SyncStatus.SUCCESS, SyncStatus.PARTIAL)
_TONES = {SyncStatus.FAILED: "err", SyncStatus.PARTIAL: "warn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all rows are drawn with: the list's zone, now, and the systems of several practices."""

    timezone: str
    now: datetime
    twins: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """The cells of one run in the order of `HEADINGS`; `tone` is empty where nothing is wrong."""

    id: str
    cells: tuple[str, ...]
    spoken: str
    tone: str

    @property
    def copied(self) -> str:
        """The row as one line of text: nobody's name but who started it and whose column failed."""
        return self.spoken[:1].upper() + self.spoken[1:]


def history_row(entry: HistoryRun, setting: Setting) -> HistoryRow:
    """`9:22 am`, `Timer`, `Gentu`, `◑ Partly` over `Dr Okafor`, `1`, `1`, `1`, `54`, `2`…"""
    run, status = entry.run, entry.run.status
    at = time_words(run.started_at, setting)
    who, system = started_by_words(run), system_words(entry, twins=setting.twins)
    took = "" if run.completed_at is None else took_words(run.duration_ms)
    told = [at, who, system, _spoken_result(entry)]
    if status in _COUNTED:
        told += _spoken_figures(entry)
    return HistoryRow(
        id=entry.id,
        cells=(
            _time_cell(run.started_at, setting),
            _in_two_lines(who),
            system.replace(", ", "\n", 1),
            _system_and_starter(system, who),
            _result_cell(entry),
            *(str(count) if status in _COUNTED else _UNKNOWN for count in _figures(entry)),
            took.replace("under ", "<").replace(" min ", " min\n"),
            _in_words(entry, took and f"took {took}"),
        ),
        spoken=", ".join(told),
        tone=_TONES.get(status, ""),
    )


def time_words(instant: datetime, setting: Setting) -> str:
    """`9:22 am` today, `yesterday 5:42 pm`, `Tue 18 Nov 5:42 pm`, with the year if it's another."""
    day, current = (local(each, setting.timezone).date() for each in (instant, setting.now))
    at = clock_time(instant, setting.timezone)
    if day == current:
        return at
    if day == current - timedelta(days=1):
        return f"yesterday {at}"
    date_words = short_date(day)
    return f"{date_words.removesuffix(f' {current.year}')} {at}"


def _time_cell(instant: datetime, setting: Setting) -> str:
    """`9:22 am` today, `5:42 pm` over `17 Nov` before, so that the other columns have room."""
    day, current = (local(each, setting.timezone).date() for each in (instant, setting.now))
    at = clock_time(instant, setting.timezone)
    if day == current:
        return at
    date_words = short_date(day).split(" ", 1)[1]
    return f"{at}\n{date_words.removesuffix(f' {current.year}')}"


def _in_two_lines(words: str) -> str:
    """`Internet` over `came back`; what is short stays in one."""
    return words.replace(" ", "\n", 1) if len(words) > _LONGEST_LINE else words


def _system_and_starter(system: str, who: str) -> str:
    """`Gentu` over `Timer`; of several practices over `Smith Street · Timer`."""
    vendor, _, practice = system.partition(", ")
    return "\n".join((vendor, f"{practice} · {who}" if practice else who))


def _figures(entry: HistoryRun) -> tuple[int, ...]:
    counts = entry.run.counts
    return (counts.created, entry.moved, counts.removed, counts.unchanged, counts.quarantined)


def _in_words(entry: HistoryRun, took: str) -> str:
    """`1 new, 1 moved` over `54 unchanged, 2 not imported, took 1.4 s`: the figures in one cell."""
    counts = entry.run.counts
    if entry.run.status not in _COUNTED:
        return f"{_UNKNOWN}\n{took}"
    news = ((counts.created, "new"), (entry.moved, "moved"), (counts.removed, "cancelled"))
    rest = ((counts.unchanged, "unchanged"), (counts.quarantined, "not imported"))
    above = ", ".join(f"{count} {word}" for count, word in news if count) or "Nothing new"
    below = [f"{count} {word}" for count, word in rest if count]
    return f"{above}\n{', '.join(part for part in (*below, took) if part)}"


def _spoken_figures(entry: HistoryRun) -> list[str]:
    """What there is of each; how many stayed as they were is no news, and is in the details."""
    counts = entry.run.counts
    figures = (
        (counts.created, "new"),
        (entry.moved, "moved"),
        (counts.removed, "cancelled"),
        (entry.came_back, "back"),
        (entry.updated, "updated"),
        (counts.quarantined, "not imported"),
    )
    said = [f"{count} {word}" for count, word in figures if count]
    return said or ["nothing new"]


def _result_cell(entry: HistoryRun) -> str:
    """The code under *Failed*, who is missing under *Partly*."""
    run, (glyph, word) = entry.run, RESULT_WORDS[entry.run.status]
    more = ""
    if run.status is SyncStatus.PARTIAL:
        more = missing_columns(run) or run.error_code or ""
    elif run.status is SyncStatus.FAILED:
        more = run.error_code or ""
    elif run.status in (SyncStatus.CANCELLED, SyncStatus.SKIPPED):
        more = result_words(run).removeprefix(word).strip(" ()")
    return f"{glyph} {word}\n{more}" if more else f"{glyph} {word}"


def _spoken_result(entry: HistoryRun) -> str:
    words = result_words(entry.run)
    if entry.run.status is SyncStatus.PARTIAL:
        missing = missing_columns(entry.run)
        return f"partly updated, {missing} not checked" if missing else "partly updated"
    return words[:1].lower() + words[1:]
