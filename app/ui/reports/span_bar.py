"""Which days the report is of: the usual spans, or two dates."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from app.ui.connections.flow_row import FlowRow
from app.ui.reports.words import spans
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.date_field import DateField
from app.ui.widgets.labels import label

_CHOSEN = "Chosen days"


class SpanBar(QWidget):
    """`changed`: another span is wanted."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._spans = spans(today)
        self.combo = CalmCombo(name="report_span", spoken="Which days", theme=theme)
        self.combo.setMinimumContentsLength(len(_CHOSEN) + 2)
        for words in (*self._spans, _CHOSEN):
            self.combo.addItem(words, words)
        self.first, self.last = (
            DateField(
                QDate(today.year, today.month, today.day), name=name, spoken=spoken, theme=theme
            )
            for name, spoken in (("report_from", "First day"), ("report_to", "Last day"))
        )
        self._to = label("to", role="secondary")
        row = FlowRow()
        self.setLayout(row)
        for part in (self.combo, self.first, self._to, self.last):
            row.addWidget(part)
        self.combo.activated.connect(lambda _index: self._choose())
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self._pick())
        self._show_dates()

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day, both included."""
        words = str(self.combo.currentData())
        if words in self._spans:
            return self._spans[words]
        first, last = (_day_of(field) for field in (self.first, self.last))
        return min(first, last), max(first, last)

    def follow(self, today: date) -> None:
        """Another day has begun: the usual spans are others."""
        self._spans = spans(today)

    def _choose(self) -> None:
        self._show_dates()
        self.changed.emit()

    def _pick(self) -> None:
        if self.combo.currentData() == _CHOSEN:
            self.changed.emit()

    def _show_dates(self) -> None:
        is_chosen = self.combo.currentData() == _CHOSEN
        for part in (self.first, self._to, self.last):
            part.setVisible(is_chosen)


def _day_of(field: DateField) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
