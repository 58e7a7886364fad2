"""A real window on the Sync history page, and what the tests do to it by keyboard and eye."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.ui.history.page import HistoryPage
from app.ui.history.rows import RESULT
from app.ui.run import Application
from tests.ui.scene import Scene, scene
from tests.ui.studio import Studio

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class HistoryDesk:
    """The window with the history in front."""

    def __init__(self, studio: Studio) -> None:
        self.studio, self.scene, self.window = studio, studio.scene, studio.window
        self.services = studio.scene.services

    @property
    def page(self) -> HistoryPage:
        """The page under test."""
        page = self.window.page
        assert isinstance(page, HistoryPage)
        return page

    @property
    def results(self) -> list[str]:
        """The results in the list, newest first."""
        return [row.cells[RESULT] for row in self.page.model.rows]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the details."""
        return self.page.pane.lines.texts

    async def open(self) -> None:
        """By its key."""
        self.press(Qt.Key.Key_4, CTRL, on=self.window)
        await self.studio.until(lambda: isinstance(self.window.page, HistoryPage))
        await self.settle()

    async def settle(self) -> None:
        """Nothing is being read any more, here and for the window."""
        await self.studio.settle()
        await self.studio.until(lambda: self.page.is_settled)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN, *, on: QWidget | None = None
    ) -> None:
        """Presses a key where the focus is."""
        QTest.keyClick(on or self.focus, key, modifier)

    @property
    def focus(self) -> QWidget:
        """The widget that has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def tab_to(self, name: str) -> None:
        """Tab until it has the focus, as a person would."""
        for _ in range(60):
            if self.focus.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reached {name}; it is at {self.focus.objectName()}")

    async def choose(self, name: str, words: str) -> None:
        """Chooses in a box by the arrows."""
        self.tab_to(name)
        box = self.focus
        assert isinstance(box, QComboBox)
        for _ in range(box.count()):
            if box.currentText() == words:
                break
            self.press(Qt.Key.Key_Down)
        assert box.currentText() == words
        await self.settle()


@contextlib.asynccontextmanager
async def history_desk(app: Application, folder: Path) -> AsyncIterator[HistoryDesk]:
    """Over an empty RunSheet; arrange the scene, then `begin`."""
    async with scene(folder) as around, window_over(app, around) as desk:
        yield desk


@contextlib.asynccontextmanager
async def window_over(app: Application, around: Scene) -> AsyncIterator[HistoryDesk]:
    """The window closes before the services do."""
    studio = Studio(app, around)
    try:
        yield HistoryDesk(studio)
    finally:
        await studio.aclose()
