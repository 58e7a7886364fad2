"""Stored day + fetched day -> what changed. Pure: no clock, no disk, no network."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.appointment import Appointment, AppointmentStatus

RowKey = tuple[str, str]
"""pms_appointment_id, pms_patient_id (empty for a booking without a patient)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """What the database knows of a row, as far as comparing needs it. `start` is aware UTC."""

    id: str
    key: RowKey
    pms_practitioner_id: str
    local_day: date
    start: datetime
    status: AppointmentStatus
    digest: str
    is_removed: bool


class ChangeKind(StrEnum):
    """What became of a row, in the words of the change log."""

    CREATED = "created"
    UPDATED = "updated"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row to write; `stored` is None for a new one."""

    kind: ChangeKind
    appointment: Appointment
    digest: str
    stored: StoredRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedCell:
    """One practitioner's day as far as comparing needs it."""

    pms_practitioner_id: str
    is_complete: bool
    appointments: tuple[Appointment, ...]
    quarantined_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChanges:
    """The outcome of comparing.

    `vanished`: rows that a complete fetch no longer holds; a suspicion, to be confirmed one by one.
    `replaced`: rows whose appointment still exists with somebody else in it: gone for certain.
    """

    changes: tuple[RowChange, ...] = ()
    unchanged: tuple[Appointment, ...] = ()
    vanished: tuple[StoredRow, ...] = ()
    replaced: tuple[StoredRow, ...] = ()
    rows_per_practitioner: Mapping[str, int] = field(default_factory=dict)


def find_conflicts(cells: Iterable[FetchedCell]) -> frozenset[str]:
    """Appointments that two practitioners' days hold at once: moved while they were being read."""
    seen: dict[RowKey, Appointment] = {}
    conflicts = set()
    for cell in cells:
        for appointment in cell.appointments:
            other = seen.setdefault(appointment.key, appointment)
            if other is not appointment and other != appointment:
                conflicts.add(appointment.pms_appointment_id)
    return frozenset(conflicts)


def compare(
    cells: Iterable[FetchedCell],
    stored: Mapping[RowKey, StoredRow],
    *,
    day: date,
    settled: Mapping[str, tuple[Appointment, ...]],
    unreadable: Collection[str] = (),
) -> DayChanges:
    """Compare the fetched cells with the stored rows.

    `stored` holds at least every row of the cells' practitioners on `day` and every row whose key
    was fetched. `settled` gives, for appointments in conflict, what the system said of each alone.
    `unreadable`: appointments known to be in lists that did not change and can't be read: not gone.
    """
    cells = tuple(cells)
    fetched: dict[RowKey, Appointment] = {}
    for cell in cells:
        for appointment in cell.appointments:
            if appointment.pms_appointment_id not in settled:
                fetched[appointment.key] = appointment
    for appointments in settled.values():
        fetched.update((appointment.key, appointment) for appointment in appointments)

    changes: list[RowChange] = []
    unchanged: list[Appointment] = []
    for key, appointment in fetched.items():
        change = change_of(appointment, stored.get(key))
        if change is None:
            unchanged.append(appointment)
        else:
            changes.append(change)
    vanished, replaced = _missing(cells, stored, fetched=fetched, day=day, unreadable=unreadable)
    return DayChanges(
        changes=tuple(changes),
        unchanged=tuple(unchanged),
        vanished=vanished,
        replaced=replaced,
        rows_per_practitioner={cell.pms_practitioner_id: len(cell.appointments) for cell in cells},
    )


def change_of(appointment: Appointment, stored: StoredRow | None) -> RowChange | None:
    """The change that brings a stored row to this appointment; None when there is none."""
    digest = appointment.digest()
    if stored is None:
        kind = ChangeKind.CREATED
    elif stored.is_removed:
        kind = ChangeKind.RESTORED
    elif stored.digest == digest:
        return None
    else:
        kind = _kind_of_update(appointment, stored)
    return RowChange(kind=kind, appointment=appointment, digest=digest, stored=stored)


def _kind_of_update(appointment: Appointment, stored: StoredRow) -> ChangeKind:
    cancelled = AppointmentStatus.CANCELLED
    if appointment.status is cancelled and stored.status is not cancelled:
        return ChangeKind.CANCELLED
    here = (appointment.start, appointment.pms_practitioner_id)
    if here != (stored.start, stored.pms_practitioner_id):
        return ChangeKind.MOVED
    return ChangeKind.UPDATED


def _missing(
    cells: Iterable[FetchedCell],
    stored: Mapping[RowKey, StoredRow],
    *,
    fetched: Mapping[RowKey, Appointment],
    day: date,
    unreadable: Collection[str],
) -> tuple[tuple[StoredRow, ...], tuple[StoredRow, ...]]:
    complete = {cell.pms_practitioner_id for cell in cells if cell.is_complete}
    quarantined = {appointment_id for cell in cells for appointment_id in cell.quarantined_ids}
    quarantined.update(unreadable)
    still_there = {appointment_id for appointment_id, _ in fetched}
    vanished: list[StoredRow] = []
    replaced: list[StoredRow] = []
    for key, row in stored.items():
        if key in fetched or not _is_missable(row, day=day, practitioners=complete):
            continue
        if key[0] in quarantined:
            continue
        (replaced if key[0] in still_there else vanished).append(row)
    return tuple(vanished), tuple(replaced)


def _is_missable(row: StoredRow, *, day: date, practitioners: Collection[str]) -> bool:
    """Only a live row of this very day in a completely read column can be missed."""
    return (
        not row.is_removed
        and row.status is not AppointmentStatus.CANCELLED
        and row.local_day == day
        and row.pms_practitioner_id in practitioners
    )


MASS_VANISH_ROWS = 20
MASS_VANISH_SHARE = 0.3
MASS_VANISH_FLOOR = 5


def is_mass_vanish(vanished: int, *, scope: int) -> bool:
    """More than 20 rows; or more than 5 that are over 30 % of what was on the sheet."""
    if vanished > MASS_VANISH_ROWS:
        return True
    return vanished > MASS_VANISH_FLOOR and vanished > scope * MASS_VANISH_SHARE
