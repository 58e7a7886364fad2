"""The note of a row: handed over when the person leaves it, or with Ctrl+Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.labels import height_of_lines

LINES_PX = 64
EMPTY_PX = 36


class NoteBox(QPlainTextEdit):
    """`written` carries the new text; `left`: the person is done and wants back to the card. While
    there is nothing in it, it takes up one line.
    """

    written = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._saved = ""
        self.setObjectName("drawer_note")
        self.setAccessibleName(tr("Note, only in this app"))
        self.setPlaceholderText(tr("Write a note. It stays in this app."))
        self.setTabChangesFocus(True)
        self._fit()
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)

    @property
    def saved(self) -> str:
        """The note as it was last shown or written here."""
        return self._saved

    @property
    def text(self) -> str:
        """What stands in the box, without the space around it."""
        return self.toPlainText().strip()

    @property
    def is_being_written(self) -> bool:
        """True while a person is in the box and it isn't handed over."""
        return self.hasFocus() and self.toPlainText() != self._saved

    def show_note(self, note: str) -> None:
        """Puts a stored note in; what a person is writing just now is left alone."""
        if self.is_being_written or note == self._saved == self.toPlainText():
            return
        self.put(note, saved=note)

    def put(self, text: str, *, saved: str) -> None:
        """Puts a text in, whatever stands there; `saved` is what is stored."""
        self._saved = saved
        if text != self.toPlainText():
            self.setPlainText(text)

    def commit(self) -> None:
        """Hands over what was written, if it is something else."""
        if self.text != self._saved.strip():
            self.written.emit(self.text)

    def mark_saved(self, text: str) -> None:
        """The text is stored, or on its way."""
        self._saved = text

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands in the empty box may take another line."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is room to write."""
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        self._fit()
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
        is_empty = not self.toPlainText() and not self.hasFocus()
        height = self._theme.px(LINES_PX)
        if is_empty:
            height = self._theme.px(EMPTY_PX) + self._more_lines()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _more_lines(self) -> int:
        """How much higher than one line what stands in the empty box is."""
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        metrics = self.fontMetrics()
        return height_of_lines(self.placeholderText(), metrics, width=room) - metrics.height()
