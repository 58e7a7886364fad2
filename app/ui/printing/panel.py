"""The panel that asks what to print and where to, with a picture of the page."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.dialogs import offer_help
from app.ui.printing.day_list import Choice, PrintedDay
from app.ui.printing.preview import LONG_SIDE, Preview
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import label, restyle
from app.ui.widgets.ticks import ChoiceDot

SAVE_AS_PDF, LOOKING = "Save as PDF…", "Looking for printers…"
_MOST_COPIES = 9
_HINT = "Names are on the paper: take it from the printer at once."
_PDF_HINT = "Whoever has the file can read the names in it. Delete it after use."
_PRIVATE_HINT = "Full names are for the desk alone: take them from the printer at once."
_PRIVATE_PDF_HINT = "With full names, whoever has the file can read them. Delete it after use."
_AROUND_PX, _LEAF_PX = 100, 48  # margins and the window's frame; the buttons that leaf


class PrintPanel(QDialog):
    """`changed`: another list is wanted. `wanted` carries whether full names are to be printed.

    Until `offer_printers` only a PDF can be made.
    """

    changed = Signal()
    wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("print_panel")
        self.setWindowTitle("RunSheet – Print")
        self.setModal(True)
        self._theme = theme
        self.preview = Preview(theme)
        self._choices = QButtonGroup(self)
        self._dots: dict[Choice, ChoiceDot] = {}
        self._untouched: ChoiceDot | None = None  # has the focus until a button can take it
        self.printers = self._combo("print_where_to", "Printer", [LOOKING, SAVE_AS_PDF])
        self.copies = self._combo(
            "print_copies", "Copies", [str(number + 1) for number in range(_MOST_COPIES)]
        )
        self._copies_head = label("Copies", role="muted")
        self._hint = label(role="secondary", wrap=True, name="print_hint")
        self._question = label(role="strong", wrap=True, name="print_question")
        self.initials_button = Button("Print with initials", name="print_initials")
        self.names_button = Button("Print", name="print_names", kind="primary")
        self.cancel_button = Button("Cancel", name="print_cancel")
        self._side = QVBoxLayout()
        self._build()
        self._connect()
        self._fit()
        offer_help(self, theme)

    @property
    def choice(self) -> Choice:
        """What a person prints."""
        return next(choice for choice, dot in self._dots.items() if dot.isChecked())

    @property
    def printer_name(self) -> str:
        """Where to; empty for a PDF."""
        name = self.printers.currentText()
        return "" if name == SAVE_AS_PDF else name

    @property
    def copy_count(self) -> int:
        """How many of each page."""
        return int(self.copies.currentText())

    def offer_printers(self, names: Sequence[str]) -> None:
        """The printers of this PC, the usual one first; a PDF that was chosen meanwhile stays."""
        wanted = self.printers.currentIndex()
        with QSignalBlocker(self.printers):
            self.printers.removeItem(0)
            self.printers.insertItems(0, list(names))
            self.printers.setCurrentIndex(len(names) if wanted else 0)
        self.changed.emit()

    def show_choices(self, column_name: str, chosen: Choice) -> None:
        """Names the column there is to print; an empty name takes that choice away."""
        self._dots[Choice.THIS_COLUMN].setText(column_name.replace("&", "&&"))
        self._dots[Choice.THIS_COLUMN].setAccessibleName(f"{column_name}, only this list")
        self._dots[Choice.THIS_COLUMN].setVisible(bool(column_name))
        self._dots[chosen].setChecked(True)
        self._dots[chosen].setFocus(Qt.FocusReason.OtherFocusReason)
        self._untouched = self._dots[chosen]

    def show_day(self, day: PrintedDay | None) -> None:
        """Shows what would be printed now; None where not even that may be seen."""
        self.preview.show_day(day)

    def show_privacy(self, *, is_on: bool) -> None:
        """While names are hidden on screen, asks before they go on paper."""
        verb = "Save" if not self.printer_name else "Print"
        self._question.setText(f"Privacy is on. {verb} with full names?")
        self._question.setVisible(is_on)
        self.initials_button.setVisible(is_on)
        self.initials_button.setText(f"{verb} with initials")
        self.initials_button.setAccessibleName(f"{verb} with initials")
        plain = "Save as PDF" if not self.printer_name else "Print"
        words = f"{verb} full names" if is_on else plain
        self.names_button.setText(words)
        self.names_button.setAccessibleName(words)
        hints = (_PRIVATE_HINT, _PRIVATE_PDF_HINT) if is_on else (_HINT, _PDF_HINT)
        self._hint.setText(hints[not self.printer_name])
        for part in (self._copies_head, self.copies):
            part.setVisible(bool(self.printer_name))
        restyle(self.initials_button, "kind", "primary" if is_on else "normal")
        restyle(self.names_button, "kind", "normal" if is_on else "primary")
        for button in (self.initials_button, self.names_button):
            button.setEnabled(self.printer_name != LOOKING)
        first = self.initials_button if is_on else self.names_button
        waiting = (None, self._untouched, self.initials_button, self.names_button)
        if first.isEnabled() and self.focusWidget() in waiting:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._untouched = None
        self._fit()

    # --- building --------------------------------------------------------------------------

    def _combo(self, name: str, spoken: str, items: list[str]) -> CalmCombo:
        combo = CalmCombo(name=name, spoken=spoken, theme=self._theme)
        combo.addItems(items)
        return combo

    def _dot(self, choice: Choice, words: str) -> ChoiceDot:
        dot = ChoiceDot(words, name=f"print_{choice}", theme=self._theme)
        self._choices.addButton(dot)
        self._dots[choice] = dot
        return dot

    def _build(self) -> None:
        side = self._side
        side.setSpacing(8)
        side.addWidget(label("Print", role="title"))
        side.addWidget(self._dot(Choice.THIS_COLUMN, "This column"))
        side.addWidget(self._dot(Choice.EACH_CLINICIAN, "All clinicians, one page each"))
        side.addWidget(self._dot(Choice.BY_TIME, "One list by time"))
        side.addSpacing(8)
        for head, field in (
            (label("Printer", role="muted"), self.printers),
            (self._copies_head, self.copies),
        ):
            side.addWidget(head)
            side.addWidget(field)
        side.addWidget(self._hint)
        side.addStretch(1)
        side.addWidget(self._question)
        buttons = QHBoxLayout()
        for button in (self.initials_button, self.names_button, self.cancel_button):
            buttons.addWidget(button)
            button.setAutoDefault(False)
        side.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(20)
        row.addWidget(self.preview)
        row.addLayout(side, 1)

    def _fit(self) -> None:
        """The picture grows with the text, as far as the panel stays on the screen."""
        self._hint.setMinimumWidth(self._theme.px(260))
        room = self.screen().availableSize()
        across = room.width() - self._side.sizeHint().width() - _AROUND_PX
        down = room.height() - self._theme.px(_LEAF_PX) - _AROUND_PX
        wanted = self._theme.px(LONG_SIDE)
        self.preview.fit(max(LONG_SIDE * 3 // 4, min(wanted, across, down)))

    def _connect(self) -> None:
        self._theme.changed.connect(self._fit)
        self._choices.buttonToggled.connect(self._choose)
        self.printers.currentTextChanged.connect(lambda _name: self.changed.emit())
        self.names_button.clicked.connect(lambda _checked: self.wanted.emit(True))
        self.initials_button.clicked.connect(lambda _checked: self.wanted.emit(False))
        self.cancel_button.clicked.connect(self.reject)

    def _choose(self, _dot: object, is_on: bool) -> None:
        if is_on:
            self.changed.emit()
