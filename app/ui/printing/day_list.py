"""What of a day goes on paper: one list or one per clinician, in words. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.freshness import Freshness, FreshnessState
from app.domain.run_sheet import RunSheet, RunSheetColumn
from app.domain.words import birth_date, clock_time, count_words, phone_number, short_date
from app.ui.today.cards import Card, off_words, status_look, telehealth_word
from app.ui.today.freshness_words import is_stale, since

SHRED = "shred after use"


class Choice(StrEnum):
    """What a person prints."""

    THIS_COLUMN = "this_column"
    EACH_CLINICIAN = "each_clinician"
    BY_TIME = "by_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A line of the list, in words; `clinician` is empty where the list is one clinician's."""

    time: str
    name: str = field(repr=False)
    mark: str
    born: str = field(repr=False)
    phone: str = field(repr=False)
    type_name: str
    clinician: str
    status: str
    is_struck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedList:
    """One list, which begins on a page of its own.

    `warning`: `OUT OF DATE: last good check 8:52 am`, empty for a list that can be trusted.
    `checked`: `list checked 9:27 am`, for the footer. `has_clinicians`: the rows are of several, so
    that one more column names them.
    """

    title: str
    subtitle: str
    warning: str
    checked: str
    rows: tuple[PrintedRow, ...]
    has_clinicians: bool = False
    empty_words: str = "No appointments."


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDay:
    """Everything that is printed at once. `stamp`: `Printed 9:31 am by Kim`."""

    practice: str
    stamp: str
    lists: tuple[PrintedList, ...]

    @property
    def is_wide(self) -> bool:
        """True where the paper lies on its side, since a column more has to stand on it."""
        return any(each.has_clinicians for each in self.lists)


def stamp_words(*, now: datetime, timezone: str, by: str) -> str:
    """`Printed 9:31 am by Kim`."""
    return f"Printed {clock_time(now, timezone)} by {by}"


def printed_lists(
    sheet: RunSheet,
    cards: Mapping[str, Card],
    *,
    choice: Choice,
    now: datetime,
    clinician_id: str | None = None,
) -> tuple[PrintedList, ...]:
    """The chosen lists of a sheet; `cards` hold what of each person may be on paper."""
    if choice is Choice.BY_TIME:
        everybody = [cards[row.id] for row in sheet.rows]
        words = _Heading.of(sheet.freshness, sheet.timezone, sheet.day, now)
        return (_list("All clinicians", everybody, words, has_clinician=True),)
    chosen = [
        column
        for column in sheet.columns
        if choice is Choice.EACH_CLINICIAN or column.clinician_id == clinician_id
    ]
    return tuple(_column(column, sheet, cards, now) for column in chosen)


def _column(
    column: RunSheetColumn, sheet: RunSheet, cards: Mapping[str, Card], now: datetime
) -> PrintedList:
    mine = [cards[row.id] for row in sheet.rows if row.clinician_id == column.clinician_id]
    words = _Heading.of(column.freshness, sheet.timezone, sheet.day, now)
    return _list(column.name, mine, words, has_clinician=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """What a list says of its day and its age."""

    day: date
    warning: str
    checked: str

    @classmethod
    def of(cls, freshness: Freshness, timezone: str, day: date, now: datetime) -> "_Heading":
        at = since(freshness.last_success_at, timezone=timezone, now=now)
        is_doubtful = is_stale(freshness) or freshness.state is FreshnessState.PARTLY
        warning = f"OUT OF DATE: last good check {at}" if is_doubtful and at else ""
        if freshness.state is FreshnessState.PARTLY:
            warning = f"PARTLY UPDATED: last good check of all {at}" if at else ""
        if not at:
            warning = "NOT CHECKED YET: this list may be empty or wrong"
        checked = f"list checked {at}" if at else "list not checked yet"
        return cls(day=day, warning=warning, checked=checked)


def _list(
    title: str, cards: Sequence[Card], words: _Heading, *, has_clinician: bool
) -> PrintedList:
    coming = sum(not card.row.is_off for card in cards)
    return PrintedList(
        title=title,
        subtitle=f"{short_date(words.day)} · {count_words(coming, 'appointment')}",
        warning=words.warning,
        checked=words.checked,
        rows=tuple(_row(card, has_clinician=has_clinician) for card in cards),
        has_clinicians=has_clinician,
    )


def _row(card: Card, *, has_clinician: bool) -> PrintedRow:
    row = card.row
    kind, telehealth = [row.appointment_type_name or ""], telehealth_word(row)
    if not any(word in kind[0].casefold() for word in ("telehealth", "video", "phone")):
        kind.append(telehealth)
    if row.is_off:  # nobody comes: what became of the visit matters more than its type
        kind = [off_words(row)]
    return PrintedRow(
        time=card.time,
        name=card.name,
        mark=" ".join(card.flags),
        born=birth_date(row.patient_birth_date) if row.patient_birth_date else "",
        phone=phone_number(row.patient_phone) if row.patient_phone else "",
        type_name=" · ".join(part for part in kind if part),
        clinician=row.clinician_name if has_clinician else "",
        status=status_look(row)[1],
        is_struck=row.is_off,
    )
