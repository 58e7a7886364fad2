"""The place that an appointment left: a person has seen it, and may think again."""

from PySide6.QtCore import QObject

from app.ui.language import tr
from app.ui.tasks import Tasks
from app.ui.today.cards import Card
from app.ui.today.parts import TodayParts


class LeftPlace(QObject):
    """Takes such a place off the sheet, and leads to where its appointment is now."""

    def __init__(self, parts: TodayParts, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._tasks = parts, tasks
        parts.views.seen_wanted.connect(self._acknowledge)
        parts.details.seen_wanted.connect(self._acknowledge)

    def _acknowledge(self, card: Card) -> None:
        if not card.row.awaits_acknowledgement:
            return
        self._parts.details.close()
        self._parts.choice.view.select(card.row.history_id)
        self._tasks.start(self._take_off(card))

    async def _take_off(self, card: Card) -> None:
        services = await self._parts.context.late.ready()
        moves = await services.run_sheet.acknowledge_move(card.row.history_id, card.id)
        if moves:
            words = tr("Marked as seen. The appointment is at its new place only.")
            self._parts.edits.offer_undo(words, lambda: self._restore(moves))

    def _restore(self, moves: tuple[int, ...]) -> None:
        self._tasks.start(self._parts.context.services.run_sheet.restore_place(moves))
