"""A person's hands: each key and each click waits until the desk is ready for it, and is counted.

The keys go to the window that has the focus, as the system's do, and from there to whatever has it
in there: nothing is given the focus here but by a key or a click.
"""

import asyncio
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMenu, QWidget

from app.ui.today.card_view import CardView
from tests.end_to_end.jobs.eyes import Eyes
from tests.support.waiting import patience

LONGEST_WAY = 40
"""So many keys nobody presses to reach a widget."""
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Hands(Eyes):
    """`press`, `write`, `click` and `pick` are what a job's budget counts, in `actions`."""

    def __init__(self) -> None:
        super().__init__()
        self.actions = 0

    async def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = _NO_KEYS,
        *,
        at: str = "",
        times: int = 1,
    ) -> None:
        """One key or chord, where the focus is: once that is in the widget of the name `at`, where
        one is given. `times`: by an impatient finger, which looks at nothing in between.
        """
        self.actions += times
        await self._type(at, *[(key, modifier)] * times)

    async def write(self, text: str, *, at: str) -> None:
        """Types a text into the widget of that name; it counts as one action, as the jobs count."""
        self.actions += 1
        await self._type(at, *[(letter,) for letter in text])

    async def press_until_focused(
        self, key: Qt.Key, name: str, modifier: Qt.KeyboardModifier = _NO_KEYS
    ) -> None:
        """The same key until the visible, enabled widget of that object name has the focus."""
        await self.until(lambda: self.is_enabled(name))
        passed: list[str] = []
        while not self.has_focus(name):
            assert len(passed) < LONGEST_WAY, f"{name} is not reached: {passed}"
            await self.press(key, modifier)
            passed.append(_name_of(QApplication.focusWidget()))

    async def to_card(self, column: int, place: int = 0) -> CardView:
        """Alt and the column's number, and down to the card there, counted from 0; its column."""
        await self.press(Qt.Key(Qt.Key.Key_1 + column), Qt.KeyboardModifier.AltModifier)
        view = self.columns[column].view
        await self.until(view.hasFocus)
        await self.press(Qt.Key.Key_Home)
        for _ in range(place):
            await self.press(Qt.Key.Key_Down)
        assert view.currentIndex().row() == place
        return view

    async def choose(self, words: str) -> None:
        """Down to the line of the open menu that begins so, and Enter."""
        await self.until(QApplication.activePopupWidget)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(LONGEST_WAY):
            await self.press(Qt.Key.Key_Down)
            if menu.activeAction().text().startswith(words):
                await self.press(Qt.Key.Key_Return)
                return
        raise AssertionError(f"{words} is not in the menu")

    async def click(self, name: str) -> None:
        """A click on the visible, enabled widget of that object name."""
        await self.until(lambda: self.is_enabled(name))
        self.actions += 1
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    async def pick(self, name: str, words: str) -> None:
        """Two clicks: on the choice of that object name, and on its line that says `words`."""
        await self.until(lambda: _has_line(self.seek(name), words))
        await self.click(name)
        choice = self.find(name)
        assert isinstance(choice, QComboBox)
        await self.until(choice.view().isVisible)
        self.actions += 1
        async with patience():
            while choice.view().isVisible():  # Qt takes none within a double click's time
                _click_line(choice.view(), choice.findText(words))
                await asyncio.sleep(0.02)
        assert choice.currentText() == words

    async def _type(self, name: str, *keys: tuple[object, ...]) -> None:
        """These keys, once something can take them: the widget of that name, where one is given."""
        has_typed = False
        while not has_typed:
            await self.until(lambda: self._is_ready(name))
            has_typed = await _from_the_loop(lambda: self._type_now(name, keys))

    def _type_now(self, name: str, keys: Iterable[tuple[object, ...]]) -> bool:
        """False where the focus has gone elsewhere just now."""
        if not self._is_ready(name):
            return False
        window = QGuiApplication.focusWindow()
        for key in keys:
            QTest.keyClick(window, *key)
        return True

    def _is_ready(self, name: str) -> bool:
        return self._has_window() and self._can_type(name)

    def _has_window(self) -> bool:
        """This screen has no window manager that would give the focus back when a dialog goes."""
        if QGuiApplication.focusWindow() is None:
            self.window.activateWindow()
            return False
        return True

    def _can_type(self, name: str) -> bool:
        if name:
            return self.is_enabled(name) and self.has_focus(name)
        widget = QApplication.focusWidget()
        return widget is None or (widget.isVisible() and widget.isEnabled())


async def _from_the_loop(act: Callable[[], bool]) -> bool:
    """Keys come from the event loop, as the system's do: for each, Qt lets everything else have a
    turn, and what had its turn inside a coroutine would be lost.
    """
    done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def tell() -> None:
        try:
            done.set_result(act())
        except Exception as error:  # noqa: BLE001  # it is the job's, not the loop's
            done.set_exception(error)

    QTimer.singleShot(0, tell)
    return await done


def _name_of(widget: QWidget | None) -> str:
    return "nothing" if widget is None else widget.objectName() or type(widget).__name__


def _has_line(choice: QWidget | None, words: str) -> bool:
    return isinstance(choice, QComboBox) and choice.findText(words) >= 0


def _click_line(lines: QAbstractItemView, row: int) -> None:
    place = lines.visualRect(lines.model().index(row, 0)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
