"""The audit trail as people read it: listed, checked, saved as a file."""

import asyncio
import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app.domain.audit import AuditEntry, AuditVerdict, Deed
from app.services.core import Core
from app.services.log_export import safe_cell
from app.services.pc.files import write_atomically
from app.store import audit
from app.store.file.backup import BACKUP_FOLDER, audit_end, backup_times

_COLUMNS = ("number", "at_utc", "by", "pc", "through", "deed", "objects", "link")


class AuditFormat(StrEnum):
    """The kind of file; its value is the file's ending."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFile:
    """A written file, how many entries are in it, and whether the chain was whole."""

    path: Path
    count: int
    verdict: AuditVerdict


class AuditService:
    """Reads; `Core.audit` writes."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def entries(self, since: datetime | None = None) -> list[AuditEntry]:
        """Those from `since` on (aware), the oldest first."""
        return await self._core.database.read(audit.read_entries, since=since)

    async def note(self, deed: Deed, *objects: str) -> None:
        """An entry of what a face did by itself: printed, peeked. Where none can be written, the
        log says so.
        """
        await self._core.audit.note_anyway(deed, *objects)

    async def check(self) -> AuditVerdict:
        """Whether anybody changed, moved or took out an entry, or put an older file in the place
        of this one: then the newest backup knows an entry that it lacks. Raises KEY-01, -02.
        """
        verdict = await self._core.audit.check()
        missing = await self._missing() if verdict.is_whole else None
        return verdict if missing is None else replace(verdict, broken_at=missing)

    async def _missing(self) -> int | None:
        """The number of an entry that is only in a backup of this file."""
        core, read = self._core, self._core.database.read
        restored_at = await read(audit.last_of, Deed.DATA_RESTORED)
        folder = core.settings.data_dir / BACKUP_FOLDER
        for made_at, path in (await asyncio.to_thread(backup_times, folder)).items():
            if restored_at is not None and made_at < restored_at:
                return None  # what came after the backup that was put back is gone rightly
            end = await asyncio.to_thread(audit_end, path, key=core.database.key)
            if end is not None:
                return None if await read(audit.has_entry, *end) else end[0]
        return None

    async def save(
        self, path: Path, *, file_format: AuditFormat, since: datetime | None = None
    ) -> AuditFile:
        """Every entry from `since` on, whole or not at all; saving it is an entry itself.

        Raises FileNotSaved (LOC-10).
        """
        await self.note(Deed.EXPORTED, "audit")
        entries, verdict = await self.entries(since), await self.check()
        body = await asyncio.to_thread(audit_body, entries, verdict, file_format)
        await asyncio.to_thread(write_atomically, path, body)
        return AuditFile(path=path, count=len(entries), verdict=verdict)


def audit_body(
    entries: Sequence[AuditEntry], verdict: AuditVerdict, file_format: AuditFormat
) -> bytes:
    """The file's bytes: JSON with the check's result, or CSV (RFC 4180) as a spreadsheet may have
    it.
    """
    facts = [entry_facts(entry) for entry in entries]
    if file_format is AuditFormat.JSON:
        document = {
            "whole": verdict.is_whole,
            "checked": verdict.count,
            "brokenAt": verdict.broken_at,
            "unchecked": verdict.unchecked,
            "entries": facts,
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode()
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in facts:
        cells = {**row, "objects": " ".join(map(str, _listed(row["objects"])))}
        writer.writerow([safe_cell(str(cells[column])) for column in _COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def entry_facts(entry: AuditEntry) -> Mapping[str, object]:
    """An entry by column."""
    return {
        "number": entry.number,
        "at_utc": f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "by": entry.by,
        "pc": entry.pc,
        "through": entry.through,
        "deed": str(entry.deed),
        "objects": list(entry.objects),
        "link": entry.link,
    }


def _listed(objects: object) -> list[object]:
    return objects if isinstance(objects, list) else []
