"""Finding a patient by one text that may be a name, a phone number or a date of birth."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from app.domain.run_sheet import RunSheetRow

# Letters whose stroke Unicode does not treat as an accent: Đặng is found by `dang`.
_NO_ACCENT_APART = str.maketrans("đøłħı", "dolhi")
_BEGINS = "\0"
Matcher = Callable[[RunSheetRow], bool]
_DATE = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{0,4}))?$")
_PHONE = re.compile(r"^[+(]?[\d\s()\-]+$")


def matcher(text: str) -> Matcher | None:
    """What a row must satisfy to be found by `text`; None when there is nothing to find."""
    wanted = text.strip()
    if not wanted:
        return None
    if (found := _DATE.match(wanted)) is not None:
        return _born_on(int(found[1]), int(found[2]), found[3] or "")
    if _PHONE.match(wanted):
        return _has_digits(_local_digits(wanted))
    return _has_name(_name_parts(wanted) or [])


class FindableRows:
    """Rows whose names are made ready once, for a search at every key. Making it takes some 10 µs
    a row, so many are made ready beside the event loop.
    """

    def __init__(self, rows: Iterable[RunSheetRow]) -> None:
        self.rows = tuple(rows)
        self._beginnings = [_beginnings(row.patient_name) for row in self.rows]

    def find(self, text: str) -> list[RunSheetRow]:
        """Those that `matcher` finds, in their order; none for an empty text."""
        parts = _name_parts(text)
        if parts is None:
            matches = matcher(text)
            return [row for row in self.rows if matches(row)] if matches else []
        found: Iterable[tuple[str, RunSheetRow]] = zip(self._beginnings, self.rows, strict=True)
        for part in parts:
            found = [pair for pair in found if part in pair[0]]
        return [row for _, row in found]


def _name_parts(text: str) -> list[str] | None:
    """What a name's beginnings must hold; None where the text is no name."""
    wanted = text.strip()
    if not wanted or _DATE.match(wanted) or _PHONE.match(wanted):
        return None
    return [_BEGINS + part for part in _plain(wanted).split()]


def _has_name(parts: list[str]) -> Matcher:
    def matches(row: RunSheetRow) -> bool:
        beginnings = _beginnings(row.patient_name)
        return all(part in beginnings for part in parts)

    return matches


def _has_digits(digits: str) -> Matcher:
    def matches(row: RunSheetRow) -> bool:
        return bool(row.patient_phone) and digits in _local_digits(row.patient_phone or "")

    return matches


def _born_on(day: int, month: int, year: str) -> Matcher:
    def matches(row: RunSheetRow) -> bool:
        born = row.patient_birth_date
        return born is not None and (born.day, born.month) == (day, month) and _is_year(born, year)

    return matches


def _is_year(born: date, year: str) -> bool:
    """While typing, `3/3/19` may be 1919, 2019 or the start of 19xx: all of them are found."""
    full = f"{born.year:04d}"
    return full.startswith(year) or (len(year) == 2 and full.endswith(year))


@lru_cache(maxsize=8192)
def _local_digits(number: str) -> str:
    """`0412345678` for `+61 412 345 678`."""
    digits = "".join(char for char in number if char.isdigit())
    return "0" + digits[2:] if number.strip().startswith("+61") else digits


@lru_cache(maxsize=8192)
def _beginnings(name: str) -> str:
    """Every word by which a name may be typed, each after a mark: `O'Brien` by `obrien` and by
    `brien`.
    """
    plain = _plain(name)
    pieces = re.split(r"[\s\-]+", plain)
    after_apostrophe = _spaced(name).split()
    return "".join(_BEGINS + word for word in dict.fromkeys([plain, *pieces, *after_apostrophe]))


def _plain(text: str) -> str:
    """Lower case without accents and apostrophes."""
    return _unaccented(text).replace("'", "").replace("’", "")


def _spaced(text: str) -> str:
    return re.sub(r"['’\-]", " ", _unaccented(text))


def _unaccented(text: str) -> str:
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.casefold().translate(_NO_ACCENT_APART))
    return "".join(char for char in split if not unicodedata.combining(char))
