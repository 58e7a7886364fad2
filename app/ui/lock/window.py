"""The window in place of all others while RunSheet is locked: no patient, no count, one field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError, UnlockRefused
from app.domain.screen_lock import UnlockWay
from app.ui.connections.setup.form_error import FormError
from app.ui.language import tr, translated
from app.ui.lock.words import secret_words
from app.ui.theme import Theme
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label, restyle

_SIZE = (480, 320)
_FIELD_PX = 280


class LockWindow(QWidget):
    """`tried`: somebody wants to open it with what stands in the field. Closing only minimises: the
    lock stays.
    """

    tried = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("lock_window")
        self.setWindowTitle(tr("RunSheet – Locked"))
        self._theme = theme
        self.asks = label(role="muted", name="lock_asks")
        self.field = QLineEdit()
        self.field.setObjectName("lock_field")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(256)
        self.field.returnPressed.connect(self.tried)
        self.fault = FormError(name="lock_fault")
        self.button = make_button(
            tr("Unlock"), name="unlock", kind="primary", on_click=self.tried.emit
        )
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()

    def ask(self, way: UnlockWay) -> None:
        """Empty, with the field's name; nothing is wrong yet."""
        words = secret_words(way)
        self.asks.setText(words)
        self.field.setAccessibleName(words)
        self.field.clear()
        self._say("")

    def refuse(self, error: RunSheetError) -> None:
        """Why it stays locked; the field is ready for the next try."""
        self._say(translated(error), is_wrong=isinstance(error, UnlockRefused))
        self.field.clear()
        self.field.setFocus()

    def _say(self, sentence: str, *, is_wrong: bool = False) -> None:
        self.fault.say(sentence)
        restyle(self.field, "invalid", "true" if is_wrong else "false")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Out of the way, and still locked."""
        event.ignore()
        self.showMinimized()

    def _lay_out(self) -> None:
        title = label(tr("RunSheet is locked"), role="title", name="lock_title")
        note = label(tr("It goes on checking."), role="secondary", wrap=True, name="lock_note")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(8)
        for part in (title, note):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.asks)
        column.addLayout(line)
        column.addWidget(self.fault)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)

    def _fit(self) -> None:
        self.field.setMinimumWidth(self._theme.px(_FIELD_PX))
        self.setMinimumSize(*(self._theme.px(each) for each in _SIZE))
