"""What a person has seen of the changes: the places that appointments left on the same day."""

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import select, update

from app.store.schema import appointment_changes
from app.store.sheet_places import move_place_id


def acknowledge_move(sql: Sql, appointment_id: str, place_id: str, *, now: datetime) -> bool:
    """The place that an appointment left goes from the sheet; False when it was not on it."""
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
        return False
    same_place = (
        table.c.before_start_at == move.before_start_at,
        table.c.before_practitioner_id == move.before_practitioner_id,
        table.c.id <= move.id,
    )
    sql.execute(update(table).where(*moves, *same_place).values(acknowledged_at=now))
    return True
