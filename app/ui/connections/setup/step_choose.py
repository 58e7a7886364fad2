"""First step: which practice software."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.connections.flow_row import FlowRow
from app.ui.connections.step import Step
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import make_button, panel
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import SystemChoice


_TILE_PX, _WIDEST_PX = 300, 400  # three fit side by side, at 200 % text too


class SystemTiles(QWidget):
    """A tile per system that can be connected."""

    def __init__(
        self,
        systems: tuple["SystemChoice", ...],
        on_choose: Callable[[str], object],
        theme: Theme,
    ) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self._theme = theme
        row = FlowRow()
        self.setLayout(row)
        self._tiles = [self._tile(system, on_choose) for system in systems]
        for tile in self._tiles:
            row.addWidget(tile)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        for tile in self._tiles:
            tile.setFixedWidth(min(self._theme.px(_TILE_PX), _WIDEST_PX))

    def _tile(self, system: "SystemChoice", on_choose: Callable[[str], object]) -> QWidget:
        tile = panel(f"tile_{system.pms_type}")
        name = label(system.label, role="heading")
        what = label(_how(system), role="secondary", wrap=True, name=f"how_{system.pms_type}")
        what.setAlignment(Qt.AlignmentFlag.AlignTop)
        connect = make_button(
            tr("Connect {system}", system=system.label),
            name=f"choose_{system.pms_type}",
            kind="primary",
            on_click=lambda: on_choose(system.pms_type),
        )
        self.buttons.append(connect)
        column = QVBoxLayout(tile)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(name)
        column.addWidget(what, 1)
        column.addSpacing(4)
        column.addWidget(connect)
        return tile


class ChooseStep(Step):
    """The tiles with a sentence above them."""

    def __init__(self, context: PageContext, on_choose: Callable[[str], object]) -> None:
        super().__init__(context)
        self._tiles = SystemTiles(context.services.connections.systems(), on_choose, context.theme)
        words = tr(
            "Which practice software holds your appointments? Nothing in it will be changed."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(words, role="secondary", wrap=True))
        column.addWidget(self._tiles)
        column.addStretch(1)

    def focus_first(self) -> None:
        """The first tile's button."""
        if self._tiles.buttons:
            self._tiles.buttons[0].setFocus()


def _how(system: "SystemChoice") -> str:
    """What a person needs before they begin: for keys, the first of the instructions."""
    if system.uses_pairing_code:
        return tr("You need a pairing code from your practice. It takes about five minutes.")
    first, rest = translated(system.sign_in_steps[0]), tr("Then it takes about five minutes.")
    return f"{first} {rest}"
