"""2 What: service and its length, clinician, branch, and a note that goes only when ticked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from app.domain.booking_choices import BookingChoices
from app.domain.crm import CrmProvider
from app.ui.bookings.form.field import Field, line, offer, typed_combo
from app.ui.bookings.form.section import Section
from app.ui.bookings.form.start import FormStart
from app.ui.connections.flow_row import FlowRow
from app.ui.theme import Theme
from app.ui.widgets.ticks import TickBox

_NOTE_PX = 64


class WhatPart(Section):
    """`changed`: something else is to be booked."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("2 What", theme)
        self._choices: BookingChoices | None = None
        self._has_own_length = False
        self._service = typed_combo("form_service", "Service", theme)
        self._clinician = typed_combo("form_clinician", "Clinician", theme)
        self._branch = typed_combo("form_branch", "Branch", theme)
        self._minutes = line("form_minutes", "Length in minutes", most=4)
        self.service = Field("&Service", self._service, width=280, theme=theme)
        self.length = Field("Len&gth, min", self._minutes, width=100, theme=theme)
        self.clinician = Field("&Clinician", self._clinician, width=220, theme=theme)
        self.branch = Field("&Branch", self._branch, width=180, theme=theme)
        self._sends_notes = TickBox("Send a note too", name="form_sends_notes", theme=theme)
        self._note = QPlainTextEdit()
        self.notes = Field(
            "&Note, never clinical", self._note, width=520, theme=theme, gives_way=True
        )
        self._lay_out()
        self._connect()

    # --- what stands in it -----------------------------------------------------------------

    @property
    def service_name(self) -> str:
        """What is booked."""
        return self._service.currentText().strip()

    @property
    def doctor(self) -> str:
        """With whom."""
        return self._clinician.currentText().strip()

    @property
    def branch_name(self) -> str:
        """Where; empty while nobody is asked for it."""
        return "" if self.branch.isHidden() else self._branch.currentText().strip()

    @property
    def length_text(self) -> str:
        """The minutes as they are typed."""
        return self._minutes.text().strip()

    @property
    def minutes(self) -> int | None:
        """The length; None where it is no whole number of minutes."""
        text = self.length_text
        return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None

    @property
    def note(self) -> str:
        """What is typed as a note."""
        return self._note.toPlainText().strip()

    @property
    def note_goes(self) -> bool:
        """True when there is a note, and it goes with the booking."""
        return self.sends_notes and bool(self.note)

    @property
    def sends_notes(self) -> bool:
        """True when the note goes with the booking."""
        return self._sends_notes.isChecked()

    def fill(self, start: FormStart) -> None:
        """Puts values in."""
        self._has_own_length = start.length_minutes is not None
        self._minutes.setText(str(start.length_minutes or ""))
        for combo, text in (
            (self._service, start.service),
            (self._clinician, start.doctor),
            (self._branch, start.branch),
        ):
            combo.setCurrentIndex(combo.findText(text))
            combo.setEditText(text)
        self._note.setPlainText(start.notes)
        self._sends_notes.setChecked(start.sends_notes)
        for part in (self.service, self.length, self.clinician, self.branch, self.notes):
            part.say("")
        self._fit_length()

    def offer(self, choices: BookingChoices) -> None:
        """The practice's own names; what stands in the boxes stays."""
        self._choices = choices
        offer(self._service, choices.services)
        offer(self._clinician, choices.clinicians)
        offer(self._branch, choices.branches)
        self._fit_length()

    def show_provider(self, provider: CrmProvider | None) -> None:
        """The branch is asked for where the CRM needs it, or where some are known."""
        needs = provider is not None and provider.needs_branch
        known = self._branch.count() > 0 or bool(self._branch.currentText())
        self.branch.setVisible(needs or known)

    def _fit_length(self) -> None:
        """The service's own length, unless a person typed another."""
        if self._has_own_length or self._choices is None:
            return
        name = self.service_name
        self._minutes.setText(str(self._choices.minutes_of(name)) if name else "")

    def _service_changed(self, _text: str) -> None:
        self._fit_length()
        self.changed.emit()

    def _length_typed(self, text: str) -> None:
        self._has_own_length = bool(text.strip())

    def _show_note(self, is_on: bool) -> None:
        self.notes.setVisible(is_on)
        self.changed.emit()

    def _connect(self) -> None:
        self._service.editTextChanged.connect(self._service_changed)
        for combo in (self._clinician, self._branch):
            combo.editTextChanged.connect(lambda _text: self.changed.emit())
        self._minutes.textEdited.connect(self._length_typed)
        self._minutes.textChanged.connect(lambda _text: self.changed.emit())
        self._note.textChanged.connect(self.changed)
        self._sends_notes.toggled.connect(self._show_note)
        self._theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        self._note.setObjectName("form_note")
        self._note.setAccessibleName("Note, never clinical")
        self._note.setTabChangesFocus(True)
        row = FlowRow()
        for part in (self.service, self.length, self.clinician, self.branch):
            row.addWidget(part)
        self.column.addLayout(row)
        self.column.addWidget(self._sends_notes)
        note = QHBoxLayout()  # no wider than it is; the fields above are
        note.addWidget(self.notes, 1)
        note.addStretch(0)
        self.column.addLayout(note)
        self.notes.hide()
        self.branch.hide()
        self._fit()

    def _fit(self) -> None:
        self._note.setFixedHeight(self._theme.px(_NOTE_PX))
