"""The note of the row in the drawer: stored when it is left, else kept until its writer chooses."""

import asyncio
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import ChangedMeanwhile, RunSheetError
from app.domain.practice_day import local
from app.domain.said import say
from app.domain.timeline import ChangedFact
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.today.edit.choice import ChoicePanel
from app.ui.today.edit.note_box import NoteBox

SOMEBODY = say("Somebody")


@dataclass(kw_only=True)
class Draft:
    """What a person wrote over the note that they saw, and is not stored yet.

    `is_held`: `who` wrote `theirs` meanwhile, and the person has not said yet whose is to stand.
    """

    mine: str = field(repr=False)
    seen: str = field(repr=False)
    is_held: bool = False
    is_failed: bool = False
    theirs: str = field(default="", repr=False)
    who: str = SOMEBODY
    day: date | None = None


class NoteKeeper(QObject):
    """No word goes before it is stored or its writer says so, whatever row is shown meanwhile.

    `held` carries the id of a row whose note waits for a choice and that is not in the drawer;
    `let_go` one whose note does so no more.
    """

    held = Signal(str)
    let_go = Signal(str)

    def __init__(
        self,
        context: PageContext,
        box: NoteBox,
        choice: ChoicePanel,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._box, self._choice, self._tasks = context, box, choice, tasks
        self._row_id: str | None = None
        self._drafts: dict[str, Draft] = {}
        self._writing: set[asyncio.Task[None]] = set()
        box.written.connect(self._keep)
        choice.mine.connect(lambda: self._decide(self._box.text))
        choice.theirs.connect(self._take_theirs)
        choice.both.connect(self._keep_both)

    def draft_of(self, row_id: str) -> Draft | None:
        """What is not stored of a row's note."""
        return self._drafts.get(row_id)

    async def stored(self) -> None:
        """Waits until no note is on its way; what went wrong is told elsewhere."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    # --- the row in the drawer ---------------------------------------------------------------

    def show(self, row_id: str, note: str) -> None:
        """The stored note of a row, or what a person wrote of it and is not stored."""
        if row_id != self._row_id:
            self.leave()
            self._row_id = row_id
            self.let_go.emit(row_id)
        draft = self._drafts.get(row_id)
        if draft is None:
            self._choice.clear()
            self._box.show_note(note)
        elif draft.is_held:
            self._show_held(draft, note)
        elif draft.is_failed and not self._box.hasFocus():
            self._box.put(draft.mine, saved=draft.seen)

    def leave(self) -> None:
        """What was written is kept, whoever the next row is about; none of it stays on screen."""
        if self._row_id is None:
            return
        self._box.commit()
        row_id, self._row_id = self._row_id, None
        self._choice.clear()
        self._box.put("", saved="")
        draft = self._drafts.get(row_id)
        if draft is not None and draft.is_held:
            self.held.emit(row_id)

    def _show_held(self, draft: Draft, note: str) -> None:
        """Both, until a person decides. `note` is theirs as it is by now; the one that the person
        began from is older than theirs.
        """
        if not self._box.is_being_written:
            self._box.put(draft.mine, saved=draft.theirs)
        if note != draft.seen:
            draft.theirs = note
        note = draft.theirs
        if note:
            said = tr("{person} has changed the note to:", person=draft.who)
        else:
            said = tr("{person} took the note away meanwhile.", person=draft.who)
        self._choice.ask([*filter(None, (said, note)), tr("Yours is below and is not saved yet.")])

    # --- storing -----------------------------------------------------------------------------

    def _keep(self, text: str) -> None:
        if self._row_id is None:
            return
        draft = self._drafts.get(self._row_id)
        if draft is not None and draft.is_held:
            draft.mine = text
            return
        self._store(Draft(mine=text, seen=self._box.saved))
        self._box.mark_saved(text)

    def _store(self, draft: Draft) -> None:
        if self._row_id is None:
            return
        self._drafts[self._row_id] = draft
        task = self._tasks.start(self._write(self._row_id, draft))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _write(self, row_id: str, draft: Draft) -> None:
        try:
            try:
                desk = self._context.services.desk
                await desk.set_note(row_id, draft.mine, seen=draft.seen or None)
            except ChangedMeanwhile:
                await self._hold(row_id, draft)
                return
        except RunSheetError:
            self._fail(row_id, draft)
            raise
        if self._drafts.get(row_id) is draft:
            del self._drafts[row_id]
            self._context.show_message(tr("Note saved. It stays in this app."))

    async def _hold(self, row_id: str, draft: Draft) -> None:
        services = self._context.services
        row = await services.desk.row(row_id)
        history = await services.run_sheet.timeline(row.history_id)
        changes = (each for each in history if ChangedFact.NOTES in each.changed)
        if self._drafts.get(row_id) is not draft:
            return  # a later one is on its way, and is held up by the same
        last = next(changes, None)
        draft.who = last.source if last is not None else SOMEBODY
        draft.is_held, draft.theirs = True, row.notes or ""
        draft.day = local(row.start, row.timezone).date()
        if row_id != self._row_id:
            self.held.emit(row_id)
            return
        self._box.mark_saved(draft.theirs)
        draft.mine = self._box.text or draft.mine
        self._show_held(draft, draft.theirs)
        self._context.announce(self._choice.text)

    def _fail(self, row_id: str, draft: Draft) -> None:
        """It could not be stored: it stays in the box, and leaving the box tries again."""
        if self._drafts.get(row_id) is draft:
            draft.is_failed = True
            if row_id == self._row_id:
                self._box.mark_saved(draft.seen)

    # --- the choice --------------------------------------------------------------------------

    def _decide(self, text: str) -> None:
        """Over theirs, as it was shown."""
        draft = self._drafts.get(self._row_id or "")
        if draft is None:
            return
        self._choice.clear()
        self._box.put(text, saved=text)
        self._store(Draft(mine=text, seen=draft.theirs))
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_both(self) -> None:
        draft = self._drafts.get(self._row_id or "")
        if draft is not None:
            self._decide("\n".join(filter(None, (draft.theirs, self._box.text))))

    def _take_theirs(self) -> None:
        draft = self._drafts.pop(self._row_id or "", None)
        if draft is not None:
            self._choice.clear()
            self._box.put(draft.theirs, saved=draft.theirs)
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
