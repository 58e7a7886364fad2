"""A run sheet row as it reads on screen: every word, glyph and tone of a card. No Qt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField
from app.domain.practice_day import local
from app.domain.privacy import HIDDEN_LETTER, initials
from app.domain.run_sheet import RunSheetRow
from app.domain.words import (
    STATUS_WORDS,
    clock_time,
    count_words,
    other_clock,
    phone_number,
    short_date,
    vendor_status,
)
from app.ui.today.edit.words import ONLY_HERE, edit_flags, spoken_edit_flags
from app.ui.today.marks import DUPLICATE, NO_MARKS, Marks, flags, spoken_flags

_LOOKS: dict[AppointmentStatus, tuple[str, str]] = {
    AppointmentStatus.BOOKED: ("○", "neutral"),
    AppointmentStatus.CONFIRMED: ("◐", "info"),
    AppointmentStatus.ARRIVED: ("●", "ok"),
    AppointmentStatus.IN_PROGRESS: ("▶", "info"),
    AppointmentStatus.COMPLETED: ("✓", "neutral"),
    AppointmentStatus.CANCELLED: ("✕", "err"),
    AppointmentStatus.NO_SHOW: ("⊘", "warn"),
}
_LONGEST_WAIT = timedelta(hours=8)
_LONG_WAIT_MINUTES = 15
NO_LONGER_CHECKED = "No longer checked"
_FEWER = {
    f"✎ {ONLY_HERE}": "✎ Only here",
    " changed this": " changed",
    f"⧉ {DUPLICATE}": "⧉ Duplicate?",
    "↷ Moved from ": "↷ ",
    "Moved to ": "To ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What one card shows. Equal cards look the same, so only unequal ones are painted again.

    `is_old`: nothing checks the row any more, so it looks stale wherever it stands. `flags`:
    `≈ Similar name` and the like, which are on the `line` of a row that is on; `marks` are the
    other rows they are about, as they may be seen. `short_line` says the line in fewer letters, for
    where it has no room; empty where there are none to spare.
    """

    id: str
    row: RunSheetRow
    marks: Marks
    flags: tuple[str, ...]
    is_old: bool
    time: str
    name: str
    short_name: str
    is_struck: bool
    is_done: bool
    glyph: str
    word: str
    tone: str
    telehealth: str
    line: str
    short_line: str
    spoken: str


def card_of(
    row: RunSheetRow, *, now: datetime, timezone: str | None = None, marks: Marks = NO_MARKS
) -> Card:
    """The card of a row; `now` (aware) serves the waiting time.

    `timezone` is the sheet's: a row whose clock shows another time says so. None: the row's own.
    """
    glyph, word, tone = status_look(row)
    clock = other_clock(row.start, row.timezone, shown_in=timezone or row.timezone)
    waiting = waiting_minutes(row, now)
    flagged = (*edit_flags(row, now=now), *flags(row, marks))
    line = " · ".join(part for part in (clock, _third_line(row, flagged)) if part)
    return Card(
        id=row.id,
        row=row,
        marks=marks,
        flags=flagged,
        is_old=row.source_removed_at is not None,
        time=clock_time(row.start, row.timezone),
        name=shown_name(row),
        short_name=short_name(row),
        is_struck=row.is_off,
        is_done=row.is_off or row.status is AppointmentStatus.COMPLETED,
        glyph=glyph,
        word=_with_waiting(word, waiting),
        tone="warn" if _is_long(waiting) else tone,
        telehealth=telehealth_word(row),
        line=line,
        short_line=_shorter(line, row),
        spoken=", ".join(
            (_spoken(row, word, waiting, clock, marks), *spoken_edit_flags(row, now=now))
        ),
    )


def shown_name(row: RunSheetRow) -> str:
    """The patient's name, or what stands there for a booking without one."""
    return row.name_words


def short_name(row: RunSheetRow) -> str:
    """`K. Papadopoulos` for a narrow column: who is called by a family name is found by it. Empty
    where there is nothing to leave out, or nothing to be seen.
    """
    given, family = row.patient_first_name, row.patient_last_name
    if not given or not family or row.is_masked:
        return ""
    initial = initials(given, None)
    return "" if HIDDEN_LETTER in initial else f"{initial} {family}"


def status_look(row: RunSheetRow) -> tuple[str, str, str]:
    """Glyph, word and tone of a row's status; a vendor's unknown word is shown as it is.

    An unknown word beside a fact (an arrival, a cancellation) yields to the fact.
    """
    if row.has_moved_away:
        return "↷", "Moved", "warn"
    if row.removed_at is not None:
        return "⌫", f"No longer in {source_of(row)}", "err"
    if row.has_unknown_status and row.status is AppointmentStatus.BOOKED:
        return "?", vendor_status(row.raw_status), "neutral"
    glyph, tone = _LOOKS[row.status]
    return glyph, STATUS_WORDS[row.status], tone


def source_of(row: RunSheetRow) -> str:
    """The system a row comes from, by its name."""
    return row.system or "RunSheet"


def telehealth_word(row: RunSheetRow) -> str:
    """`Telehealth`, `Phone` when the type's name says so, or nothing for a visit in person."""
    if not row.is_telehealth:
        return ""
    type_name = (row.appointment_type_name or "").casefold()
    return "Phone" if "phone" in type_name and "video" not in type_name else "Telehealth"


def moved_words(row: RunSheetRow) -> str:
    """`Moved from Dr Lee, 9:00 am`; nothing for a row that never moved."""
    parts = [row.moved_from_clinician] if row.moved_from_clinician else []
    if row.moved_from_start is not None:
        parts.append(clock_time(row.moved_from_start, row.timezone))
    return f"Moved from {', '.join(parts)}" if parts else ""


def moved_to_words(row: RunSheetRow) -> str:
    """`Moved to Dr Lee, 9:00 am` on the same day, `Moved to Thu 20 Nov, 9:00 am, to Dr Lee` for
    another one; nothing for a row that has not left its place.
    """
    if row.moved_to_start is None:
        return ""
    day, at = local(row.moved_to_start, row.timezone).date(), local(row.start, row.timezone).date()
    whom = row.moved_to_clinician or "somebody not shown here"
    time = clock_time(row.moved_to_start, row.timezone)
    if day == at:
        return f"Moved to {time}" if whom == row.clinician_name else f"Moved to {whom}, {time}"
    date_words = (
        short_date(day).removesuffix(f" {day.year}") if day.year == at.year else short_date(day)
    )
    to = "" if whom == row.clinician_name else f", to {whom}"
    return f"Moved to {date_words}, {time}{to}"


def off_words(row: RunSheetRow) -> str:
    """Since when nobody is coming, and who says so; nothing for a row that is on."""
    if row.has_moved_away:
        return moved_to_words(row)
    if row.removed_at is not None:
        return f"No longer in {source_of(row)} · seen {_when(row, row.removed_at)}"
    if row.status is not AppointmentStatus.CANCELLED:
        return ""
    if row.is_manual or row.edit_of(EditField.STATUS) is not None:
        return f"Cancelled {_lower(ONLY_HERE)}"
    if row.cancelled_at is not None:
        return f"Cancelled in {source_of(row)} {_when(row, row.cancelled_at)}"
    if row.seen_cancelled_at is not None:
        return f"Cancelled in {source_of(row)}, seen {_when(row, row.seen_cancelled_at)}"
    return f"Cancelled in {source_of(row)}"


def _when(row: RunSheetRow, instant: datetime) -> str:
    """`9:32 am` on the row's own day, else `Mon 17 Nov, 5:00 pm`."""
    day, own = local(instant, row.timezone).date(), local(row.start, row.timezone).date()
    time = clock_time(instant, row.timezone)
    if day == own:
        return time
    words = short_date(day)
    return f"{words.removesuffix(f' {own.year}')}, {time}"


def waiting_minutes(row: RunSheetRow, now: datetime) -> int | None:
    """How long an arrived patient has been waiting; None for who isn't.

    None too for an old row: nobody would tell that the waiting is over.
    """
    since = row.waiting_since
    if since is None or row.source_removed_at is not None:
        return None
    waited = now - since
    return int(waited.total_seconds() // 60) if timedelta(0) <= waited < _LONGEST_WAIT else None


def _is_long(waiting: int | None) -> bool:
    return waiting is not None and waiting > _LONG_WAIT_MINUTES


def _with_waiting(word: str, waiting: int | None) -> str:
    """`Arrived · 12 min`, `Arrived · ! 20 min`."""
    if waiting is None:
        return word
    return f"{word} · ! {waiting} min" if _is_long(waiting) else f"{word} · {waiting} min"


def _third_line(row: RunSheetRow, flagged: tuple[str, ...]) -> str:
    """What a person needs first; of an old row that nobody checks it any more."""
    # Of who is not coming, only that a person's change was overruled is still news.
    shown = tuple(each for each in flagged if "changed this" in each) if row.is_off else flagged
    line = " · ".join(part for part in (*shown, _fact(row)) if part)
    if row.source_removed_at is None:
        return line
    parts = (f"! {NO_LONGER_CHECKED}", line.removeprefix("! "))
    return " · ".join(part for part in parts if part)


def _shorter(line: str, row: RunSheetRow) -> str:
    """The same without what the chip above says or a sign does: `Seen 9:32 am`, `↷ 9:00 am`."""
    source = source_of(row)
    gone = {
        f"No longer in {source} · seen ": "Seen ",
        f"Cancelled in {source}, seen ": "Seen ",
        f"Cancelled in {source} ": "Since ",
    }
    shorter = line
    for words, fewer in (gone | _FEWER).items():
        shorter = shorter.replace(words, fewer)
    return "" if shorter == line else shorter


def _fact(row: RunSheetRow) -> str:
    if row.is_off:
        return off_words(row)
    if moved := moved_words(row):
        return f"↷ {moved}"
    if row.patient_phone:
        return phone_number(row.patient_phone)
    if row.is_masked:
        return ""  # whether a person has a phone is hidden too
    return "! No phone number" if row.is_telehealth and row.has_patient else ""


def _spoken(row: RunSheetRow, word: str, waiting: int | None, clock: str, marks: Marks) -> str:
    parts = [f"{clock_time(row.start, row.timezone)} {clock}".strip(), shown_name(row)]
    if not row.has_moved_away:
        parts.append(_lower(off_words(row).replace(" · ", ", ") or word))
    if waiting is not None:
        long = ", a long wait" if _is_long(waiting) else ""
        parts.append(f"waiting {count_words(waiting, 'minute')}{long}")
    parts.append((telehealth_word(row) or "in person").lower())
    if moved := moved_to_words(row) if row.is_off else moved_words(row):
        parts.append(_lower(moved))
    parts += spoken_flags(marks)
    if row.source_removed_at is not None:
        parts.append(_lower(NO_LONGER_CHECKED))
    return ", ".join(parts)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
