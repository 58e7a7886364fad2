"""The run in focus in full: what it came to, its lines, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.history import RunDetail
from app.domain.history_words import (
    RESULT_WORDS,
    missing_columns,
    started_by_words,
    system_words,
    took_words,
)
from app.domain.privacy import Veil
from app.domain.sync_run import SyncStatus
from app.domain.words import count_words, other_clock
from app.ui.connections.flow_row import FlowRow
from app.ui.history.detail_lines import detail_lines
from app.ui.history.detail_list import DetailList
from app.ui.history.rows import Setting, time_words
from app.ui.theme import Theme
from app.ui.widgets.controls import make_button, set_words
from app.ui.widgets.labels import label, restyle

_AGAIN = (SyncStatus.PARTIAL, SyncStatus.FAILED, SyncStatus.CANCELLED, SyncStatus.ABANDONED)
_ROLES = {SyncStatus.FAILED: "error"}


class DetailPane(QFrame):
    """`closed`: back to the list. `retry_wanted`, `sign_in_wanted`, `copy_wanted`: the buttons."""

    closed = Signal()
    retry_wanted = Signal()
    sign_in_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("run_details")
        self.setProperty("panel", "true")
        self.detail: RunDetail | None = None
        self._title = label(role="heading", wrap=True, name="run_title")
        self._result = label(role="strong", wrap=True, name="run_result")
        self._how = label(role="secondary", wrap=True, name="run_how")
        self.lines = DetailList(theme)
        self.again = make_button(
            "Try again", name="run_again", kind="primary", tip="R", on_click=self.retry_wanted.emit
        )
        self.sign_in = make_button(
            "Sign in again", name="run_sign_in", kind="primary", on_click=self.sign_in_wanted.emit
        )
        self.copy = make_button("Copy summary", name="run_copy", on_click=self.copy_wanted.emit)
        self._lay_out()

    def show_detail(
        self, detail: RunDetail, setting: Setting, veil: Veil, *, sign_in: str | None
    ) -> None:
        """Shows a run; the same one as it is now leaves the place a person reads at.

        `sign_in`: the verb that repairs the connection, where trying again can't.
        """
        entry, run = detail.entry, detail.entry.run
        is_same = self.detail is not None and self.detail.entry.id == entry.id
        self.detail = detail
        system = system_words(entry, twins=setting.twins)
        self._title.setText(f"{time_words(run.started_at, setting)}, {system}")
        self._result.setText(_result_line(detail))
        self._how.setText(_how_line(detail, setting))
        restyle(self._result, "role", _ROLES.get(run.status, "strong"))
        said = (self._title.text(), self._result.text(), self._how.text())
        self.lines.setAccessibleName(f"Details of {', '.join(said)}")
        self.lines.show_lines(detail_lines(detail, veil), is_same_run=is_same)
        self._show_buttons(detail, sign_in)

    def show_busy(self, *, is_busy: bool) -> None:
        """While something is being checked, nothing can be tried again."""
        self.again.setEnabled(not is_busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_buttons(self, detail: RunDetail, sign_in: str | None) -> None:
        can_try = detail.entry.run.status in _AGAIN
        set_words(self.again, again_words(detail))
        set_words(self.sign_in, sign_in or "Sign in again")
        had_focus = self.again.hasFocus() or self.sign_in.hasFocus()
        self.again.setVisible(can_try and sign_in is None)
        self.sign_in.setVisible(sign_in is not None)
        if had_focus and not (self.again.isVisible() or self.sign_in.isVisible()):
            self.lines.focus_first()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 12, 1, 12)
        inside.setSpacing(4)
        for part in (self._title, self._result, self._how):
            part.setContentsMargins(12, 0, 12, 0)
            inside.addWidget(part)
        inside.addWidget(self.lines, 1)
        place, row = QVBoxLayout(), FlowRow()
        place.setContentsMargins(12, 8, 12, 0)
        for button in (self.again, self.sign_in, self.copy):
            row.addWidget(button)
        place.addLayout(row)
        inside.addLayout(place)


def again_words(detail: RunDetail) -> str:
    """`Try the 2 failed again`, `Try Dr Okafor again`; `Try again` where all of it failed."""
    failed = detail.entry.failed_practitioners
    if not failed or len(failed) == len(detail.entry.run.outcomes):
        return "Try again"
    one = missing_columns(detail.entry.run)
    return f"Try {one} again" if len(failed) == 1 else f"Try the {len(failed)} failed again"


def _result_line(detail: RunDetail) -> str:
    """`◑ Partly · 1 of 5 columns couldn't be checked`."""
    entry, run = detail.entry, detail.entry.run
    parts = [" ".join(RESULT_WORDS[run.status])]
    failed = len(entry.failed_practitioners)
    if failed and run.status is SyncStatus.PARTIAL:
        columns = count_words(len(run.outcomes), "column")
        parts.append(f"{failed} of {columns} couldn't be checked")
    return " · ".join(parts)


def _how_line(detail: RunDetail, setting: Setting) -> str:
    """`Started by Timer · took 4.1 s · times below are Perth time`."""
    entry, run = detail.entry, detail.entry.run
    parts = [f"Started by: {started_by_words(run)}"]
    if run.completed_at is not None:
        parts.append(f"took {took_words(run.duration_ms)}")
    other = other_clock(run.started_at, entry.timezone, shown_in=setting.timezone)
    if other:
        parts.append(f"times below are {other}")
    return " · ".join(parts)
