"""The strip above the board: what changed since somebody last looked, and the way through it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.labels import ElidedLabel


class SinceStrip(QFrame):
    """`next_wanted`: show me the next one. `seen_wanted`: all of it is known."""

    next_wanted = Signal()
    seen_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("since_strip")
        self.setProperty("tone", "info")
        self._text = ElidedLabel(name="since_text")
        self.show_button = Button(tr("Show me"), name="since_show")
        self._seen = icon_button(
            "dismiss", tr("Mark all changes as seen"), name="since_seen", theme=theme
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self.show_button)
        row.addWidget(self._seen)
        self.show_button.clicked.connect(self.next_wanted)
        self._seen.clicked.connect(self.seen_wanted)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.whole

    def show_words(self, words: str, *, has_letter_keys: bool) -> None:
        """`2 new · 1 moved`; without words it goes."""
        self._text.show_text(tr("Since you last looked: {words}", words=words))
        self.setAccessibleName(
            tr("Since you last looked: {words}", words=words.replace(" · ", ", "))
        )
        self.show_button.setText(f"{tr('Show me')}  N" if has_letter_keys else tr("Show me"))
        self.show_button.setAccessibleName(tr("Show me the next change"))
        self.setVisible(bool(words))
