"""Asks why a booking is cancelled, before it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.booking import CancelReason
from app.domain.booking_words import REASON_WORDS
from app.ui.connections.flow_row import FlowRow
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label


class CancelPanel(QFrame):
    """`cancelled` carries the reason; `kept`: the appointment stays."""

    cancelled = Signal(object)
    kept = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("cancel_panel")
        self.setProperty("panel", "true")
        self.setAccessibleName("Cancel this booking")
        self._note = label(role="muted", wrap=True, name="cancel_note")
        self.reason = CalmCombo(name="cancel_reason", spoken="Why it is cancelled", theme=theme)
        for each, words in REASON_WORDS.items():
            self.reason.addItem(words, each)
        self.cancel_button = make_button(
            "Cancel appointment", name="cancel_confirm", kind="primary", on_click=self._cancel
        )
        self.keep_button = make_button(
            "Keep appointment", name="cancel_keep", on_click=self.kept.emit
        )
        self._lay_out()
        self.hide()

    def ask(self, note: str) -> None:
        """Shows the question; `note` says what the CRM does."""
        self._note.setText(note)
        self.reason.setCurrentIndex(0)
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps the appointment."""
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    def _cancel(self) -> None:
        self.cancelled.emit(CancelReason(self.reason.currentData()))

    def _lay_out(self) -> None:
        caption = label("Why is it cancelled?", role="strong")
        caption.setBuddy(self.reason)
        buttons = FlowRow()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(caption)
        column.addWidget(self.reason)
        column.addWidget(self._note)
        column.addLayout(buttons)
