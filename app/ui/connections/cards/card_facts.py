"""The upper part of a card: product, practice, state, and the facts of its checks."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.connection import Connection, SetupStep
from app.domain.said import say
from app.ui.connections.cards.card_words import StateWords, last_good_check, last_try
from app.ui.connections.cards.chip import Chip
from app.ui.connections.cards.details_words import how_often
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview

_LAST_TRY = say("Last try")
_FACTS = (
    say("Last good check"),
    _LAST_TRY,
    say("People shown"),
    say("Telehealth types"),
    say("Checks"),
)
_ONE_LINE_PX = 800  # with less room than this, at 100 % text, a fault's time and code are two lines


class CardFacts(QWidget):
    """Words only; the buttons stand below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._product = label(role="secondary", name="card_product")
        self._practice = label(role="heading", wrap=True, name="card_practice")
        self._state = Chip(theme, name="card_state")
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        self._lay_out()
        theme.changed.connect(self._fit)

    @property
    def state(self) -> str:
        """The words of the pill."""
        return self._state.words

    def show_overview(
        self, overview: "ConnectionOverview", state: StateWords, now: datetime
    ) -> None:
        """Writes the facts of this moment."""
        connection = overview.connection
        self._product.setText(connection.system)
        self._practice.setText(_practice_words(connection))
        self._state.show_state(state.glyph, translated(state.words), state.tone)
        is_done = connection.setup_step is SetupStep.DONE
        words = (
            last_good_check(connection, now),
            last_try(connection, now),
            str(overview.people_shown),
            str(overview.telehealth_types),
            how_often(connection),
        )
        for name, value in zip(_FACTS, words, strict=True):
            for part in self._values[name]:
                part.setVisible(is_done and bool(value))
            self._values[name][1].setText(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line or two for the last try."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < self._theme.px(_ONE_LINE_PX)
        self._values[_LAST_TRY][1].setWordWrap(is_narrow)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._product)
        names.addWidget(self._practice)
        top = QHBoxLayout()
        top.addLayout(names, 1)
        top.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        for column, name in enumerate(_FACTS):
            value = label(wrap=name is _LAST_TRY, name=f"fact_{column + 1}")
            self._values[name] = (label(translated(name), role="small"), value)
            for row, part in enumerate(self._values[name]):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(len(_FACTS), 1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(12)
        column_layout.addLayout(top)
        column_layout.addLayout(self._grid)


def _practice_words(connection: Connection) -> str:
    return connection.display_name if connection.is_paired else tr("No practice yet")
