"""Leads a person to a card: into its details, back from them, to another day, to what changed."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.ui.sheet_feed import Snapshot
from app.ui.today.cards import Card
from app.ui.today.drawing import Drawing
from app.ui.today.elsewhere import FoundRow
from app.ui.today.parts import TodayParts
from app.ui.today.showing import Showing


class Going(QObject):
    """`focus_first` is where a card that is gone leads to."""

    def __init__(
        self,
        parts: TodayParts,
        showing: Showing,
        drawing: Drawing,
        *,
        focus_first: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts, self._showing, self._drawing = parts, showing, drawing
        self._focus_first = focus_first
        self._goal: FoundRow | None = None
        showing.ended.connect(self._reach_goal)
        parts.views.details_wanted.connect(self.open_details)
        parts.views.note_wanted.connect(self._write_note)
        parts.filter_bar.find_box.found.connect(self._open_first)
        parts.elsewhere.wanted.connect(self._go_to_day)
        parts.looking.show_wanted.connect(self._show_change)
        parts.details.closed.connect(self._return_to)

    def open_details(self, card: Card) -> None:
        """A card's details, as they are on screen now."""
        privacy, snapshot = self._parts.context.privacy, self._showing.snapshot
        if card.id != privacy.peeked_id:
            privacy.end_peek()
        if snapshot is not None:
            self._parts.details.open(self._showing.cards.get(card.id, card), snapshot.now)
            self._parts.looking.note_seen(card.id)

    def _write_note(self, card: Card) -> None:
        """O: the details, with the cursor in the note."""
        self.open_details(card)
        self._parts.edits.write_note()

    def _return_to(self, card_id: str) -> None:
        """From the details back to their card."""
        if not self._parts.choice.select(card_id):
            self._focus_first()

    def _open_first(self) -> None:
        """The first card that the find box found; else the first row of another day."""
        showing = self._showing
        snapshot = showing.snapshot
        cards = self._drawing.content(snapshot, showing.cards).cards if snapshot else ()
        if cards:
            self._parts.choice.view.select(cards[0].id)
            self.open_details(cards[0])
        elif found := self._parts.elsewhere.found:
            self._go_to_day(found[0])

    def _go_to_day(self, found: FoundRow) -> None:
        """To a row of another day: its details open when the day is on screen."""
        self._goal = found
        self._parts.context.feed.show_day(found.day)

    def _reach_goal(self, snapshot: Snapshot) -> None:
        if self._goal is None or self._goal.day != snapshot.sheet.day:
            return
        card, self._goal = self._showing.cards.get(self._goal.row.id), None
        if card is not None and self._parts.choice.view.select(card.id):
            self.open_details(card)

    def _show_change(self, row_id: str) -> None:
        """To a changed row, past whatever filter hides it."""
        if not self._parts.choice.select(row_id):
            self._parts.filter_bar.clear()
            self._parts.choice.view.select(row_id)
