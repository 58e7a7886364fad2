"""The panel at the right in which a row is added, or a system's row is changed for this app."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Clinician
from app.domain.words import STATUS_WORDS
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.today.edit.choice import ChoicePanel
from app.ui.today.edit.entries import NEW_COLUMN, Entries
from app.ui.today.edit.words import typed_time
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import keep_off_bar, scrolled, set_words
from app.ui.widgets.labels import label, restyle

WIDTH = 360


class FormKind(Enum):
    """What the form is of: a new row, one that was entered here, one of the practice system."""

    NEW = auto()
    OWN = auto()
    SYSTEM = auto()


class RowForm(QFrame):
    """`saved` carries the `Entries` when Save is pressed, `closed`: the person wants none of it.

    `is_away`: it stands nowhere for a while, and nothing is to be put into it.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, kind: FormKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, kind
        self.setObjectName("row_form")
        self.setProperty("panel", "true")
        self._title = label(role="heading", wrap=True, name="form_title")
        self._is_over = False
        self.is_away = False
        self._about = label(role="secondary", wrap=True, name="form_about")
        self._problem = label(role="error", wrap=True, name="form_problem")
        self.time_box = _line("form_time", tr("Time, such as 9:30 am"))
        self.clinician = CalmCombo(name="form_clinician", spoken=tr("Clinician"), theme=theme)
        self.column_box = _line("form_new_column", tr("Name of the new column"))
        self.status = CalmCombo(name="form_status", spoken=tr("Status"), theme=theme)
        self.phone_box = _line("form_phone", tr("Phone"))
        self.minutes_box = _line("form_minutes", tr("Length in minutes"))
        self.name_box = _line("form_name", tr("Name"))
        self.type_box = _line("form_type", tr("Type, such as Dressing"))
        self.note_box = QPlainTextEdit()
        self.save_button = Button(
            tr("Add row") if kind is FormKind.NEW else tr("Save"), name="form_save", kind="primary"
        )
        self.choice = ChoicePanel(theme, name="form")
        self.close_button = icon_button("dismiss", tr("Close"), name="form_close", theme=theme)
        self._build()
        self._fit()
        self._connect()

    def show_words(self, title: str, about: str) -> None:
        """What the form is about, and what its values do."""
        self._title.setText(title)
        self._about.setText(about)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)

    @property
    def _is_new(self) -> bool:
        return self._kind is FormKind.NEW

    def fill(self, entries: Entries, clinicians: Sequence[Clinician], *, time_text: str) -> None:
        """Puts values in; a new row may also go to a column of its own."""
        self.clinician.clear()
        self.status.clear()
        for each in clinicians:
            self.clinician.addItem(each.name, each.id)
        if self._is_new:
            self.clinician.addItem(tr("New column…"), NEW_COLUMN)
        self.clinician.setCurrentIndex(max(0, self.clinician.findData(entries.clinician_id)))
        for status, word in STATUS_WORDS.items():
            self.status.addItem(translated(word), status.value)
        self.status.setCurrentIndex(self.status.findData(entries.status.value))
        self.time_box.setText(time_text)
        self.phone_box.setText(entries.phone)
        self.minutes_box.setText(str(entries.minutes or ""))
        self.name_box.setText(entries.name)
        self.type_box.setText(entries.type_name)
        self._show_column()

    def focus_first(self) -> None:
        """A new row begins with who it is; a change with the status, which changes most."""
        (self.name_box if self._is_new else self.status).setFocus(Qt.FocusReason.TabFocusReason)

    def say(self, problem: str, *, at: QWidget | None = None) -> None:
        """Why it can't be saved, marked at its field."""
        self.choice.clear()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for box in self.findChildren(QLineEdit):
            restyle(box, "invalid", "true" if box is at else "false")
        if at is not None:
            at.setFocus()

    def ask(self, problem: str, lines: Sequence[str]) -> None:
        """Others changed the row meanwhile: nothing is saved until a person has chosen."""
        self.say(problem)
        self.choice.ask(lines)
        self.save_button.setEnabled(False)
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is to be chosen stays in view."""
        super().resizeEvent(event)
        self._bring_choice()

    def _bring_choice(self) -> None:
        """Into view, once it has its place below the fields."""
        if not self.choice.isHidden():
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.choice))

    def end_choice(self) -> None:
        """It is chosen."""
        self.say("")
        self.save_button.setEnabled(True)

    def end(self, problem: str) -> None:
        """It can't be saved any more, whatever is typed: the row is not there."""
        self._is_over = True
        self.say(problem)
        set_words(self.save_button, tr("Close"))
        self.save_button.setFocus()

    @property
    def problem(self) -> str:
        """What is said against saving."""
        return self._problem.text()

    @property
    def entries(self) -> Entries:
        """What stands in the fields now."""
        minutes = self.minutes_box.text().strip()
        return Entries(
            at=typed_time(self.time_box.text()),
            clinician_id=str(self.clinician.currentData() or ""),
            status=AppointmentStatus(self.status.currentData()),
            phone=self.phone_box.text(),
            minutes=int(minutes) if minutes.isdecimal() else None,
            name=self.name_box.text(),
            type_name=self.type_box.text(),
            notes=self.note_box.toPlainText(),
            new_column=self.column_box.text().strip(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter in a line saves, Ctrl+Enter saves from anywhere."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    # --- saving ------------------------------------------------------------------------------

    def save(self) -> None:
        """Save was pressed: tells `saved`, or what is missing."""
        entries = self.entries
        if self._is_over:
            self.closed.emit()
        elif not self.choice.isHidden():
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        elif entries.at is None:
            self.say(tr("That isn't a time. Write it as 9:30 am."), at=self.time_box)
        elif self._kind is not FormKind.SYSTEM and not entries.name.strip():
            self.say(tr("A row needs a name."), at=self.name_box)
        elif self._kind is not FormKind.SYSTEM and not entries.minutes:
            self.say(tr("The length is a number of minutes."), at=self.minutes_box)
        elif entries.clinician_id == NEW_COLUMN and not entries.new_column:
            self.say(tr("The new column needs a name."), at=self.column_box)
        else:
            self.say("")
            self.saved.emit(entries)

    def _show_column(self) -> None:
        self._column_part.setVisible(self.clinician.currentData() == NEW_COLUMN)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.note_box.setObjectName("form_note")
        self.note_box.setAccessibleName(tr("Note"))
        self.note_box.setTabChangesFocus(True)
        self.note_box.setFixedHeight(self._theme.px(64))
        self._problem.hide()
        fields = QWidget()
        fields.setObjectName("scrolled")
        rows = QVBoxLayout(fields)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(10)
        rows.addWidget(self._about)
        for heading, box in self._fields():
            part = _field(heading, box)
            rows.addWidget(part)
            if box is self.column_box:
                self._column_part = part
        rows.addWidget(self.choice)
        rows.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self._cancel = Button(tr("Cancel"), name="form_cancel")
        foot.addWidget(self._cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        self._area = scrolled(fields)
        keep_off_bar(self._area, rows, 6)
        column.addWidget(self._area, 1)
        column.addWidget(self._problem)
        column.addLayout(foot)

    def _fields(self) -> list[tuple[str, QWidget]]:
        """A change begins with what changes most; what only a system knows is not in it."""
        column = [
            (tr("Clinician"), self.clinician),
            (tr("Name of the new column"), self.column_box),
        ]
        status, phone = (tr("Status"), self.status), (tr("Phone"), self.phone_box)
        name, at = (tr("Name"), self.name_box), (tr("Time"), self.time_box)
        length, kind = (tr("Length in minutes"), self.minutes_box), (tr("Type"), self.type_box)
        match self._kind:
            case FormKind.SYSTEM:
                return [status, phone, at, *column]
            case FormKind.OWN:
                return [status, name, phone, at, length, *column, kind]
            case FormKind.NEW:
                return [name, phone, at, length, *column, kind, status, (tr("Note"), self.note_box)]

    def _connect(self) -> None:
        self.clinician.currentIndexChanged.connect(lambda _index: self._show_column())
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(min(self._theme.px(WIDTH), 520))
        self._bring_choice()


def _line(name: str, spoken: str) -> QLineEdit:
    box = QLineEdit()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setMaxLength(200)
    return box


def _field(heading: str, box: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    name: QLabel = label(heading, role="muted")
    name.setBuddy(box)
    column.addWidget(name)
    column.addWidget(box)
    return part
