"""A colour's word is what a person at the desk would call it."""

import pytest

from app.ui.connections.types.colours import colour_word, parse_colour


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("#2e9e5b", "green"),
        ("#1668B8", "blue"),
        ("#c22f28", "red"),
        ("#F6C766", "orange"),
        ("#ffee00", "yellow"),
        ("#6F4BB8", "purple"),
        ("#ff69b4", "pink"),
        ("#00a0a0", "teal"),
        ("#808080", "grey"),
        ("#fff", "white"),
        ("#000000", "black"),
        ("#5c3a1e", "brown"),
        ("#b3e5fc", "light blue"),
        ("#546E7A", "blue-grey"),
    ],
)
def test_the_word_of_a_colour(code: str, word: str) -> None:
    assert colour_word(code) == word


@pytest.mark.parametrize("code", [None, "", "green", "#12345", "#12345g", "rgb(1,2,3)"])
def test_what_is_not_a_colour_has_no_word(code: str | None) -> None:
    assert parse_colour(code) is None
    assert colour_word(code) == ""
