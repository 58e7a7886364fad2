"""Who was found on other days: a button for each of the first few, which opens that day."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.domain.privacy import Veil
from app.domain.words import clock_time, short_date
from app.ui.language import tr, translated
from app.ui.today.cards import status_look
from app.ui.today.elsewhere import FoundRow
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import label

MOST = 3
_BUTTON_PAD = 14  # of the style sheet: the words above and below stand over those of the buttons


def found_words(found: FoundRow, veil: Veil) -> str:
    """`Wed 19 Nov 2025, 10:00 am · Grace Kelly · Dr Nair`, as much of it as may be seen."""
    row = veil.row(found.row)
    at = translated(clock_time(row.start, row.timezone))
    when = f"{translated(short_date(found.day))}, {at}"
    parts = (when, row.patient_name, row.clinician_name, status_look(row)[1] if row.is_off else "")
    return " · ".join(part for part in parts if part)


class OtherDays(QFrame):
    """`wanted` carries the `FoundRow` whose button was pressed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("other_days")
        self.setProperty("panel", "true")
        self._heading = label(tr("On other days"), role="muted", name="other_days_heading")
        self._more = label(role="muted", name="other_days_more")
        self._buttons: list[Button] = []
        self._shown: tuple[str, ...] = ()
        self._found: tuple[FoundRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(2)
        for words in (self._heading, self._more):
            words.setContentsMargins(_BUTTON_PAD, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._more)
        self.hide()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """One for each row that is shown, in order."""
        return tuple(self._buttons)

    @property
    def more_words(self) -> str:
        """How many there is no button for; empty where there are no more."""
        return self._more.text()

    def show_found(self, found: tuple[FoundRow, ...], veil: Veil) -> None:
        """Shows the first few; nobody found hides it. The same words again move no focus."""
        self._found = found
        words = tuple(found_words(each, veil) for each in found[:MOST])
        if words != self._shown:
            self._shown = words
            self._replace_buttons(words)
        more = len(found) - MOST
        self._more.setText(tr("and {count} more", count=more) if more > 0 else "")
        self._more.setVisible(more > 0)
        self.setVisible(bool(found))

    def _replace_buttons(self, words: tuple[str, ...]) -> None:
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._add_button(number, text) for number, text in enumerate(words)]

    def _add_button(self, number: int, text: str) -> Button:
        button = Button(text, name=f"other_day_{number + 1}", kind="quiet")
        button.setProperty("align", "left")
        button.setAccessibleName(text.replace(" · ", ", "))
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self._press, number))
        self._column.insertWidget(number + 1, button)
        return button

    def _press(self, number: int) -> None:
        self.wanted.emit(self._found[number])
