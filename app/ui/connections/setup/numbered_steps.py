"""Numbered instructions: a line that wraps stays beside its number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label


class NumberedSteps(QWidget):
    """`1  In Gentu, open Marketplace.` and so on, one line each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("connect_instructions")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_steps(self, steps: Sequence[str]) -> None:
        """Puts these instructions in place of the former ones."""
        clear(self._grid)
        for number, words in enumerate(steps, 1):
            self._grid.addWidget(
                label(str(number), role="strong"), number, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(label(words, wrap=True, name=f"instruction_{number}"), number, 1)
