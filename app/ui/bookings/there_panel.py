"""Asks which record in the CRM a booking is, when a person has seen it there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.ui.connections.flow_row import FlowRow
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label


class TherePanel(QFrame):
    """`marked` carries the record's id (empty: the one that is known); `closed`: nothing."""

    marked = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("there_panel")
        self.setProperty("panel", "true")
        self._caption = label(role="strong", wrap=True)
        self.record = QLineEdit()
        self.record.setObjectName("there_record")
        self.record.setMaxLength(100)
        self.record.returnPressed.connect(self._mark)
        self.mark_button = make_button(
            "Take it as it is there", name="there_confirm", kind="primary", on_click=self._mark
        )
        self.back_button = make_button("Back", name="there_back", on_click=self.closed.emit)
        buttons = FlowRow()
        buttons.addWidget(self.mark_button)
        buttons.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._caption)
        column.addWidget(self.record)
        column.addLayout(buttons)
        self.hide()

    def ask(self, *, label_of_crm: str, known: str | None) -> None:
        """Shows the question, with the record that is known filled in."""
        words = f"Which record in {label_of_crm} is it? Its id stands in the record's address."
        self._caption.setText(words)
        self.record.setAccessibleName(words)
        self.record.setText(known or "")
        self.show()
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)
        self.record.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _mark(self) -> None:
        if self.record.text().strip():
            self.marked.emit(self.record.text().strip())
