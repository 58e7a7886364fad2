"""Which runs are shown: of which connection, with which result, from which day."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.history import HistoryFilter
from app.domain.history_words import RESULT_WORDS
from app.domain.sync_run import SyncStatus
from app.domain.words import short_date
from app.ui.connections.flow_row import FlowRow
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo

_DAYS_AT_MOST = 60
_RESULTS = tuple(status for status in RESULT_WORDS if status is not SyncStatus.RUNNING)


class HistoryFilterBar(QWidget):
    """`changed`: `wanted` is another filter, by a person or by `choose`."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wish: str | None = None  # a connection that was chosen before they were known
        self.connections = self._combo("filter_connection", "Connection")
        self.results = self._combo("filter_result", "Result")
        self.days = self._combo("filter_day", "Day")
        self.connections.addItem("All connections", None)
        self.results.addItem("All results", None)
        for status in _RESULTS:
            self.results.addItem(" ".join(RESULT_WORDS[status]), status.value)
        self.days.addItem("All days", None)
        row = FlowRow()
        self.setLayout(row)
        for combo in (self.connections, self.results, self.days):
            row.addWidget(combo)
            combo.currentIndexChanged.connect(self._note_choice)

    @property
    def wanted(self) -> HistoryFilter:
        """The filter as it stands."""
        result, day = self.results.currentData(), self.days.currentData()
        return HistoryFilter(
            connection_id=self._wish or self.connections.currentData(),
            result=SyncStatus(result) if result else None,
            day=date.fromisoformat(day) if day else None,
        )

    def choose(self, wanted: HistoryFilter) -> None:
        """Sets all three; what can't be chosen is left at *all*, but for a connection before
        `show_choices` has told which there are.
        """
        before = self.wanted
        self._wish = wanted.connection_id if self.connections.count() == 1 else None
        for combo, value in (
            (self.connections, wanted.connection_id),
            (self.results, wanted.result.value if wanted.result else None),
            (self.days, wanted.day.isoformat() if wanted.day else None),
        ):
            _set(combo, value)
        if self.wanted != before:
            self.changed.emit()

    def clear(self) -> None:
        """Everything is shown."""
        self.choose(HistoryFilter())

    def show_choices(
        self, connections: Mapping[str, str], *, first: date | None, current: date
    ) -> None:
        """Connections by id, and the days from the first with a run to today, newest first."""
        before = self.wanted
        _fill(
            self.connections, "All connections", [(name, id_) for id_, name in connections.items()]
        )
        if self._wish is not None:
            _set(self.connections, self._wish)
            self._wish = None
        count = 0 if first is None else min((current - first).days + 1, _DAYS_AT_MOST)
        days = [current - timedelta(days=number) for number in range(count)]
        _fill(self.days, "All days", [(_day_words(day, current), day.isoformat()) for day in days])
        if self.wanted != before:
            self.changed.emit()

    def _note_choice(self, _index: int) -> None:
        self._wish = None
        self.changed.emit()

    def _combo(self, name: str, spoken: str) -> CalmCombo:
        combo = CalmCombo(name=name, spoken=spoken, theme=self._theme)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return combo


def _day_words(day: date, current: date) -> str:
    words = {0: "Today", 1: "Yesterday"}.get((current - day).days)
    return words or short_date(day)


def _fill(combo: QComboBox, everything: str, choices: list[tuple[str, str | None]]) -> None:
    """Other choices; what was chosen stays chosen where it is still there."""
    wanted: list[tuple[str, str | None]] = [(everything, None), *choices]
    shown = [(combo.itemText(n), combo.itemData(n)) for n in range(combo.count())]
    if shown == wanted:
        return
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for text, value in wanted:
        combo.addItem(text, value)
    combo.blockSignals(False)
    _set(combo, chosen)


def _set(combo: QComboBox, value: str | None) -> None:
    """Chooses by value, without telling."""
    combo.blockSignals(True)
    values = [combo.itemData(number) for number in range(combo.count())]
    combo.setCurrentIndex(values.index(value) if value in values else 0)
    combo.blockSignals(False)
