"""What can be done with one clinician's column: the ⋯ in its header."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.ui import keys
from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.controls import BEFORE_A_KEY


class ColumnDeed(StrEnum):
    """A line of the menu."""

    PRINT = "print"
    SYNC = "sync"
    HIDE = "hide"


def _lines() -> dict[ColumnDeed, str]:
    return {
        ColumnDeed.PRINT: f"{tr('Print this list')}{BEFORE_A_KEY}P",
        ColumnDeed.SYNC: (
            f"{tr('Sync this clinician')}{BEFORE_A_KEY}{keys.shown(keys.SYNC_COLUMN)}"
        ),
        ColumnDeed.HIDE: tr("Hide on this PC"),
    }


class ColumnMenu(QWidget):
    """The button with its menu. `wanted` carries the deed."""

    wanted = Signal(str)

    def __init__(self, clinician_id: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.button: Button = icon_button(
            "more_horizontal", tr("More"), name=f"column_more_{clinician_id}", theme=theme
        )
        self.button.setParent(self)
        self._menu = QMenu(self.button)
        for deed, words in _lines().items():
            action = self._menu.addAction(words)
            action.setData(deed.value)
        self._menu.triggered.connect(lambda action: self.wanted.emit(str(action.data())))
        self.button.setMenu(self._menu)
        theme.changed.connect(self._fit)
        self._fit()

    def name_for(self, clinician: str) -> None:
        """Whose column it is, for the ear."""
        self.button.setAccessibleName(tr("More for {clinician}", clinician=clinician))
        self.button.setToolTip(tr("Print, sync or hide this list"))

    def _fit(self) -> None:
        side = max(32, self._theme.px(32))
        self.button.setFixedSize(side, side)
        self.setFixedSize(side, side)
