"""1.4.4: with text of 200 % on 1366 x 768 every word still has its room."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from app.ui.widgets.labels import ElidedLabel, height_of_lines
from tests.ui.accessibility.parts import inside, told


def clipped(place: QWidget) -> Iterator[str]:
    """What is narrower or lower than its words, or reaches out of what holds it."""
    if not isinstance(place, QMenu) and place.isWindow():
        least, room = place.minimumSizeHint(), _room(place)
        if least.width() > room.width() or least.height() > room.height():
            yield f"the window needs {least.width()} x {least.height()}"
    for each in inside(place):
        if each is place:
            continue
        if not fits(each):
            yield f"{told(each)} {_words(each)!r} has no room for its words"
        if is_cut_off(each):
            yield f"{told(each)} {_words(each)!r} reaches out of its place"


def _room(window: QWidget) -> QSize:
    """The laptop's screen; a dialog fits itself to the screen that there is."""
    is_dialog = isinstance(window, QDialog)
    return window.screen().availableSize() if is_dialog else QSize(1366, 768)


def fits(widget: QWidget) -> bool:
    """Whether its words fit into its rectangle; a line that ends in … says the rest elsewhere."""
    if isinstance(widget, ElidedLabel):
        return widget.height() >= widget.fontMetrics().height()
    if isinstance(widget, QLabel):
        return _label_fits(widget)
    if isinstance(widget, QAbstractButton):
        lowest = max(
            widget.fontMetrics().height() if widget.text() else 0,
            0 if widget.icon().isNull() else widget.iconSize().height(),
        )
        return widget.width() >= widget.minimumSizeHint().width() and widget.height() >= lowest + 4
    if isinstance(widget, QLineEdit | QComboBox):
        return widget.height() >= widget.fontMetrics().height()
    return True


def _label_fits(label: QLabel) -> bool:
    if not label.text() or label.pixmap().width() > 0:
        return True
    inner = label.contentsRect()
    if label.wordWrap():
        return inner.height() >= height_of_lines(
            label.text(), label.fontMetrics(), width=inner.width()
        )
    size = label.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, label.text())
    return inner.width() >= size.width() and inner.height() >= size.height() - 1


def is_cut_off(widget: QWidget) -> bool:
    """Whether part of it can't be seen, and no scroll bar brings it in."""
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
        return False
    rect = QRect(widget.rect())
    holder: QWidget | None = widget
    while holder is not None and not holder.isWindow():
        rect.translate(holder.pos())
        holder = holder.parentWidget()
        if holder is None or isinstance(holder.parentWidget(), QAbstractScrollArea):
            return False
        if not holder.rect().contains(rect):
            return True
    return False


def _words(widget: QWidget) -> str:
    read = getattr(widget, "text", None)
    return str(read())[:60] if callable(read) else ""
