"""What became of a day's list since somebody last looked: each appointment once, by what counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField, start_of
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say, say_in_a_row


class SinceKind(StrEnum):
    """What a person who comes back must know of an appointment."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    BACK = "back"


_COUNTED = {
    SinceKind.NEW: say("{count} new"),
    SinceKind.MOVED: say("{count} moved"),
    SinceKind.CANCELLED: say("{count} cancelled"),
    SinceKind.BACK: say("{count} back"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A row as it was when somebody last looked: when, in whose column, and whether it was on.

    None as `is_on`: it was not there yet. `changed_at`: its newest change since.
    """

    start: datetime
    clinician_id: str | None
    is_on: bool | None
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A row of the sheet that changed since; `at` is when RunSheet learnt of its newest change."""

    row_id: str
    kind: SinceKind
    at: datetime


def unseen_changes(rows: Sequence[RunSheetRow], before: Mapping[str, Before]) -> tuple[Unseen, ...]:
    """The rows that a person has to be told of, in the sheet's order.

    `before`: by the appointment's own row id; what is not in it did not change. What went and came
    back in between is nothing to tell.
    """
    here = {row.id for row in rows if not row.has_moved_away}
    found = []
    for row in rows:
        was = before.get(row.history_id)
        if was is None or (row.has_moved_away and row.history_id in here):
            continue
        kind = _kind(row, was)
        if kind is not None:
            found.append(Unseen(row_id=row.id, kind=kind, at=was.changed_at))
    return tuple(found)


def _kind(row: RunSheetRow, was: Before) -> SinceKind | None:
    """By what the system says: what a person changed here is not the system's doing."""
    is_by_hand = row.edit_of(EditField.START) is not None
    if row.has_moved_away and not is_by_hand:
        return SinceKind.MOVED if was.is_on else None
    is_off = _is_off(row)
    if was.is_on is None:
        return SinceKind.CANCELLED if is_off else SinceKind.NEW
    if is_off:
        return SinceKind.CANCELLED if was.is_on else None
    if not was.is_on:
        return SinceKind.BACK
    return SinceKind.MOVED if (was.start, was.clinician_id) != _place(row) else None


def _is_off(row: RunSheetRow) -> bool:
    said = row.edit_of(EditField.STATUS)
    status = row.status.value if said is None else said.base
    is_gone = row.removed_at is not None and not row.has_moved_away
    return is_gone or status == AppointmentStatus.CANCELLED


def _place(row: RunSheetRow) -> tuple[datetime, str | None]:
    moved, given = row.edit_of(EditField.START), row.edit_of(EditField.CLINICIAN)
    start = row.start if moved is None else start_of(moved.base or "")
    return start, row.clinician_id if given is None else given.base_column


def count_kinds(unseen: Iterable[Unseen]) -> dict[SinceKind, int]:
    """How many of each kind, the kinds in their order; a kind without any is left out."""
    kinds = [each.kind for each in unseen]
    return {kind: kinds.count(kind) for kind in SinceKind if kind in kinds}


def since_words(unseen: Iterable[Unseen]) -> str:
    """`2 new · 1 moved · 1 cancelled`; empty when there is nothing to tell."""
    counts = count_kinds(unseen).items()
    return say_in_a_row(" · ", (_COUNTED[kind].format(count=count) for kind, count in counts))


def was_on(status: AppointmentStatus, *, is_removed: bool) -> bool:
    """Whether somebody was to come, by what a change noted of the row before it."""
    return status is not AppointmentStatus.CANCELLED and not is_removed
