"""A run sheet row as it reads on screen: every word, glyph and tone of a card. No widgets."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField
from app.domain.practice_day import local
from app.domain.privacy import HIDDEN_LETTER, initials
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.words import (
    STATUS_WORDS,
    clock_time,
    other_clock,
    phone_number,
    vendor_status,
    weekday_date,
)
from app.ui.language import isolated, tr, tr_count, translated
from app.ui.today.edit.words import (
    ONLY_HERE,
    changed_flag,
    edit_flags,
    fewer_changed_flag,
    spoken_edit_flags,
)
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
NO_LONGER_CHECKED = say("No longer checked")


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
    clock = translated(other_clock(row.start, row.timezone, shown_in=timezone or row.timezone))
    waiting = waiting_minutes(row, now)
    flagged = (*edit_flags(row, now=now), *flags(row, marks))
    line = " · ".join(part for part in (clock, _third_line(row, flagged)) if part)
    return Card(
        id=row.id,
        row=row,
        marks=marks,
        flags=flagged,
        is_old=row.source_removed_at is not None,
        time=_time(row.start, row),
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
    return translated(row.name_words)


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
        return "↷", tr("Moved"), "warn"
    if row.removed_at is not None:
        return "⌫", tr("No longer in {system}", system=source_of(row)), "err"
    if row.has_unknown_status and row.status is AppointmentStatus.BOOKED:
        return "?", translated(vendor_status(row.raw_status)), "neutral"
    glyph, tone = _LOOKS[row.status]
    return glyph, translated(STATUS_WORDS[row.status]), tone


def source_of(row: RunSheetRow) -> str:
    """The system a row comes from, by its name."""
    return row.system or "RunSheet"


def telehealth_word(row: RunSheetRow) -> str:
    """`Telehealth`, `Phone` when the type's name says so, or nothing for a visit in person."""
    if not row.is_telehealth:
        return ""
    return tr("Phone") if _is_by_phone(row) else tr("Telehealth")


def telehealth_icon(row: RunSheetRow) -> str:
    """The sign beside that word."""
    return "call" if _is_by_phone(row) else "video"


def _is_by_phone(row: RunSheetRow) -> bool:
    type_name = (row.appointment_type_name or "").casefold()
    return "phone" in type_name and "video" not in type_name


def moved_words(row: RunSheetRow) -> str:
    """`Moved from Dr Lee, 9:00 am`; nothing for a row that never moved."""
    place = _moved_from(row)
    return tr("Moved from {place}", place=place) if place else ""


def _moved_from(row: RunSheetRow) -> str:
    parts = [row.moved_from_clinician] if row.moved_from_clinician else []
    if row.moved_from_start is not None:
        parts.append(_time(row.moved_from_start, row))
    return ", ".join(parts)


def moved_to_words(row: RunSheetRow) -> str:
    """`Moved to Dr Lee, 9:00 am` on the same day, `Moved to Thu 20 Nov, 9:00 am, to Dr Lee` for
    another one; nothing for a row that has not left its place.
    """
    place = _moved_to(row)
    return tr("Moved to {place}", place=place) if place else ""


def _moved_to(row: RunSheetRow) -> str:
    if row.moved_to_start is None:
        return ""
    day, own = local(row.moved_to_start, row.timezone).date(), local(row.start, row.timezone).date()
    time = _time(row.moved_to_start, row)
    is_same = row.moved_to_clinician == row.clinician_name
    whom = row.moved_to_clinician or tr("somebody not shown here")
    if day == own:
        return time if is_same else f"{whom}, {time}"
    date = weekday_date(day, current=own)
    if is_same:
        return tr("{date}, {time}", date=date, time=time)
    return tr("{date}, {time}, to {person}", date=date, time=time, person=whom)


def off_words(row: RunSheetRow) -> str:
    """Since when nobody is coming, and who says so; nothing for a row that is on."""
    if row.has_moved_away:
        return moved_to_words(row)
    if row.removed_at is not None:
        seen = _when(row, row.removed_at)
        return tr("No longer in {system} · seen {time}", system=source_of(row), time=seen)
    if row.status is not AppointmentStatus.CANCELLED:
        return ""
    if row.is_manual or row.edit_of(EditField.STATUS) is not None:
        return tr("Cancelled only in this app")
    system = source_of(row)
    if row.cancelled_at is not None:
        at = _when(row, row.cancelled_at)
        return tr("Cancelled in {system} {time}", system=system, time=at)
    if row.seen_cancelled_at is not None:
        seen = _when(row, row.seen_cancelled_at)
        return tr("Cancelled in {system}, seen {time}", system=system, time=seen)
    return tr("Cancelled in {system}", system=system)


def _fewer_off_words(row: RunSheetRow) -> str:
    """The same without what the chip says: `Seen 9:32 am`; empty where no more is said."""
    if row.has_moved_away:
        return tr("To {place}", place=_moved_to(row))
    seen = row.removed_at
    if seen is None and row.status is AppointmentStatus.CANCELLED:
        if row.is_manual or row.edit_of(EditField.STATUS) is not None:
            return ""
        if row.cancelled_at is not None:
            return tr("Since {time}", time=_when(row, row.cancelled_at))
        seen = row.seen_cancelled_at
    return "" if seen is None else tr("Seen {time}", time=_when(row, seen))


def _when(row: RunSheetRow, instant: datetime) -> str:
    """`9:32 am` on the row's own day, else `Mon 17 Nov, 5:00 pm`."""
    day, own = local(instant, row.timezone).date(), local(row.start, row.timezone).date()
    time = _time(instant, row)
    return time if day == own else f"{translated(weekday_date(day, current=own))}, {time}"


def _time(instant: datetime, row: RunSheetRow) -> str:
    return translated(clock_time(instant, row.timezone))


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
    minutes = tr("{minutes} min", minutes=waiting)
    return f"{word} · ! {minutes}" if _is_long(waiting) else f"{word} · {minutes}"


def _third_line(row: RunSheetRow, flagged: tuple[str, ...]) -> str:
    """What a person needs first; of an old row that nobody checks it any more."""
    # Of who is not coming, only that a person's change was overruled is still news.
    shown = tuple(each for each in flagged if each == changed_flag(row)) if row.is_off else flagged
    line = " · ".join(part for part in (*shown, _fact(row)) if part)
    if row.source_removed_at is None:
        return line
    parts = (f"! {translated(NO_LONGER_CHECKED)}", line.removeprefix("! "))
    return " · ".join(part for part in parts if part)


def _shorter(line: str, row: RunSheetRow) -> str:
    """The same without what the chip above says or a sign does: `Seen 9:32 am`, `↷ 9:00 am`."""
    shorter = line
    for words, fewer in (
        (f"✎ {translated(ONLY_HERE)}", tr("✎ Only here")),
        (changed_flag(row), fewer_changed_flag(row)),
        (f"⧉ {translated(DUPLICATE)}", tr("⧉ Duplicate?")),
        (f"↷ {moved_words(row)}", f"↷ {_moved_from(row)}"),
        (off_words(row), _fewer_off_words(row)),
    ):
        shorter = shorter.replace(words, fewer) if words and fewer else shorter
    return "" if shorter == line else shorter


def _fact(row: RunSheetRow) -> str:
    if row.is_off:
        return off_words(row)
    if moved := moved_words(row):
        return f"↷ {moved}"
    if row.patient_phone:
        return isolated(phone_number(row.patient_phone))
    if row.is_masked:
        return ""  # whether a person has a phone is hidden too
    return tr("! No phone number") if row.is_telehealth and row.has_patient else ""


def _spoken(row: RunSheetRow, word: str, waiting: int | None, clock: str, marks: Marks) -> str:
    parts = [f"{_time(row.start, row)} {clock}".strip(), shown_name(row)]
    if not row.has_moved_away:
        parts.append(_lower(off_words(row).replace(" · ", ", ") or word))
    if waiting is not None:
        parts.append(_spoken_waiting(waiting))
    parts.append((telehealth_word(row) or tr("in person")).lower())
    if moved := moved_to_words(row) if row.is_off else moved_words(row):
        parts.append(_lower(moved))
    parts += spoken_flags(marks)
    if row.source_removed_at is not None:
        parts.append(_lower(translated(NO_LONGER_CHECKED)))
    return ", ".join(parts)


def _spoken_waiting(minutes: int) -> str:
    if _is_long(minutes):
        return tr_count(
            minutes, "waiting {n} minute, a long wait", "waiting {n} minutes, a long wait"
        )
    return tr_count(minutes, "waiting {n} minute", "waiting {n} minutes")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
