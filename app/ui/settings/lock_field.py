"""A field for a PIN or password, its name above it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets.labels import label, restyle


class SecretField(QWidget):
    """`submitted` with Enter. It can be pasted into, and never copied from."""

    submitted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._words = label(role="muted", name=f"{name}_words")
        self.field = QLineEdit()
        self.field.setObjectName(name)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(256)
        self.field.returnPressed.connect(self.submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self.field)
        self.hide()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def ask(self, words: str) -> None:
        """Empty, under this name; hidden without one."""
        self._words.setText(words)
        self.field.setAccessibleName(words)
        self.field.clear()
        self.mark(is_wrong=False)
        self.setVisible(bool(words))

    def mark(self, *, is_wrong: bool) -> None:
        """Whether what was typed here is wrong."""
        restyle(self.field, "invalid", "true" if is_wrong else "false")

    def take_focus(self) -> None:
        """Typing goes here."""
        self.field.setFocus()
