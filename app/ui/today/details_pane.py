"""The details at the right of the board: which card they are about, and copying from it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.errors import InvalidRequest
from app.domain.timeline import entry_words, when_words
from app.domain.words import phone_number
from app.ui.clipboard import ShortLivedClipboard
from app.ui.language import tr, translated
from app.ui.late_services import LateServices
from app.ui.privacy.state import PrivacyState
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.today.cards import Card

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.today.drawer import Drawer


class DetailsPane(QObject):
    """Makes its drawer when it is first wanted. `closed` carries the id of the card it was of,
    `seen_wanted` the card of a place whose move a person has seen, `shown` a card and now.
    """

    closed = Signal(str)
    shown = Signal(object, object)
    seen_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        place: QHBoxLayout,
        *,
        say: Callable[[str], None],
        privacy: PrivacyState,
        late: LateServices,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._late, self._tasks = late, tasks
        self._privacy = privacy
        self._theme, self._place, self._say = theme, place, say
        self._clipboard = ShortLivedClipboard(self)
        self._drawer: Drawer | None = None
        self._card: Card | None = None

    @property
    def drawer(self) -> "Drawer":
        """The drawer, hidden while nothing is open."""
        if self._drawer is None:
            from app.ui.today.drawer import Drawer

            self._drawer = Drawer(self._theme)
            self._place.addWidget(self._drawer)
            self._drawer.closed.connect(self.close)
            self._drawer.copy_wanted.connect(self._copy)
            self._drawer.seen_wanted.connect(self._note_seen)
        return self._drawer

    @property
    def is_open(self) -> bool:
        """True while a card's details are on screen."""
        return self._card is not None

    @property
    def card_id(self) -> str | None:
        """The card whose details are open, on screen or behind a form."""
        return self._card.id if self._card is not None else None

    def open(self, card: Card, now: datetime) -> None:
        """Shows a card's facts."""
        self._show(card, now)
        self.drawer.show()

    def refresh(self, cards: Mapping[str, Card], now: datetime) -> None:
        """The same card as it is now; a card that is gone closes the drawer."""
        if self._card is None:
            return
        card = cards.get(self._card.id)
        if card is None:
            self.close()
        else:
            self._show(card, now)

    def close(self) -> None:
        """Hides the drawer."""
        if self._card is None:
            return
        card_id, self._card = self._card.id, None
        self.drawer.hide()
        self.drawer.forget()
        self.closed.emit(card_id)

    def hide_for_a_while(self) -> None:
        """A form stands in the drawer's place; the card stays the one that is open."""
        if self._card is not None:
            self.drawer.hide()

    def show_again(self) -> bool:
        """The form is gone: the drawer is back, and True, where one was open."""
        if self._card is None:
            return False
        self.drawer.show()
        self.drawer.close_button.setFocus()
        return True

    def copy_phone(self, card: Card | None) -> None:
        """Puts the number of a card on the clipboard for half a minute."""
        if self._is_hidden(card, tr("phone number")):
            return
        phone = card.row.patient_phone if card is not None else None
        if phone is None:
            self._say(tr("There is no phone number to copy."))
            return
        self._clipboard.copy(phone_number(phone))
        self._say(tr("Phone number copied. The clipboard is cleared after 30 seconds."))

    def copy_link(self, card: Card | None) -> None:
        """Puts a card's link for its patient on the clipboard for half a minute; nobody sees it."""
        if self._is_hidden(card, tr("telehealth link")):
            return
        link = card.row.telehealth_url if card is not None else None
        if link is None:
            self._say(tr("There is no telehealth link to copy."))
            return
        self._clipboard.copy(link)
        self._say(tr("Telehealth link copied. The clipboard is cleared after 30 seconds."))

    def _is_hidden(self, card: Card | None, what: str) -> bool:
        """True, and said, where privacy keeps the card's person hidden."""
        if card is None or not self._privacy.veil.hides(card.id):
            return False
        self._say(tr("Privacy is on. Open this row with Enter, then copy the {fact}.", fact=what))
        return True

    def _copy(self, key: str) -> None:
        (self.copy_phone if key == "phone" else self.copy_link)(self._card)

    def _show(self, card: Card, now: datetime) -> None:
        from app.ui.today.details import facts_of, headline

        is_other = self._card is None or self._card.id != card.id
        self._card = card
        if is_other:
            self.drawer.show_history(())
        self.drawer.show_facts(*headline(card.row), facts_of(card.row, now=now, marks=card.marks))
        self.drawer.offer_seen(card.row.awaits_acknowledgement)
        self._tasks.start(self._tell_history(card, now))
        self.shown.emit(card, now)

    async def _tell_history(self, card: Card, now: datetime) -> None:
        services = await self._late.ready()
        try:
            entries = await services.run_sheet.timeline(card.row.history_id)
        except InvalidRequest:  # it went meanwhile, and the next list says so
            entries = ()
        if self._card is None or self._card.id != card.id:
            return
        timezone = card.row.timezone
        self.drawer.show_history(
            [
                (
                    translated(when_words(entry, now=now, timezone=timezone)),
                    translated(entry_words(entry, timezone=timezone)),
                )
                for entry in entries
            ]
        )

    def _note_seen(self) -> None:
        if self._card is not None:
            self.seen_wanted.emit(self._card)
