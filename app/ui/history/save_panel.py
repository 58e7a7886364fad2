"""Saving the sync log: for how long back, as what kind of file, and where."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from app.domain.practice_day import local
from app.domain.words import count_words
from app.ui.connections.flow_row import FlowRow
from app.ui.dialogs import ask_where_to_save
from app.ui.page import PageContext
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

SPANS: tuple[tuple[str, timedelta | None], ...] = (
    ("Last 24 hours", timedelta(days=1)),
    ("Last 7 days", timedelta(days=7)),
    ("Last 30 days", timedelta(days=30)),
    ("Everything that is kept", None),
)
FORMATS = (("CSV, for a spreadsheet", "csv"), ("JSON", "json"))
_WHAT = (
    "Times, results, counts and codes of every check. Nothing about patients. "
    "Opens in Excel; nothing in it can run there."
)


class SavePanel(QFrame):
    """Opens in the page. `closed`: the focus goes back to where it came from."""

    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("save_log_panel")
        self.setProperty("panel", "true")
        self._context = context
        self.tasks = context.tasks(self)
        self._timezone = "UTC"
        self.spans = self._combo("save_span", "How far back", [words for words, _ in SPANS])
        self.formats = self._combo("save_format", "Kind of file", [words for words, _ in FORMATS])
        self.save = make_button(
            "Save as…", name="save_log_as", kind="primary", on_click=self._start
        )
        self._close = make_button("Close", name="save_log_close", on_click=self.close_panel)
        self._lay_out()
        self.hide()

    def open_panel(self, timezone: str) -> None:
        """`timezone` decides which day is in the file's name."""
        self._timezone = timezone
        self.show()
        self.spans.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Closes; nothing was written."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _start(self) -> None:
        self.tasks.start(self._save(), busy=self.save)

    async def _save(self) -> None:
        """Asks where, writes, and says how much."""
        from app.services.log_export import LogFormat, log_file_name

        services = self._context.services
        log_format = LogFormat(FORMATS[self.formats.currentIndex()][1])
        now = services.now()
        name = log_file_name(local(now, self._timezone).date(), log_format)
        path = await ask_where_to_save(
            self, "Save sync log", file_name=name, suffix=log_format.value
        )
        if path is None:
            return
        saved = await services.log_export.save(path, since=self._since(now), log_format=log_format)
        some = count_words(saved.run_count, "check")
        self._context.show_message(f"Sync log saved with {some}: {saved.path.name}")
        self.close_panel()

    def _since(self, now: datetime) -> datetime | None:
        length = SPANS[self.spans.currentIndex()][1]
        return None if length is None else now - length

    def _combo(self, name: str, spoken: str, choices: list[str]) -> CalmCombo:
        combo = CalmCombo(name=name, spoken=spoken, theme=self._context.theme)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.addItems(choices)
        return combo

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(label("Save sync log", role="heading"))
        inside.addWidget(label(_WHAT, role="secondary", wrap=True))
        row = FlowRow()
        for part in (self.spans, self.formats, self.save, self._close):
            row.addWidget(part)
        inside.addLayout(row)
