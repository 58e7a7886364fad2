"""What a run comes to: its status, its counts, and everything its last transaction writes."""

from collections.abc import Iterable
from datetime import datetime

from app.adapters.base import NOBODY, PractitionerDay
from app.domain.appointment import Appointment
from app.domain.errors import IncompleteRead, MassVanish, RunSheetError, SlowDown
from app.domain.practice import counts_as_telehealth
from app.domain.reconcile import ChangeKind
from app.domain.sync_run import PractitionerOutcome, SyncCounts, SyncStatus
from app.services.sync.confirm import Findings
from app.services.sync.fetch import FetchedRun
from app.store.connection.appointment_types import StoredType
from app.store.sync.day import CellFailure, CellWrite, DayWrites
from app.store.sync.run import RunEnd, RunPlan


def describe_end(plan: RunPlan, fetched: FetchedRun, found: Findings) -> RunEnd:
    """The end of a run whose fetch came back, with whatever failed for single practitioners."""
    failures = _failures(plan, fetched)
    cells = [cell for cell in fetched.cells.values() if cell.is_complete]
    read = [cell for cell in fetched.cells.values() if not cell.is_unchanged]
    if _nobody_is_left(fetched):
        nobody = PractitionerDay(pms_practitioner_id=NOBODY, is_complete=True)
        read.append(nobody)
        cells += [nobody] if NOBODY in plan.snapshots else []
    status = _status(fetched, failures, found)
    return RunEnd(
        people=fetched.lists.people,
        types=fetched.lists.types,
        status=status,
        counts=_counts(plan, fetched, found),
        outcomes=_outcomes(plan, fetched, failures),
        error=_error(plan, fetched, failures, found),
        retry_at=_retry_at(fetched),
        held=tuple(found.held),
        writes=DayWrites(
            day=plan.day,
            timezone=fetched.day.timezone,
            changes=found.changes,
            removed=found.removed,
            cells=[_cell_write(plan, cell, doubtful=found.doubtful) for cell in cells],
            failures=failures,
            quarantined={cell.pms_practitioner_id: cell.quarantined for cell in read},
        ),
    )


def _nobody_is_left(fetched: FetchedRun) -> bool:
    """True when the day was read afresh and whole, and no record of it names nobody.

    A system that lists the whole practice tells of such records as long as there are any.
    """
    cells = fetched.cells
    is_whole = not fetched.failures and all(cell.is_complete for cell in cells.values())
    is_fresh = any(not cell.is_unchanged for cell in cells.values())
    return is_whole and is_fresh and NOBODY not in cells


def _status(fetched: FetchedRun, failures: list[CellFailure], found: Findings) -> SyncStatus:
    if fetched.failures and not fetched.cells.keys() - {NOBODY}:
        return SyncStatus.FAILED
    is_whole = not failures and not found.held and fetched.lists.error is None
    return SyncStatus.SUCCESS if is_whole else SyncStatus.PARTIAL


def _error(
    plan: RunPlan, fetched: FetchedRun, failures: list[CellFailure], found: Findings
) -> tuple[str, str] | None:
    if failures:
        return failures[0].error_code, failures[0].error
    error: RunSheetError | None = fetched.lists.error
    if found.held:
        error = MassVanish(system=plan.connection.system, count=len(found.held))
    return (error.code, error.sentence) if error else None


def _retry_at(fetched: FetchedRun) -> datetime | None:
    """The latest time that the system named when it asked us to slow down."""
    errors = (*(failure.error for failure in fetched.failures.values()), fetched.lists.error)
    named = [error.retry_at for error in errors if isinstance(error, SlowDown)]
    return max((at for at in named if at is not None), default=None)


def _failures(plan: RunPlan, fetched: FetchedRun) -> list[CellFailure]:
    """Practitioners that could not be read, and those whose list was not whole."""
    failed = [
        CellFailure(
            pms_practitioner_id=failure.pms_practitioner_id,
            error_code=failure.error.code,
            error=failure.error.sentence,
        )
        for failure in fetched.failures.values()
    ]
    incomplete = IncompleteRead(system=plan.connection.system)
    return failed + [
        CellFailure(
            pms_practitioner_id=cell.pms_practitioner_id,
            error_code=incomplete.code,
            error=incomplete.sentence,
        )
        for cell in fetched.cells.values()
        if not cell.is_complete
    ]


def _cell_write(plan: RunPlan, cell: PractitionerDay, *, doubtful: set[str]) -> CellWrite:
    is_doubtful = cell.pms_practitioner_id in doubtful
    return CellWrite(
        pms_practitioner_id=cell.pms_practitioner_id,
        marks=()
        if is_doubtful
        else tuple((mark.digest, mark.next_cursor) for mark in cell.page_marks),
        row_count=_row_count(plan, cell),
        quarantined_count=_quarantined_count(plan, cell),
    )


def _row_count(plan: RunPlan, cell: PractitionerDay) -> int:
    if cell.is_unchanged:
        return plan.snapshots[cell.pms_practitioner_id].row_count
    return len(cell.appointments)


def _quarantined_count(plan: RunPlan, cell: PractitionerDay) -> int:
    if cell.is_unchanged:
        return plan.snapshots[cell.pms_practitioner_id].quarantined_count
    return len(cell.quarantined)


def _outcomes(
    plan: RunPlan, fetched: FetchedRun, failures: Iterable[CellFailure]
) -> tuple[PractitionerOutcome, ...]:
    errors = {failure.pms_practitioner_id: failure for failure in failures}
    outcomes = []
    for practitioner in plan.practitioners:
        practitioner_id = practitioner.pms_practitioner_id
        cell, failure = fetched.cells.get(practitioner_id), errors.get(practitioner_id)
        outcomes.append(
            PractitionerOutcome(
                pms_practitioner_id=practitioner_id,
                name=practitioner.full_name,
                fetched=_row_count(plan, cell) if cell else 0,
                quarantined=_quarantined_count(plan, cell) if cell else 0,
                error_code=failure.error_code if failure else None,
                error=failure.error if failure else None,
            )
        )
    return tuple(outcomes)


def _counts(plan: RunPlan, fetched: FetchedRun, found: Findings) -> SyncCounts:
    """Every fetched row is counted once: created, updated, skipped, or (now off) removed."""
    shown = _Filter(plan)
    created = updated = removed = filtered = 0
    for change in found.changes:
        if not shown.shows(change.appointment):
            filtered += 1
        elif change.kind is ChangeKind.CREATED:
            created += 1
        elif change.kind is ChangeKind.CANCELLED:
            removed += 1
        else:
            updated += 1
    untouched = sum(_row_count(plan, cell) for cell in fetched.cells.values() if cell.is_unchanged)
    unchanged = len(found.unchanged) + untouched
    return SyncCounts(
        fetched=created + updated + filtered + unchanged,
        created=created,
        updated=updated,
        skipped=filtered + unchanged,
        unchanged=unchanged,
        removed=removed + len(found.removed),
        quarantined=sum(_quarantined_count(plan, cell) for cell in fetched.cells.values()),
        held=len(found.held),
    )


class _Filter:
    """The connection's own choice of what belongs on the sheet."""

    def __init__(self, plan: RunPlan) -> None:
        self._types: dict[str, StoredType] = {
            item.appointment_type.pms_type_id: item for item in plan.types
        }
        self._telehealth_only = plan.connection.sync_telehealth_only

    def shows(self, appointment: Appointment) -> bool:
        kind = self._types.get(appointment.appointment_type_id or "")
        if kind is not None and not kind.sync_enabled:
            return False
        return not self._telehealth_only or counts_as_telehealth(
            appointment.is_telehealth,
            flag=kind.appointment_type.is_telehealth if kind else None,
            tick=kind is not None and kind.is_telehealth,
        )
