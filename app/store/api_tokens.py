"""The HTTP API's named tokens: made, listed by their digest, revoked."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import insert, select, update

from app.domain.api_access import ApiToken, Scope
from app.store.ids import new_id
from app.store.schema import AnyRow, api_tokens

_table = api_tokens.c


def add_token(
    sql: Sql, name: str, scopes: Iterable[Scope], *, digest: str, at: datetime
) -> ApiToken:
    """The new token's row. `digest`: SHA-256 of its secret, in hex."""
    told = sorted(scopes)
    token = ApiToken(id=new_id(), name=name, scopes=frozenset(told), created_at=at)
    row = {"id": token.id, "name": name, "digest": digest, "scopes": told, "created_at": at}
    sql.execute(insert(api_tokens).values(**row))
    return token


def read_tokens(sql: Sql) -> list[ApiToken]:
    """All of them, also the revoked; the newest first."""
    return [_token(row) for row in sql.execute(select(api_tokens).order_by(_table.id.desc()))]


def read_valid(sql: Sql) -> dict[str, ApiToken]:
    """Those that are not revoked, by their digest."""
    query = select(api_tokens).where(_table.revoked_at.is_(None))
    return {row.digest: _token(row) for row in sql.execute(query)}


def note_use(sql: Sql, used: Mapping[str, datetime]) -> dict[str, ApiToken]:
    """Keep when tokens were last used, by their ids; what `read_valid` gives."""
    for token_id, at in used.items():
        sql.execute(update(api_tokens).where(_table.id == token_id).values(last_used_at=at))
    return read_valid(sql)


def revoke_token(sql: Sql, token_id: str, *, at: datetime) -> bool:
    """False where there is no such token, or it was revoked before."""
    one = (_table.id == token_id) & _table.revoked_at.is_(None)
    return sql.execute(update(api_tokens).where(one).values(revoked_at=at)).rowcount == 1


def _token(row: AnyRow) -> ApiToken:
    return ApiToken(
        id=row.id,
        name=row.name,
        scopes=frozenset(Scope(each) for each in row.scopes),
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
