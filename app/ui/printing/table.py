"""The printed table: which lines of text make up a row. Paper has no tooltip: words wrap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.ui.printing.columns import GAP, Need, shared
from app.ui.printing.day_list import PrintedList, PrintedRow
from app.ui.printing.text import Text, broken, fitted, text_of

SMALL_PT = 10
_PAD = 1.8
_LOWEST = 18.0  # the box for the tick, with air around it
_HEADINGS = ("Time", "Name", "Date of birth", "Phone", "Type", "Clinician", "Status", "Arrived")
_WIDEST_TIME = "12:58 pm"
_NAME = 1
_MOST_LINES = 8  # of a cell; only what no front desk would write is longer
_WIDEST_PHONE, _WIDEST_STATUS = 110.0, 90.0


@dataclass(frozen=True, slots=True)
class Line:
    """Words with their place inside the row."""

    text: Text
    left: float
    top: float
    words: str


class Table:
    """The columns for a list's rows at one text size; a row is as high as its words need."""

    def __init__(self, of: PrintedList, width: float, family: str, text_pt: int) -> None:
        self.text_pt = text_pt
        self._headings = [each for each in _HEADINGS if each not in _left_out(of)]
        self._made: dict[PrintedRow, list[Line]] = {}
        self._plain, self._bold = text_of(family, text_pt), text_of(family, text_pt, bold=True)
        self._struck = text_of(family, text_pt, bold=True, struck=True)
        self._small = text_of(family, SMALL_PT)
        self._small_bold = text_of(family, SMALL_PT, bold=True)
        self._small_struck = text_of(family, SMALL_PT, bold=True, struck=True)
        self._rooms = shared(self._needs(of), width)
        self._lefts = [sum(self._rooms[:place]) + GAP * place for place in range(len(self._rooms))]

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
            for left, room, words in zip(self._lefts, self._rooms, self._headings, strict=True)
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

    def _cells(self, row: PrintedRow) -> list[tuple[Text, str]]:
        """A row's words from left to right; the box for the tick has none."""
        name = self._struck if row.is_struck else self._bold
        cells = [
            (self._bold, row.time),
            (name, row.name),
            (self._plain, row.born),
            (self._plain, row.phone),
            (self._small, row.type_name),
            (self._small, row.clinician),
            (self._plain, row.status),
        ]
        headings = zip(_HEADINGS, cells, strict=False)
        return [cell for heading, cell in headings if heading in self._headings]

    def _lines(self, row: PrintedRow) -> list[Line]:
        made: list[Line] = []
        for place, (text, words) in enumerate(self._cells(row)):
            cell = self._cell(place, text, words)
            made += cell
            if place == _NAME and row.mark:
                below = cell[-1].top + cell[-1].text.height if cell else _PAD
                made += self._broken(place, self._small, row.mark, top=below)
        return made

    def _cell(self, place: int, text: Text, words: str) -> list[Line]:
        """A name of more than two lines is written smaller, so that the list stays a list."""
        room = self._rooms[place]
        if place == _NAME and _is_cut(text, words, broken(text, words, room, lines=2), room):
            text = self._small_struck if text is self._struck else self._small_bold
        return self._broken(place, text, words, top=_PAD)

    def _broken(self, place: int, text: Text, words: str, *, top: float) -> list[Line]:
        lines = broken(text, words, self._rooms[place], lines=_MOST_LINES)
        left = self._lefts[place]
        return [
            Line(text, left, top + number * text.height, line) for number, line in enumerate(lines)
        ]

    def _needs(self, of: PrintedList) -> list[Need]:
        """What the columns need; the last one holds nothing but its box."""
        rows = [[*self._cells(row), (self._small, "")] for row in of.rows]
        return [
            self._need(heading, [cells[place] for cells in rows])
            for place, heading in enumerate(self._headings)
        ]

    def _need(self, heading: str, cells: list[tuple[Text, str]]) -> Need:
        least = max(self._small.width(heading), _widest(_words(cells)))
        line = max(least, _widest(cells))
        match heading:
            case "Name" | "Type" | "Clinician":
                return Need(least=least, wanted=line, wraps=True)
            case "Time":
                least = self._bold.width(_WIDEST_TIME)
            case "Date of birth":
                least = line
            case "Phone":
                least = min(line, _WIDEST_PHONE)
            case "Status":
                halves = max((_half(*cell) for cell in cells), default=0.0)
                least = min(max(least, halves), _WIDEST_STATUS)
        return Need(least=least, wanted=line)


def _left_out(of: PrintedList) -> set[str]:
    """The columns in which nothing would stand: with initials nobody's birth date or phone."""
    empty = set() if of.has_clinicians else {"Clinician"}
    if of.rows and not any(row.born for row in of.rows):
        empty.add("Date of birth")
    if of.rows and not any(row.phone for row in of.rows):
        empty.add("Phone")
    return empty


def _is_cut(text: Text, words: str, lines: list[str], room: float) -> bool:
    """True where the words go on past the last line, or one is broken in its middle."""
    return lines[-1:] != [] and (
        lines[-1].endswith("…") or any(text.width(part) > room for part in _parts(words))
    )


def _words(cells: Iterable[tuple[Text, str]]) -> Iterator[tuple[Text, str]]:
    """Each that stands on a line of its own."""
    return ((text, part) for text, words in cells for part in _parts(words))


def _half(text: Text, words: str) -> float:
    """How wide the words are on two lines, broken where that is narrowest."""
    parts = words.split()
    splits = [(parts[:place], parts[place:]) for place in range(len(parts))]
    return min((max(text.width(" ".join(each)) for each in two) for two in splits), default=0.0)


def _parts(words: str) -> list[str]:
    return words.replace("-", "- ").split()


def _widest(cells: Iterable[tuple[Text, str]]) -> float:
    return max((text.width(words) for text, words in cells), default=0.0)
