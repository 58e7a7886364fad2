"""What a person said that an unknown status word of a system means."""

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.store.schema import status_words

AS_IT_IS = "as_it_is"
"""Stored in a status's place: the word stays as the system says it, and is not asked about."""


def save_status_word(
    sql: Sql, connection_id: str, word: str, *, status: str, by: str, now: datetime
) -> None:
    """Remember what the word means: one of our statuses, or `AS_IT_IS`."""
    values = {"status": status, "matched_by": by, "matched_at": now}
    statement = upsert(status_words).values(connection_id=connection_id, raw_status=word, **values)
    sql.execute(
        statement.on_conflict_do_update(index_elements=["connection_id", "raw_status"], set_=values)
    )


def forget_status_word(sql: Sql, connection_id: str, word: str) -> None:
    """The word is unknown again."""
    words = status_words.c
    sql.execute(
        delete(status_words).where(words.connection_id == connection_id, words.raw_status == word)
    )


def list_status_words(sql: Sql, connection_id: str) -> dict[str, str]:
    """Every matched word of a connection with what is stored for it."""
    words = status_words.c
    query = select(words.raw_status, words.status).where(words.connection_id == connection_id)
    return {row.raw_status: row.status for row in sql.execute(query)}
