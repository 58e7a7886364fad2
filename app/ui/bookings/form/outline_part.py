"""▸ What will be sent: every field as the CRM gets it, once somebody asks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import set_words
from app.ui.widgets.labels import label


class OutlinePart(QWidget):
    """`wanted`: it was opened, and is to be filled."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label = ""
        self.toggle = Button("What will be sent", name="form_outline", kind="quiet")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._turn)
        self.lines = label(role="secondary", wrap=True, name="form_outline_lines")
        self.lines.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.lines)

    @property
    def is_open(self) -> bool:
        """True while the lines are on screen."""
        return self.toggle.isChecked()

    def show_label(self, crm: str, *, sends_notes: bool) -> None:
        """Names the CRM, and says whether a note goes."""
        notes = "with the note" if sends_notes else "no notes"
        self._label = f"What will be sent to {crm} ({notes})" if crm else "What will be sent"
        self._draw()

    def show_lines(self, lines: Sequence[tuple[str, str]], *, is_hidden: bool) -> None:
        """Label and value of each field; while names are hidden, the labels alone."""
        shown = [name if is_hidden else f"{name}: {value}" for name, value in lines]
        self.lines.setText("\n".join(shown))

    def say(self, words: str) -> None:
        """Why nothing can be shown yet."""
        self.lines.setText(words)

    def close_up(self) -> None:
        """As at the beginning."""
        self.toggle.setChecked(False)
        self.lines.setText("")

    def _turn(self, is_open: bool) -> None:
        self.lines.setVisible(is_open)
        self._draw()
        if is_open:
            self.wanted.emit()

    def _draw(self) -> None:
        set_words(self.toggle, self._label or "What will be sent")
        self.toggle.setText(f"{'▾' if self.is_open else '▸'} {self.toggle.text()}")
        self.toggle.setAccessibleDescription("Open" if self.is_open else "Closed")
