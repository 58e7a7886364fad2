"""What stands where the list will be while RunSheet opens; when that takes long, why it may."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.said import say
from app.ui.language import translated
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.skeleton import Skeleton

PATIENCE_MS = 2_000
_WORDS = say(
    "Opening takes longer than usual. If another window asks for the password of this PC's "
    "password store, answer it there."
)


class StartingPage(QWidget):
    """A password store may wait for its own window, which nobody sees behind this one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label(translated(_WORDS), role="secondary", wrap=True, name="starting_words")
        self.words.hide()
        self._timer = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self.words.show)
        inset = QVBoxLayout(self)
        inset.setContentsMargins(20, 110, 20, 0)
        inset.addWidget(self.words)
        inset.addWidget(Skeleton(theme))

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it takes its time."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is open, or says what is wrong."""
        super().hideEvent(event)
        self._timer.stop()
        self.words.hide()
