"""Names what stands against a time, and asks: another time, or why all the same."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.booking_words import CLASH_REASONS
from app.ui.connections.flow_row import FlowRow
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import make_button, set_words
from app.ui.widgets.labels import height_of_lines, label

_SIDE_PX = 12


class ClashBox(QFrame):
    """`other_time_wanted`; `anyway` carries the reason that is kept; `turned`: it came or went."""

    other_time_wanted = Signal()
    anyway = Signal(str)
    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("form_clash")
        self.setProperty("tone", "warn")
        self._said = ""
        self._words = label(wrap=True, name="form_clash_words")
        self.other_button = make_button(
            "Pick another time", name="form_other_time", on_click=self.other_time_wanted.emit
        )
        self.anyway_button = make_button(
            "Book anyway", name="form_anyway", on_click=self._book_anyway
        )
        self.reason = CalmCombo(name="form_clash_reason", spoken="Because", theme=theme)
        self.reason.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        for value, words in CLASH_REASONS:
            self.reason.addItem(words, value)
        row = FlowRow()
        because = label("because")
        because.setBuddy(self.reason)
        for each in (self.other_button, self.anyway_button, because, self.reason):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, 8, _SIDE_PX, 8)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty while it is hidden."""
        return "" if self.isHidden() else self._said

    def show_words(self, words: str, *, verb: str) -> None:
        """Names the clash; new words are spoken as an alert. `verb`: Book, Move or Send."""
        is_new = words != self._said or self.isHidden()
        self._said = words
        self._words.setText("\n".join(f"! {each}" for each in words.split("\n")))
        self.setAccessibleName(f"Clash: {words}")
        set_words(self.anyway_button, f"{verb} anyway")
        self.show()
        if is_new:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def event(self, event: QEvent) -> bool:
        """Measures again when the words are others, or have another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measures again."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """It came."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """It went."""
        super().hideEvent(event)
        self.turned.emit()

    def ask(self) -> None:
        """Nothing is sent until this is answered."""
        self.other_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """The lines that there are; Qt would keep room for those of a narrow box."""
        width = self.contentsRect().width() - 2 * _SIDE_PX
        needed = height_of_lines(self._words.text(), self._words.fontMetrics(), width=width)
        self._words.setMinimumHeight(needed)

    def _book_anyway(self) -> None:
        self.anyway.emit(str(self.reason.currentData()))
