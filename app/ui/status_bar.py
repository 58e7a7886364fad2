"""The strip at the bottom: counts of the day, the practice's clock, one mark per connection."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.labels import label


class StatusBar(QWidget):
    """Counts and marks only; never a patient's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName("Status")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._counts = label(role="muted", name="status_counts")
        self._zone = label(role="strong", name="status_zone")
        self._marks = label(role="muted", name="status_connections")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(24)
        for part in (self._counts, self._zone, self._marks):
            row.addWidget(part)
        row.insertStretch(2, 1)

    @property
    def text(self) -> str:
        """Everything it says."""
        parts = (self._counts.text(), self._zone.text(), self._marks.text())
        return "  ".join(part for part in parts if part)

    def show_words(self, *, counts: str, zone: str, marks: str, spoken_marks: str) -> None:
        """Puts the words up."""
        self._counts.setText(counts)
        self._zone.setText(zone)
        self._zone.setVisible(bool(zone))
        self._marks.setText(marks)
        self._marks.setAccessibleName(spoken_marks)
        spoken = [part for part in (counts.replace(" · ", ", "), zone, spoken_marks) if part]
        self.setAccessibleName(f"Status: {'. '.join(spoken)}")
