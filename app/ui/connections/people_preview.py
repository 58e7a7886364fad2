"""The mini preview beside the people: how many of today's appointments each column will hold."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.ui.connections.controls import clear
from app.ui.connections.preview_words import PreviewWords
from app.ui.widgets.actions import Action
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar


class PeoplePreview(QFrame):
    """Counts per column and one sentence below; a sentence alone until they are known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people_preview")
        self.setProperty("panel", "true")
        self._title = label("Preview of today", role="strong", wrap=True)
        self._summary = label("Counting today's appointments…", wrap=True, name="preview_summary")
        self._problem = NoticeBar(name="preview_problem")
        self._rows = QGridLayout()
        self._rows.setColumnStretch(0, 1)
        self._rows.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(self._summary)
        column.addWidget(self._problem)
        column.addStretch(1)

    @property
    def summary(self) -> str:
        """The sentence below the counts."""
        return self._summary.text()

    def show_words(self, words: PreviewWords, *, day: str, warning: str = "") -> None:
        """Shows the counts and the sentence; `warning` says what could not be counted."""
        self._title.setText(f"Today, {day}")
        clear(self._rows)
        for number, (name, count) in enumerate(words.columns):
            figure = label(str(count))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._rows.addWidget(label(name, wrap=True), number, 0)
            self._rows.addWidget(figure, number, 1)
        self._summary.setText(words.summary)
        self._problem.clear()
        if warning:
            self._problem.show_notice(warning, tone="warn")

    def show_waiting(self) -> None:
        """The counts are on their way."""
        self._problem.clear()
        self._summary.setText("Counting today's appointments…")

    def show_problem(self, sentence: str, again: Action) -> None:
        """The counts could not be had; the choices can be made all the same."""
        clear(self._rows)
        self._summary.setText("Today's appointments could not be counted.")
        self._problem.show_notice(sentence, tone="warn", actions=(again,))
