"""Who has seen what: leads through the changes one by one, and notes when all have been seen.

A change counts as seen when a person was led to its row or opened it, and all do at once when the
strip is closed. When the last one is seen, the moment is saved for that day and the strip goes;
what was seen of a part is kept while RunSheet runs. Nothing counts as seen by merely having been on
the screen.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.since import Unseen, since_words
from app.ui.language import tr, tr_count, translated
from app.ui.page import PageContext
from app.ui.sheet_feed import Snapshot
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.today.strip import SinceStrip


class Looking(QObject):
    """Makes its strip when there is first something to tell. `show_wanted` carries the id of the
    row to go to, `undo_offered` what was done and how it is taken back.
    """

    show_wanted = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(
        self, context: PageContext, place: QVBoxLayout, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._place, self._tasks = context, place, tasks
        self._strip: SinceStrip | None = None
        self._told: tuple[Unseen, ...] = ()
        self._seen: set[Unseen] = set()
        self._has_letter_keys = True
        self._day: date | None = None
        self._begun: set[date] = set()

    @property
    def strip(self) -> "SinceStrip":
        """The strip, hidden while there is nothing to tell."""
        if self._strip is None:
            from app.ui.today.strip import SinceStrip

            self._strip = SinceStrip(self._context.theme)
            self._place.addWidget(self._strip)
            self._strip.next_wanted.connect(self.go_on)
            self._strip.seen_wanted.connect(self.see_all)
        return self._strip

    @property
    def text(self) -> str:
        """What the strip says; empty while there is nothing to tell."""
        return "" if self._strip is None else self._strip.text

    @property
    def left(self) -> tuple[Unseen, ...]:
        """What nobody has seen yet, in the sheet's order."""
        return tuple(each for each in self._told if each not in self._seen)

    def show(self, snapshot: Snapshot, *, is_covered: bool) -> None:
        """What this list has to tell; nothing while the board is covered."""
        day = snapshot.sheet.day
        if self._context.late.is_open and day not in self._begun:
            self._begun.add(day)
            self._keep_look(day, snapshot.now, only_first=True)
        self._told, self._day = snapshot.unseen, day
        self._has_letter_keys = snapshot.has_letter_keys
        self._show_left(is_covered=is_covered)

    def go_on(self) -> None:
        """Leads to the next row that nobody has seen."""
        left = self.left
        if not left:
            self._context.show_message(tr("Nothing else has changed since you last looked."))
            return
        self.show_wanted.emit(left[0].row_id)
        self._see(left[0])

    def note_seen(self, row_id: str) -> None:
        """A person has opened this row."""
        for each in self.left:
            if each.row_id == row_id:
                self._see(each)

    def see_all(self) -> None:
        """A person knows all of it, and may think again."""
        if self.left and self._day is not None:
            words = tr_count(
                len(self.left), "{n} change marked as seen.", "{n} changes marked as seen."
            )
            seen_before = set(self._seen)
            self._seen.update(self._told)
            self._show_left()
            self._tasks.start(self._note_look(words, self._day, self._newest, seen_before))

    async def _note_look(
        self, words: str, day: date, newest: datetime, seen_before: set[Unseen]
    ) -> None:
        looked_before = await self._context.services.run_sheet.mark_looked(day, newest)
        self.undo_offered.emit(words, lambda: self._look_again(day, looked_before, seen_before))

    def _look_again(
        self, day: date, looked_before: datetime | None, seen_before: set[Unseen]
    ) -> None:
        self._seen = seen_before
        self._show_left()
        if looked_before is not None:
            self._tasks.start(self._context.services.run_sheet.look_again(day, looked_before))

    def _see(self, change: Unseen) -> None:
        self._seen.add(change)
        self._show_left()
        if not self.left and self._day is not None:
            self._keep_look(self._day, self._newest)

    def _keep_look(self, day: date, at: datetime, *, only_first: bool = False) -> None:
        """Not where nothing can be kept, which the banner says."""
        services = self._context.services
        if services.read_only is None:
            self._tasks.start(services.run_sheet.mark_looked(day, at, only_first=only_first))

    @property
    def _newest(self) -> datetime:
        return max(each.at for each in self._told)

    def _show_left(self, *, is_covered: bool = False) -> None:
        words = "" if is_covered else translated(since_words(self.left))
        if words or self._strip is not None:
            self.strip.show_words(words, has_letter_keys=self._has_letter_keys)
