"""The printed table: how wide its columns are, and which lines of text make up a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.ui.printing.day_list import PrintedRow
from app.ui.printing.text import Text, broken, fitted, text_of

SMALL_PT = 10
_GAP = 7.0
_PAD = 1.8
_LOWEST = 18.0  # the box for the tick, with air around it
_HEADINGS = ("Time", "Name", "Date of birth", "Phone", "Type", "Status", "Arrived")
_WIDEST_TIME = "12:58 pm"
_NAME, _TYPE = 1, 4


@dataclass(frozen=True, slots=True)
class Line:
    """Words with their place inside the row."""

    text: Text
    left: float
    top: float
    words: str


class Table:
    """The columns for these rows at one text size. A cell has two lines, a long name up to four."""

    def __init__(self, rows: Sequence[PrintedRow], width: float, family: str, text_pt: int) -> None:
        self.text_pt = text_pt
        self._made: dict[PrintedRow, list[Line]] = {}
        self._plain, self._bold = text_of(family, text_pt), text_of(family, text_pt, bold=True)
        self._struck = text_of(family, text_pt, bold=True, struck=True)
        self._small = text_of(family, SMALL_PT)
        self._small_bold = text_of(family, SMALL_PT, bold=True)
        self._small_struck = text_of(family, SMALL_PT, bold=True, struck=True)
        wanted = self._widest_name(rows), self._widest_type(rows)
        self._lefts, self._rooms = _placed(self._measured(rows), width, *wanted)

    @property
    def heading_height(self) -> float:
        """The line of headings with its rule."""
        return self._small.height + 2

    @property
    def box_left(self) -> float:
        """Where the empty boxes stand."""
        return self._lefts[-1] + 12

    def headings(self) -> list[Line]:
        """The names of the columns."""
        return [
            Line(self._small, left, 0, fitted(self._small, words, room + 5))
            for left, room, words in zip(self._lefts, self._rooms, _HEADINGS, strict=True)
        ]

    def height_of(self, row: PrintedRow) -> float:
        """With the space above and below."""
        text = max(line.top + line.text.height for line in self.lines(row)) + _PAD
        return max(text, _LOWEST)

    def lines(self, row: PrintedRow) -> list[Line]:
        """Everything written in a row."""
        if row not in self._made:
            self._made[row] = self._lines(row)
        return self._made[row]

    def _lines(self, row: PrintedRow) -> list[Line]:
        name = self._struck if row.is_struck else self._bold
        cells = (
            (self._bold, row.time, ""),
            (name, row.name, row.mark),
            (self._plain, row.born, ""),
            (self._plain, row.phone, ""),
            (self._small, row.type_name, row.below),
            (self._plain, row.status, ""),
        )
        made: list[Line] = []
        for number, (text, words, below) in enumerate(cells):
            made += self._cell(number, text, words, below)
        return made

    def _cell(self, number: int, text: Text, words: str, below: str) -> list[Line]:
        left, room, top = self._lefts[number], self._rooms[number], _PAD
        made = []
        is_name = number == _NAME
        lines = broken(text, words, room, lines=1 if below and not is_name else 2)
        if is_name and _is_cut(text, words, lines, room):  # a name is never cut short
            text = self._small_struck if text is self._struck else self._small_bold
            lines = broken(text, words, room, lines=4)
        for line in lines:
            made.append(Line(text, left, top, line))
            top += text.height
        if below:
            made.append(Line(self._small, left, top, fitted(self._small, below, room)))
        return made

    def _measured(self, rows: Sequence[PrintedRow]) -> list[float]:
        """What the columns need; name and type share what is left."""
        plain, small = self._plain, self._small
        widest_word = _widest(plain, (word for row in rows for word in row.status.split()))
        phones = _widest(plain, (row.phone for row in rows))
        return [
            self._bold.width(_WIDEST_TIME),
            0.0,
            max(_widest(plain, (row.born for row in rows)), small.width(_HEADINGS[2])),
            min(max(phones, small.width(_HEADINGS[3])), 110.0),
            0.0,
            min(max(widest_word, small.width(_HEADINGS[5])), 90.0),
            small.width(_HEADINGS[6]),
        ]

    def _widest_name(self, rows: Sequence[PrintedRow]) -> float:
        """The longest word that stands on a line of its own."""
        words = (word for row in rows for word in row.name.replace("-", "- ").split())
        return _widest(self._bold, words)

    def _widest_type(self, rows: Sequence[PrintedRow]) -> float:
        words = (word for row in rows for word in row.type_name.split())
        return _widest(self._small, words)


def _is_cut(text: Text, words: str, lines: list[str], room: float) -> bool:
    """True where the words go on past the last line, or one is broken in its middle."""
    parts = words.replace("-", "- ").split()
    return lines[-1:] != [] and (
        lines[-1].endswith("…") or any(text.width(part) > room for part in parts)
    )


def _placed(
    needed: list[float], width: float, widest_name: float, widest_type: float
) -> tuple[list[float], list[float]]:
    """Lefts and widths; name and type have what their longest words need, the name at least half
    of what the others leave.
    """
    spare = width - sum(needed) - _GAP * (len(needed) - 1)
    rooms = list(needed)
    half = spare * 0.5
    rooms[_NAME] = min(max(widest_name, half), max(spare - widest_type - 1, half))
    rooms[_TYPE] = spare - rooms[_NAME]
    lefts = [0.0]
    for room in rooms[:-1]:
        lefts.append(lefts[-1] + room + _GAP)
    return lefts, rooms


def _widest(text: Text, words: Iterable[str]) -> float:
    return max((text.width(word) for word in set(words)), default=0.0)
