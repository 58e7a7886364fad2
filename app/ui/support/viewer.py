"""A file of the export to read: the whole of it, with a red bar where something was taken out."""

from PySide6.QtGui import QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.privacy import HIDDEN_WORDS
from app.services.support.bundle import SupportFile
from app.services.support.marks import MARK
from app.ui.support.words import spoken
from app.ui.theme import Theme

_PORTION = 100_000
"""Characters that are laid out at once: a log of megabytes comes as a person scrolls down."""


class FileViewer(QPlainTextEdit):
    """Read only; text can be selected and copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rest = ""
        self.setObjectName("support_viewer")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName("Contents of the chosen file")
        self._bars = _RedBars(self, theme)
        self.verticalScrollBar().valueChanged.connect(self._show_more)
        theme.changed.connect(self._dress)
        self._dress()

    def show_file(self, file: SupportFile | None, *, is_hidden: bool = False) -> None:
        """From its beginning; None: nothing. `is_hidden`: that it is hidden."""
        text = HIDDEN_WORDS if is_hidden else "" if file is None else file.text
        if text == self.toPlainText() + self._rest:
            return
        first, self._rest = _cut(text)
        self.setPlainText(first)
        self.setAccessibleName(f"Contents of {spoken(file)}" if file else "No file chosen")

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
        self._bars.rehighlight()


class _RedBars(QSyntaxHighlighter):
    def __init__(self, viewer: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(viewer.document())
        self._theme = theme

    def highlightBlock(self, text: str) -> None:  # noqa: N802  # Qt's name
        """The words stay to be read: colour alone tells nobody what was there."""
        bar = QTextCharFormat()
        bar.setBackground(self._theme.color("err.solid"))
        bar.setForeground(self._theme.color("bg.surface"))
        for found in MARK.finditer(text):
            self.setFormat(found.start(), len(found[0]), bar)


def _cut(text: str) -> tuple[str, str]:
    """The next portion, to the end of a line, and the rest."""
    if len(text) <= _PORTION:
        return text, ""
    end = text.find("\n", _PORTION)
    return (text, "") if end < 0 else (text[:end], text[end + 1 :])
