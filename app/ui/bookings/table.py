"""The list of bookings: arrows go from one to the next, Enter opens it, Del cancels it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.words import count_words
from app.ui.bookings.model import AnyIndex, BookingModel
from app.ui.bookings.rows import HEADINGS
from app.ui.theme import Theme

_ROW_PX = 32
_WHOLE = ("When", "System", "State")
"""Columns as wide as their words; the others share what is left."""

_GIVE_WAY = (("System", 900), ("Clinician", 740), ("Service", 560))
"""Which columns go where the list has less room than this; the details say what they said."""


class BookingTable(QTableView):
    """`chosen` carries the id of the booking in focus, `entered` is Enter, `cancel_wanted` Del."""

    chosen = Signal(str)
    entered = Signal()
    cancel_wanted = Signal()

    def __init__(self, model: BookingModel, theme: Theme) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.setObjectName("bookings_table")
        self.setProperty("figures", "true")
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self._divide()
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        theme.changed.connect(self._measure)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._name_itself)
        self._measure()
        self._name_itself()

    @property
    def current_id(self) -> str | None:
        """The booking in focus."""
        row = self.currentIndex().row()
        return self._model.rows[row].id if 0 <= row < len(self._model.rows) else None

    def choose(self, booking_id: str) -> bool:
        """Selects a booking of this list; False when it isn't in it."""
        place = self._model.place_of(booking_id)
        if place is not None:
            self.setCurrentIndex(self._model.index(place, 0))
        return place is not None

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 (Qt's)
        """Another booking is in focus."""
        super().currentChanged(current, previous)
        booking_id = self.current_id
        if booking_id is not None:
            self.chosen.emit(booking_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del cancels, Home and End go to the ends; letters are the page's keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.cancel_wanted.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            at_end = event.key() == Qt.Key.Key_End
            self.setCurrentIndex(self._model.index(self._model.rowCount() - 1 if at_end else 0, 0))
        elif event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that don't fit give way."""
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW_PX))
        self._fit()

    def _divide(self) -> None:
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for column, name in enumerate(HEADINGS):
            header.setSectionResizeMode(
                column, mode.ResizeToContents if name in _WHOLE else mode.Stretch
            )

    def _fit(self) -> None:
        room = self.viewport().width()
        hidden = {name for name, least in _GIVE_WAY if room < self._theme.px(least)}
        for column, name in enumerate(HEADINGS):
            if self.isColumnHidden(column) != (name in hidden):
                self.setColumnHidden(column, name in hidden)

    def _name_itself(self) -> None:
        self.setAccessibleName(f"Bookings, {count_words(len(self._model.rows), 'booking')}")
