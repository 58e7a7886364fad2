"""The file connections.json: how each connection stands; no practice's name, no vendor's id."""

from collections.abc import Sequence
from typing import Any

from app.domain.connection import SetupStep
from app.domain.sync_run import SyncStatus
from app.services.support import shapes as of
from app.services.support.marks import Kind, mark
from app.services.support.pseudonyms import Pseudonyms
from app.services.support.shapes import maybe
from app.services.support.writing import utc, utc_or_none
from app.store.support_facts import ConnectionFacts

STATUS = of.one_of(*(status.value for status in SyncStatus))

CONNECTIONS: of.Shape = [
    {
        "connection": of.ID,
        "system": of.WORD,
        "name": of.TAKEN_OUT,
        "practice": maybe(of.TAKEN_OUT),
        "practiceId": maybe(of.TAKEN_OUT),
        "region": maybe(of.WORD),
        "zone": maybe(of.ZONE),
        "hasOwnKeys": of.FLAG,
        "isSwitchedOn": of.FLAG,
        "frequencyMinutes": of.COUNT,
        "telehealthOnly": of.FLAG,
        "setupStep": of.one_of(*(step.value for step in SetupStep)),
        "lastSuccessAt": maybe(of.INSTANT),
        "lastAttemptAt": maybe(of.INSTANT),
        "lastStatus": maybe(STATUS),
        "lastErrorCode": maybe(of.CODE),
        "failuresInARow": of.COUNT,
        "abandonedInARow": of.COUNT,
        "retryAt": maybe(of.INSTANT),
        "pausedUntil": maybe(of.INSTANT),
        "pausedBy": maybe(of.TAKEN_OUT),
        "peopleFetchedAt": maybe(of.INSTANT),
        "people": of.COUNT,
        "peopleShown": of.COUNT,
        "types": of.COUNT,
        "typesTelehealth": of.COUNT,
        "createdAt": of.INSTANT,
        "updatedAt": of.INSTANT,
        "removedAt": maybe(of.INSTANT),
    }
]


def connections_document(
    found: Sequence[ConnectionFacts], names: Pseudonyms
) -> list[dict[str, Any]]:
    """The oldest first."""
    return [_connection(facts, names) for facts in found]


def _connection(facts: ConnectionFacts, names: Pseudonyms) -> dict[str, Any]:
    row = facts.row
    return {
        "connection": names.of(row.id),
        "system": row.pms_type,
        "name": mark(Kind.PRACTICE),
        "practice": mark(Kind.ID) if row.tenant_id else None,
        "practiceId": mark(Kind.ID) if row.practice_id else None,
        "region": row.region,
        "zone": row.timezone,
        "hasOwnKeys": row.credentials_configured,
        "isSwitchedOn": row.sync_enabled,
        "frequencyMinutes": row.sync_frequency_minutes,
        "telehealthOnly": row.sync_telehealth_only,
        "setupStep": row.setup_step,
        "lastSuccessAt": utc_or_none(row.last_sync_at),
        "lastAttemptAt": utc_or_none(row.last_attempt_at),
        "lastStatus": row.last_sync_status,
        "lastErrorCode": row.last_sync_error_code,
        "failuresInARow": row.failures_in_a_row,
        "abandonedInARow": row.abandoned_in_a_row,
        "retryAt": utc_or_none(row.retry_at),
        "pausedUntil": utc_or_none(row.paused_until),
        "pausedBy": mark(Kind.NAME) if row.paused_by else None,
        "peopleFetchedAt": utc_or_none(row.people_fetched_at),
        "people": facts.people,
        "peopleShown": facts.people_shown,
        "types": facts.types,
        "typesTelehealth": facts.types_telehealth,
        "createdAt": utc(row.created_at),
        "updatedAt": utc(row.updated_at),
        "removedAt": utc_or_none(row.removed_at),
    }
