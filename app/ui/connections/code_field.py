"""The pairing code's field: takes any way of writing it, says what is wrong beside itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.ui.connections.codes import cursor_after, display_code, is_complete, normalise_code
from app.ui.connections.controls import make_button, set_words
from app.ui.widgets.labels import label, restyle

_HINT = "8 letters or numbers. Spaces and dashes are fine."
_SPOKEN = "Pairing code, 8 letters or numbers"
_FIELD_PX = 240


class CodeField(QWidget):
    """`code_ready`: a whole code to check. `code_changed`: it was edited. `cancelled`: stop."""

    code_ready = Signal(str)
    code_changed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setObjectName("pairing_code")
        self.edit.setAccessibleName(_SPOKEN)
        self.edit.setAccessibleDescription(_HINT)
        self.edit.setPlaceholderText("ABCD-1234")
        self.edit.setFixedWidth(_FIELD_PX)
        self._error = label(role="error", wrap=True, name="pairing_error")
        self._hint = label(_HINT, role="muted", wrap=True)
        self._paste = make_button("Paste", name="paste_code", on_click=self._paste_code)
        self._connect = make_button(
            "Connect", name="connect", kind="primary", on_click=self._submit
        )
        self._checking = self._checking_row()
        self._lay_out()
        self.edit.textEdited.connect(self._take)
        self.edit.returnPressed.connect(self._submit)
        self.show_idle()

    @property
    def code(self) -> str:
        """The code without dashes, in capitals."""
        return normalise_code(self.edit.text())

    @property
    def error(self) -> str:
        """What is said beside the field."""
        return self._error.text()

    @property
    def is_checking(self) -> bool:
        """True between a whole code and the practice system's answer."""
        return not self._checking.isHidden()

    def focus_first(self) -> None:
        """Into the field with its text selected, ready to be replaced."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def show_idle(self) -> None:
        """Nothing runs and nothing is wrong."""
        self._checking.hide()
        self._connect.show()
        self._show_words("")

    def show_connected(self) -> None:
        """A practice was found: its own buttons are the next step."""
        self.show_idle()
        self._connect.hide()

    def show_checking(self) -> None:
        """`Checking your code…` with Cancel; the field stays editable."""
        self._show_words("")
        self._checking.show()

    def show_error(self, sentence: str, *, can_retry: bool) -> None:
        """The sentence beside the field, focus in it, its text selected."""
        self._checking.hide()
        self._show_words(sentence)
        set_words(self._connect, "Try again" if can_retry else "Connect")
        self.focus_first()

    def start_again(self) -> None:
        """Empties the field for another code."""
        self.edit.clear()
        self.show_idle()
        self.edit.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.edit, self._paste, self._connect):
            row.addWidget(part)
        row.addStretch(1)
        caption = label("Pairing code", role="strong")
        caption.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addLayout(row)
        for below in (self._error, self._hint, self._checking):
            column.addWidget(below)

    def _checking_row(self) -> QWidget:
        place = QWidget()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(_FIELD_PX)
        bar.setTextVisible(False)
        bar.setAccessibleName("Checking your code")
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(bar)
        row.addWidget(label("Checking your code…", name="checking_words"))
        row.addWidget(make_button("Cancel", name="cancel_check", on_click=self.cancelled.emit))
        row.addStretch(1)
        return place

    def _show_words(self, sentence: str) -> None:
        self._error.setText(sentence and f"! {sentence}")
        self._error.setVisible(bool(sentence))
        restyle(self.edit, "invalid", "true" if sentence else "false")
        self.edit.setAccessibleDescription(sentence or _HINT)
        set_words(self._connect, "Connect")

    def _take(self, text: str) -> None:
        before = self.edit.cursorPosition()
        shown = display_code(text)
        self.edit.setText(shown)
        self.edit.setCursorPosition(cursor_after(shown, len(normalise_code(text[:before]))))
        self.show_idle()
        self.code_changed.emit()
        if is_complete(text):
            self.code_ready.emit(self.code)

    def _paste_code(self) -> None:
        self.edit.setFocus()
        self.edit.setText(QApplication.clipboard().text())
        self._take(self.edit.text())

    def _submit(self) -> None:
        if is_complete(self.edit.text()):
            self.code_ready.emit(self.code)
        else:
            self.show_error("A pairing code has 8 letters or numbers.", can_retry=False)
