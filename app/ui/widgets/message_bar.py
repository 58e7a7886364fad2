"""The in-app message at the bottom left: one sentence that leaves by itself."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import RunSheetError
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

SHOWN_MS = 6000


class MessageBar(NoticeBar):
    """Goes by itself after six seconds, but never while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="message_bar", parent=parent)
        self._timer = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self._leave)

    def show_message(self, text: str, *, tone: str = "info") -> None:
        """Shows a sentence; a later one takes its place."""
        self.show_notice(text, tone=tone)
        self._timer.start()

    def show_question(self, text: str, actions: tuple[Action, ...]) -> None:
        """A sentence that stays until it is answered; its first button has the focus."""
        self._timer.stop()
        self.show_notice(text, actions=actions)
        self.buttons[0].setFocus()

    def show_error(self, error: RunSheetError) -> None:
        """A fault stays until it is dismissed."""
        self._timer.stop()
        self.show_notice(str(error), tone="err", actions=(Action("Dismiss", self.clear),))

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.clear()
