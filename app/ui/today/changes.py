"""What a new list changed against the one before, in one sentence without names. No widgets."""

from collections.abc import Mapping

from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.said import say
from app.ui.language import tr, translated

_LEFT = "left"
_COUNTED = {
    "new": say("{count} new"),
    "moved": say("{count} moved"),
    "cancelled": say("{count} cancelled"),
    "gone": say("{count} gone"),
    "changed": say("{count} changed"),
    _LEFT: say("{count} no longer on the list"),
}


def spoken_update(before: RunSheet, after: RunSheet, *, at: str) -> str:
    """`List updated, 9:27 am. 1 moved, 1 cancelled.` or `… No changes.`"""
    counts = count_changes(before, after)
    said = ", ".join(change_words(counts)) or tr("No changes")
    return tr("List updated, {time}. {changes}.", time=at, changes=said)


def change_words(counts: Mapping[str, int]) -> list[str]:
    """`1 moved`, `2 cancelled`: what there is of each kind."""
    return [
        translated(_COUNTED[kind].format(count=count)) for kind, count in counts.items() if count
    ]


def count_changes(before: RunSheet, after: RunSheet) -> dict[str, int]:
    """Rows by what happened to them; each appointment once, also when it left its place behind."""
    old = {row.id: row for row in before.rows}
    counts = dict.fromkeys(_COUNTED, 0)
    kept = {row.id for row in after.rows}
    for row in after.rows:
        kind = "" if row.place_of in kept else _kind(old.get(row.id), row)
        if kind:
            counts[kind] += 1
    left_behind = {_appointment(row) for row in after.rows if row.has_moved_away}
    left = [row for row in before.rows if row.id not in kept]
    counts[_LEFT] = sum(_appointment(row) not in left_behind for row in left)
    return counts


def _appointment(row: RunSheetRow) -> tuple[str | None, str | None, str | None]:
    """What a row and the place it moved away from have in common; their ids differ."""
    return row.connection_id, row.pms_appointment_id, row.pms_patient_id


def _kind(old: RunSheetRow | None, new: RunSheetRow) -> str:
    if new.has_moved_away and not (old is not None and old.has_moved_away):
        return "moved"
    if old is None:
        return "new"
    if old == new:
        return ""
    if new.is_off and not old.is_off:
        return "gone" if new.removed_at is not None else "cancelled"
    if (new.start, new.clinician_id) != (old.start, old.clinician_id):
        return "moved"
    seen_new = (new.status, new.raw_status, new.is_telehealth, new.patient_name, new.patient_phone)
    seen_old = (old.status, old.raw_status, old.is_telehealth, old.patient_name, old.patient_phone)
    return "" if seen_new == seen_old else "changed"
