"""A file of the export to read: the whole of it, with a red bar where something was taken out."""

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from app.domain.privacy import HIDDEN_WORDS
from app.services.support.bundle import SupportFile
from app.services.support.marks import MARK
from app.ui.support.words import spoken
from app.ui.theme import Theme
from app.ui.widgets.long_text import LongText


class FileViewer(LongText):
    """What stands in a file; its name is told to screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, name="support_viewer")
        self.setAccessibleName("Contents of the chosen file")
        self._bars = _RedBars(self, theme)

    def show_file(self, file: SupportFile | None, *, is_hidden: bool = False) -> None:
        """From its beginning; None: nothing. `is_hidden`: that it is hidden."""
        self.show_text(HIDDEN_WORDS if is_hidden else "" if file is None else file.text)
        self.setAccessibleName(f"Contents of {spoken(file)}" if file else "No file chosen")


class _RedBars(QSyntaxHighlighter):
    def __init__(self, viewer: LongText, theme: Theme) -> None:
        super().__init__(viewer.document())
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802  # Qt's name
        """The words stay to be read: colour alone tells nobody what was there."""
        bar = QTextCharFormat()
        bar.setBackground(self._theme.color("err.solid"))
        bar.setForeground(self._theme.color("bg.surface"))
        for found in MARK.finditer(text):
            self.setFormat(found.start(), len(found[0]), bar)
