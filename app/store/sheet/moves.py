"""What a person has seen of the changes: the places that appointments left on the same day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import select, update

from app.store.schema import appointment_changes
from app.store.sheet.places import move_place_id


def acknowledge_move(
    sql: Sql, appointment_id: str, place_id: str, *, now: datetime
) -> tuple[int, ...]:
    """The place that an appointment left goes from the sheet. The ids of the moves away from it,
    for `restore_place`; none when it was not on the sheet.
    """
    table = appointment_changes
    moves = (
        table.c.appointment_id == appointment_id,
        table.c.kind == "moved",
        table.c.acknowledged_at.is_(None),
    )
    found = sql.execute(select(table).where(*moves)).all()
    move = next(
        (each for each in found if move_place_id(appointment_id, each.id) == place_id), None
    )
    if move is None:
        return ()
    same_place = (
        table.c.before_start_at == move.before_start_at,
        table.c.before_practitioner_id == move.before_practitioner_id,
        table.c.id <= move.id,
    )
    taken = sql.scalars(select(table.c.id).where(*moves, *same_place)).all()
    sql.execute(update(table).where(table.c.id.in_(taken)).values(acknowledged_at=now))
    return tuple(taken)


def restore_place(sql: Sql, move_ids: Sequence[int]) -> None:
    """Nobody has seen these moves after all: the place they left is on the sheet again."""
    table = appointment_changes
    sql.execute(update(table).where(table.c.id.in_(move_ids)).values(acknowledged_at=None))
