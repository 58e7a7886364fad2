"""The list of runs: arrows go from run to run, Enter goes into its details."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.domain.words import count_words
from app.ui.history.model import HistoryModel
from app.ui.history.rows import STAND_INS, HistoryRow
from app.ui.theme import Theme
from app.ui.widgets.rows.table import RowsTable

_RESULT_PX = 112
_GIVES_WAY = ("System, started by", "What changed")


class HistoryTable(RowsTable[HistoryRow]):
    """Newest first; `copy_wanted` is Ctrl+C."""

    copy_wanted = Signal()

    def __init__(self, model: HistoryModel, theme: Theme) -> None:
        super().__init__(
            model,
            theme,
            name="history_table",
            gives_way=_GIVES_WAY,
            stand_ins=STAND_INS,
            state_px=_RESULT_PX,
            is_tight=True,
        )

    def spoken_name(self) -> str:
        """`Sync history, 12 checks, newest first`."""
        return f"Sync history, {count_words(len(self._model.rows), 'check')}, newest first"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the row."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)
