"""Local edits in the database: made, taken back, and settled by what a sync has read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection as Sql
from sqlalchemy import bindparam, insert, select, text, update

from app.domain.errors import AppointmentNotFound, ChangedMeanwhile
from app.domain.local_edit import (
    EditField,
    EditState,
    LocalEdit,
    is_same,
    settle,
    settle_gone,
    start_text,
)
from app.domain.reconcile import ChangeKind
from app.domain.timeline import TimelineKind
from app.store.bulk import batches
from app.store.desk.edit_log import Hand, RowFacts, changed_since, log_change
from app.store.ids import new_id
from app.store.schema import (
    AnyRow,
    local_edits,
    pms_clinician_mappings,
    run_sheet_appointments,
)
from app.store.sheet.edits import EDITS, edit_of

if TYPE_CHECKING:  # which calls this module
    from app.store.sync.day import DayWrites

ROWS = run_sheet_appointments
_MAPS = pms_clinician_mappings


@dataclass(frozen=True, slots=True, kw_only=True)
class EditableRow:
    """A stored row, what its system says of each field, and the edits shown on it."""

    row: AnyRow
    system: RowFacts
    edits: tuple[LocalEdit, ...]

    @property
    def shown(self) -> RowFacts:
        """What the sheet shows: the system's facts under the active edits."""
        facts = self.system
        for edit in self.edits:
            if edit.is_active:
                facts = facts.having(edit.field, edit.value)
        return facts

    def word(self, field: EditField) -> str | None:
        """What the system says: of the clinician, its practitioner, whosever column that is."""
        if field is EditField.CLINICIAN:
            practitioner_id: str | None = self.row.pms_practitioner_id
            return practitioner_id
        return self.system.value(field)

    def active(self, field: EditField) -> LocalEdit | None:
        """The active edit of a field."""
        return next((e for e in self.edits if e.is_active and e.field is field), None)


def read_editable(sql: Sql, row_ids: Iterable[str]) -> dict[str, EditableRow]:
    """Rows by id; those that are gone are left out."""
    found: dict[str, EditableRow] = {}
    query = select(ROWS, _MAPS.c.run_sheet_clinician_id).outerjoin(
        _MAPS,
        (_MAPS.c.connection_id == ROWS.c.pms_connection_id)
        & (_MAPS.c.pms_practitioner_id == ROWS.c.pms_practitioner_id)
        & _MAPS.c.sync_enabled,
    )
    for batch in batches(row_ids):
        edits = _edits_of(sql, batch)
        for row in sql.execute(query.where(ROWS.c.id.in_(batch))):
            found[row.id] = EditableRow(row=row, system=_facts(row), edits=edits.get(row.id, ()))
    return found


def get_editable(sql: Sql, row_id: str, *, seen_updated_at: datetime | None = None) -> EditableRow:
    """One row, as it still is what a person saw. Raises AppointmentNotFound, ChangedMeanwhile."""
    found = read_editable(sql, [row_id]).get(row_id)
    if found is None:
        raise AppointmentNotFound()
    if seen_updated_at is not None and found.row.updated_at != seen_updated_at:
        raise ChangedMeanwhile(changed=changed_since(sql, row_id, since=seen_updated_at))
    return found


def save_edit(
    sql: Sql, found: EditableRow, field: EditField, value: str | None, *, hand: Hand
) -> None:
    """The person's value is shown from now on; the system's own takes an earlier edit back."""
    earlier, system = found.active(field), found.system.value(field)
    if is_same(field, value, found.shown.value(field)):
        return
    edit_id = new_id()
    if earlier is not None:
        _end(sql, replace(earlier, state=EditState.WITHDRAWN, settled_at=hand.at))
        edit_id = earlier.id if is_same(field, value, system) else edit_id
    if not is_same(field, value, system):
        edit = LocalEdit(
            id=edit_id,
            field=field,
            base=found.word(field),
            value=value,
            by=hand.by or "",
            at=hand.at,
        )
        _insert(sql, found.row.id, edit)
    log_change(
        sql,
        found.row,
        TimelineKind.EDITED,
        [field],
        between=(found.shown, found.shown.having(field, value)),
        cause_id=edit_id,
        hand=hand,
    )
    touch(sql, found.row, now=hand.at)


def end_edit(sql: Sql, edit_id: str, *, now: datetime) -> str:
    """What was overruled is not shown any more; the id of its row. Raises AppointmentNotFound."""
    row_id, edit = get_edit(sql, edit_id)
    _end(sql, replace(edit, state=EditState.WITHDRAWN, settled_at=now))
    return row_id


def get_edit(sql: Sql, edit_id: str) -> tuple[str, LocalEdit]:
    """The id of its row, and the edit as long as it is shown. Raises AppointmentNotFound."""
    for record in sql.execute(text(f"{EDITS} AND e.id = :edit"), {"edit": edit_id}).mappings():
        return record["appointment_id"], edit_of(record)
    raise AppointmentNotFound()


def touch(sql: Sql, row: AnyRow, *, now: datetime) -> datetime:
    """Whoever saw the row before sees that it changed; always later than before."""
    moment: datetime = max(now, row.updated_at + timedelta(microseconds=1))
    sql.execute(update(ROWS).where(ROWS.c.id == row.id).values(updated_at=moment))
    return moment


# --- What a sync read ---------------------------------------------------------------------------


def settle_day(sql: Sql, connection_id: str, writes: "DayWrites", *, now: datetime) -> None:
    """Settle the edits of every row that this run read; its values are written already.

    Those are the rows that changed, that are gone, and all of the columns that were read whole.
    """
    gone = {row.id for row in writes.removed} | {
        change.stored.id
        for change in writes.changes
        if change.stored and change.kind is ChangeKind.CANCELLED
    }
    changed = {change.stored.id for change in writes.changes if change.stored}
    whole = {cell.pms_practitioner_id for cell in writes.cells}
    read_rows = [*gone, *changed]
    for found in _edited_rows(sql, connection_id, day=writes.day, row_ids=read_rows):
        is_read = found.row.id in changed or found.row.id in gone
        if is_read or (found.row.local_day == writes.day and _is_of(found.row, whole)):
            _settle(sql, found, is_gone=found.row.id in gone, now=now)


def settle_removed(sql: Sql, row_ids: Sequence[str], *, now: datetime) -> None:
    """Rows that a person agreed are gone: the system wins."""
    for found in read_editable(sql, row_ids).values():
        _settle(sql, found, is_gone=True, now=now)


def _edited_rows(
    sql: Sql, connection_id: str, *, day: date, row_ids: Sequence[str]
) -> list[EditableRow]:
    """Those of these rows and of the day's with an active edit."""
    edited = select(local_edits.c.appointment_id).where(
        local_edits.c.state == EditState.ACTIVE.value
    )
    wanted = set(
        sql.scalars(
            select(ROWS.c.id).where(
                ROWS.c.pms_connection_id == connection_id,
                ROWS.c.local_day == day,
                ROWS.c.id.in_(edited),
            )
        )
    )
    for batch in batches(row_ids):
        wanted.update(sql.scalars(edited.where(local_edits.c.appointment_id.in_(batch))))
    return list(read_editable(sql, wanted).values()) if wanted else []


def _is_of(row: AnyRow, practitioners: set[str]) -> bool:
    return row.removed_at is None and row.pms_practitioner_id in practitioners


def _settle(sql: Sql, found: EditableRow, *, is_gone: bool, now: datetime) -> None:
    for edit in found.edits:
        decide = settle_gone if is_gone else settle
        settled = decide(edit, found.word(edit.field), now=now, column=found.system.clinician)
        if settled is edit:
            continue
        _end(sql, settled)
        is_confirmed = settled.state is EditState.CONFIRMED
        log_change(
            sql,
            found.row,
            TimelineKind.EDIT_CONFIRMED if is_confirmed else TimelineKind.EDIT_SUPERSEDED,
            [edit.field],
            between=(found.system.having(edit.field, edit.value), found.system),
            cause_id=edit.id,
            hand=Hand(by=None, at=now),
        )


# --- Rows and columns ---------------------------------------------------------------------------


def _facts(row: AnyRow) -> RowFacts:
    return RowFacts(
        start=start_text(row.start_at),
        clinician=row.clinician_id or row.run_sheet_clinician_id,
        status=row.status,
        phone=row.patient_phone,
    )


_EDITS_OF = text(f"{EDITS} AND e.appointment_id IN :rows ORDER BY e.edited_at, e.id").bindparams(
    bindparam("rows", expanding=True)
)


def _edits_of(sql: Sql, row_ids: Sequence[str]) -> dict[str, tuple[LocalEdit, ...]]:
    """The edits shown on these rows, oldest first."""
    edits: dict[str, tuple[LocalEdit, ...]] = {}
    for record in sql.execute(_EDITS_OF, {"rows": row_ids}).mappings():
        row_id = record["appointment_id"]
        edits[row_id] = (*edits.get(row_id, ()), edit_of(record))
    return edits


def _insert(sql: Sql, row_id: str, edit: LocalEdit) -> None:
    sql.execute(
        insert(local_edits).values(
            id=edit.id,
            appointment_id=row_id,
            field=edit.field.value,
            base_value=edit.base,
            value=edit.value,
            state=edit.state.value,
            edited_by=edit.by,
            edited_at=edit.at,
        )
    )


def _end(sql: Sql, edit: LocalEdit) -> None:
    sql.execute(
        update(local_edits)
        .where(local_edits.c.id == edit.id)
        .values(state=edit.state.value, system_value=edit.system_value, settled_at=edit.settled_at)
    )
