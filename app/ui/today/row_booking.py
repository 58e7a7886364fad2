"""Book in CRM… (B): the booking form, filled for the visit of a row."""

from PySide6.QtCore import QObject

from app.ui.language import tr
from app.ui.today.card_menu import CardMenu
from app.ui.today.cards import Card
from app.ui.today.parts import TodayParts


class RowBooking(QObject):
    """Leads from a card, its menu and its details to the form."""

    def __init__(self, parts: TodayParts, parent: QObject) -> None:
        super().__init__(parent)
        self._context = parts.context
        self._menu = CardMenu(parts, book=self._book, parent=self)
        parts.views.book_wanted.connect(self._book)

    def _book(self, card: Card) -> None:
        context = self._context
        if not context.bookings.standing.is_set_up or not card.row.has_patient:
            return
        if context.privacy.veil.hides(card.id):
            context.show_message(tr("Privacy is on. Open this row with Enter, then press B."))
            return
        context.navigator.book_row(card.row)
