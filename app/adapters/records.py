"""Records that can't be read: how a mapping says so, and how they are counted."""

from hashlib import sha256
from typing import Any

import msgspec

from app.adapters.values import record_id
from app.domain.appointment import QuarantinedRecord


class Unreadable(Exception):
    """A record that must be quarantined; `reason` is a code of ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def quarantined(record: Any, reason: str) -> QuarantinedRecord:
    """The record as it is counted: reason, hash and, where readable, id."""
    return QuarantinedRecord(
        reason=reason,
        payload_sha256=sha256(_canonical(record)).hexdigest(),
        pms_appointment_id=record_id(record),
    )


def _canonical(record: Any) -> bytes:
    try:
        return msgspec.json.encode(record, order="deterministic")
    except (ValueError, TypeError, RecursionError):
        return b"cannot be encoded"
