"""The form of a new program: its name, and what it may do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.api_access import Scope
from app.ui.connections.setup.form_error import FormError
from app.ui.settings.api_words import SCOPE_WORDS
from app.ui.theme import Theme
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label, restyle
from app.ui.widgets.ticks import TickBox


class ApiForm(QWidget):
    """`submitted` with Add or Enter, `cancelled` with Cancel; the row does the work."""

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name_field = QLineEdit()
        self.name_field.setObjectName("api_name")
        self.name_field.setAccessibleName("Name of the program")
        self.name_field.setPlaceholderText("Web run sheet, booking assistant …")
        self.name_field.setMaxLength(100)
        self.name_field.returnPressed.connect(self.submitted)
        self.boxes = {
            scope: TickBox(words, name=f"api_scope_{scope}", theme=theme)
            for scope, words in SCOPE_WORDS.items()
        }
        self.fault = FormError(name="api_form_error")
        self.add_button = make_button(
            "Add", name="api_add", kind="primary", on_click=self.submitted.emit
        )
        self.cancel_button = make_button("Cancel", name="api_cancel", on_click=self.cancelled.emit)
        self._lay_out()
        self.hide()

    @property
    def scopes(self) -> frozenset[Scope]:
        """What is ticked."""
        return frozenset(scope for scope, box in self.boxes.items() if box.isChecked())

    def begin(self) -> None:
        """Empty, with the least ticked that is of use."""
        self.name_field.clear()
        for scope, box in self.boxes.items():
            box.setChecked(scope is Scope.READ)
        self.refuse("")
        self.show()
        self.name_field.setFocus()

    def refuse(self, sentence: str) -> None:
        """Why it could not be added, and the field that lacks its name; empty: nothing is wrong."""
        self.fault.say(sentence)
        is_nameless = bool(sentence) and not self.name_field.text().strip()
        restyle(self.name_field, "invalid", "true" if is_nameless else "false")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.add_button)
        line.addWidget(self.cancel_button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addWidget(label("Name of the program", role="muted"))
        column.addWidget(self.name_field)
        column.addWidget(label("It may", role="muted"))
        for box in self.boxes.values():
            column.addWidget(box)
        column.addWidget(self.fault)
        column.addLayout(line)
