"""The run sheet: one practice day from what is stored, never from the network."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.domain.audit import Deed
from app.domain.connection import Clinician
from app.domain.run_sheet import RunSheet
from app.domain.since import Unseen, unseen_changes
from app.domain.timeline import TimelineEntry
from app.services.changes import Topic
from app.services.core import LABELS, Core
from app.services.kept_bytes import KeptBytes
from app.services.settings import FALLBACK_TIMEZONE
from app.services.sheet.run_sheet_json import SheetWriter
from app.store.connection.practitioners import list_clinicians
from app.store.looks import read_looks, write_look
from app.store.sheet.moves import acknowledge_move, restore_place
from app.store.sheet.queries import next_day_with_rows, read_sheet, read_sheets
from app.store.sheet.row_memory import RowMemory
from app.store.sheet.since import read_before
from app.store.sheet.timeline import read_timeline


class RunSheetService:
    """Reads the sheet; a read takes one transaction and no network."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._kept: KeptBytes[date | None] = KeptBytes(core, self._bytes)
        self._writer, self._memory = SheetWriter(), RowMemory()  # of the database's thread

    async def sheet(self, day: date | None = None) -> RunSheet:
        """The sheet of a local day; without one, each practice's own today."""
        await self._note_seen(day)
        return await self._core.database.read(self._read, day, self._core.now())

    async def sheet_bytes(self, day: date | None = None) -> bytes:
        """The same as the bytes of its JSON (`run_sheet_json`), made anew only after a change."""
        await self._note_seen(day)
        return await self._kept.read(day)

    def ready_bytes(self, day: date | None = None) -> bytes | None:
        """The same at once, where nothing changed and no sight is to be noted."""
        return self._kept.ready(day) if self._is_noted(day) else None

    async def sheets(self, days: Sequence[date]) -> tuple[RunSheet, ...]:
        """The sheets of several local days, in one consistent read."""
        for day in days:
            await self._note_seen(day)
        return await self._core.database.read(
            read_sheets,
            days=days,
            labels=LABELS,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )

    async def next_day(self, after: date) -> date | None:
        """The first stored day after this one with appointments to come."""
        return await self._core.database.read(next_day_with_rows, after=after)

    async def clinicians(self) -> tuple[Clinician, ...]:
        """Every column in order."""
        return await self._core.database.read(list_clinicians)

    async def timeline(self, appointment_id: str) -> tuple[TimelineEntry, ...]:
        """What became of an appointment, newest first; `RunSheetRow.history_id` names it.

        Raises InvalidRequest for one that is not known.
        """
        await self._core.audit.note_sight(Deed.PERSON_SEEN, appointment_id)
        return await self._core.database.read(read_timeline, appointment_id, labels=LABELS)

    async def acknowledge_move(self, appointment_id: str, place_id: str) -> tuple[int, ...]:
        """Take the place that an appointment left on the same day from the sheet; a person has seen
        the move. What `restore_place` takes back; empty for one that is not there any more, which
        is no fault.
        """
        moves = await self._core.database.write(
            acknowledge_move, appointment_id, place_id, now=self._core.now()
        )
        if moves:
            self._core.changes.publish(Topic.RUN_SHEET)
        return moves

    async def restore_place(self, moves: Sequence[int]) -> None:
        """Take an `acknowledge_move` back."""
        await self._core.database.write(restore_place, moves)
        self._core.changes.publish(Topic.RUN_SHEET)

    async def unseen(self, sheet: RunSheet) -> tuple[Unseen, ...]:
        """What systems changed on this sheet since somebody last looked at its day on this PC.

        Nothing before the day's first `mark_looked`.
        """
        looked_at = (await self._core.database.read(read_looks)).get(sheet.day)
        if looked_at is None:
            return ()
        before = await self._core.database.read(read_before, day=sheet.day, since=looked_at)
        return unseen_changes(sheet.rows, before)

    async def mark_looked(
        self, day: date, at: datetime, *, only_first: bool = False
    ) -> datetime | None:
        """A person has seen a day's list as it was at this moment; never goes back by itself.

        `only_first`: unless somebody has looked at it before. The look before, for `look_again`;
        None for none, or when this one changed nothing.
        """
        looked_at = (await self._core.database.read(read_looks)).get(day)
        if looked_at is not None and (only_first or looked_at >= at):
            return None
        await self.look_again(day, at)
        return looked_at

    async def look_again(self, day: date, since: datetime) -> None:
        """Take a `mark_looked` back: what changed since this moment is unseen once more."""
        await self._core.database.write(write_look, day, since, now=self._core.now())
        self._core.changes.publish(Topic.RUN_SHEET)

    async def _note_seen(self, day: date | None) -> None:
        await self._core.audit.note_sight(*_sight(day))

    def _is_noted(self, day: date | None) -> bool:
        return self._core.audit.is_sight_noted(*_sight(day))

    def _read(self, connection: Any, day: date | None, now: datetime) -> RunSheet:
        return read_sheet(
            connection,
            day=day,
            labels=LABELS,
            now=now,
            fallback_timezone=FALLBACK_TIMEZONE,
            memory=self._memory,
        )

    def _bytes(self, connection: Any, day: date | None, now: datetime) -> bytes:
        return self._writer.bytes_of(self._read(connection, day, now))


def _sight(day: date | None) -> tuple[Deed, str]:
    return Deed.LIST_SEEN, day.isoformat() if day else "today"
