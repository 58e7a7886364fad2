"""What persons did to rows, in the change log that the timeline is read from."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection as Sql
from sqlalchemy import insert, select

from app.domain.local_edit import EditField, start_of
from app.domain.timeline import TimelineKind
from app.store.schema import AnyRow, appointment_changes

FACT_NAMES = {
    EditField.START: "start",
    EditField.CLINICIAN: "practitioner",
    EditField.STATUS: "status",
    EditField.PHONE: "phone",
}
"""A field as `changed_fields` names it, where syncs write theirs as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who did something (None: a sync), and when, aware UTC."""

    by: str | None
    at: datetime


_WORDS = {
    "start": "the time",
    "end": "the length",
    "practitioner": "the clinician",
    "status": "the status",
    "phone": "the phone number",
    "notes": "the note",
    "name": "the name",
    "type": "the type",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """The facts of a row that persons may edit, each as the text that an edit keeps."""

    start: str
    clinician: str | None
    status: str
    phone: str | None = field(repr=False)

    def value(self, edited: EditField) -> str | None:
        """A fact by its name."""
        value: str | None = getattr(self, edited.value)
        return value

    def having(self, edited: EditField, value: str | None) -> "RowFacts":
        """The same with another value of one fact."""
        return replace(self, **{edited.value: value})  # type: ignore[arg-type]


def log_change(
    sql: Sql,
    row: AnyRow,
    kind: TimelineKind,
    fields: Iterable[EditField | str],
    *,
    between: tuple[RowFacts, RowFacts],
    cause_id: str,
    hand: Hand,
) -> None:
    """One line of history: who changed what of a row, and what it was. No name, no number.

    `between`: the facts before and after.
    """
    before, after = between
    names = [FACT_NAMES[each] if isinstance(each, EditField) else each for each in fields]
    sql.execute(
        insert(appointment_changes).values(
            connection_id=row.pms_connection_id,
            sync_id=cause_id,
            appointment_id=row.id,
            kind=kind.value,
            changed_by=hand.by,
            changed_fields=names,
            before_start_at=start_of(before.start),
            before_local_day=row.local_day,
            before_practitioner_id=row.pms_practitioner_id,
            before_clinician_id=before.clinician,
            before_status=before.status,
            after_start_at=start_of(after.start),
            after_practitioner_id=row.pms_practitioner_id,
            after_clinician_id=after.clinician,
            after_status=after.status,
            changed_at=max(hand.at, row.updated_at + timedelta(microseconds=1)),
        )
    )


def changed_since(sql: Sql, row_id: str, *, since: datetime) -> str:
    """`the time and the status`: what became of a row after a person saw it."""
    table = appointment_changes.c
    query = (
        select(appointment_changes)
        .where(table.appointment_id == row_id, table.changed_at > since)
        .order_by(table.id)
    )
    found: dict[str, None] = {}
    for change in sql.execute(query):
        found |= dict.fromkeys(_changed(change))
    words = [_WORDS[name] for name in found if name in _WORDS] or ["some of it"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _changed(change: AnyRow) -> Iterable[str]:
    if change.before_start_at != change.after_start_at:
        yield "start"
    if (change.before_practitioner_id, change.before_clinician_id) != (
        change.after_practitioner_id,
        change.after_clinician_id,
    ):
        yield "practitioner"
    if change.before_status != change.after_status:
        yield "status"
    yield from change.changed_fields
