"""Ours and the CRM's version of a booking side by side, and what a person can do next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from app.domain.booking_comparison import NOT_TOLD, ComparedLine
from app.ui.announce import announce
from app.ui.bookings.deeds import Deed
from app.ui.connections.flow_row import FlowRow
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label, restyle

_WORDS = {Deed.SEND_AGAIN: "Keep ours, tell {crm} again", Deed.IS_THERE: "Take what {crm} shows"}
_HIDDEN = "Hidden"
_NEXT = "Where the time changes for the patient, ring them first."


class ComparePanel(QFrame):
    """`deed_wanted` carries whose version counts; `closed`: nothing is decided."""

    deed_wanted = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("compare_panel")
        self.setProperty("panel", "true")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._heading = label(role="strong", wrap=True)
        self._grid.addWidget(label("RunSheet", role="strong"), 0, 1)
        self._grid.addWidget(self._heading, 0, 2)
        self._cells: dict[str, tuple[QLabel, QLabel]] = {}
        self._next = label(_NEXT, role="secondary", wrap=True)
        self.buttons = {deed: self._made(deed) for deed in _WORDS}
        self.close_button = make_button("Close", name="compare_close", on_click=self.closed.emit)
        row = FlowRow()
        for button in (*self.buttons.values(), self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self._next)
        column.addLayout(row)
        self.hide()

    def show_lines(
        self, lines: Sequence[ComparedLine], *, crm: str, deeds: Sequence[Deed], hides: bool
    ) -> None:
        """Shows the lines; `hides`: nothing of the person. The same again says nothing anew."""
        shown = [_veiled(line) if hides and line.is_personal else line for line in lines]
        self._heading.setText(crm)
        for line in shown:
            self._show_line(line)
        for deed, button in self.buttons.items():
            words = _WORDS[deed].format(crm=crm)
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(deed in deeds)
        self._speak(shown, crm)

    def focus_first(self) -> None:
        """The likeliest answer."""
        answers = [each for each in self.buttons.values() if not each.isHidden()]
        (answers[0] if answers else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_line(self, line: ComparedLine) -> None:
        """What differs is marked by a sign and by weight, not by colour alone."""
        theirs = f"\u2260 {line.theirs}" if line.differs else line.theirs
        role = "strong" if line.differs else "body"
        for cell, words in zip(self._cells_of(line.label), (line.ours, theirs), strict=True):
            cell.setText(words)
            restyle(cell, "role", role)

    def _cells_of(self, name: str) -> tuple[QLabel, QLabel]:
        """Ours and theirs of a line, made when it is first shown."""
        if name not in self._cells:
            at = self._grid.rowCount()
            made = [
                label(wrap=True, name=f"compare_{name}_{place}") for place in ("ours", "theirs")
            ]
            caption = label(name, role="secondary")
            for place, cell in enumerate((caption, *made)):
                cell.setAlignment(Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(cell, at, place)
            self._cells[name] = (made[0], made[1])
        return self._cells[name]

    def _speak(self, lines: Sequence[ComparedLine], crm: str) -> None:
        said = [_spoken(line, crm) for line in lines if line.differs]
        words = " ".join(said) or f"{crm} shows the same now."
        self.setAccessibleName(f"RunSheet and {crm} compared")
        self.setAccessibleDescription(words)
        if self.isHidden():
            self.show()
            announce(self, words)

    def _made(self, deed: Deed) -> Button:
        return make_button(
            "",
            name=f"compare_{deed.name.casefold()}",
            on_click=lambda: self.deed_wanted.emit(deed),
        )


def _veiled(line: ComparedLine) -> ComparedLine:
    """Whether it differs stays to be seen."""
    told = "Another one" if line.differs else _HIDDEN
    theirs = NOT_TOLD if line.theirs == NOT_TOLD else told
    return ComparedLine(label=line.label, ours=_HIDDEN, theirs=theirs)


def _spoken(line: ComparedLine, crm: str) -> str:
    return f"{line.label} differs: {line.ours} in RunSheet, {line.theirs} in {crm}."
