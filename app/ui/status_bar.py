"""The strip at the bottom: counts of the day, the practice's clock, one mark per connection."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.labels import ElidedLabel, label

_INSET, _GAP = 20, 24


class StatusBar(QWidget):
    """Counts and marks only; never a patient's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName("Status")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._counts = label(role="muted", name="status_counts")
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
        parts = [part.text() for part in (self._counts, self._zone, self._next_check)]
        return "  ".join(part for part in (*parts, self._marks.whole) if part)

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
        self.setAccessibleName(f"Status: {'. '.join(spoken)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The next check's time goes first where there is no room for everything."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        parts = (self._counts, self._zone, self._next_check, self._marks)
        taken = sum(part.sizeHint().width() + _GAP for part in parts if part.text())
        fits = taken + 2 * _INSET <= self.width()
        self._next_check.setVisible(fits and bool(self._next_check.text()))
