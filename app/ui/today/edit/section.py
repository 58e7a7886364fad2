"""The drawer's part for what the desk itself says: edits, *Same as …?*, the note, Change…"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.connections.flow_row import FlowRow
from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.today.edit.choice import ChoicePanel
from app.ui.today.edit.note_box import NoteBox
from app.ui.today.edit.words import EditLine
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label

_STACKED_FROM = 1.3


class EditSection(QWidget):
    """The note; `news` is the widget with what is to be told, `deeds` the one with the buttons.

    Signals carry the id of the edit they are about; the others are about the row shown.
    """

    change_wanted = Signal()
    remove_wanted = Signal()
    book_wanted = Signal()
    join_wanted = Signal()
    both_wanted = Signal()
    withdraw_wanted = Signal(str)
    again_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("edit_section")
        self._shown: tuple[object, ...] = ()
        self._said: tuple[tuple[EditLine, ...], str] = ((), "")
        self.news = QWidget()
        self._lines = QVBoxLayout(self.news)
        self._lines.setContentsMargins(0, 4, 0, 4)
        self._lines.setSpacing(8)
        self.note = NoteBox(theme)
        self.change_button = Button(tr("Change…"), name="drawer_change", theme=theme, icon="edit")
        self.remove_button = Button(
            tr("Remove row"), name="drawer_remove", theme=theme, icon="delete"
        )
        self.book_button = Button(
            tr("Book in CRM…"), name="drawer_book", theme=theme, icon="calendar_add"
        )
        self.change_button.clicked.connect(self.change_wanted)
        self.remove_button.clicked.connect(self.remove_wanted)
        self.book_button.clicked.connect(self.book_wanted)
        self._note_head = label(tr("Note, only in this app"), role="muted")
        self._note_head.setBuddy(self.note)
        self.choice = ChoicePanel(theme, name="note", has_both=True)
        self.deeds = QWidget()
        buttons = FlowRow()
        self.deeds.setLayout(buttons)
        buttons.setContentsMargins(0, 4, 0, 0)
        for button in (self.change_button, self.book_button, self.remove_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.choice)
        column.addWidget(self._note_head)
        column.addWidget(self.note)
        self.note.textChanged.connect(self._show_head)
        theme.changed.connect(self._fill)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said of the edits, top to bottom."""
        return tuple(str(each) for each in self._shown[1:])

    def show_row(
        self,
        lines: Sequence[EditLine],
        *,
        twin: str,
        is_manual: bool,
        is_editable: bool,
        is_bookable: bool,
        has_note: bool,
    ) -> None:
        """`twin`: *Same as …?* for a row that the system has as well; empty: not asked."""
        self.deeds.setVisible(is_editable or is_bookable)
        self.book_button.setVisible(is_bookable)
        self.change_button.setVisible(is_editable)
        self.remove_button.setVisible(is_manual and is_editable)
        self.note.setVisible(has_note)
        self._show_head()
        wanted = (tuple(lines), *(line.text for line in lines), *((twin,) if twin else ()))
        if wanted == self._shown:
            return
        self._shown, self._said = wanted, (tuple(lines), twin)
        self.news.setVisible(bool(wanted[1:]))
        self._fill()

    def forget(self) -> None:
        """Nothing of the last row stays."""
        self.show_row(
            (), twin="", is_manual=False, is_editable=False, is_bookable=False, has_note=False
        )

    def _fill(self) -> None:
        """Every sentence with its buttons; in large text they stand elsewhere."""
        lines, twin = self._said
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(self._line(line))
        if twin:
            self._lines.addWidget(self._twin(twin))

    def _show_head(self) -> None:
        """An empty box says itself what it is for."""
        has_text = bool(self.note.toPlainText())
        self._note_head.setVisible(has_text and not self.note.isHidden())

    def _line(self, line: EditLine) -> QWidget:
        if not line.is_overruled:
            back = Button(tr("Take back"), name="edit_take_back")
            back.setAccessibleName(tr("Take back, {text}", text=line.text))
            back.clicked.connect(lambda _checked: self.withdraw_wanted.emit(line.edit_id))
            return _said(line.text, [back], beside=self._theme.scale <= _STACKED_FROM)
        again = Button(tr("Use mine again"), name="edit_again")
        fine = Button(tr("Keep theirs"), name="edit_fine")
        again.setAccessibleName(tr("Use mine again, {text}", text=line.text))
        fine.setAccessibleName(tr("Keep theirs, {text}", text=line.text))
        again.clicked.connect(lambda _checked: self.again_wanted.emit(line.edit_id))
        fine.clicked.connect(lambda _checked: self.withdraw_wanted.emit(line.edit_id))
        return _said(line.text, [again, fine])

    def _twin(self, twin: str) -> QWidget:
        join, both = Button(tr("Join"), name="twin_join"), Button(tr("Keep both"), name="twin_both")
        join.setAccessibleDescription(
            tr("This row goes; its status, phone and note stay on the other")
        )
        join.clicked.connect(self.join_wanted)
        both.clicked.connect(self.both_wanted)
        return _said(twin, [join, both])


def _said(text: str, buttons: Sequence[Button], *, beside: bool = False) -> QWidget:
    """A sentence with its buttons below it, or a single one `beside` it, which is shorter."""
    part = QWidget()
    whole = QHBoxLayout(part) if beside else QVBoxLayout(part)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(8 if beside else 4)
    whole.addWidget(label(text, wrap=True, name="edit_words"), 1 if beside else 0)
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    if not beside:
        row.addStretch(1)
    whole.addLayout(row)
    return part
