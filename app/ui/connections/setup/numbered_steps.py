"""Numbered instructions: a line that wraps stays beside its number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.language import translated
from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label


class NumberedSteps(QWidget):
    """`1  In Gentu, open Marketplace.` and so on, one line each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("connect_instructions")
        self._heading = label(role="strong", wrap=True, name="instructions_heading")
        self._heading.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        self._steps: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """Heading and steps, as they are read aloud."""
        return " ".join((self._heading.text(), *self._steps))

    def head(self, words: str) -> None:
        """Says above the steps what they lead to; empty for nothing."""
        self._heading.setText(words)
        self._heading.setVisible(bool(words))

    def show_steps(self, steps: Sequence[str]) -> None:
        """Puts these instructions in place of the former ones."""
        clear(self._grid)
        self._steps = tuple(translated(words) for words in steps)
        for number, words in enumerate(self._steps, 1):
            self._grid.addWidget(
                label(str(number), role="strong"), number, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(label(words, wrap=True, name=f"instruction_{number}"), number, 1)
