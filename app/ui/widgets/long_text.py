"""A long text to read: selected, copied, and laid out as far as a person scrolls."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.theme import Theme

_PORTION = 100_000
"""Characters that are laid out at once: a log of megabytes comes as a person scrolls down."""


class LongText(QPlainTextEdit):
    """Read only, in a font of even width; Tab goes on to what comes after it."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._rest = ""
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.verticalScrollBar().valueChanged.connect(self._show_more)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """From its beginning; where it stands already, it stays where it was scrolled to."""
        if text != self.toPlainText() + self._rest:
            first, self._rest = _cut(text)
            self.setPlainText(first)

    def _show_more(self, value: int) -> None:
        if self._rest and value >= self.verticalScrollBar().maximum() - 2:
            portion, self._rest = _cut(self._rest)
            self.appendPlainText(portion)

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._theme.px(12))
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self.setStyleSheet(f'QPlainTextEdit {{ font-family: "{font.family()}"; }}')


def _cut(text: str) -> tuple[str, str]:
    """The next portion, to the end of a line, and the rest."""
    if len(text) <= _PORTION:
        return text, ""
    end = text.find("\n", _PORTION)
    return (text, "") if end < 0 else (text[:end], text[end + 1 :])
