"""The strip at the bottom: counts of the day, the practice's clock, one mark per connection."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolTip, QWidget

from app.ui.widgets.labels import ElidedLabel, label

_INSET, _GAP = 20, 24


class StatusBar(QWidget):
    """Counts and marks only; never a patient's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName("Status")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._is_cut = False
        self._counts = ElidedLabel(role="muted", name="status_counts")
        self._zone = label(role="strong", name="status_zone")
        self._next_check = label(role="muted", name="status_next_check")
        self._marks = ElidedLabel(role="muted", name="status_connections")
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, 8, _INSET, 8)
        row.setSpacing(_GAP)
        for part in (self._counts, self._zone, self._next_check, self._marks):
            row.addWidget(part)
        row.insertStretch(2, 1)

    @property
    def text(self) -> str:
        """Everything it says."""
        fixed = [part.text() for part in (self._zone, self._next_check)]
        return "  ".join(part for part in (self._counts.whole, *fixed, self._marks.whole) if part)

    def show_words(
        self, *, counts: str, zone: str, next_check: str, marks: str, spoken_marks: str
    ) -> None:
        """Puts the words up."""
        self._counts.show_text(counts)
        self._zone.setText(zone)
        self._zone.setVisible(bool(zone))
        self._next_check.setText(next_check)
        self._marks.show_text(marks)
        self._marks.setAccessibleName(spoken_marks)
        told = counts.replace(" · ", ", ")
        spoken = [part for part in (told, zone, next_check, spoken_marks) if part]
        self._make_room()
        self.setAccessibleName(f"Status: {'. '.join(spoken)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room."""
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard, what is cut can be read as with the pointer."""
        super().focusInEvent(event)
        if self._is_cut:
            QToolTip.showText(self.mapToGlobal(QPoint(_INSET, -40)), self.text, self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Puts that away."""
        super().focusOutEvent(event)
        QToolTip.hideText()

    def _make_room(self) -> None:
        """Where there is no room for everything (200 % text), the next check goes first, then the
        counts end in …; each connection's mark stays as long as it can.
        """
        parts = (self._counts, self._zone, self._next_check, self._marks)
        taken = sum(part.sizeHint().width() + _GAP for part in parts if _words_of(part))
        room = self.width() - 2 * _INSET + _GAP
        self._is_cut = taken > room
        self._next_check.setVisible(not self._is_cut and bool(self._next_check.text()))
        self._marks.setMinimumWidth(min(self._marks.sizeHint().width(), self.width() * 2 // 3))
        self.setToolTip(self.text if self._is_cut else "")


def _words_of(part: QLabel) -> str:
    return part.whole if isinstance(part, ElidedLabel) else part.text()
