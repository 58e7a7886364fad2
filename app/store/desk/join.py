"""A row that was entered by hand is the visit that the system has as well: one row of the two.

What the person said of it stays: status and phone number as edits of the system's row, the note and
a type of the person's own with its note, and what became of it in its history. All of that can be
taken back.
"""

from dataclasses import replace

from sqlalchemy import Connection as Sql
from sqlalchemy import delete, insert, select, update

from app.domain.appointment import AppointmentStatus
from app.domain.errors import InvalidRequest
from app.domain.local_edit import EditField, is_same
from app.domain.said import say
from app.domain.timeline import TimelineKind
from app.store.desk import manual_rows
from app.store.desk.edit_log import Hand, log_change
from app.store.desk.local_edits import ROWS, EditableRow, get_editable, read_editable, save_edit
from app.store.desk.manual_rows import DeletedRow, Joined
from app.store.ids import new_id
from app.store.schema import appointment_changes, pms_appointment_types

_NOT_HERE_YET = frozenset({AppointmentStatus.BOOKED, AppointmentStatus.CONFIRMED})


def join_rows(sql: Sql, manual_id: str, row_id: str, *, hand: Hand) -> DeletedRow:
    """The manual row goes into the system's. What it was, for `restore_row`.

    Raises AppointmentNotFound, and InvalidRequest for rows that are no such two.
    """
    manual, row = manual_rows.get_manual(sql, manual_id), get_editable(sql, row_id)
    if row.row.source == "manual":
        raise InvalidRequest(reason=say("A row is joined with one of the practice system."))
    words = _words(manual, row)
    note = _joined_note(_said_of(sql, manual, row), row.row.notes)
    log_join(sql, row, TimelineKind.JOINED, hand=hand)
    for field, value in words.items():
        said_at = manual.row.arrived_at if field is EditField.STATUS else None
        theirs = replace(hand, at=said_at or hand.at)
        save_edit(sql, get_editable(sql, row_id), field, value, hand=theirs)
    manual_rows.write_note(sql, get_editable(sql, row_id), note, hand=hand)
    joined = Joined(
        row_id=row_id,
        notes=(row.row.notes, note),
        words={field: (row.shown.value(field), value) for field, value in words.items()},
        change_ids=_hand_history_over(sql, manual_id, row_id),
    )
    values = manual_rows.stored_values(manual)
    sql.execute(delete(ROWS).where(ROWS.c.id == manual_id))
    return DeletedRow(values=values, joined=joined)


def restore_row(sql: Sql, deleted: DeletedRow, *, hand: Hand) -> None:
    """Put a row back as it was; of a joined one everything that the join did is taken back, but
    for what somebody changed since.
    """
    if deleted.joined is None:
        manual_rows.restore_manual_row(sql, deleted, hand=hand)
        return
    manual_id = deleted.values["id"]
    if manual_id in read_editable(sql, [manual_id]):
        return
    manual_rows.require_clinician(sql, deleted.values["clinician_id"])
    sql.execute(insert(ROWS).values(**deleted.values))
    _move_history(sql, deleted.joined.change_ids, to=manual_id)
    if deleted.joined.row_id in read_editable(sql, [deleted.joined.row_id]):
        _take_back(sql, deleted.joined, hand=hand)


def log_join(sql: Sql, row: EditableRow, kind: TimelineKind, *, hand: Hand) -> None:
    """That two rows became one, or two again, in the history of the system's."""
    same = (row.shown, row.shown)
    log_change(sql, row.row, kind, [], between=same, cause_id=new_id(), hand=hand)


def _words(manual: EditableRow, row: EditableRow) -> dict[EditField, str | None]:
    """What the person said of the visit that the system's row does not show.

    Where that says more than that somebody is expected, it knows better how far the visit is.
    """
    words: dict[EditField, str | None] = {}
    status, shown = AppointmentStatus(manual.row.status), AppointmentStatus(row.shown.status)
    if status not in _NOT_HERE_YET and shown in _NOT_HERE_YET:
        words[EditField.STATUS] = status.value
    phone = manual.row.patient_phone
    if phone and not is_same(EditField.PHONE, phone, row.shown.phone):
        words[EditField.PHONE] = phone
    return words


def _said_of(sql: Sql, manual: EditableRow, row: EditableRow) -> str | None:
    """The walk-in's note, with its type where the system's row has another: that one is the
    system's, and what somebody typed is as private as a note.
    """
    table, kind = pms_appointment_types.c, manual.row.kept_type_name
    theirs = sql.scalar(
        select(table.pms_type_name).where(
            table.connection_id == row.row.pms_connection_id,
            table.pms_type_id == row.row.pms_type_id,
        )
    )
    is_known = not kind or kind.casefold() == (theirs or "").casefold()
    lines = (None if is_known else f"Type: {kind}", manual.row.notes)
    return "\n".join(filter(None, lines)) or None


def _joined_note(one: str | None, other: str | None) -> str | None:
    if one is None or one == other:
        return other
    both = "\n".join(filter(None, (other, one)))
    if len(both) > manual_rows.LONGEST_NOTE:
        raise InvalidRequest(reason=say("The two notes are too long together. Shorten one first."))
    return both


def _hand_history_over(sql: Sql, manual_id: str, row_id: str) -> tuple[int, ...]:
    table = appointment_changes.c
    ids = tuple(sql.scalars(select(table.id).where(table.appointment_id == manual_id)))
    _move_history(sql, ids, to=row_id)
    return ids


def _move_history(sql: Sql, change_ids: tuple[int, ...], *, to: str) -> None:
    table = appointment_changes
    sql.execute(update(table).where(table.c.id.in_(change_ids)).values(appointment_id=to))


def _take_back(sql: Sql, joined: Joined, *, hand: Hand) -> None:
    log_join(sql, get_editable(sql, joined.row_id), TimelineKind.SEPARATED, hand=hand)
    for field, (before, after) in joined.words.items():
        found = get_editable(sql, joined.row_id)
        if is_same(field, found.shown.value(field), after):
            save_edit(sql, found, field, before, hand=hand)
    found, (before, after) = get_editable(sql, joined.row_id), joined.notes
    if found.row.notes == after:
        manual_rows.write_note(sql, found, before, hand=hand)
