"""The strip at the bottom: counts of the day, the practice's clock, one mark per connection."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QToolTip, QWidget

from app.ui.language import tr
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.tips import plain_tip

_INSET, _GAP, _BETWEEN_LINES = 20, 24, 4
_SIDE, _STACKED = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class StatusBar(QWidget):
    """Counts and marks only; never a patient's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName(tr("Status"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # its focus ring
        self._is_cut = False
        self._counts = label(role="muted", name="status_counts")
        self._zone = label(role="strong", name="status_zone")
        self._next_check = label(role="muted", name="status_next_check")
        self._marks = ElidedLabel(role="muted", name="status_connections")
        self._whole = QBoxLayout(_SIDE, self)
        self._whole.setContentsMargins(_INSET, 8, _INSET, 8)
        self._whole.setSpacing(_GAP)
        rest = QHBoxLayout()
        rest.setSpacing(_GAP)
        for part in (self._zone, self._next_check, self._marks):
            rest.addWidget(part)
        rest.insertStretch(1, 1)
        self._whole.addWidget(self._counts)
        self._whole.addLayout(rest, 1)

    @property
    def text(self) -> str:
        """Everything it says."""
        fixed = [part.text() for part in (self._counts, self._zone, self._next_check)]
        return "  ".join(part for part in (*fixed, self._marks.whole) if part)

    def show_words(
        self, *, counts: str, zone: str, next_check: str, marks: str, spoken_marks: str
    ) -> None:
        """Puts the words up."""
        self._counts.setText(counts)
        self._zone.setText(zone)
        self._zone.setVisible(bool(zone))
        self._next_check.setText(next_check)
        self._marks.show_text(marks)
        self._marks.setAccessibleName(spoken_marks)
        told = counts.replace(" · ", ", ")
        spoken = [part for part in (told, zone, next_check, spoken_marks) if part]
        self._make_room()
        self.setAccessibleName(tr("Status: {words}", words=". ".join(spoken)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room."""
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard, what is cut can be read as with the pointer."""
        super().focusInEvent(event)
        if self._is_cut:
            QToolTip.showText(self.mapToGlobal(QPoint(_INSET, -40)), plain_tip(self.text), self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Puts that away."""
        super().focusOutEvent(event)
        QToolTip.hideText()

    def _make_room(self) -> None:
        """Where there is no room for everything (200 % text), the next check goes first, then the
        counts take a line of their own. Only the marks of many connections may end in …
        """
        room = self.width() - 2 * _INSET
        counts, zone, next_check, marks = (
            _width(part) for part in (self._counts, self._zone, self._next_check, self._marks)
        )
        is_stacked = counts + zone + marks - _GAP > room
        below = zone + marks + (0 if is_stacked else counts) - _GAP
        has_next = below + next_check <= room
        self._is_cut = below > room
        self._whole.setDirection(_STACKED if is_stacked else _SIDE)
        self._whole.setSpacing(_BETWEEN_LINES if is_stacked else _GAP)
        self._counts.setWordWrap(is_stacked)
        self._next_check.setVisible(has_next and bool(self._next_check.text()))
        self._marks.setMinimumWidth(min(self._marks.sizeHint().width(), self.width() * 2 // 3))
        self.setToolTip(plain_tip(self.text) if self._is_cut else "")


def _width(part: QLabel) -> int:
    """What a part takes with the gap beside it; nothing without words."""
    words = part.whole if isinstance(part, ElidedLabel) else part.text()
    return part.fontMetrics().horizontalAdvance(words) + 4 + _GAP if words else 0
