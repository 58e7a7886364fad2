"""What a person can do with the check in focus: try it again, sign in, copy it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.domain.sync_run import SyncRun
from app.ui.connections.cards.card_words import run_sentence
from app.ui.history.detail_pane import DetailPane
from app.ui.history.reading import HistoryReading
from app.ui.history.summary import summary
from app.ui.history.table import HistoryTable
from app.ui.page import PageContext


class HistoryDeeds(QObject):
    """Of the check whose details are shown; says in one sentence what became of it."""

    def __init__(
        self,
        context: PageContext,
        table: HistoryTable,
        pane: DetailPane,
        reading: HistoryReading,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._table, self._pane, self._reading = context, table, pane, reading
        self._has_retried = False
        context.sync.ended.connect(self._tell_result)
        table.copy_wanted.connect(self._copy_row)
        pane.retry_wanted.connect(self.try_again)
        pane.sign_in_wanted.connect(self._sign_in)
        pane.copy_wanted.connect(self._copy_summary)

    def try_again(self) -> None:
        """Only whom this run could not read; everybody where it read nobody."""
        detail = self._pane.detail
        if detail is not None:
            run, self._has_retried = detail.entry.run, True
            self._context.sync.retry(
                run.connection_id, day=run.day, practitioner_ids=detail.entry.failed_practitioners
            )

    def open_support(self) -> None:
        """Of the check in focus; the last 24 hours are one choice away."""
        detail = self._pane.detail
        run_id = detail.entry.run.id if detail is not None else None
        self._context.navigator.open_support_export(run_id)

    def _tell_result(self, runs: tuple[SyncRun, ...]) -> None:
        """How the trying again ended, in one sentence."""
        if self._has_retried and runs:
            around = self._reading.around
            timezone = around.setting.timezone if around else None
            self._context.show_message(run_sentence(runs[0], timezone=timezone))
        self._has_retried = False

    def _sign_in(self) -> None:
        if self._pane.detail is not None:
            run = self._pane.detail.entry.run
            self._context.navigator.open_connections(run.connection_id, "reconnect")

    def _copy_summary(self) -> None:
        if self._pane.detail is not None:
            QGuiApplication.clipboard().setText(summary(self._pane.detail))
            self._context.show_message("Summary copied. It names no patients.")

    def _copy_row(self) -> None:
        row = self._table.current
        if row is not None:
            QGuiApplication.clipboard().setText(row.copied)
            self._context.show_message("Row copied.")
