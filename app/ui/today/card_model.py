"""The cards of one list, changed in place: nothing is reset, so nothing under a person moves."""

from collections.abc import Sequence
from operator import is_not

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.today.cards import Card
from app.ui.today.diff import Insert, Move, Remove, Step, steps

CARD_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """Cards in order. Sorted and filtered before they come here."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []

    @property
    def cards(self) -> Sequence[Card]:
        """What is shown, top to bottom."""
        return self._cards

    def row_of(self, card_id: str) -> int | None:
        """Where a card stands; None when it is not shown."""
        for row, card in enumerate(self._cards):
            if card.id == card_id:
                return row
        return None

    def card_at(self, index: AnyIndex) -> Card | None:
        """The card of an index; None outside the list."""
        return self._cards[index.row()] if index.isValid() else None

    def differs_from(self, cards: Sequence[Card]) -> bool:
        """False when these very cards are shown already."""
        return len(cards) != len(self._cards) or any(map(is_not, self._cards, cards))

    def update_to(self, cards: Sequence[Card]) -> None:
        """Shows exactly these cards: removes, inserts, moves and repaints only what differs."""
        wanted = {card.id: card for card in cards}
        self._replace_changed(wanted)
        old, new = [card.id for card in self._cards], [card.id for card in cards]
        if old == new:
            return
        for step in steps(old, new):
            self._apply(step, cards)

    def _replace_changed(self, wanted: dict[str, Card]) -> None:
        """Puts new faces on old cards and tells of them run by run, not one by one."""
        first: int | None = None
        for row, card in enumerate(self._cards):
            fresh = wanted.get(card.id)
            if fresh is not None and fresh is not card and fresh != card:
                self._cards[row] = fresh
                first = row if first is None else first
            elif first is not None:
                self.dataChanged.emit(self.index(first), self.index(row - 1))
                first = None
        if first is not None:
            self.dataChanged.emit(self.index(first), self.index(len(self._cards) - 1))

    def _apply(self, step: Step, cards: Sequence[Card]) -> None:
        match step:
            case Remove(first, last):
                self.beginRemoveRows(_ROOT, first, last)
                del self._cards[first : last + 1]
                self.endRemoveRows()
            case Insert(first, last):
                self.beginInsertRows(_ROOT, first, last)
                self._cards[first:first] = cards[first : last + 1]
                self.endInsertRows()
            case Move(source, target):
                self.beginMoveRows(_ROOT, source, source, _ROOT, target)
                self._cards.insert(target, self._cards.pop(source))
                self.endMoveRows()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Cards have no children."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card for the delegate, its sentence for everybody else."""
        card = self.card_at(index)
        if card is None:
            return None
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        return None
