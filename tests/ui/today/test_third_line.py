"""The third line of a card: nothing of it is cut, in the narrowest column and in any text size."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from app.domain.local_edit import settle
from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.today.card_delegate import CardDelegate
from app.ui.today.cards import Card, card_of
from app.ui.today.column import MIN_WIDTH
from app.ui.today.marks import Marks
from app.ui.today.third_line import fitted, is_line_whole
from tests.ui.rows import NOW, row
from tests.ui.today.test_edit_words import MOVED, THEIRS

_SCROLL_BAR_PX = 10
_OVERRULED = settle(MOVED, THEIRS, now=NOW)
_FACTS = (
    {},
    {"moved_from_start": NOW - timedelta(hours=3)},
    {"moved_from_start": NOW, "moved_from_clinician": "A/Prof Minh Đặng"},
)


def cards() -> Iterator[Card]:
    """Every choice of flags with every kind of fact."""
    other, offers = (row(2),), (False, True)
    for edited, overruled, similar, doubled in product(offers, repeat=4):
        for facts in _FACTS:
            edits = (MOVED,) * edited + (_OVERRULED,) * overruled
            marks = Marks(similar=other * similar, duplicates=other * doubled)
            yield card_of(row(edits=edits, system="MediRecords", **facts), now=NOW, marks=marks)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_however_many_flags_there_are_no_line_is_wider_than_its_card(
    qapp: Application, scale: float
) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    theme.choose(SchemeChoice.LIGHT, scale=scale)
    try:
        width = theme.px(MIN_WIDTH) - _SCROLL_BAR_PX
        room = CardDelegate(theme)._line_box(QRect(0, 0, width, theme.px(84))).width()
        metrics = QFontMetrics(theme.font(12))
        found = [fitted(theme, card, room) for card in cards()]
        assert len(found) == 48
        for card, lines in zip(cards(), (each.lines for each in found), strict=True):
            assert len(lines) <= 2
            assert all(metrics.horizontalAdvance(line) <= room for line in lines), lines
            assert all(flag[0] in lines[0] + lines[-1] for flag in card.flags), lines
    finally:
        Theme(qapp, choice=SchemeChoice.LIGHT).choose(SchemeChoice.LIGHT, scale=1.0)


def test_words_go_one_by_one_as_room_goes(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    card = card_of(row(edits=(MOVED, _OVERRULED)), now=NOW)
    found = [fitted(theme, card, room) for room in range(600, 150, -1)]
    ways = list(dict.fromkeys(each.lines for each in found))
    assert ways[:3] == [
        ("✎ Only in this app · ✎ Gentu changed this · 0412 345 678",),
        ("✎ Only here · ✎ Gentu changed · 0412 345 678",),
        ("✎ Only in this app · ✎ Gentu changed this", "0412 345 678"),
    ]
    assert ("✎ Only here · ✎ Gentu changed", "0412 345 678") in ways
    assert ("✎ · 0412 345 678",) in ways
    losses = [each.loss for each in found]
    assert losses == sorted(losses)


def test_no_number_and_no_time_is_broken_over_two_lines(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    for card in cards():
        for room in range(150, 500, 10):
            upper, *lower = fitted(theme, card, room).lines
            if lower:
                assert not (upper[-1].isdigit() and lower[0][0].isdigit())
                assert not lower[0].startswith(("am", "pm"))
                assert upper[-1] not in "↷·"


def test_what_is_said_in_fewer_words_is_not_the_whole_line(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    card = card_of(row(edits=(MOVED,)), now=NOW)
    assert is_line_whole(theme, card, 600)
    assert not is_line_whole(theme, card, 100)
