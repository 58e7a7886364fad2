"""`Checking your sign-in…` with a moving bar and Cancel, below the fields that are checked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.ui.connections.controls import make_button
from app.ui.widgets.labels import label

_BAR_PX = 240


class CheckingRow(QWidget):
    """Hidden until something is checked. `cancelled`: a person does not want to wait."""

    cancelled = Signal()

    def __init__(self, what: str) -> None:
        """`what` is checked: `your code`, `your sign-in`."""
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(_BAR_PX)
        bar.setTextVisible(False)
        bar.setAccessibleName(f"Checking {what}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(bar)
        row.addWidget(label(f"Checking {what}…", name="checking_words"))
        row.addWidget(make_button("Cancel", name="cancel_check", on_click=self.cancelled.emit))
        row.addStretch(1)
        self.hide()
