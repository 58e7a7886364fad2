"""What a person at the desk sees: the window, its widgets by name, its words, and what leaks."""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.ui.today.column import Column
from app.ui.window.main_window import MainWindow
from tests.support.waiting import patience


class Seen(QObject):
    """Everything a passer-by could read without looking at the list."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes each title a window ever has."""
        if event.type() == QEvent.Type.WindowTitleChange and isinstance(watched, QWidget):
            self.texts.add(watched.windowTitle())
        return False

    def look(self) -> None:
        """Titles as they are now."""
        self.texts |= {widget.windowTitle() for widget in QApplication.topLevelWidgets()}


class Eyes:
    """Reads what is on screen, and waits for what is to be there."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.messages = ""

    @property
    def window(self) -> MainWindow:
        """The one window there is."""
        return next(one for one in _windows() if one.isVisible())

    async def settle(self) -> None:
        """Waits until nothing is on its way to the screen."""
        today = self.window.today
        await self.until(lambda: today.context.feed.is_idle and today.is_settled)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Waits for a condition, as a person would."""
        try:
            async with patience():
                while not self._look(is_so):  # noqa: ASYNC110  # the screen has no event for it
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(f"waited in vain; {self._as_it_stands()}") from None

    async def until_told(self, part: QWidget, *words: str) -> None:
        """Waits until all of these can be read in a part of the window."""
        await self.until(lambda: all(each in self.words_in(part) for each in words))

    def _look(self, is_so: Callable[[], object]) -> object:
        """Reads the message bar too, whose words leave by themselves."""
        for window in _windows():
            words = window.message_bar.text
            if words and words not in self.messages:
                self.messages += f"{words}\n"
        return is_so()

    def _as_it_stands(self) -> str:
        """What a reader of a failed test wants to know first."""
        if not any(each.isVisible() for each in _windows()):
            return "no window is open"
        focus = QApplication.focusWidget()
        told = {
            "pill": self.pill,
            "banner": self.banner,
            "messages": self.messages.splitlines(),
            "page": self.window.page.title,
            "focus": focus.objectName() if focus is not None else None,
            "errors": self._errors(),
        }
        return " | ".join(f"{name}: {words}" for name, words in told.items())

    def _errors(self) -> list[str]:
        labels = self.window.findChildren(QLabel)
        errors = [each for each in labels if each.property("role") == "error"]
        return [each.text() for each in errors if each.isVisible()]

    # --- parts of the screen -----------------------------------------------------------------

    def find(self, name: str) -> QWidget:
        """The visible widget of that object name."""
        found = self.seek(name)
        assert found is not None, f"no visible {name}"
        return found

    def seek(self, name: str) -> QWidget | None:
        """The same, None when there is none on screen."""
        for top in QApplication.topLevelWidgets():
            for each in [top, *top.findChildren(QWidget, name)]:
                if each.objectName() == name and each.isVisible():
                    return each
        return None

    def text(self, name: str) -> str:
        """The words of that widget; empty while it is not on screen."""
        found = self.seek(name)
        words = getattr(found, "currentText", None) or getattr(found, "text", None)
        return str(words()) if callable(words) else ""

    def is_enabled(self, name: str) -> bool:
        """True when that widget is on screen and could be used."""
        widget = self.seek(name)
        return widget is not None and widget.isEnabled()

    def has_focus(self, name: str) -> bool:
        """True when that widget is on screen and the keys go to it."""
        widget = self.seek(name)
        return widget is not None and widget.hasFocus()

    @property
    def pill(self) -> str:
        """The words of the freshness pill."""
        return self.window.today.header.pill_text

    @property
    def banner(self) -> str:
        """The sentence of the banner; empty without one."""
        return self.window.banner.text

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the board."""
        return self.window.today.board.columns

    @property
    def row_count(self) -> int:
        """How many cards are on the board."""
        return sum(column.view.model().rowCount() for column in self.columns)

    def cards(self, column: int) -> list[str]:
        """A column's cards as a screen reader reads them."""
        view = self.columns[column].view
        model = view.model()
        return [
            str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            for row in range(model.rowCount())
        ]

    def words_in(self, part: QWidget) -> str:
        """Everything written in a part of the window."""
        return " · ".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())


def _windows() -> list[MainWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
