"""Local edits in words: the card's flag, the drawer's lines, and what people type. No Qt."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField, LocalEdit, start_of
from app.domain.practice_day import local, zone
from app.domain.run_sheet import RunSheetRow
from app.domain.words import STATUS_WORDS, clock_time, phone_number, short_date

ONLY_HERE = "Only in this app"
HEADINGS = {
    EditField.STATUS: "Status",
    EditField.PHONE: "Phone",
    EditField.START: "Time",
    EditField.CLINICIAN: "Clinician",
}
_TIME = re.compile(r"^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLine:
    """One edit in the drawer. `is_overruled`: the system won, and the person may say so again."""

    edit_id: str
    text: str
    is_overruled: bool


def is_editable(row: RunSheetRow) -> bool:
    """False for a place that was left, and for what the system no longer has."""
    return row.removed_at is None and not row.has_moved_away


def keeps_its_own(row: RunSheetRow) -> str:
    """What a change here does, and what it doesn't."""
    if row.is_manual:
        return f"{ONLY_HERE}. No practice system knows this row."
    system = row.system or "The practice system"
    return f"{system} keeps its own. RunSheet shows yours until {system} says something else."


def edit_flags(row: RunSheetRow, *, now: datetime) -> tuple[str, ...]:
    """`✎ Only in this app` and the like, for the third line of the card."""
    system = row.system or "The system"
    found = []
    if row.is_manual or any(edit.is_active for edit in row.edits):
        is_late = any(edit.is_late(now) for edit in row.edits)
        found.append(f"✎ Not in {system} yet" if is_late else f"✎ {ONLY_HERE}")
    if any(edit.is_offered_again(now) for edit in row.edits):
        found.append(f"✎ {system} changed this")
    return tuple(found)


def spoken_edit_flags(row: RunSheetRow, *, now: datetime) -> list[str]:
    """The same for the ear."""
    flags = [flag.removeprefix("✎ ") for flag in edit_flags(row, now=now)]
    return [flag[:1].lower() + flag[1:] if flag == ONLY_HERE else flag for flag in flags]


def edit_lines(row: RunSheetRow, *, now: datetime, user: str) -> list[EditLine]:
    """What the drawer says of each edit that is shown; `user` is who sits here."""
    return [
        EditLine(
            edit_id=edit.id,
            text=_active_words(row, edit, now) if edit.is_active else _lost_words(row, edit, user),
            is_overruled=not edit.is_active,
        )
        for edit in row.edits
        if edit.is_active or edit.is_offered_again(now)
    ]


def _active_words(row: RunSheetRow, edit: LocalEdit, now: datetime) -> str:
    system = row.system or "The practice system"
    said = f"{HEADINGS[edit.field]} {_value(row, edit, edit.value, edit.value_name)}: "
    late = " That was over a day ago." if edit.is_late(now) else ""
    return (
        f"✎ {said}only in this app, by {edit.by}. "
        f"{system} has {_value(row, edit, edit.base, edit.base_name)}.{late}"
    )


def _lost_words(row: RunSheetRow, edit: LocalEdit, user: str) -> str:
    system = row.system or "The practice system"
    who = "You" if edit.by == user else edit.by
    had = f"{who} had {_value(row, edit, edit.value, edit.value_name)}."
    if not edit.is_overruled_by_end:
        theirs = _value(row, edit, edit.system_value, edit.system_name)
        return f"{system} changed this to {theirs}. {had}"
    if row.status is AppointmentStatus.CANCELLED:
        return f"{system} cancelled this appointment. {had}"
    return f"{system} no longer has this appointment. {had}"


def _value(row: RunSheetRow, edit: LocalEdit, value: str | None, name: str | None) -> str:
    if row.is_masked and edit.field is EditField.PHONE:
        return "a hidden number"
    match edit.field:
        case EditField.START:
            return _moment(row, start_of(value or ""))
        case EditField.STATUS:
            return STATUS_WORDS[AppointmentStatus(value or "")]
        case EditField.PHONE:
            return phone_number(value) if value else "no number"
        case EditField.CLINICIAN:
            return name or "somebody not shown here"


def _moment(row: RunSheetRow, moment: datetime) -> str:
    day = local(moment, row.timezone).date()
    at = clock_time(moment, row.timezone)
    return at if day == local(row.start, row.timezone).date() else f"{short_date(day)}, {at}"


def typed_time(text: str) -> time | None:
    """`9:30 am`, `9.30`, `930`, `14:00`, `2 pm`; a bare 1 to 6 is afternoon. None: not a time."""
    found = _TIME.match(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 6 and not found[1].startswith("0"):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_of(day: date, at: time, timezone: str) -> datetime:
    """The instant of a wall clock time on a practice day, aware UTC."""
    return datetime.combine(day, at, tzinfo=zone(timezone)).astimezone(UTC)


def typed_name(text: str) -> tuple[str | None, str | None]:
    """First and last name: `Jo`, `van der Berg` of `Jo van der Berg`; a single word is the last."""
    words = text.split()
    if len(words) < 2:
        return None, words[0] if words else None
    return words[0], " ".join(words[1:])
