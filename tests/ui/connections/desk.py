"""A real window on the Connections page, and what the tests do to it by keyboard and eye."""

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.sandbox.gentu.practice import Practice
from app.ui.connections.page import ConnectionsPage
from app.ui.theme import SchemeChoice, Theme
from app.ui.window.main_window import MainWindow
from tests.support.waiting import until
from tests.ui.scene import Scene, scene

Part = TypeVar("Part", bound=QWidget)
SIZE = (1366, 768)


class Desk:
    """The window with the Connections page in front."""

    def __init__(self, window: MainWindow, around: Scene) -> None:
        self.window = window
        self.scene = around
        self.services = around.services

    @property
    def page(self) -> ConnectionsPage:
        """The page under test."""
        page = self.window.page
        assert isinstance(page, ConnectionsPage)
        return page

    def find(self, name: str) -> QWidget:
        """The visible widget of that object name."""
        found = self.seek(name)
        assert found is not None, f"no visible {name}"
        return found

    def seek(self, name: str) -> QWidget | None:
        """The same, None when there is none on screen."""
        widgets = self.page.findChildren(QWidget, name)
        return next((each for each in widgets if each.isVisible()), None)

    def text(self, name: str) -> str:
        """The words of a label or button on screen; empty when it is not."""
        found = self.seek(name)
        words = getattr(found, "text", None)
        return str(words()) if callable(words) else ""

    async def until(self, condition: Callable[[], object]) -> None:
        """Waits for a condition, as a person would."""
        await until(condition)

    async def until_shown(self, name: str) -> QWidget:
        """Waits until this widget is on screen."""
        await self.until(lambda: self.seek(name))
        return self.find(name)

    async def settle(self) -> None:
        """Lets what was started end, and deletes what was taken off the screen."""
        await self.until(lambda: not self.page.tasks.running)
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    async def click(self, name: str) -> None:
        """Presses a button by keyboard, once it is on screen and can be pressed.

        The words of a work's end come a turn of the loop before its button is free again.
        """
        await self.until(lambda: (found := self.seek(name)) and found.isEnabled())
        self.find(name).setFocus()
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Presses a key where the focus is."""
        target = self.focus
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type_text(self, text: str) -> None:
        """Types where the focus is."""
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        """The widget that has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget


@contextlib.asynccontextmanager
async def desk(
    qapp: QApplication, folder: Path, *, practice: Practice | None = None, is_ready: bool = False
) -> AsyncIterator[Desk]:
    """A window on Connections: with nothing connected, or with everything set up."""
    async with scene(folder, practice=practice) as around:
        if is_ready:
            await around.ready()
        async with window_on(qapp, around) as opened:
            yield opened


@contextlib.asynccontextmanager
async def window_on(qapp: QApplication, around: Scene) -> AsyncIterator[Desk]:
    """Opens a window over services that run already, as a restart does."""
    window = MainWindow(
        Theme(qapp, choice=SchemeChoice.LIGHT), pc_zone=lambda: "Australia/Melbourne"
    )
    window.resize(*SIZE)
    window.show()
    window.attach(around.services, {})
    window.activateWindow()
    window.open_connections()
    opened = Desk(window, around)
    try:
        await opened.until(window.isActiveWindow)  # no key reaches a window without the focus
        await opened.until(lambda: opened.page.list.is_loaded)
        cards = opened.page.list.cards.values()
        await opened.until(lambda: all(each.isVisible() for each in cards))
        yield opened
    finally:
        await window.aclose()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


__all__ = ["SIZE", "Desk", "desk", "window_on"]
