"""Privacy mode's rules: what of a row may be seen while other people can see the screen."""

import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.words import clock_time

ON_PREFERENCE = "privacy.on"
LEVEL_PREFERENCE = "privacy.level"
IDLE_PREFERENCE = "privacy.idle_minutes"
PEEK_PREFERENCE = "privacy.peek_seconds"
MONITORS_PREFERENCE = "privacy.monitors"

RESERVED = say("Reserved")
HIDDEN_WORDS = say("Hidden while privacy is on.")
HIDDEN_LETTER = "•"


class PrivacyLevel(StrEnum):
    """How much is hidden: names to initials, names altogether, the whole board."""

    INITIALS = "initials"
    TIMES = "times"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySettings:
    """What a person set. Zero `idle_minutes` or `peek_seconds`: never by itself.

    `monitors`: the names of the screens that face patients.
    """

    level: PrivacyLevel = PrivacyLevel.INITIALS
    idle_minutes: int = 2
    peek_seconds: int = 20
    monitors: frozenset[str] = frozenset()

    @classmethod
    def of(cls, saved: Mapping[str, str]) -> "PrivacySettings":
        """From the saved preferences; what is missing or unreadable is as it is by default."""
        level = saved.get(LEVEL_PREFERENCE, "")
        known = PrivacyLevel(level) if level in list(PrivacyLevel) else PrivacyLevel.INITIALS
        return cls(
            level=known,
            idle_minutes=_whole(saved.get(IDLE_PREFERENCE), default=2, most=15),
            peek_seconds=_whole(saved.get(PEEK_PREFERENCE), default=20, most=600),
            monitors=frozenset(filter(None, saved.get(MONITORS_PREFERENCE, "").split("\n"))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What hides people now: nothing (`level` None), or all but the one row peeked at."""

    level: PrivacyLevel | None = None
    peeked_id: str | None = None

    @property
    def is_on(self) -> bool:
        """True while people are hidden."""
        return self.level is not None

    @property
    def hides_board(self) -> bool:
        """True while not even the times may be seen."""
        return self.level is PrivacyLevel.OFF

    def hides(self, row_id: str) -> bool:
        """True when this row's person is hidden."""
        return self.level is not None and row_id != self.peeked_id

    def row(self, row: RunSheetRow) -> RunSheetRow:
        """The row as it may be seen: the same one, or one without anything about the person.

        The type of a row that was entered here is whatever somebody typed, so that goes as well.
        """
        if not self.hides(row.id):
            return row
        name = self.name(row.patient_first_name, row.patient_last_name)
        return replace(
            row,
            **_NOTHING_PERSONAL,
            patient_first_name=name or None,
            appointment_type_name=None if row.is_manual else row.appointment_type_name,
            edits=tuple(each.masked for each in row.edits),
            is_masked=True,
        )

    def name(self, first: str | None, last: str | None) -> str:
        """A person's name as it may be seen; empty for nobody's."""
        if self.level is None:
            return " ".join(part for part in (first, last) if part)
        if self.level is PrivacyLevel.INITIALS:
            return initials(first, last)
        return RESERVED if first or last else ""

    def whole_name(self, name: str | None) -> str:
        """The same for a name that is one text: `T.N.` for `Thomas Nguyen`."""
        first, _, last = (name or "").strip().rpartition(" ")
        return self.name(first or None, last or None)

    def label(self, row: RunSheetRow) -> str:
        """A row's person away from the board: `M.J. 9:30 am`, since the time tells two apart."""
        seen = self.row(row).patient_name
        if not self.hides(row.id):
            return seen
        return f"{seen} {clock_time(row.start, row.timezone)}".strip()


class Sight:
    """A veil that makes each row's hidden form once, for a list in which rows tell of others."""

    def __init__(self, veil: Veil) -> None:
        self.veil = veil
        self._seen: dict[str, RunSheetRow] = {}

    @property
    def is_on(self) -> bool:
        """True while people are hidden."""
        return self.veil.is_on

    def row(self, row: RunSheetRow) -> RunSheetRow:
        """The row as it may be seen."""
        seen = self._seen.get(row.id)
        if seen is None:
            seen = self._seen[row.id] = self.veil.row(row)
        return seen


SEEN = Veil()
"""Nothing is hidden."""


def initials(first: str | None, last: str | None) -> str:
    """`T.N.`; `T.` where one part is known; empty for nobody. A name of which one character is
    already the whole (王, 김) gives a dot in its place.
    """
    return "".join(f"{_initial(part)}." for part in (first, last) if part and part.strip())


def _initial(part: str) -> str:
    letters = (char for char in unicodedata.normalize("NFC", part) if char.isalpha())
    letter = next(letters, HIDDEN_LETTER)
    is_cased = letter.upper() != letter.lower()
    return letter.upper()[:1] if is_cased else HIDDEN_LETTER


def _whole(text: str | None, *, default: int, most: int) -> int:
    if text is None or not text.strip().isdecimal():
        return default
    return min(most, int(text))


def _nothing_personal() -> dict[str, Any]:
    """What a row says of the person, emptied: every field that is kept out of its repr."""
    personal = [each for each in fields(RunSheetRow) if not each.repr]
    return {
        each.name: None if each.default is MISSING else each.default
        for each in personal
        if each.name != "patient_first_name"
    }


_NOTHING_PERSONAL = _nothing_personal()
