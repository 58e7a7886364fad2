"""The sync log as a file: CSV for a spreadsheet or JSON, without anything about a patient."""

import asyncio
import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from app.domain.audit import Deed
from app.domain.history import HistoryFilter, HistoryRun
from app.domain.practice_day import local
from app.services.core import Core
from app.services.history import HistoryService
from app.services.pc.files import write_atomically

_PAGE = 1000
_SIGNS = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_HIDDEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Unicode's categories of what stands in a text without being seen."""


class LogFormat(StrEnum):
    """The kind of file; its value is the file's ending."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFile:
    """A written file and how many runs are in it."""

    path: Path
    run_count: int


class LogExportService:
    """Writes what the history knows of runs: times, results, counts, codes; no names of people."""

    def __init__(self, core: Core, history: HistoryService) -> None:
        self._core = core
        self._history = history

    async def save(self, path: Path, *, since: datetime | None, log_format: LogFormat) -> LogFile:
        """Writes every run from `since` (None: all that are kept), newest first, whole or not at
        all. Raises FileNotSaved (LOC-10).
        """
        runs = await self._read(since)
        body = await asyncio.to_thread(log_body, runs, log_format)
        await self._core.audit.note_anyway(Deed.EXPORTED, "sync log")
        await asyncio.to_thread(write_atomically, path, body)
        return LogFile(path=path, run_count=len(runs))

    async def _read(self, since: datetime | None) -> list[HistoryRun]:
        wanted, runs = HistoryFilter(since=since), list[HistoryRun]()
        while True:
            before = runs[-1].cursor if runs else None
            page = await self._history.runs(wanted, limit=_PAGE, before=before)
            runs += page
            if len(page) < _PAGE:
                return runs


def log_file_name(day: date, log_format: LogFormat) -> str:
    """`RunSheet-sync-log-2025-11-18.csv`."""
    return f"RunSheet-sync-log-{day.isoformat()}.{log_format}"


def log_body(runs: Sequence[HistoryRun], log_format: LogFormat) -> bytes:
    """The file's bytes. CSV is RFC 4180 with a byte-order mark, without which Excel takes UTF-8
    for something else, and every field in quotes.
    """
    facts = [_facts(entry) for entry in runs]
    if log_format is LogFormat.JSON:
        return json.dumps(facts, ensure_ascii=False, indent=1).encode()
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(row[column]) for column in _COLUMNS] for row in facts)
    return out.getvalue().encode("utf-8-sig")


_COLUMNS = (
    "run_id", "connection_id", "system", "practice", "time_zone",
    "started_utc", "completed_utc", "started_local", "completed_local", "duration_ms",
    "trigger", "started_by", "status", "sync_day",
    "fetched", "new", "changed", "moved", "came_back", "cancelled_or_gone", "unchanged",
    "not_imported", "held", "error_code", "practitioners",
)  # fmt: skip


def _facts(entry: HistoryRun) -> Mapping[str, object]:
    """One run by column, each change counted once. `practitioners`: the practice system's own id of
    each, and its code.
    """
    run, counts = entry.run, entry.run.counts
    return {
        "run_id": run.id,
        "connection_id": run.connection_id,
        "system": entry.system,
        "practice": entry.practice,
        "time_zone": entry.timezone,
        "started_utc": _utc(run.started_at),
        "completed_utc": _utc(run.completed_at),
        "started_local": _local(run.started_at, entry.timezone),
        "completed_local": _local(run.completed_at, entry.timezone),
        "duration_ms": run.duration_ms,
        "trigger": run.trigger.value,
        "started_by": run.started_by,
        "status": run.status.value,
        "sync_day": run.day.isoformat(),
        "fetched": counts.fetched,
        "new": counts.created,
        "changed": entry.updated,
        "moved": entry.moved,
        "came_back": entry.came_back,
        "cancelled_or_gone": counts.removed,
        "unchanged": counts.unchanged,
        "not_imported": counts.quarantined,
        "held": counts.held,
        "error_code": run.error_code,
        "practitioners": [
            {"id": each.pms_practitioner_id, "code": each.error_code or "ok"}
            for each in run.outcomes
        ],
    }


def _utc(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _local(instant: datetime | None, timezone: str) -> str | None:
    """On the practice's clock, as spreadsheets read times."""
    return None if instant is None else f"{local(instant, timezone):%Y-%m-%d %H:%M:%S}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return safe_cell("; ".join(f"{each['id']}: {each['code']}" for each in value))
    return safe_cell(str(value))


def safe_cell(text: str) -> str:
    """The text as a spreadsheet may have it: one that it could take for a formula gets a leading
    apostrophe. Full-width signs count as plain ones, and what can't be seen before a sign does not
    hide it: both are how such texts get past a check (OWASP, CSV injection).
    """
    first = next((char for char in text if not _is_hidden(char)), "")
    is_sign = unicodedata.normalize("NFKC", first)[:1] in _SIGNS
    return f"'{text}" if is_sign or text[:1] in _BREAKS else text


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN or char in "\"'"
