"""The sync history as a person reads it: a run with its system, what it changed, what it left out.

Words for all of it stand in `history_words`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.appointment import AppointmentStatus
from app.domain.reconcile import ChangeKind
from app.domain.sync_run import SyncRun, SyncStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRun:
    """A run with the facts of its connection. `timezone` is the practice's own.

    `moved`, `came_back`, `updated`: how many of the run's changes were of that kind, each in one.
    `epoch` counts the connection's runs, and orders two of the same instant.
    """

    run: SyncRun
    system: str
    practice: str
    timezone: str
    epoch: int
    moved: int = 0
    came_back: int = 0
    updated: int = 0

    @property
    def id(self) -> str:
        """The run's id."""
        return self.run.id

    @property
    def cursor(self) -> "HistoryCursor":
        """Where the next page begins: behind this run."""
        return HistoryCursor(started_at=self.run.started_at, run_id=self.run.id)

    @property
    def failed_practitioners(self) -> tuple[str, ...]:
        """The pms_practitioner_id of everybody whose day this run could not read."""
        outcomes = self.run.outcomes
        return tuple(each.pms_practitioner_id for each in outcomes if each.error_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCursor:
    """A place in the history, newest first."""

    started_at: datetime
    run_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """Which runs to show; None is all of them. `day`: on which local day of the practice they
    started; `since`: not before that instant (aware UTC).
    """

    connection_id: str | None = None
    result: SyncStatus | None = None
    day: date | None = None
    since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """True when it lets every run through."""
        return self == HistoryFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMark:
    """One run on the strip of the last 24 hours."""

    run_id: str
    connection_id: str
    status: SyncStatus
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChange:
    """What one run did to one appointment: how it was, and how it is since then (aware UTC).

    For a new appointment both are the same. The names are for the screen alone: in no repr, log,
    copied text or file. A clinician is None when nobody knows the name any more.
    """

    kind: ChangeKind
    appointment_id: str
    patient_first_name: str | None = field(repr=False)
    patient_last_name: str | None = field(repr=False)
    before_start: datetime
    after_start: datetime
    before_clinician: str | None
    after_clinician: str | None
    before_status: AppointmentStatus
    after_status: AppointmentStatus
    changed_fields: tuple[str, ...] = ()

    @property
    def patient_name(self) -> str:
        """`Alice Brown`; empty for a booking that names nobody."""
        parts = (self.patient_first_name, self.patient_last_name)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotImported:
    """Records of one practitioner that are not on the list for one reason (a code of ours).

    `clinician` is None for records that name nobody.
    """

    reason: str
    clinician: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetail:
    """One run in full. `changes` holds the first of `change_count`, by the kind and the time.

    `no_longer_known`: records this run could not read, of which nothing is kept any more because
    they were read, or gone, since then.
    """

    entry: HistoryRun
    changes: tuple[AppointmentChange, ...]
    change_count: int
    not_imported: tuple[NotImported, ...]
    no_longer_known: int
