"""A person's change of one row, in one transaction: edits of a system's row, or a manual row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection as Sql

from app.domain.errors import ChangedMeanwhile, InvalidRequest
from app.domain.local_edit import EditField
from app.domain.practice_day import local
from app.domain.said import say
from app.store.desk import manual_rows
from app.store.desk.edit_log import Hand
from app.store.desk.local_edits import EditableRow, end_edit, get_edit, get_editable, save_edit
from app.store.desk.own_facts import OwnFacts, change_own_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChanges:
    """New values of fields as texts (see `LocalEdit`), and the row as the person saw it last.

    `note`: the new note, in a tuple because None takes it away. `own`: of a manual row only.
    """

    values: Mapping[EditField, str | None]
    seen_updated_at: datetime | None = None
    note: tuple[str | None] | None = None
    own: OwnFacts | None = None


def change_row(
    sql: Sql, row_id: str, changes: RowChanges, *, fallback_timezone: str, hand: Hand
) -> None:
    """Every value or none. Raises AppointmentNotFound, ChangedMeanwhile, InvalidRequest."""
    _require_there(get_editable(sql, row_id, seen_updated_at=changes.seen_updated_at))
    clinician_id = changes.values.get(EditField.CLINICIAN)
    if clinician_id is not None:
        manual_rows.require_clinician(sql, clinician_id)
    for field, value in changes.values.items():
        found = get_editable(sql, row_id)
        if found.row.source == "manual":
            manual_rows.change_manual(
                sql, found, field, value, fallback_timezone=fallback_timezone, hand=hand
            )
        else:
            save_edit(sql, found, field, value, hand=hand)
    if changes.own is not None:
        change_own_facts(sql, get_editable(sql, row_id), changes.own, hand=hand)
    if changes.note is not None:
        manual_rows.write_note(sql, get_editable(sql, row_id), changes.note[0], hand=hand)


def withdraw_edit(sql: Sql, edit_id: str, *, hand: Hand) -> None:
    """What the system says is shown again; of a superseded edit, that it isn't told any more."""
    row_id, edit = get_edit(sql, edit_id)
    if edit.is_active:
        found = get_editable(sql, row_id)
        save_edit(sql, found, edit.field, found.system.value(edit.field), hand=hand)
    else:
        end_edit(sql, edit_id, now=hand.at)


def reapply_edit(sql: Sql, edit_id: str, *, hand: Hand) -> None:
    """The overruled value again, over what the system says now.

    Raises AppointmentNotFound, and InvalidRequest when it was not overruled or too long ago.
    """
    row_id, edit = get_edit(sql, edit_id)
    if not edit.is_offered_again(hand.at):
        raise InvalidRequest(reason=say("That change can't be used again."))
    found = _require_there(get_editable(sql, row_id))
    end_edit(sql, edit_id, now=hand.at)
    save_edit(sql, found, edit.field, edit.value, hand=hand)


def set_note(
    sql: Sql, row_id: str, note: str | None, *, seen: str | None, is_seen: bool, hand: Hand
) -> None:
    """The note of a row. `seen`: what it was when the person began to write, where that is known.

    Raises AppointmentNotFound, and ChangedMeanwhile when a colleague wrote another one.
    """
    found = get_editable(sql, row_id)
    stored = found.row.notes
    if is_seen and stored not in (seen, note):
        raise ChangedMeanwhile(changed="the note")
    manual_rows.write_note(sql, found, note, hand=hand)


def day_of_row(sql: Sql, row_id: str, *, fallback_timezone: str) -> date:
    """The practice day on which the sheet shows a row. Raises AppointmentNotFound."""
    found = get_editable(sql, row_id)
    edit = found.active(EditField.START)
    if edit is None:
        day: date = found.row.local_day
        return day
    zone = manual_rows.row_zone(sql, found.row) or fallback_timezone
    return local(datetime.fromisoformat(found.shown.start), zone).date()


def _require_there(found: EditableRow) -> EditableRow:
    if found.row.removed_at is not None:
        raise InvalidRequest(
            reason=say(
                "The practice system no longer has this appointment, so it can't be changed."
            )
        )
    return found
