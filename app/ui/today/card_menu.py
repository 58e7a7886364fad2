"""What can be done with one card: right click, the Menu key, Shift+F10."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.ui.language import tr
from app.ui.today.cards import Card
from app.ui.today.parts import TodayParts
from app.ui.widgets.controls import BEFORE_A_KEY as _GAP


class CardMenu(QObject):
    """Built anew for each card, so that it holds what can be done with that one."""

    def __init__(self, parts: TodayParts, *, book: Callable[[Card], None], parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._book = parts, book
        parts.views.menu_wanted.connect(self._open)

    def _open(self, card: Card, place: QPoint) -> None:
        views = self._parts.views
        menu = QMenu(views)
        menu.setObjectName("card_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(f"{tr('Details')}{_GAP}Enter", lambda: views.details_wanted.emit(card))
        if card.row.has_patient:
            menu.addAction(
                f"{tr('Copy phone number')}{_GAP}C",
                lambda: views.copy_wanted.emit(card),
            )
            menu.addAction(
                f"{tr('Check identity')}{_GAP}D",
                lambda: views.identity_wanted.emit(card),
            )
        menu.addAction(
            f"{tr('Write a note')}{_GAP}O",
            lambda: views.note_wanted.emit(card),
        )
        if self._parts.context.bookings.standing.is_set_up and card.row.has_patient:
            menu.addAction(
                f"{tr('Book in CRM…')}{_GAP}B",
                lambda: self._book(card),
            )
        menu.popup(place)
