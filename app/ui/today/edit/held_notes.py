"""*A note that you wrote is not saved: kim changed it meanwhile. [Show]*, for rows out of view."""

from collections.abc import Mapping

from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.today.cards import Card
from app.ui.today.details_pane import DetailsPane
from app.ui.today.edit.notes import SOMEBODY, NoteKeeper
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar


class HeldNotes(NoticeBar):
    """Stays until the person has been at every note that waits for them. Names no patient."""

    def __init__(self, context: PageContext, notes: NoteKeeper, details: DetailsPane) -> None:
        super().__init__(name="held_notes")
        self._context, self._notes, self._details = context, notes, details
        self._waiting: list[str] = []
        self._wanted: str | None = None
        self._cards: Mapping[str, Card] = {}
        notes.held.connect(self._add)
        notes.let_go.connect(self._remove)

    def know(self, cards: Mapping[str, Card]) -> None:
        """The cards as they are now; one that was gone to is opened."""
        self._cards = cards
        if self._wanted is not None and self._wanted in cards:
            self._open(self._wanted)

    def _add(self, row_id: str) -> None:
        if row_id not in self._waiting:
            self._waiting.append(row_id)
        self._say()

    def _remove(self, row_id: str) -> None:
        if row_id in self._waiting:
            self._waiting.remove(row_id)
            self._say()

    def _say(self) -> None:
        if not self._waiting:
            self.clear()
            return
        row_id = self._waiting[0]
        draft = self._notes.draft_of(row_id)
        who = draft.who if draft is not None else SOMEBODY
        self.show_notice(
            tr("A note that you wrote is not saved: {person} changed it meanwhile.", person=who),
            tone="warn",
            actions=(Action(tr("Show"), lambda: self._go(row_id)),),
        )

    def _go(self, row_id: str) -> None:
        if row_id in self._cards:
            self._open(row_id)
            return
        draft = self._notes.draft_of(row_id)
        if draft is not None and draft.day is not None:
            self._wanted = row_id
            self._context.feed.show_day(draft.day)

    def _open(self, row_id: str) -> None:
        self._wanted = None
        snapshot = self._context.feed.snapshot
        if snapshot is not None:
            self._details.open(self._cards[row_id], snapshot.now)
            self._details.drawer.close_button.setFocus()
