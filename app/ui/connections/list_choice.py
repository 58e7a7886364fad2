"""What the list holds: every appointment with telehealth marked, or telehealth alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import ChoiceDot


class ListChoice(QWidget):
    """`chosen` carries True for telehealth only."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.show_all = ChoiceDot(
            tr("Show all appointments, telehealth marked"), name="show_all", theme=theme
        )
        self.show_only = ChoiceDot(
            tr("Show telehealth appointments only"), name="show_only", theme=theme
        )
        self.show_all.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (label(tr("Today's list"), role="strong"), self.show_all, self.show_only):
            column.addWidget(part)
        self.show_only.toggled.connect(self.chosen)

    def show_choice(self, *, telehealth_only: bool) -> None:
        """Shows an answer that was made elsewhere."""
        self.blockSignals(True)
        (self.show_only if telehealth_only else self.show_all).setChecked(True)
        self.blockSignals(False)
