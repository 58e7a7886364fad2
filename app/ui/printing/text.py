"""Text on paper: a face with its measures, and words broken into lines that fit."""

from dataclasses import dataclass, field

from PySide6.QtGui import QFont, QFontMetricsF

_LINE = 1.16


@dataclass(frozen=True, slots=True)
class Text:
    """A face at a size, with its measures in points; lines are 1.16 times the size apart."""

    font: QFont
    metrics: QFontMetricsF
    size: int
    _widths: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def height(self) -> float:
        """From one line to the next."""
        return self.size * _LINE

    @property
    def ascent(self) -> float:
        """From the top of a line to the foot of its letters."""
        return self.size * 0.95

    def width(self, words: str) -> float:
        """How wide the words are on one line."""
        width = self._widths.get(words)
        if width is None:
            width = self._widths[words] = self.metrics.horizontalAdvance(words)
        return width


def text_of(family: str, size: int, *, bold: bool = False, struck: bool = False) -> Text:
    """A face in points; an empty family is the application's own."""
    font = QFont(family) if family else QFont()
    font.setPixelSize(size)  # a pixel is a point here: whoever paints scales the painter
    font.setBold(bold)
    font.setStrikeOut(struck)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return Text(font, QFontMetricsF(font), size)


def fitted(text: Text, words: str, room: float) -> str:
    """The words on one line, ending in … where there is no room."""
    if text.width(words) <= room:
        return words
    count = _letters_that_fit(text, words, room, tail="…")
    return words[:count].rstrip() + "…"


def broken(text: Text, words: str, room: float, *, lines: int) -> list[str]:
    """The words on at most so many lines, broken at spaces and hyphens; the last ends in …"""
    made: list[str] = []
    rest = words.strip()
    while rest and len(made) < lines - 1:
        head = _head_that_fits(text, rest, room)
        made.append(head.strip())
        rest = rest[len(head) :].strip()
    if rest:
        made.append(fitted(text, rest, room))
    return made


def _head_that_fits(text: Text, words: str, room: float) -> str:
    if text.width(words) <= room:
        return words
    ends = [place + 1 for place, char in enumerate(words) if char in " -"]
    fits = [end for end in ends if text.width(words[:end].rstrip()) <= room]
    return words[: fits[-1]] if fits else words[: max(1, _letters_that_fit(text, words, room))]


def _letters_that_fit(text: Text, words: str, room: float, *, tail: str = "") -> int:
    """How many letters, followed by `tail`, have room on a line."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if text.width(words[:middle].rstrip() + tail) <= room:
            low = middle
        else:
            high = middle - 1
    return low
