"""One sending of a report to a CRM, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PushState(StrEnum):
    """PENDING: stored, and sent as soon as the CRM can be reached; SENDING: under way."""

    PENDING = "pending"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPush:
    """`payload` is what leaves, byte for byte. All `*_at` are aware UTC; `next_try_at` counts while
    it is pending. `error_code`, `error` are of the last try.
    """

    id: str
    provider: str
    label: str
    key: str
    payload: str = field(repr=False)
    state: PushState
    is_resend: bool
    attempts: int
    sent_at: datetime | None
    next_try_at: datetime
    external_id: str | None
    correlation_id: str | None
    error_code: str | None
    error: str | None
    requested_by: str
    requested_at: datetime
    settled_at: datetime | None
