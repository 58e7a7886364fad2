"""The walk finds what it looks for: a small window with one fault each."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.widgets.buttons import Button
from tests.support.waiting import until
from tests.ui.accessibility.names import misnamed
from tests.ui.accessibility.pairs import pairs_in_use
from tests.ui.accessibility.room import clipped
from tests.ui.accessibility.tabbing import lost_by_tab
from tests.ui.accessibility.targets import too_small
from tests.ui.accessibility.walk import unreadable

LOW = "min-height: 0; max-height: 16px; padding: 2px"
Change = Callable[[QWidget, Button], object]


def _trap(place: QWidget, button: Button) -> None:
    text = QPlainTextEdit(accessibleName="Note")
    text.setTabChangesFocus(False)
    row = place.layout()
    assert row is not None
    row.addWidget(text)
    QWidget.setTabOrder(button, text)


def _unframe(_place: QWidget, button: Button) -> None:
    button.setStyleSheet("border: 0; outline: 0")


def _push_out(place: QWidget, button: Button) -> None:
    row = place.layout()
    assert row is not None
    row.removeWidget(button)
    button.setGeometry(380, 10, 120, 40)


def _back_to_front(place: QWidget, button: Button) -> None:
    row = place.layout()
    assert row is not None
    for text in ("Two", "Three"):
        row.addWidget(Button(text, name=text))
    first, second, third = place.findChildren(QPushButton)
    for one, other in ((third, second), (second, first)):
        QWidget.setTabOrder(one, other)


FAULTS: dict[str, Change] = {
    "has no name": lambda _place, button: button.setAccessibleName(" "),
    "is called by markup": lambda _place, button: button.setAccessibleName("Save <b>all</b>"),
    "is called with an &": lambda _place, button: button.setAccessibleName("Save &all"),
    "reads 'save' and is called": lambda _place, button: button.setAccessibleName("Keep"),
    "not 32 high": lambda _place, button: button.setStyleSheet(LOW),
    "no room for its words": lambda _place, button: button.setFixedWidth(30),
    "reaches out of its place": _push_out,
    "Tab never comes to Button 'save'": _trap,
    "nothing shows it": _unframe,
    "Tab goes back": _back_to_front,
    "text.disabled on bg.app has": lambda place, _button: _pale(place),
}


def _pale(place: QWidget) -> None:
    label = place.findChild(QLabel)
    assert label is not None
    label.setStyleSheet("color: #6B7883")


@pytest.fixture
def theme(qapp: Application) -> Iterator[Theme]:
    made = Theme(qapp, choice=SchemeChoice.DARK)
    yield made
    made.choose(SchemeChoice.LIGHT)


async def look(place: QWidget, theme: Theme) -> str:
    """What is found wrong with a window."""
    place.resize(400, 80)
    place.show()
    place.activateWindow()
    await until(place.isActiveWindow)
    pale = [f"{ink} on {ground} has" for ink, ground in pairs_in_use(place, theme.tokens)]
    disabled = [each for each in pale if each.startswith("text.disabled")]
    checks = (misnamed(place), too_small(place), clipped(place), lost_by_tab(place, theme))
    return "\n".join([*disabled, *(each for check in checks for each in check)])


def window() -> tuple[QWidget, Button]:
    """A window with a label and a button, well made."""
    place, button = QWidget(), Button("Save", name="save")
    place.setObjectName("page")
    place.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(place)
    row.addWidget(QLabel("Words of enough length"))
    row.addWidget(button)
    return place, button


async def test_nothing_is_found_where_nothing_is_wrong(theme: Theme) -> None:
    place, _button = window()
    try:
        assert not await look(place, theme)
    finally:
        place.close()


@pytest.mark.parametrize("finding", FAULTS)
async def test_each_fault_is_found(theme: Theme, finding: str) -> None:
    place, button = window()
    FAULTS[finding](place, button)
    try:
        assert finding in await look(place, theme)
    finally:
        place.close()


def test_a_pale_pair_is_told_with_its_contrast() -> None:
    found = list(unreadable({("border.subtle", "bg.app"), ("text.primary", "bg.app")}))
    assert [each.split(" has ")[0] for each in found] == ["border.subtle on bg.app"] * 2
