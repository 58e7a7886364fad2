"""The list of bookings: arrows go from one to the next, Enter opens it, Del cancels it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.words import count_words
from app.ui.bookings.rows import HEADINGS, STATE, BookingRow
from app.ui.theme import Theme
from app.ui.widgets.rows.model import RowsModel
from app.ui.widgets.rows.table import RowsTable

_GIVES_WAY = ("System", "Clinician", "Service")


class BookingTable(RowsTable[BookingRow]):
    """`cancel_wanted` is Del."""

    cancel_wanted = Signal()

    def __init__(self, model: RowsModel[BookingRow], theme: Theme) -> None:
        super().__init__(model, theme, name="bookings_table", gives_way=_GIVES_WAY)

    def spoken_name(self) -> str:
        """`Bookings, 3 bookings`."""
        return f"Bookings, {count_words(len(self._model.rows), 'booking')}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del cancels the booking in focus."""
        if event.key() == Qt.Key.Key_Delete:
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)


def booking_model() -> RowsModel[BookingRow]:
    """The model of a list of bookings, empty yet."""
    return RowsModel(HEADINGS, state=STATE)
