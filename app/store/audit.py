"""The audit trail in the database: appended, read, cut at its old end."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy import Connection as Sql

from app.domain.audit import (
    START,
    Anchor,
    AuditEntry,
    AuditVerdict,
    Deed,
    judge,
    link_of,
    seal_of,
)
from app.store.audit_tables import audit_anchor, audit_entries
from app.store.schema import AnyRow

_entry = audit_entries.c

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is to be kept of a deed, and the chain's key."""

    at: datetime
    by: str
    pc: str
    through: str
    deed: Deed
    key: bytes


def append(sql: Sql, note: Note, objects: tuple[str, ...]) -> None:
    """One entry at the end of the chain, in the caller's transaction."""
    anchor = _read_anchor(sql)
    _append(sql, note, objects, anchor, first=(anchor.first, anchor.before) if anchor else None)


def begin_anew(sql: Sql, note: Note) -> None:
    """Their key is lost, so nobody can check the entries so far, or say where they end: another
    chain begins after them, with an entry that says so. Does nothing where there are none.
    """
    anchor = _read_anchor(sql)
    if anchor is not None:
        _append(sql, note, (), anchor, first=None)


def _append(
    sql: Sql,
    note: Note,
    objects: tuple[str, ...],
    anchor: Anchor | None,
    *,
    first: tuple[int, str] | None,
) -> None:
    """`first`: where the chain begins, and the link before that; None for this very entry."""
    before = anchor.link if anchor else START
    bare = AuditEntry(
        number=anchor.last + 1 if anchor else 1,
        at=note.at,
        by=note.by,
        pc=note.pc,
        through=note.through,
        deed=note.deed,
        objects=objects,
        link="",
    )
    link = link_of(bare, before, key=note.key)
    sql.execute(insert(audit_entries).values(**_values(bare), link=link))
    first = first or (bare.number, before)
    _write_anchor(sql, first=first, last=(bare.number, link), key=note.key)


def do_and_append(
    sql: Sql,
    work: Callable[..., T],
    args: Sequence[object],
    kwargs: Mapping[str, object],
    *,
    note: Note,
    objects: Callable[[T], tuple[str, ...]],
) -> T:
    """`work(sql, ...)` and its entry in one transaction: neither is ever there alone."""
    done = work(sql, *args, **kwargs)
    append(sql, note, objects(done))
    return done


def read_entries(sql: Sql, *, since: datetime | None = None) -> list[AuditEntry]:
    """From `since` on, the oldest first."""
    query = select(audit_entries).order_by(_entry.number)
    if since is not None:
        query = query.where(_entry.at >= since)
    return [_read(row) for row in sql.execute(query)]


def check_chain(sql: Sql, *, key: bytes) -> AuditVerdict:
    """Goes through the whole chain, entry by entry."""
    anchor = _read_anchor(sql)
    of_another_key = _entry.number.between(1, anchor.first - 1 if anchor else 0)
    older = select(func.count()).select_from(audit_entries).where(of_another_key)
    verdict = judge(_readable(sql, but=of_another_key), anchor, key=key)
    return replace(verdict, unchecked=sql.execute(older).scalar_one())


def has_begun(sql: Sql) -> bool:
    """Whether anything was ever written into it."""
    return _read_anchor(sql) is not None


def has_entry(sql: Sql, number: int, link: str) -> bool:
    """Whether there is an entry of that number and link; also where it is so old that it went."""
    anchor = _read_anchor(sql)
    if anchor is not None and number < anchor.first:
        return True
    query = select(_entry.link).where(_entry.number == number)
    return sql.execute(query).scalar() == link


def last_of(sql: Sql, deed: Deed) -> datetime | None:
    """When such a deed was last done."""
    return sql.execute(select(func.max(_entry.at)).where(_entry.deed == deed)).scalar()


def drop_before(sql: Sql, moment: datetime, *, key: bytes) -> int:
    """Forget the entries from before; the chain then begins with the first that stays, and what
    stays can be checked as before. The last entry always stays. How many went.
    """
    anchor = _read_anchor(sql)
    if anchor is None:
        return 0
    newer = select(_entry.number).where(_entry.at >= moment).order_by(_entry.number).limit(1)
    keep_from = min(sql.execute(newer).scalar() or anchor.last, anchor.last)
    if keep_from <= anchor.first:
        return 0
    query = select(_entry.link).where(_entry.number == keep_from - 1)
    before = str(sql.execute(query).scalar_one())
    dropped = sql.execute(delete(audit_entries).where(_entry.number < keep_from)).rowcount
    _write_anchor(sql, first=(keep_from, before), last=(anchor.last, anchor.link), key=key)
    return dropped


def _read_anchor(sql: Sql) -> Anchor | None:
    row = sql.execute(select(audit_anchor)).first()
    if row is None:
        return None
    return Anchor(first=row.first, before=row.before, last=row.last, link=row.link, seal=row.seal)


def _write_anchor(sql: Sql, *, first: tuple[int, str], last: tuple[int, str], key: bytes) -> None:
    facts = {"first": first[0], "before": first[1], "last": last[0], "link": last[1]}
    seal = seal_of(first=first[0], before=first[1], last=last[0], link=last[1], key=key)
    changed = sql.execute(update(audit_anchor).values(**facts, seal=seal)).rowcount
    if not changed:
        sql.execute(insert(audit_anchor).values(id=1, **facts, seal=seal))


def _values(entry: AuditEntry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at,
        "by": entry.by,
        "pc": entry.pc,
        "through": entry.through,
        "deed": str(entry.deed),
        "objects": list(entry.objects),
    }


def _readable(sql: Sql, *, but: ColumnElement[bool]) -> Iterator[AuditEntry]:
    """Every entry, save those, up to the first that can't be read: there the chain ends."""
    rows = sql.execute(select(audit_entries).where(~but).order_by(_entry.number))
    with contextlib.suppress(ValueError, TypeError):
        while (row := rows.fetchone()) is not None:
            yield _read(row)


def _read(row: AnyRow) -> AuditEntry:
    return AuditEntry(
        number=row.number,
        at=row.at,
        by=row.by,
        pc=row.pc,
        through=row.through,
        deed=row.deed,
        objects=tuple(row.objects),
        link=row.link,
    )
