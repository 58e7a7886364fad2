"""What another changed while a person wrote, and whose is to stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import label

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_STACKED_FROM = 1.3


class ChoicePanel(QFrame):
    """Hidden until there is something to choose. It takes the focus itself, so that no key that is
    held down chooses; Tab goes on to the buttons. `both` is offered of notes only.
    """

    mine = Signal()
    theirs = Signal()
    both = Signal()

    def __init__(
        self, theme: Theme, *, name: str, has_both: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(f"{name}_choice")
        self.setProperty("tone", "warn")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._said = label(wrap=True, name=f"{name}_choice_text")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self.mine_button = Button(tr("Keep mine"), name=f"{name}_keep_mine")
        self.theirs_button = Button(tr("Use theirs"), name=f"{name}_use_theirs")
        self.both_button = Button(tr("Both"), name=f"{name}_keep_both")
        self.mine_button.clicked.connect(self.mine)
        self.theirs_button.clicked.connect(self.theirs)
        self.both_button.clicked.connect(self.both)
        self.both_button.setVisible(has_both)
        self._buttons = QBoxLayout(_BESIDE)
        self._buttons.setSpacing(8)
        for button in (self.mine_button, self.theirs_button, self.both_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._said)
        column.addLayout(self._buttons)
        self._fit()
        theme.changed.connect(self._fit)
        self.hide()

    @property
    def text(self) -> str:
        """What is to choose between; empty while there is nothing."""
        return "" if self.isHidden() else self._said.text()

    def ask(self, lines: Sequence[str]) -> None:
        """Shows what differs, a line for each."""
        self._said.setText("\n".join(lines))
        self.setAccessibleName(" ".join(lines))
        self.setAccessibleDescription(tr("Tab goes to the choices"))
        self.show()

    def clear(self) -> None:
        """Chosen, or of a row that is not shown any more: none of it stays in the window."""
        self.hide()
        self._said.setText("")
        self.setAccessibleName("")

    def _fit(self) -> None:
        """In large text the choices stand below each other."""
        is_large = self._theme.scale > _STACKED_FROM
        self._buttons.setDirection(_BELOW if is_large else _BESIDE)
