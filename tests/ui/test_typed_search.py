"""Letters typed into a choice find its line, whatever mark stands before the words."""

import pytest

from app.ui.widgets.typed_search import TypedSearch

LINES = ("All results", "✓ Complete", "◑ Partly", "▲ Failed", "◷ Part of a day")


class Typist:
    """Types one letter after the other; `pause` lets the search forget."""

    def __init__(self) -> None:
        self.now, self.place = 100.0, 0
        self.search = TypedSearch(lambda: self.now)

    def types(self, letters: str) -> str | None:
        """The line that is found by them; None where the last one finds nothing."""
        found: int | None = None
        for letter in letters:
            found = self.search.place_of(letter, LINES, current=self.place)
            self.place = self.place if found is None else found
        return None if found is None else LINES[found]

    def pause(self) -> None:
        self.now += 60


@pytest.mark.parametrize(
    ("letters", "line"),
    [
        ("p", "◑ Partly"),
        ("F", "▲ Failed"),
        ("part", "◑ Partly"),
        ("part ", "◷ Part of a day"),
        ("pp", "◷ Part of a day"),
        ("parto", None),
        ("x", None),
    ],
)
def test_the_first_letters_find_the_line(qapp, letters, line):
    assert Typist().types(letters) == line


def test_after_a_pause_the_same_letter_goes_to_the_next_and_round(qapp):
    typist = Typist()
    found = []
    for _ in range(3):
        found.append(typist.types("p"))
        typist.pause()
    assert found == ["◑ Partly", "◷ Part of a day", "◑ Partly"]
