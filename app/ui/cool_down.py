"""Sync now rests for half a minute after any good check of the list, whoever or what began it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.domain.connection import Connection
from app.domain.sync_run import SyncStatus
from app.ui.language import tr

COOL_DOWN = timedelta(seconds=30)


def is_resting(connection: Connection, *, now: datetime) -> bool:
    """True while today's list of the connection was checked a moment ago, and well."""
    checked_at = connection.last_sync_at
    if checked_at is None or connection.last_sync_status != SyncStatus.SUCCESS:
        return False
    return timedelta(0) <= now - checked_at < COOL_DOWN


def resting_words(resting: Iterable[Connection], *, now: datetime) -> str:
    """`Checked 12 s ago. You can check again in 18 s.`: of the one that may be checked soonest."""
    ages = (now - one.last_sync_at for one in resting if one.last_sync_at is not None)
    seconds = int(max(ages, default=timedelta(0)).total_seconds())
    return tr(
        "Checked {seconds} s ago. You can check again in {left} s.",
        seconds=seconds,
        left=30 - seconds,
    )
