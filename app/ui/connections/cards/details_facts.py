"""The facts of one connection side by side: two pairs in a row where there is room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from app.ui.connections.cards.details_words import Fact
from app.ui.theme import Theme
from app.ui.widgets.labels import label

_ONE_BELOW_PX = 640


class DetailsFacts(QFrame):
    """Words only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("details_facts")
        self.setProperty("panel", "true")
        self._theme = theme
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        self._pairs = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by name."""
        return {name: value.text() for name, (_name, value) in self._values.items()}

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Writes these; the same names as before stay in their place."""
        if [name for name, _value in facts] != list(self._values):
            self._rebuild([name for name, _value in facts])
        for name, words in facts:
            self._values[name][1].setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pair a row in a narrow window."""
        super().resizeEvent(event)
        self._arrange()

    def _rebuild(self, names: Sequence[str]) -> None:
        for pair in self._values.values():
            for part in pair:
                self._grid.removeWidget(part)
                part.deleteLater()
        self._values = {
            name: (
                label(name, role="muted"),
                label(wrap=True, name=f"detail_{number}"),
            )
            for number, name in enumerate(names, 1)
        }
        self._pairs = 0
        self._arrange()

    def _arrange(self) -> None:
        pairs = 1 if self.width() < self._theme.px(_ONE_BELOW_PX) else 2
        if pairs == self._pairs:
            return
        self._pairs = pairs
        rows = -(-len(self._values) // pairs)
        for number, pair in enumerate(self._values.values()):
            column = 2 * (number // rows)
            for place, part in enumerate(pair):
                self._grid.addWidget(part, number % rows, column + place, _TOP)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1 if column < 2 * pairs else 0)


_TOP = Qt.AlignmentFlag.AlignTop
