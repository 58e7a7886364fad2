"""Keys, clicks and the wheel count as use, seldom; what moves by itself does not."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.ui import use_filter
from app.ui.use_filter import TELL_EVERY_S, UseFilter
from tests.support.waiting import PATIENCE_S


class Seconds:
    """A clock that the test moves."""

    def __init__(self, monkeypatch):
        self.now = 100.0
        monkeypatch.setattr(use_filter.time, "monotonic", lambda: self.now)


def watched(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field, timeout=PATIENCE_S * 1000):
        field.show()
    return field


def turn_wheel(qapp, field):
    middle = QPointF(field.rect().center())
    wheel = QWheelEvent(
        middle,
        field.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(field, wheel)


def test_a_key_a_click_and_the_wheel_are_use(qapp, qtbot, monkeypatch):
    clock, told = Seconds(monkeypatch), []
    field = watched(qtbot)
    using = UseFilter(lambda: told.append(clock.now))
    acts = (
        lambda: QTest.keyClick(field, Qt.Key.Key_A),
        lambda: QTest.mouseClick(field, Qt.MouseButton.LeftButton),
        lambda: turn_wheel(qapp, field),
    )
    for number, act in enumerate(acts, start=1):
        act()
        assert len(told) == number
        clock.now += TELL_EVERY_S
    using.close()
    assert field.text() == "a"  # the event went on its way


def test_however_often_it_comes_it_is_told_seldom(qapp, qtbot, monkeypatch):
    clock, told = Seconds(monkeypatch), []
    field = watched(qtbot)
    using = UseFilter(lambda: told.append(clock.now))
    for _ in range(100):
        QTest.keyClick(field, Qt.Key.Key_A)
        clock.now += TELL_EVERY_S / 50
    using.close()
    assert len(told) == 2
    assert len(field.text()) == 100


def test_a_pointer_that_passes_and_a_window_that_paints_are_no_use(qapp, qtbot, monkeypatch):
    told = []
    Seconds(monkeypatch)
    field = watched(qtbot)
    using = UseFilter(lambda: told.append(1))
    QTest.mouseMove(field, QPoint(3, 3))
    field.setText("by itself")
    field.repaint()
    qapp.processEvents()
    using.close()
    assert told == []


def test_closed_it_tells_no_more(qapp, qtbot, monkeypatch):
    told = []
    Seconds(monkeypatch)
    field = watched(qtbot)
    UseFilter(lambda: told.append(1)).close()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert told == []
