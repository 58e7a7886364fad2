"""Two groups in one row, the second at the right; in two rows where the window is too narrow."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

_SIDE, _STACKED = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class TwoPartRow(QWidget):
    """`left` and `right` are layouts to fill; spare room goes to the group that `grows`."""

    def __init__(self, *, grows: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_part, self._right_part = QWidget(), QWidget()
        self.left, self.right = QHBoxLayout(self._left_part), QHBoxLayout(self._right_part)
        self._row = QBoxLayout(_SIDE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for part in (self.left, self.right):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(8)
        self._row.addWidget(self._left_part, 1 if grows == "left" else 0)
        self._row.addWidget(self._right_part, 1 if grows == "right" else 0)

    def minimumSizeHint(self) -> QSize:
        """No wider than the wider group: the row stacks before it clips."""
        sizes = [self._left_part.minimumSizeHint(), self._right_part.minimumSizeHint()]
        return QSize(max(size.width() for size in sizes), super().minimumSizeHint().height())

    def left_width(self) -> int:
        """What the first group takes of a row of both, with the gap after it."""
        return self._left_part.minimumSizeHint().width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses the direction."""
        super().resizeEvent(event)
        self._choose()

    def event(self, event: QEvent) -> bool:
        """Chooses again when a part has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose()
        return super().event(event)

    def _choose(self) -> None:
        parts = (self._left_part, self._right_part)
        needed = sum(part.minimumSizeHint().width() for part in parts) + self._row.spacing()
        wanted = _STACKED if needed > self.width() else _SIDE
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()
