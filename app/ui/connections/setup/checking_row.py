"""`Checking your sign-in…` with a moving bar and Cancel, below the fields that are checked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.domain.said import say
from app.ui.language import tr, translated
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

_BAR_PX = 240
_STORING = say("Signed in. Saving…")


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
        bar.setAccessibleName(tr("Checking {what}", what=what))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(bar)
        self._checked = tr("Checking {what}…", what=what)
        self._words = label(self._checked, name="checking_words")
        self._cancel = make_button(tr("Cancel"), name="cancel_check", on_click=self.cancelled.emit)
        row.addWidget(self._words)
        row.addWidget(self._cancel)
        row.addStretch(1)
        self.hide()

    def show_checking(self) -> None:
        """A person may stop it."""
        self._words.setText(self._checked)
        self._cancel.show()
        self.show()

    def show_storing(self) -> None:
        """The check has passed; what is being kept now is kept whole."""
        self._words.setText(translated(_STORING))
        self._cancel.hide()
        self.show()
