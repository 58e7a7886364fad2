"""A combo that never changes by accident, with an arrow in the theme's colour."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.ui.theme import Theme

_ARROW_PX, _RIGHT_PX = 16, 8
_SHEET = (
    "QComboBox::drop-down { border: 0; width: 28px; }"
    "QComboBox::down-arrow { image: none; width: 0; height: 0; }"
)


class CalmCombo(QComboBox):
    """The wheel scrolls the page past it; Alt+Down opens it."""

    def __init__(self, *, name: str, spoken: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setStyleSheet(_SHEET)
        theme.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The combo of the style with our arrow in it."""
        super().paintEvent(event)
        side = self._theme.px(_ARROW_PX)
        left, top = self.width() - side - _RIGHT_PX, (self.height() - side) // 2
        painter = QPainter(self)
        self._theme.icon("chevron_down", size=_ARROW_PX).paint(painter, left, top, side, side)
        painter.end()
