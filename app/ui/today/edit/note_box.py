"""The note of a row: saved when the person leaves it, or with Ctrl+Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.theme import Theme

LINES_PX = 64


class NoteBox(QPlainTextEdit):
    """`written` carries the new text; `left`: the person is done and wants back to the card."""

    written = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._saved = ""
        self.setObjectName("drawer_note")
        self.setAccessibleName("Note, only in this app")
        self.setPlaceholderText("Write a note. It stays in this app.")
        self.setTabChangesFocus(True)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def saved(self) -> str:
        """The note as it was last shown or written here."""
        return self._saved

    def show_note(self, note: str) -> None:
        """Puts a stored note in; what a person is writing just now is left alone."""
        is_writing = self.hasFocus() and self.toPlainText() != self._saved
        if is_writing or note == self._saved == self.toPlainText():
            return
        self._saved = note
        self.setPlainText(note)

    def commit(self) -> None:
        """Hands over what was written, if it is something else."""
        text = self.toPlainText().strip()
        if text != self._saved.strip():
            self.written.emit(text)

    def mark_saved(self, text: str) -> None:
        """The text is stored."""
        self._saved = text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves and goes back; Esc goes back, which saves too."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_enter and has_control):
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(LINES_PX))
