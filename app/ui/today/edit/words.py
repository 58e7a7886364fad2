"""Local edits in words: the card's flag, the drawer's lines, and what people type. No widgets."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField, LocalEdit, start_of
from app.domain.practice_day import local, zone
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.words import STATUS_WORDS, clock_time, phone_number, short_date
from app.ui.language import tr, translated

ONLY_HERE = say("Only in this app")
HEADINGS = {
    EditField.STATUS: say("Status"),
    EditField.PHONE: say("Phone"),
    EditField.START: say("Time"),
    EditField.CLINICIAN: say("Clinician"),
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
        return tr("Only in this app. No practice system knows this row.")
    system = row.system or tr("The practice system")
    return tr(
        "{system} keeps its own. RunSheet shows yours until {system} says something else.",
        system=system,
    )


def edit_flags(row: RunSheetRow, *, now: datetime) -> tuple[str, ...]:
    """`✎ Only in this app` and the like, for the third line of the card."""
    found = []
    if row.is_manual or any(edit.is_active for edit in row.edits):
        is_late = any(edit.is_late(now) for edit in row.edits)
        not_yet = tr("✎ Not in {system} yet", system=_system(row)) if is_late else ""
        found.append(not_yet or f"✎ {translated(ONLY_HERE)}")
    if any(edit.is_offered_again(now) for edit in row.edits):
        found.append(changed_flag(row))
    return tuple(found)


def changed_flag(row: RunSheetRow) -> str:
    """`✎ Gentu changed this`: a person's change was overruled."""
    return tr("✎ {system} changed this", system=_system(row))


def fewer_changed_flag(row: RunSheetRow) -> str:
    """The same in fewer letters."""
    return tr("✎ {system} changed", system=_system(row))


def _system(row: RunSheetRow) -> str:
    return row.system or tr("The system")


def spoken_edit_flags(row: RunSheetRow, *, now: datetime) -> list[str]:
    """The same for the ear."""
    flags = [flag.removeprefix("✎ ") for flag in edit_flags(row, now=now)]
    only_here = translated(ONLY_HERE)
    return [flag[:1].lower() + flag[1:] if flag == only_here else flag for flag in flags]


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
    system = row.system or tr("The practice system")
    told = tr(
        "✎ {what} {value}: only in this app, by {person}. {system} has {base}.",
        what=HEADINGS[edit.field],
        value=_value(row, edit, edit.value, edit.value_name),
        person=edit.by,
        system=system,
        base=_value(row, edit, edit.base, edit.base_name),
    )
    return f"{told} {tr('That was over a day ago.')}" if edit.is_late(now) else told


def _lost_words(row: RunSheetRow, edit: LocalEdit, user: str) -> str:
    system = row.system or tr("The practice system")
    value = _value(row, edit, edit.value, edit.value_name)
    had = tr("{person} had {value}.", person=edit.by, value=value)
    if edit.by == user:
        had = tr("You had {value}.", value=value)
    if not edit.is_overruled_by_end:
        theirs = _value(row, edit, edit.system_value, edit.system_name)
        return tr("{system} changed this to {theirs}. {had}", system=system, theirs=theirs, had=had)
    if row.status is AppointmentStatus.CANCELLED:
        return tr("{system} cancelled this appointment. {had}", system=system, had=had)
    return tr("{system} no longer has this appointment. {had}", system=system, had=had)


def _value(row: RunSheetRow, edit: LocalEdit, value: str | None, name: str | None) -> str:
    if row.is_masked and edit.field is EditField.PHONE:
        return tr("a hidden number")
    match edit.field:
        case EditField.START:
            return _moment(row, start_of(value or ""))
        case EditField.STATUS:
            return translated(STATUS_WORDS[AppointmentStatus(value or "")])
        case EditField.PHONE:
            return phone_number(value) if value else tr("no number")
        case EditField.CLINICIAN:
            return name or tr("somebody not shown here")


def _moment(row: RunSheetRow, moment: datetime) -> str:
    day = local(moment, row.timezone).date()
    at = translated(clock_time(moment, row.timezone))
    is_own = day == local(row.start, row.timezone).date()
    return at if is_own else f"{translated(short_date(day))}, {at}"


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
