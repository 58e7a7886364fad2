"""A new token, shown this once, to be given to its program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.clipboard import ShortLivedClipboard
from app.ui.page import PageContext
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

_COPIED = "Copied. The clipboard forgets it in 30 seconds."


class ApiSecret(QWidget):
    """Hidden until there is one; `done` once a person has it."""

    done = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._clipboard = ShortLivedClipboard(self)
        self._words = label(role="strong", wrap=True, name="api_secret_words")
        self.field = QLineEdit()
        self.field.setObjectName("api_secret")
        self.field.setReadOnly(True)
        self.copy_button = make_button(
            "Copy token", name="api_copy", kind="primary", on_click=self._copy
        )
        self.done_button = make_button("I have it", name="api_done", on_click=self._finish)
        self.note = label(role="secondary", wrap=True, name="api_secret_note")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.copy_button)
        line.addWidget(self.done_button)
        line.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self.field)
        column.addLayout(line)
        self.hide()
        context.privacy.switched.connect(self._cover)
        self._cover(context.privacy.is_on)

    def show_secret(self, name: str, secret: str) -> None:
        """The token of a program called `name`."""
        self._words.setText(f"The token of {name}. It is shown this once: put it into the program.")
        self.field.setAccessibleName(f"Token of {name}")
        self.field.setText(secret)
        self.field.setCursorPosition(0)
        self.note.setText("")
        self.show()
        self.copy_button.setFocus()

    def _cover(self, is_on: bool) -> None:
        """Dots while names are hidden: whoever passes by reads the screen. It can be copied."""
        modes = QLineEdit.EchoMode
        self.field.setEchoMode(modes.Password if is_on else modes.Normal)

    def _copy(self) -> None:
        self._clipboard.copy(self.field.text())
        self.note.setText(_COPIED)
        self._context.announce(_COPIED)

    def _finish(self) -> None:
        self.field.clear()
        self.hide()
        self.done.emit()
