"""One run of a sync: what started it, how it ended, what it counted."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SyncTrigger(StrEnum):
    """What started a run. WAKE: the PC woke up or its clock jumped; NETWORK: the network came back;
    RETRY: a person tried what had failed again.
    """

    MANUAL = "manual"
    SCHEDULED = "scheduled"
    SETUP = "setup"
    WAKE = "wake"
    NETWORK = "network"
    RETRY = "retry"

    @property
    def is_a_persons(self) -> bool:
        """True when somebody asked for the run, so that the history can name them."""
        return self in (SyncTrigger.MANUAL, SyncTrigger.SETUP, SyncTrigger.RETRY)


class SyncStatus(StrEnum):
    """How a run stands or ended. SKIPPED: a person asked while another run was under way; it did
    nothing and only says so.
    """

    RUNNING = "running"
    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncCounts:
    """`fetched` = created + updated + skipped; skipped covers unchanged and filtered rows.

    `removed`: cancelled or vanished rows found by this run; not part of `fetched` unless the
    system still returned them. `held`: rows that vanished in a mass and wait for a person.
    """

    fetched: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    unchanged: int = 0
    removed: int = 0
    quarantined: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerOutcome:
    """One practitioner's part of a run; `error_code` and `error` are None when it went well."""

    pms_practitioner_id: str
    name: str
    fetched: int
    quarantined: int = 0
    error_code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncRun:
    """A row of the sync history (aware UTC). `started_by`: the person, None for the clock's."""

    id: str
    connection_id: str
    trigger: SyncTrigger
    started_by: str | None = None
    status: SyncStatus
    day: date
    counts: SyncCounts
    started_at: datetime
    completed_at: datetime | None
    error_code: str | None
    error: str | None
    outcomes: tuple[PractitionerOutcome, ...]

    @property
    def duration_ms(self) -> int:
        """Milliseconds from start to end; 0 while it runs."""
        if self.completed_at is None:
            return 0
        return round((self.completed_at - self.started_at).total_seconds() * 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncProgress:
    """How far a run is: practitioners done of all, and the one that was finished last."""

    connection_id: str
    done: int
    total: int
    practitioner_name: str | None
    failed: bool = False


class NoticeKind(StrEnum):
    """What waits for a person.

    CRASH_LOOP: checking ended RunSheet several times in a row (SYNC-03); it is tried again at the
    notice's `until`, or at once when a person syncs.
    """

    NEW_PEOPLE = "new_people"
    MASS_VANISH = "mass_vanish"
    CRASH_LOOP = "crash_loop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A question to a person, shown as a banner; `count` is people, appointments or crashes.

    `until` (aware UTC): when it settles itself, where that is known.
    """

    id: str
    kind: NoticeKind
    connection_id: str
    system: str
    count: int
    opened_at: datetime
    until: datetime | None = None
