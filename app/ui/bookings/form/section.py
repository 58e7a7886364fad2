"""A numbered part of the form: its heading beside what it holds, above it where room is scarce."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.labels import label

_HEADING_PX, _BESIDE_PX = 96, 700
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Section(QWidget):
    """`column` is for what the part holds."""

    def __init__(self, heading: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._heading = label(heading, role="heading")
        self._whole = QBoxLayout(_ACROSS, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(6)
        policy = QSizePolicy.Policy
        self._heading.setSizePolicy(policy.Fixed, policy.Preferred)
        top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._whole.addWidget(self._heading, 0, top_left)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self._whole.addLayout(self.column, 1)
        theme.changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns where the room is another."""
        super().resizeEvent(event)
        self._turn()

    def name_it(self, heading: str) -> None:
        """Another heading, where the part stands alone."""
        self._heading.setText(heading)

    def _turn(self) -> None:
        is_wide = self.width() >= self._theme.px(_BESIDE_PX)
        self._whole.setDirection(_ACROSS if is_wide else _DOWN)
        self._heading.setMinimumWidth(self._theme.px(_HEADING_PX) if is_wide else 0)
