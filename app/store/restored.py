"""What it means for a database that it came from a backup: nobody knows what was done since."""

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import update

from app.domain.booking import OutboxState
from app.domain.report_push import PushState
from app.store.booking_tables import crm_leases, crm_outbox, crm_reports
from app.store.file.restore import RESTORED_AT
from app.store.preferences import forget_preferences, read_preferences
from app.store.schema import pms_connections, sync_leases, sync_snapshots


def settle_restored(sql: Sql, *, now: datetime) -> None:
    """Each list is due and read in full, and what waited to be sent may have been: it counts as
    begun, so that it is looked for before it is sent. A file that is no backup stays as it is.

    It writes in any case: who can't write is told so at the start.
    """
    is_restored = RESTORED_AT in read_preferences(sql)
    forget_preferences(sql, [RESTORED_AT])
    if not is_restored:
        return
    sql.execute(update(pms_connections).values(last_attempt_at=None, retry_at=None))
    sql.execute(update(sync_snapshots).values(page_marks=[]))
    sql.execute(update(sync_leases).values(holder=None, expires_at=None))
    sql.execute(update(crm_leases).values(holder=None))
    sql.execute(
        update(crm_outbox)
        .where(crm_outbox.c.state == OutboxState.PENDING)
        .values(state=OutboxState.SENDING, attempts=crm_outbox.c.attempts + 1, sent_at=now)
    )
    sql.execute(
        update(crm_reports)
        .where(crm_reports.c.state == PushState.PENDING)
        .values(state=PushState.SENDING, attempts=crm_reports.c.attempts + 1, sent_at=now)
    )
