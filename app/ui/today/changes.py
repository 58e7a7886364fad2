"""What a new list changed against the one before, in one sentence without names. No Qt."""

from app.domain.run_sheet import RunSheet, RunSheetRow


def spoken_update(before: RunSheet, after: RunSheet, *, at: str) -> str:
    """`List updated, 9:27 am. 1 moved, 1 cancelled.` or `… No changes.`"""
    counts = count_changes(before, after)
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"List updated, {at}. {said or 'No changes'}."


def count_changes(before: RunSheet, after: RunSheet) -> dict[str, int]:
    """Rows by what happened to them: new, moved, cancelled, gone, changed; each row once."""
    old = {row.id: row for row in before.rows}
    counts = dict.fromkeys(("new", "moved", "cancelled", "gone", "changed"), 0)
    for row in after.rows:
        kind = _kind(old.get(row.id), row)
        if kind:
            counts[kind] += 1
    return counts


def _kind(old: RunSheetRow | None, new: RunSheetRow) -> str:
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
