"""The cards of all connections, or the tiles when nothing is connected yet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.connections.cards.card import ConnectionCard
from app.ui.connections.places import Place
from app.ui.connections.setup.step_choose import SystemTiles
from app.ui.connections.tab_order import follow_reading_order
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.widgets.controls import make_button, scrolled
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview


class ConnectionList(QWidget):
    """Cards are kept from one refresh to the next, so the focus stays where it is."""

    def __init__(
        self,
        context: PageContext,
        on_open: Callable[[Place, str], object],
        on_add: Callable[[str | None], object],
    ) -> None:
        """`on_add` gets the system that was chosen, or None to choose one."""
        super().__init__()
        self.setObjectName("connection_list")
        self.context = context
        self._on_open = on_open
        self.is_loaded = False
        self.cards: dict[str, ConnectionCard] = {}
        self.message = NoticeBar(name="list_message")
        self.add = make_button(
            tr("Connect another"), name="add_connection", on_click=lambda: on_add(None)
        )
        self.add.hide()
        self._tiles = SystemTiles(context.services.connections.systems(), on_add, context.theme)
        self._empty = self._empty_part()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._lay_out()

    def show_overviews(self, overviews: Sequence["ConnectionOverview"]) -> None:
        """Updates, adds and removes cards."""
        self.is_loaded = True
        had_focus = self.isAncestorOf(self.window().focusWidget() or self)
        wanted = {overview.connection.id: overview for overview in overviews}
        for connection_id in tuple(self.cards):
            if connection_id not in wanted:
                self._drop(connection_id)
        for connection_id, overview in wanted.items():
            if connection_id in self.cards:
                self.cards[connection_id].update_overview(overview)
            else:
                self._add(overview)
        follow_reading_order(self)
        self._empty.setVisible(not wanted)
        self.add.setVisible(bool(wanted))
        focused = self.window().focusWidget()
        if had_focus and (focused is None or not focused.isVisibleTo(self)):
            self.focus_first()  # what had the focus is gone: a tile, the card that was removed

    def refresh_ages(self) -> None:
        """Ages in words grow without asking anybody."""
        for card in self.cards.values():
            card.show_words()

    def _step(self, card: ConnectionCard, step: int) -> None:
        """Up and Down go from card to card."""
        cards = list(self.cards.values())
        place = cards.index(card) + step
        if 0 <= place < len(cards):
            cards[place].focus_first()

    def focus_first(self, connection_id: str | None = None) -> None:
        """Into this card, the first card, or the first tile."""
        card = self.cards.get(connection_id or "") or next(iter(self.cards.values()), None)
        if card is not None:
            card.focus_first()
        elif self._tiles.buttons:
            self._tiles.buttons[0].setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(tr("Connections"), role="title"), 1)
        top.addWidget(self.add)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self._empty)
        inside.addLayout(self._column)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(scrolled(inner), 1)

    def _empty_part(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            label(tr("Nothing connected yet."), role="heading", name="nothing_connected")
        )
        words = tr("Connect your practice software to see today's list.")
        column.addWidget(label(words, role="secondary", wrap=True))
        column.addWidget(self._tiles)
        place.hide()
        return place

    def _add(self, overview: "ConnectionOverview") -> None:
        card = ConnectionCard(self.context, overview, self._on_open)
        self.cards[overview.connection.id] = card
        card.step_wanted.connect(lambda step: self._step(card, step))
        self._column.addWidget(card)

    def _drop(self, connection_id: str) -> None:
        card = self.cards.pop(connection_id)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
