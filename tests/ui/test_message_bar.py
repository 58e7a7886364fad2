"""The message bar: what waits for a person stays, and nothing is lost behind it."""

import contextlib
from collections.abc import AsyncIterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import DiskFull, NoInternet
from app.ui.widgets.actions import Action
from app.ui.widgets.message_bar import MessageBar
from tests.support.waiting import until

QUESTION = "Keep checking?"


class Desk:
    """A field that somebody is in, with the bar below."""

    def __init__(self) -> None:
        self.window, self.bar, self.field = QWidget(), MessageBar(), QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.bar)
        self.done: list[str] = []

    def ask(self, text: str = QUESTION) -> None:
        keep = Action("Keep", lambda: self.done.append("keep"))
        self.bar.show_question(text, (keep, Action("Quit", lambda: self.done.append("quit"))))

    async def answer(self) -> None:
        """The first button, where the focus is."""
        await until(self.bar.buttons[0].hasFocus)
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


@contextlib.asynccontextmanager
async def opened() -> AsyncIterator[Desk]:
    made = Desk()
    made.window.show()
    made.window.activateWindow()
    await until(made.window.isActiveWindow)
    made.field.setFocus()
    await until(made.field.hasFocus)
    try:
        yield made
    finally:
        made.window.hide()
        made.window.deleteLater()


async def test_a_question_stays_until_it_is_answered_and_the_newest_message_follows(
    qapp: QApplication,
) -> None:
    async with opened() as desk:
        desk.ask()
        desk.bar.show_message("Privacy on.")
        desk.bar.show_message("Details copied.")
        assert desk.bar.text == QUESTION
        assert desk.bar.buttons[0].hasFocus()
        await desk.answer()
        assert desk.done == ["keep"]
        assert desk.bar.text == "Details copied."
        assert not desk.bar.buttons


async def test_a_fault_waits_behind_a_question_and_a_second_question_behind_the_first(
    qapp: QApplication,
) -> None:
    async with opened() as desk:
        desk.ask()
        desk.bar.show_error(NoInternet())
        desk.ask("Another one?")
        assert desk.bar.text == QUESTION
        await desk.answer()
        assert desk.bar.text == "Another one?"
        await desk.answer()
        assert "(NET-01)" in desk.bar.text
        await desk.answer()
        assert desk.bar.text == ""
        assert desk.field.hasFocus()


async def test_no_message_takes_the_place_of_a_fault_and_the_newest_fault_is_on_top(
    qapp: QApplication,
) -> None:
    async with opened() as desk:
        desk.bar.show_error(NoInternet())
        desk.bar.show_message("Back online.")
        desk.bar.show_error(DiskFull())
        desk.bar.show_error(DiskFull())
        assert "(LOC-01)" in desk.bar.text
        QTest.mouseClick(desk.bar.buttons[0], Qt.MouseButton.LeftButton)
        assert "(NET-01)" in desk.bar.text
        QTest.mouseClick(desk.bar.buttons[0], Qt.MouseButton.LeftButton)
        assert desk.bar.text == "Back online."


async def test_esc_leaves_a_question_undone_and_gives_the_focus_back(qapp: QApplication) -> None:
    async with opened() as desk:
        desk.ask()
        desk.press(Qt.Key.Key_Escape)
        assert (desk.bar.text, desk.done) == ("", [])
        assert desk.field.hasFocus()


async def test_a_message_can_be_read_for_as_long_as_somebody_is_on_it(qapp: QApplication) -> None:
    async with opened() as desk:
        desk.bar.show_message("Details copied.")
        desk.bar.take_focus()
        assert desk.bar.hasFocus()
        assert desk.bar.accessibleName() == "Notice: Details copied."
        desk.bar._leave()
        assert desk.bar.text == "Details copied."
        desk.press(Qt.Key.Key_Escape)
        assert desk.bar.text == ""
        assert desk.field.hasFocus()


async def test_what_is_withdrawn_is_asked_no_more(qapp: QApplication) -> None:
    async with opened() as desk:
        desk.ask()
        desk.bar.show_message("Details copied.")
        desk.bar.withdraw(QUESTION)
        assert desk.bar.text == "Details copied."
