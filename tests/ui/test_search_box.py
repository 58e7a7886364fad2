"""The box to search in: its hint fits, and its magnifier and its cross grow with the text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.widgets.search_box import SearchBox

SHORT, LONG = "Find a patient", "Find a patient: name, phone or date of birth"


@pytest.fixture
def theme(qapp: Application) -> Iterator[Theme]:
    made = Theme(qapp, choice=SchemeChoice.LIGHT)
    yield made
    made.choose(SchemeChoice.LIGHT, scale=1.0)
    made.deleteLater()


@pytest.fixture
def box(theme: Theme) -> Iterator[SearchBox]:
    made = SearchBox(theme, name="find", hints=(LONG, SHORT))
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_it_says_as_much_as_it_has_room_for(theme: Theme, box: SearchBox) -> None:
    box.resize(440, box.height())
    assert box.placeholderText() == LONG
    box.resize(240, box.height())
    assert box.placeholderText() == SHORT
    box.resize(440, box.height())
    theme.choose(SchemeChoice.LIGHT, scale=2.0)
    assert box.placeholderText() == SHORT


def test_its_magnifier_grows_with_the_text(theme: Theme, box: SearchBox) -> None:
    mark = box.findChild(QLabel)
    assert mark is not None
    usual = mark.pixmap().height()
    theme.choose(SchemeChoice.LIGHT, scale=2.0)
    assert mark.pixmap().height() == 2 * usual


def test_its_cross_empties_it_and_is_there_while_there_is_something_to_clear(
    box: SearchBox,
) -> None:
    cross = box.findChild(QPushButton)
    assert cross is not None
    assert not cross.isVisible()
    QTest.keyClicks(box, "ma")
    assert cross.isVisible()
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert (box.text(), cross.isVisible()) == ("", False)
