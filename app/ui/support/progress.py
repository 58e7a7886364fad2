"""How far the reading is, in the place of the total, once there is something to wait for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ui.support import words
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

_PATIENCE_MS = 250


class SupportProgress(QObject):
    """The total, or how far it is with a way to cancel; what takes a moment shows no progress."""

    def __init__(
        self, *, on_cancel: Callable[[], object], focus_after: QWidget, parent: QObject
    ) -> None:
        """`focus_after` takes the focus when the way to cancel goes with the focus on it."""
        super().__init__(parent)
        self._focus_after = focus_after
        self.total = label(role="strong", wrap=True, name="support_total")
        self._bar = QProgressBar()
        self._bar.setObjectName("support_progress")
        self._bar.setAccessibleName("Progress of the support export")
        self._bar.setTextVisible(False)
        self._state = label(role="secondary", name="support_progress_words")
        self.cancel = make_button("Cancel", name="support_cancel", on_click=on_cancel)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(lambda: self.show_waiting(is_waiting=True))

    def row(self) -> QVBoxLayout:
        """How far it is, above its bar."""
        rows, row = QVBoxLayout(), QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self.cancel)
        rows.addLayout(row)
        rows.addWidget(self._bar)
        return rows

    def show_progress(self, done: int, total: int, part: str) -> None:
        """So many of the parts are read; `part` is next."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._state.setText(words.progress_words(done, total, part))

    def show_busy(self, *, is_busy: bool) -> None:
        """The progress takes the total's place when there is something to wait for."""
        if is_busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.show_waiting(is_waiting=False)

    def show_waiting(self, *, is_waiting: bool) -> None:
        """The progress at once, or the total."""
        had_focus = self.cancel.hasFocus()
        for part in (self._bar, self._state, self.cancel):
            part.setVisible(is_waiting)
        self.total.setVisible(not is_waiting)
        if had_focus and not is_waiting:
            self._focus_after.setFocus()
