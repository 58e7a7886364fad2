"""What of a row only the person who entered it can know: its name, length and type, corrected."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import update

from app.domain.errors import InvalidRequest
from app.domain.said import say
from app.domain.timeline import TimelineKind
from app.store.desk.edit_log import Hand, log_change
from app.store.desk.local_edits import ROWS, EditableRow, touch
from app.store.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """New values; None leaves one as it is. `name`: first and last. An empty type takes it away."""

    name: tuple[str | None, str | None] | None = field(default=None, repr=False)
    minutes: int | None = None
    type_name: str | None = field(default=None, repr=False)


def change_own_facts(sql: Sql, found: EditableRow, facts: OwnFacts, *, hand: Hand) -> None:
    """Writes what differs. Raises InvalidRequest for a system's row."""
    wanted = _columns(found, facts)
    if not wanted:
        return
    if found.row.source != "manual":
        raise InvalidRequest(
            reason=say("Name, length and type of this row are the practice system's.")
        )
    values = {name: value for columns in wanted.values() for name, value in columns.items()}
    if all(getattr(found.row, name) == value for name, value in values.items()):
        return
    changed = [
        fact
        for fact, columns in wanted.items()
        if any(getattr(found.row, name) != value for name, value in columns.items())
    ]
    values["updated_at"] = touch(sql, found.row, now=hand.at)
    sql.execute(update(ROWS).where(ROWS.c.id == found.row.id).values(**values))
    log_change(
        sql,
        found.row,
        TimelineKind.EDITED,
        changed,
        between=(found.system, found.system),
        cause_id=new_id(),
        hand=hand,
    )


def _columns(found: EditableRow, facts: OwnFacts) -> dict[str, dict[str, Any]]:
    """The columns of each fact that is given, by the name the history knows it by."""
    columns: dict[str, dict[str, Any]] = {}
    if facts.name is not None:
        first, last = facts.name
        columns["name"] = {"patient_first_name": first, "patient_last_name": last}
    if facts.minutes is not None:
        columns["end"] = {"end_at": found.row.start_at + timedelta(minutes=facts.minutes)}
    if facts.type_name is not None:
        columns["type"] = {"kept_type_name": facts.type_name or None}
    return columns
