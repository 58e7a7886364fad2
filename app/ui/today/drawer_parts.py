"""Small parts that the details drawer is built from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import label


def history_line(when: str, what: str) -> QWidget:
    """When, and what happened below it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(when, role="small"))
    words = label(what, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setAccessibleName(f"{when}: {what}")
    column.addWidget(words)
    return holder


def below(heading: QWidget, value: QWidget) -> QWidget:
    """A heading with its value close below it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(heading)
    column.addWidget(value)
    return holder


def in_a_row(first: QWidget, second: QWidget, *, stacked: bool = False) -> QWidget:
    """Two parts beside each other, or below where they are `stacked`; a button keeps its size."""
    holder = QWidget()
    row = QVBoxLayout(holder) if stacked else QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1 if isinstance(second, Button) else 0)
    row.addWidget(second, 0 if isinstance(second, Button) else 1)
    return holder


def dot(theme: Theme, colour: QColor) -> QIcon:
    """A vendor's colour as a ringed dot: never as text or background."""
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("border.strong"))
    painter.setBrush(colour)
    painter.drawEllipse(1, 1, 22, 22)
    painter.end()
    return QIcon(pixmap)
