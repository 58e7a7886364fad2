"""The lease that makes one running RunSheet at a time send to a CRM.

A claim raises the epoch, and every commit of a sender checks it. The lease of a living holder is
never taken from it: one that the operating system stopped in the middle of a call may go on later,
and what it then sends must not have been sent by another meanwhile. A dead holder's is free at once
(`LeaseHolder`: its lock file).
"""

from sqlalchemy import Connection as Sql
from sqlalchemy import insert, select, update

from app.domain.errors import SyncFenced
from app.store.booking_tables import crm_leases
from app.store.schema import AnyRow
from app.store.sync.leases import LeaseHolder

_table = crm_leases.c


def claim(sql: Sql, provider: str, *, holder: LeaseHolder) -> tuple[int, bool] | None:
    """The epoch, and whether it is a new one; None while another living holder sends there."""
    row = _lease(sql, provider)
    if row.holder is not None and holder.is_running(provider, holder=row.holder, epoch=row.epoch):
        return (row.epoch, False) if row.holder == holder.id else None
    epoch: int = row.epoch + 1
    _write(sql, provider, holder=holder.id, epoch=epoch)
    holder.take(provider, epoch)
    return epoch, True


def check(sql: Sql, provider: str, *, epoch: int, holder: LeaseHolder) -> None:
    """Raises SyncFenced unless this holder still has the lease."""
    row = _lease(sql, provider)
    if (row.holder, row.epoch) != (holder.id, epoch):
        raise SyncFenced()


def release(sql: Sql, provider: str, *, epoch: int, holder: LeaseHolder) -> None:
    """Give the lease back, if it still is ours."""
    row = _lease(sql, provider)
    if (row.holder, row.epoch) == (holder.id, epoch):
        _write(sql, provider, holder=None, epoch=epoch)


def _lease(sql: Sql, provider: str) -> AnyRow:
    query = select(crm_leases).where(_table.provider == provider)
    row = sql.execute(query).one_or_none()
    if row is None:
        sql.execute(insert(crm_leases).values(provider=provider, holder=None, epoch=0))
        row = sql.execute(query).one()
    return row


def _write(sql: Sql, provider: str, *, holder: str | None, epoch: int) -> None:
    statement = update(crm_leases).where(_table.provider == provider)
    sql.execute(statement.values(holder=holder, epoch=epoch))
