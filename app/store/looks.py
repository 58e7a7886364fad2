"""When somebody last looked at each day on this PC, among its preferences."""

from datetime import date, datetime

from sqlalchemy import Connection as Sql

from app.domain.looks import looks_of, looks_text, with_look
from app.store.preferences import read_preferences, write_preference

LOOKED_AT = "today.looked_at"


def read_looks(sql: Sql) -> dict[date, datetime]:
    """By day, the last look (aware UTC)."""
    return looks_of(read_preferences(sql).get(LOOKED_AT))


def write_look(sql: Sql, day: date, at: datetime, *, now: datetime) -> None:
    """Save a day's look; long past days are forgotten."""
    write_preference(sql, LOOKED_AT, looks_text(with_look(read_looks(sql), day, at, now=now)))
