"""The run sheet: one day's rows in columns, as every face shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.appointment import AppointmentStatus
from app.domain.freshness import Freshness
from app.domain.local_edit import EditField, LocalEdit
from app.domain.practice_day import local
from app.domain.said import say


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheetRow:
    """One patient's appointment on the sheet. Instants are aware UTC; draw them in `timezone`.

    `removed_at` is set when the system no longer has the appointment (a complete fetch missed it
    and asking for it alone confirmed that); the row stays on the sheet. `seen_cancelled_at` is when
    RunSheet learnt of a cancellation, `cancelled_at` the vendor's own time. `moved_from_start` and
    `moved_from_clinician` are what the row was before its last move, None when it never moved.

    An appointment that left the sheet (for another day, or for somebody without a column) stands at
    its old place with `moved_to_start`, `moved_to_clinician` (None: nobody's column) and, as
    `removed_at`, when RunSheet learnt of it; that place has an id of its own.

    `source_removed_at` is set when a person removed the row's connection: the row is as it was last
    read, and nothing checks it any more.

    `edits` are what persons changed of the row in this app only: the active ones are already in its
    values (a moved start, say), the superseded ones stand beside what the system says. A row of
    source `manual` was entered here by `entered_by`; `same_as` is the id of the system's row on
    this sheet that seems to be the same visit. `is_old`: whose it was is not kept any more.

    Who comes, the notes and the link (it opens the session to whoever has it) are in no repr; those
    fields are what privacy mode empties (`is_masked`, see `app.domain.privacy`), so whatever else
    tells of a person must be `repr=False` too.
    """

    id: str
    source: str
    connection_id: str | None
    pms_type: str | None
    system: str | None
    pms_appointment_id: str | None
    pms_patient_id: str | None
    clinician_id: str
    clinician_name: str
    timezone: str
    start: datetime
    end: datetime
    status: AppointmentStatus
    raw_status: str | None
    has_unknown_status: bool
    is_telehealth: bool
    appointment_type_name: str | None
    appointment_type_colour: str | None
    patient_first_name: str | None = field(repr=False)
    patient_last_name: str | None = field(repr=False)
    patient_phone: str | None = field(repr=False)
    patient_email: str | None = field(repr=False)
    patient_birth_date: date | None = field(repr=False)
    telehealth_url: str | None = field(repr=False)
    notes: str | None = field(repr=False)
    arrived_at: datetime | None
    cancelled_at: datetime | None
    seen_cancelled_at: datetime | None
    removed_at: datetime | None
    moved_from_start: datetime | None
    moved_from_clinician: str | None
    first_seen_at: datetime
    updated_at: datetime
    moved_to_start: datetime | None = None
    moved_to_clinician: str | None = None
    source_removed_at: datetime | None = None
    is_masked: bool = False
    edits: tuple[LocalEdit, ...] = ()
    entered_by: str | None = None
    is_old: bool = False
    same_as: str | None = None
    place_of: str | None = None
    arrival_seen_at: datetime | None = None

    @property
    def history_id(self) -> str:
        """By which the appointment's history is found: of a place that it left, its own row's."""
        return self.place_of or self.id

    @property
    def waiting_since(self) -> datetime | None:
        """Since when an arrived patient waits: the system's time, else when RunSheet saw it."""
        if self.status is not AppointmentStatus.ARRIVED or self.is_off:
            return None
        return self.arrived_at or self.arrival_seen_at

    @property
    def is_manual(self) -> bool:
        """True for a row that a person entered here; no practice system knows it."""
        return self.source == "manual"

    def edit_of(self, edited: EditField) -> LocalEdit | None:
        """The active edit of a field: what is shown there is only in this app."""
        return next((e for e in self.edits if e.is_active and e.field is edited), None)

    @property
    def has_moved_away(self) -> bool:
        """True for a place that an appointment left: nobody is there any more."""
        return self.moved_to_start is not None

    @property
    def awaits_acknowledgement(self) -> bool:
        """True for a place left on the same day, which goes when a person has seen the move."""
        if self.place_of is None or self.moved_to_start is None or self.moved_to_clinician is None:
            return False
        days = (local(at, self.timezone).date() for at in (self.start, self.moved_to_start))
        return len(set(days)) == 1

    @property
    def patient_name(self) -> str:
        """`Alice Brown`; the parts that are known, or an empty text for a row without a patient."""
        parts = (self.patient_first_name, self.patient_last_name)
        return " ".join(part for part in parts if part)

    @property
    def name_words(self) -> str:
        """The patient's name, or why there is none."""
        if self.patient_name or not self.has_patient:
            return self.patient_name or say("No patient named")
        return say("Name no longer kept") if self.is_old else say("Unnamed patient")

    @property
    def has_patient(self) -> bool:
        """False for a booking that names nobody, such as a blocked time."""
        return bool(self.pms_patient_id or self.patient_name)

    @property
    def is_off(self) -> bool:
        """True when nobody is coming: cancelled, moved away, or gone from the practice system."""
        is_cancelled = self.status is AppointmentStatus.CANCELLED
        return is_cancelled or self.removed_at is not None or self.has_moved_away

    @property
    def duration_minutes(self) -> int:
        """Whole minutes from start to end."""
        return round((self.end - self.start).total_seconds() / 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheetColumn:
    """A clinician's column with its own freshness: a system may fail for one practitioner only.

    `source_removed_at` is set when every connection that filled the column was removed, and when
    the last of them was. Where another one still fills it, the freshness is that one's and the old
    rows say for themselves that they are old.
    """

    clinician_id: str
    name: str
    systems: tuple[str, ...]
    freshness: Freshness
    source_removed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSource:
    """A removed connection that still has `row_count` rows on a sheet, and its practice's zone."""

    system: str
    removed_at: datetime
    timezone: str
    row_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """One practice day. Rows are ordered by start, then column order, then patient name.

    `hidden_by_connection`: how many rows *telehealth only* or a type that isn't synced keeps off
    the sheet, by connection id; a connection that hides nothing is not in it. `quarantined_count`:
    records that could not be read; `without_practitioner_count`: those that name nobody in whose
    column they could stand; `quarantined_in`, `without_practitioner_in`: ids of the connections
    they are of, the one with the most first. `timezone` is that of the first connection; rows keep
    their own. `freshness` is that of the columns that are still checked, and of the old ones only
    where there is no other.
    """

    day: date
    timezone: str
    freshness: Freshness
    columns: tuple[RunSheetColumn, ...]
    rows: tuple[RunSheetRow, ...]
    hidden_by_connection: Mapping[str, int]
    quarantined_count: int
    without_practitioner_count: int = 0
    quarantined_in: tuple[str, ...] = ()
    without_practitioner_in: tuple[str, ...] = ()

    @property
    def hidden_count(self) -> int:
        """How many rows of all connections together are kept off the sheet."""
        return sum(self.hidden_by_connection.values())

    @property
    def old_sources(self) -> tuple[OldSource, ...]:
        """The removed connections that rows of this sheet come from, in the rows' order."""
        found: dict[tuple[str, datetime, str], int] = {}
        for row in self.rows:
            if row.source_removed_at is not None:
                key = (row.system or "RunSheet", row.source_removed_at, row.timezone)
                found[key] = found.get(key, 0) + 1
        return tuple(
            OldSource(system=system, removed_at=removed_at, timezone=timezone, row_count=count)
            for (system, removed_at, timezone), count in found.items()
        )
