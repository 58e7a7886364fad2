"""Finds a line by its first letters as they are typed: `pa` finds `◑ Partly`."""

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtWidgets import QApplication


class TypedSearch:
    """Remembers what was typed a moment ago. Qt's own search takes a mark before the words for
    their first letter.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._clock, self._typed, self._typed_at = clock, "", 0.0

    def place_of(self, letter: str, lines: Sequence[str], *, current: int) -> int | None:
        """The next line that begins with what is typed now, or with the letter that is pressed
        again and again; None where none does.
        """
        now, pause_s = self._clock(), QApplication.keyboardInputInterval() / 1000
        self._typed = letter if now - self._typed_at > pause_s else self._typed + letter
        self._typed_at = now
        typed = self._typed.casefold()
        if not typed.strip(typed[0]):
            typed = typed[0]
        begin = current + 1 if len(typed) == 1 else max(current, 0)
        places = (*range(begin, len(lines)), *range(begin))
        return next((each for each in places if _words(lines[each]).startswith(typed)), None)


def _words(line: str) -> str:
    first = next((n for n, letter in enumerate(line) if letter.isalnum()), 0)
    return line[first:].casefold()
