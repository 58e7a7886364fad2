"""What the desk itself puts on the run sheet: rows entered here, local edits, notes.

The practice system is never told. It wins whenever it says something else (`domain/local_edit.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from app.domain.appointment import AppointmentStatus
from app.domain.audit import Deed
from app.domain.errors import AppointmentNotFound, InvalidRequest
from app.domain.local_edit import EditField, start_text
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import LABELS, Core
from app.services.pc.who import current_user
from app.services.settings import FALLBACK_TIMEZONE
from app.store.desk import change as stored
from app.store.desk import join, manual_rows
from app.store.desk.edit_log import Hand
from app.store.desk.manual_rows import DeletedRow, ManualRow
from app.store.desk.own_facts import OwnFacts
from app.store.sheet.queries import read_sheet

__all__ = ["NEVER_SEEN", "DeletedRow", "DeskService", "EditChanges", "ManualRow"]

T = TypeVar("T")

LONGEST_VISIT = 12 * 60
FARTHEST = timedelta(days=366)
NEVER_SEEN = "\0"
"""As `seen` of a note: whoever writes it did not look at the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditChanges:
    """What to change of a row; None leaves a field as it is, an empty text takes it away.

    `start` is aware. `clinician_id` is a column's. `name` (first and last), `minutes` and
    `type_name` can be changed of a row that was entered here only.
    """

    status: AppointmentStatus | None = None
    phone: str | None = field(default=None, repr=False)
    start: datetime | None = None
    clinician_id: str | None = None
    notes: str | None = field(default=None, repr=False)
    name: tuple[str | None, str | None] | None = field(default=None, repr=False)
    minutes: int | None = None
    type_name: str | None = field(default=None, repr=False)


class DeskService:
    """Local edits, manual rows and notes. Every call is one transaction and tells every page once.

    Unknown rows and edits raise AppointmentNotFound (ASK-03), impossible values InvalidRequest
    (ASK-01), an edit of what changed meanwhile ChangedMeanwhile (EDIT-01).
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    async def row(self, row_id: str) -> RunSheetRow:
        """A row as the sheet shows it. Raises AppointmentNotFound where it is not on the sheet."""
        day = await self._core.database.read(
            stored.day_of_row, row_id, fallback_timezone=FALLBACK_TIMEZONE
        )
        sheet = await self._core.database.read(
            read_sheet,
            day=day,
            labels=LABELS,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        for row in sheet.rows:
            if row.id == row_id:
                return row
        raise AppointmentNotFound()

    async def add_row(self, row: ManualRow) -> str:
        """A walk-in, say; its id. It is only in this app."""
        checked = _checked(row, now=self._core.now())
        return await self._write(
            _its_id,
            manual_rows.add_manual_row,
            checked,
            fallback_timezone=FALLBACK_TIMEZONE,
            hand=self._hand(),
        )

    async def change(
        self, row_id: str, changes: EditChanges, *, seen_updated_at: datetime | None = None
    ) -> None:
        """Show the person's values from now on. A manual row simply gets them.

        `seen_updated_at`: the `updated_at` of the row that the person looked at.
        """
        values = _values(changes, now=self._core.now())
        note = None if changes.notes is None else (_note(changes.notes),)
        await self._write(
            (row_id,),
            stored.change_row,
            row_id,
            stored.RowChanges(
                values=values,
                seen_updated_at=seen_updated_at,
                note=note,
                own=_own_facts(changes),
            ),
            fallback_timezone=FALLBACK_TIMEZONE,
            hand=self._hand(),
        )

    async def withdraw_edit(self, edit_id: str) -> None:
        """Show what the system says again; of an overruled edit: it is not told any more."""
        await self._write((edit_id,), stored.withdraw_edit, edit_id, hand=self._hand())

    async def reapply_edit(self, edit_id: str) -> None:
        """Show the overruled value again, for as long as the system says what it says now."""
        await self._write((edit_id,), stored.reapply_edit, edit_id, hand=self._hand())

    async def set_note(self, row_id: str, note: str, *, seen: str | None = NEVER_SEEN) -> None:
        """Write the note of a row; empty takes it away. `seen`: the one the person began from."""
        await self._write(
            (row_id,),
            stored.set_note,
            row_id,
            _note(note),
            seen=seen,
            is_seen=seen != NEVER_SEEN,
            hand=self._hand(),
        )

    async def delete_manual_row(self, row_id: str) -> DeletedRow:
        """Take a row off that was entered here; what it was, for `restore_row`."""
        return await self._write(
            (row_id,), manual_rows.delete_manual_row, row_id, hand=self._hand()
        )

    async def restore_row(self, deleted: DeletedRow) -> None:
        """Put it back; what joining it did is taken back with it."""
        await self._write(
            (str(deleted.values["id"]),), join.restore_row, deleted, hand=self._hand()
        )

    async def join(self, manual_id: str, row_id: str) -> DeletedRow:
        """The manual row is this one of the system: it goes; status, phone number and note stay on
        the system's row. What it was, for `restore_row`.
        """
        return await self._write(
            (manual_id, row_id), join.join_rows, manual_id, row_id, hand=self._hand()
        )

    async def keep_both(self, manual_id: str, row_id: str) -> None:
        """They are two visits: not offered as the same again."""
        await self._write(
            (manual_id, row_id), manual_rows.keep_apart, manual_id, row_id, hand=self._hand()
        )

    async def add_clinician(self, name: str) -> str:
        """A column that no system fills, a locum's say; its id."""
        return await self._write(
            _its_id, manual_rows.add_clinician, _clinician_name(name), hand=self._hand()
        )

    async def _write(
        self,
        objects: tuple[str, ...] | Callable[[T], tuple[str, ...]],
        work: Callable[..., T],
        *args: object,
        **kwargs: object,
    ) -> T:
        done = await self._core.audit.write(Deed.ROW_EDITED, objects, work, *args, **kwargs)
        self._core.changes.publish(Topic.RUN_SHEET)
        return done

    def _hand(self) -> Hand:
        return Hand(by=current_user(), at=self._core.now())


def _its_id(new_id: str) -> tuple[str, ...]:
    return (new_id,)


def _values(changes: EditChanges, *, now: datetime) -> dict[EditField, str | None]:
    values: dict[EditField, str | None] = {}
    if changes.start is not None:
        values[EditField.START] = start_text(_start(changes.start, now=now))
    if changes.clinician_id is not None:
        values[EditField.CLINICIAN] = changes.clinician_id
    if changes.status is not None:
        values[EditField.STATUS] = changes.status.value
    if changes.phone is not None:
        values[EditField.PHONE] = _phone(changes.phone)
    return values


def _own_facts(changes: EditChanges) -> OwnFacts:
    minutes, kind = changes.minutes, changes.type_name
    return OwnFacts(
        name=None if changes.name is None else _name(*changes.name),
        minutes=None if minutes is None else _minutes(minutes),
        type_name=None if kind is None else _text(kind, "type", most=200) or "",
    )


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_VISIT:
        raise InvalidRequest(
            reason=say("A visit takes 1 minute to 12 hours."), field="durationMinutes"
        )
    return minutes


def _name(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    name = _text(first, "first name", most=200), _text(last, "last name", most=200)
    if not any(name):
        raise InvalidRequest(reason=say("A row needs a name."), field="patientLastName")
    return name


def _checked(row: ManualRow, *, now: datetime) -> ManualRow:
    first_name, last_name = _name(row.first_name, row.last_name)
    return ManualRow(
        start=_start(row.start, now=now),
        minutes=_minutes(row.minutes),
        clinician_id=row.clinician_id,
        first_name=first_name,
        last_name=last_name,
        phone=_phone(row.phone or ""),
        type_name=_text(row.type_name, "type", most=200),
        notes=_note(row.notes or ""),
        status=row.status,
        is_telehealth=row.is_telehealth,
        new_clinician=None if row.new_clinician is None else _clinician_name(row.new_clinician),
    )


def _start(start: datetime, *, now: datetime) -> datetime:
    if start.tzinfo is None:
        raise InvalidRequest(reason=say("A start time needs its time zone."))
    if abs(start - now) > FARTHEST:
        raise InvalidRequest(reason=say("A start time is at most a year away."), field="startTime")
    return start


def _clinician_name(name: str) -> str:
    words = _readable(name)
    if not 1 <= len(words) <= 200:
        raise InvalidRequest(reason=say("A clinician's name has 1 to 200 letters."), field="name")
    return words


def _text(text: str | None, what: str, *, most: int) -> str | None:
    words = _readable(text or "")
    if len(words) > most:
        raise InvalidRequest(
            reason=say("The {what} has more than {most} letters.", what=what, most=most)
        )
    return words or None


def _phone(phone: str) -> str | None:
    words = _readable(phone)
    if not words:
        return None
    if len(words) > 50 or sum(char.isdigit() for char in words) < 3:
        raise InvalidRequest(
            reason=say("A phone number has 3 digits or more, and at most 50 characters."),
            field="patientPhone",
        )
    return words


def _note(note: str) -> str | None:
    words = _readable(note, kept="\n\t")
    if len(words) > manual_rows.LONGEST_NOTE:
        raise InvalidRequest(reason=say("A note has at most 2,000 characters."))
    return words or None


def _readable(text: str, *, kept: str = "") -> str:
    """Without what nobody can read (a terminal obeys it, PostgreSQL refuses it); on one line, but
    for what is `kept`.
    """
    readable = "".join(char if char.isprintable() or char in kept else " " for char in text)
    return readable.strip() if kept else " ".join(readable.split())
