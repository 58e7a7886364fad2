"""What changed, and for every row that seems to be gone: is it really?

A row that a complete fetch misses is only a suspicion. Each is asked for by itself; only the
system's own *not found*, together with a record that is known to be there and is found, counts.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.adapters.base import PmsAdapter
from app.domain.appointment import Appointment
from app.domain.errors import NotFound, RunSheetError, SignInAgain
from app.domain.reconcile import (
    DayChanges,
    FetchedCell,
    RowChange,
    RowKey,
    StoredRow,
    change_of,
    compare,
    find_conflicts,
    is_mass_vanish,
)
from app.services.core import Core
from app.services.sync.fetch import FetchedRun
from app.store.sync.run import RunPlan
from app.store.sync.stored_day import read_quarantined_ids, read_rows


@dataclass(slots=True, kw_only=True)
class Findings:
    """The changes of a run. `doubtful`: practitioners to be read in full again next time."""

    changes: list[RowChange] = field(default_factory=list)
    unchanged: list[Appointment] = field(default_factory=list)
    removed: list[StoredRow] = field(default_factory=list)
    held: list[StoredRow] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)


async def confirm_changes(
    core: Core, plan: RunPlan, adapter: PmsAdapter, fetched: FetchedRun
) -> Findings:
    """Compare what was fetched with what is stored and settle every doubt that can be settled."""
    cells = [
        FetchedCell(
            pms_practitioner_id=cell.pms_practitioner_id,
            is_complete=cell.is_complete,
            appointments=cell.appointments,
            quarantined_ids=frozenset(
                record.pms_appointment_id
                for record in cell.quarantined
                if record.pms_appointment_id is not None
            ),
        )
        for cell in fetched.cells.values()
        if not cell.is_unchanged
    ]
    settled = await _settle(adapter, find_conflicts(cells))
    stored = await core.database.read(
        read_rows,
        plan.connection.id,
        day=plan.day,
        practitioner_ids=[cell.pms_practitioner_id for cell in cells],
        fetched_ids={item.pms_appointment_id for cell in cells for item in cell.appointments},
    )
    untouched = [key for key, cell in fetched.cells.items() if cell.is_unchanged]
    unreadable = await core.database.read(
        read_quarantined_ids, plan.connection.id, day=plan.day, practitioner_ids=untouched
    )
    # Thousands of rows take longer than the window may stand still.
    day_changes = await asyncio.to_thread(
        compare, cells, stored, day=plan.day, settled=settled, unreadable=unreadable
    )
    findings = Findings(
        changes=list(day_changes.changes),
        unchanged=list(day_changes.unchanged),
        removed=list(day_changes.replaced),
    )
    vanished = [row for row in day_changes.vanished if row.id not in plan.kept_row_ids]
    if is_mass_vanish(len(vanished), scope=_scope(plan, fetched, stored)):
        findings.held = vanished
        findings.doubtful.update(row.pms_practitioner_id for row in vanished)
    elif vanished:
        await _confirm(adapter, findings, vanished, control=_control(day_changes))
    return findings


def _scope(plan: RunPlan, fetched: FetchedRun, stored: dict[RowKey, StoredRow]) -> int:
    """How many rows of the day were on the sheet before this run, in the columns it could read."""
    compared = sum(row.local_day == plan.day and not row.is_removed for row in stored.values())
    untouched = sum(
        plan.snapshots[practitioner_id].row_count
        for practitioner_id, cell in fetched.cells.items()
        if cell.is_unchanged
    )
    return compared + untouched


def _control(day_changes: DayChanges) -> str | None:
    """An appointment that this very run saw in the list."""
    seen = (*day_changes.unchanged, *(change.appointment for change in day_changes.changes))
    return next((appointment.pms_appointment_id for appointment in seen), None)


async def _settle(
    adapter: PmsAdapter, appointment_ids: Iterable[str]
) -> dict[str, tuple[Appointment, ...]]:
    """What the system says of appointments that two columns hold; unanswered ones are left out."""
    answers = await _ask(adapter, appointment_ids)
    return {key: answer for key, answer in answers.items() if isinstance(answer, tuple)}


Answer = tuple[Appointment, ...] | RunSheetError


async def _ask(adapter: PmsAdapter, appointment_ids: Iterable[str]) -> dict[str, Answer]:
    """What the system says of each appointment by itself; raises SignInAgain once all are in."""

    async def ask_one(appointment_id: str) -> Answer:
        try:
            return await adapter.appointment(appointment_id)
        except RunSheetError as error:
            return error

    ids = tuple(set(appointment_ids))
    answers = await asyncio.gather(*(ask_one(appointment_id) for appointment_id in ids))
    for answer in answers:
        if isinstance(answer, SignInAgain):
            raise answer
    return dict(zip(ids, answers, strict=True))


async def _confirm(
    adapter: PmsAdapter, findings: Findings, vanished: list[StoredRow], *, control: str | None
) -> None:
    answers = await _ask(adapter, (row.key[0] for row in vanished))
    gone: list[StoredRow] = []
    for row in vanished:
        answer = answers[row.key[0]]
        if isinstance(answer, NotFound):
            gone.append(row)
        elif isinstance(answer, RunSheetError):
            findings.doubtful.add(row.pms_practitioner_id)
        else:
            _take_over(findings, row, answer)
    if gone and await _answers_truly(adapter, control):
        findings.removed += gone
    else:
        findings.doubtful.update(row.pms_practitioner_id for row in gone)


def _take_over(findings: Findings, row: StoredRow, answer: tuple[Appointment, ...]) -> None:
    """The appointment is still there: moved, cancelled, given to somebody else, or just missed."""
    match = next((item for item in answer if item.key == row.key), None)
    if match is None:
        findings.removed.append(row)
        return
    change = change_of(match, row)
    if change is None:
        findings.doubtful.add(row.pms_practitioner_id)
        findings.unchanged.append(match)
    else:
        # Where it is now may have been read before it came there.
        findings.doubtful.add(match.pms_practitioner_id)
        findings.changes.append(change)


async def _answers_truly(adapter: PmsAdapter, control: str | None) -> bool:
    """A system that finds nothing at all is not believed: something that exists must be found."""
    try:
        if control is None:
            await adapter.practice()
        else:
            await adapter.appointment(control)
    except SignInAgain:
        raise
    except RunSheetError:
        return False
    return True
