"""*Row removed. [Undo]*: ten seconds to think again, longer while somebody is on it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.language import tr
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

SHOWN_MS = 10_000


class UndoBar(NoticeBar):
    """Goes by itself, but never while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="undo_bar", parent=parent)
        self._timer = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self._leave)

    def offer(self, text: str, undo: Callable[[], None]) -> None:
        """Says what was done; a later deed takes its place."""
        self.show_notice(text, actions=(Action(tr("Undo"), lambda: self._undo(undo)),))
        self._timer.start()

    def _undo(self, undo: Callable[[], None]) -> None:
        self._timer.stop()
        self.clear()
        undo()

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.clear()
