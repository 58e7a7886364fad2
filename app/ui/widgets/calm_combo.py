"""A combo that never changes by accident, with an arrow in the theme's colour."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.typed_search import TypedSearch

_ARROW_PX, _RIGHT_PX = 16, 8


class CalmCombo(QComboBox):
    """The wheel scrolls the page past it; Alt+Down opens it.

    `step_wanted`: in a table, Up (-1) and Down (1) go to the row above and below.
    """

    step_wanted = Signal(int)

    def __init__(self, *, name: str, spoken: str, theme: Theme, is_row: bool = False) -> None:
        """`is_row`: it stands in a table, whose rows the arrows go through."""
        super().__init__()
        self._is_row = is_row
        self._theme, self._search = theme, TypedSearch()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        theme.changed.connect(self.update)

    def showEvent(self, event: QShowEvent) -> None:
        """On Linux a choice is called by its label: one without gets one that nobody sees."""
        super().showEvent(event)
        holder = self.parentWidget()
        if holder is not None and not self._has_label(holder):
            unseen = label(self.accessibleName(), parent=holder)
            unseen.setBuddy(self)
            unseen.hide()

    def _has_label(self, holder: QWidget) -> bool:
        beside = (each for each in holder.children() if isinstance(each, QLabel))
        return any(each.buddy() is self for each in beside)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In a table, the arrows leave the answer alone; typing finds one, Alt+Down shows all."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = steps.get(Qt.Key(event.key())) if self._is_row and is_plain else None
        if step is not None:
            self.step_wanted.emit(step)
        elif event.text().isalnum() and not self.isEditable():
            self._find(event.text())
        else:
            super().keyPressEvent(event)

    def _find(self, letter: str) -> None:
        lines = [self.itemText(number) for number in range(self.count())]
        place = self._search.place_of(letter, lines, current=self.currentIndex())
        if place is not None and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The combo of the style with our arrow in it; words that don't fit end in an ellipsis."""
        side = self._theme.px(_ARROW_PX)
        at_the_end = QRect(self.width() - side - _RIGHT_PX, (self.height() - side) // 2, side, side)
        arrow = QStyle.visualRect(self.layoutDirection(), self.rect(), at_the_end)
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        words = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        room = words.right() - arrow.right() if is_mirrored else arrow.left() - words.left()
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, min(words.width(), room)
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        self._theme.icon("chevron_down", size=_ARROW_PX).paint(painter, arrow)
        painter.end()
