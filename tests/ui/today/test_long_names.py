"""A long name: seen whole where that can be, and always to be had whole."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.ui.theme import SchemeChoice, Theme
from app.ui.today.card_delegate import CardDelegate
from app.ui.today.card_view import CardView
from app.ui.today.cards import Card, card_of
from app.ui.today.names import _lines, is_name_cut
from app.ui.today.row_delegate import RowDelegate
from tests.ui.today.test_cards import NOW, row

SMALLEST_COLUMN_PX = 240
LONG = {"patient_first_name": "Aleksandra", "patient_last_name": "Konstantinopoulou"}
TOO_LONG = {"patient_first_name": "Al", "patient_last_name": "Wickramasinghearachchige"}


def card(name: dict[str, str]) -> Card:
    return card_of(row(**name), now=NOW)


def room_of(theme: Theme) -> int:
    """What the smallest column leaves to a name."""
    view = CardView(theme, CardDelegate(theme))
    view.resize(SMALLEST_COLUMN_PX, 300)
    view.update_to([card(LONG)])
    delegate = view.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    return delegate._name_box(view.visualRect(view.cards.index(0))).width()


def test_a_long_name_takes_two_small_lines_in_a_small_column(qapp: QApplication) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    long, room = card(LONG), room_of(theme)
    assert _lines(theme, long, room) == ("Aleksandra", "Konstantinopoulou")
    assert not is_name_cut(theme, long, room)
    assert _lines(theme, long, 400) is None


def test_where_that_is_too_long_too_its_shorter_form_takes_them(qapp: QApplication) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    both = {"patient_first_name": "Samantha", "patient_last_name": "Worthington-Smythe"}
    assert _lines(theme, card(both), 120) == ("S. Worthington-", "Smythe")
    assert is_name_cut(theme, card(both), 120)


def test_a_name_that_has_a_shorter_form_keeps_its_size(qapp: QApplication) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    name = {"patient_first_name": "Konstantinos", "patient_last_name": "Papas"}
    assert card(name).short_name == "K. Papas"
    assert _lines(theme, card(name), 110) is None


@pytest.mark.parametrize("kind", [CardDelegate, RowDelegate])
def test_what_is_cut_is_a_tip_and_is_spoken_whole(
    qapp: QApplication, kind: type[CardDelegate] | type[RowDelegate]
) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    view = CardView(theme, kind(theme))
    view.resize(SMALLEST_COLUMN_PX, 300)
    too_long, usual = card(TOO_LONG), card_of(row(2), now=NOW)
    view.update_to([too_long, usual])
    view.show()
    try:
        assert _tip(view, 0).split("\n")[0] == "Al Wickramasinghearachchige"
        assert "Al Wickramasinghearachchige" in view.cards.index(0).data()
        assert usual.name not in _tip(view, 1)
    finally:
        QToolTip.hideText()
        view.close()


def _tip(view: CardView, at: int) -> str:
    index = view.cards.index(at)
    place = view.visualRect(index).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.mapToGlobal(QPoint(20, 20 * at)))
    QToolTip.hideText()
    QApplication.sendEvent(view.viewport(), event)
    return QToolTip.text()
