"""What is wrong with a sign-in, said beside its fields, with the way out where there is one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.actions import Action, ActionButton
from app.ui.widgets.labels import label


class FormError(QWidget):
    """One sentence and at most one button; hidden while nothing is wrong."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._words = label(role="error", wrap=True, name=name)
        self._button: ActionButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on screen with its glyph; empty while nothing is wrong."""
        return self._words.text()

    def say(self, sentence: str, action: Action | None = None) -> None:
        """Shows the sentence, or nothing at all (an empty one)."""
        self._words.setText(sentence and f"! {sentence}")
        if self._button is not None:
            self._column.removeWidget(self._button)
            self._button.hide()
            self._button.deleteLater()
        self._button = self._made(action) if action is not None else None
        self.setVisible(bool(sentence))

    def _made(self, action: Action) -> ActionButton:
        button = ActionButton(action, name=f"{self._name}_action")
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button
