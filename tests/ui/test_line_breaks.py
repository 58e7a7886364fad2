"""Texts of several lines: a time, an amount and a phone number stay in one of them."""

import pytest
from PySide6.QtWidgets import QLabel

from app.ui.run import Application
from app.ui.widgets.labels import label
from app.ui.widgets.line_breaks import NO_BREAK, plain, unbroken


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("It's from 9:27 am. Try again", ["9:27 am."]),
        ("Checked 1 h 10 min ago", ["1 h", "10 min"]),
        ("Ring 0412 345 678 or (03) 5550 0141 first", ["0412 345 678", "(03) 5550 0141"]),
        ("Of 9 amber 3 hats", []),
    ],
)
def test_what_belongs_together_is_bound(words: str, whole: list[str]) -> None:
    bound = unbroken(words)
    assert [part for part in bound.split(" ") if NO_BREAK in part] == [
        part.replace(" ", NO_BREAK) for part in whole
    ]
    assert plain(bound) == words


def test_a_label_shows_bound_words_and_is_read_as_it_was_written(qapp: Application) -> None:
    for words in ("The last good check was 9:27 am.", "It was 11:27 am."):
        made = label(words, wrap=True)
        assert made.text() == words
        assert QLabel.text(made) == unbroken(words) != words
        made.deleteLater()
