"""The files quarantine.json and waiting.json: what could not be read, what waits for a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.services.support import shapes as of
from app.services.support.pseudonyms import Pseudonyms
from app.services.support.shapes import maybe
from app.services.support.writing import utc
from app.store.schema import AnyRow

QUARANTINE: of.Shape = [
    {
        "connection": of.ID,
        "practitioner": of.ID,
        "appointment": maybe(of.ID),
        "payload": of.ID,
        "day": of.DAY,
        "reason": of.text_of(r"[A-Za-z][\w. -]{0,39}", is_words=True),
        "firstSeenAt": of.INSTANT,
        "lastSeenAt": of.INSTANT,
        "seen": of.COUNT,
    }
]

WAITING: of.Shape = {
    "questions": [
        {
            "connection": of.ID,
            "kind": of.WORD,
            "state": of.WORD,
            "items": of.COUNT,
            "openedAt": of.INSTANT,
            "updatedAt": of.INSTANT,
        }
    ],
    "localEdits": [{"field": of.NAME_OF_OURS, "state": of.WORD, "count": of.COUNT}],
}


def quarantine_document(rows: Sequence[AnyRow], names: Pseudonyms) -> list[dict[str, Any]]:
    """The payload's own digest is made a pseudonym too: what is short can be guessed from it."""
    return [
        {
            "connection": names.of(row.connection_id),
            "practitioner": names.of(row.connection_id, row.pms_practitioner_id),
            "appointment": names.of(row.connection_id, row.pms_appointment_id)
            if row.pms_appointment_id
            else None,
            "payload": names.of(row.payload_sha256),
            "day": row.local_day.isoformat(),
            "reason": row.reason,
            "firstSeenAt": utc(row.first_seen_at),
            "lastSeenAt": utc(row.last_seen_at),
            "seen": row.seen_count,
        }
        for row in rows
    ]


def waiting_document(
    notices: Sequence[AnyRow], edits: Mapping[tuple[str, str], int], names: Pseudonyms
) -> dict[str, Any]:
    """Questions to a person, and how many local edits stand how."""
    return {
        "questions": [
            {
                "connection": names.of(row.connection_id),
                "kind": row.kind,
                "state": row.state,
                "items": row.item_count,
                "openedAt": utc(row.opened_at),
                "updatedAt": utc(row.updated_at),
            }
            for row in notices
        ],
        "localEdits": [
            {"field": field, "state": state, "count": count}
            for (field, state), count in sorted(edits.items())
        ],
    }
