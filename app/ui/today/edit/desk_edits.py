"""Everything a person may do to rows on the Today page: add, change, note, join, remove, undo."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.words import clock_time
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.today.cards import Card, shown_name
from app.ui.today.details_pane import DetailsPane
from app.ui.today.edit.form_pane import FormPane
from app.ui.today.edit.words import edit_lines, is_editable

if TYPE_CHECKING:  # loaded when first wanted
    from app.services.sheet.desk import DeletedRow, DeskService
    from app.ui.today.edit.form import RowForm
    from app.ui.today.edit.held_notes import HeldNotes
    from app.ui.today.edit.notes import NoteKeeper
    from app.ui.today.edit.section import EditSection
    from app.ui.today.edit.undo_bar import UndoBar


class DeskEdits(QObject):
    """Puts its section into the drawer, and its form and its undo bar where the page says."""

    def __init__(
        self,
        context: PageContext,
        details: DetailsPane,
        *,
        beside: QHBoxLayout,
        undo_place: QBoxLayout,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._details, self._tasks = context, details, tasks
        self._undo_place = undo_place
        self._forms = FormPane(
            context,
            details,
            beside=beside,
            tasks=tasks,
            notes_stored=self._notes_stored,
            parent=self,
        )
        self._forms.added.connect(self._say_added)
        self._section: EditSection | None = None
        self._undo_bar: UndoBar | None = None
        self._cards: Mapping[str, Card] = {}
        self._card: Card | None = None
        self._notes: NoteKeeper | None = None
        self._note_bar: HeldNotes | None = None
        details.shown.connect(self._show)
        details.closed.connect(self._leave)
        context.privacy.switched.connect(self._hide_people)

    @property
    def form(self) -> "RowForm | None":
        """The open form."""
        return self._forms.form

    @property
    def section(self) -> "EditSection":
        """The drawer's part."""
        if self._section is None:
            self._section = self._made_section()
        return self._section

    @property
    def undo_bar(self) -> "UndoBar":
        """The bar that offers to undo."""
        if self._undo_bar is None:
            from app.ui.today.edit.undo_bar import UndoBar

            self._undo_bar = UndoBar()
            self._undo_place.addWidget(self._undo_bar)
        return self._undo_bar

    def know(self, cards: Mapping[str, Card]) -> None:
        """The cards as they are now."""
        self._cards = cards
        if self._note_bar is not None:
            self._note_bar.know(cards)

    def add(self, *, back_to: Callable[[], None]) -> None:
        """Opens the form for a new row; `back_to` takes the focus when it closes."""
        self._forms.add(back_to=back_to)

    def _say_added(self, row_id: str) -> None:
        self.offer_undo(tr("Row added."), lambda: self._remove(row_id, is_undone=True))

    # --- the drawer's part -------------------------------------------------------------------

    def write_note(self) -> None:
        """O: into the note of the row in the drawer."""
        if self._card is not None and not self.section.note.isHidden():
            self.section.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._details.drawer.bring_into_view(self.section.note)

    def _show(self, card: Card, now: datetime) -> None:
        from app.services.pc.who import current_user

        row, section = card.row, self.section
        self._card = card
        can_write = not row.is_masked and self._context.late.is_open
        has_note = can_write and not row.has_moved_away
        section.show_row(
            edit_lines(row, now=now, user=current_user()) if not row.is_masked else [],
            twin=self._twin_words(row),
            is_manual=row.is_manual,
            is_editable=can_write and is_editable(row),
            is_bookable=can_write and row.has_patient and self._has_crm,
            has_note=has_note,
        )
        if has_note:
            self.notes.show(card.id, row.notes or "")
        else:
            self.notes.leave()

    @property
    def _has_crm(self) -> bool:
        return self._context.bookings.standing.is_set_up

    def _twin_words(self, row: RunSheetRow) -> str:
        twin = self._cards.get(row.same_as or "")
        if twin is None or row.is_masked:
            return ""
        at = clock_time(twin.row.start, twin.row.timezone)
        return tr(
            "Same as {name}, {time}, in {system}?",
            name=shown_name(twin.row),
            time=at,
            system=twin.row.system or say("the system"),
        )

    @property
    def notes(self) -> "NoteKeeper":
        """Who keeps what is written."""
        if self._notes is None:
            from app.ui.today.edit.held_notes import HeldNotes
            from app.ui.today.edit.notes import NoteKeeper

            section = self.section
            self._notes = NoteKeeper(
                self._context, section.note, section.choice, self._tasks, parent=self
            )
            self._note_bar = HeldNotes(self._context, self._notes, self._details)
            self._note_bar.know(self._cards)
            self._undo_place.addWidget(self._note_bar)
        return self._notes

    @property
    def note_bar(self) -> "HeldNotes | None":
        """Leads back to notes that wait for a choice, once there was a note."""
        return self._note_bar

    async def _notes_stored(self) -> None:
        if self._notes is not None:
            await self._notes.stored()

    def _leave(self, _card_id: str) -> None:
        """The drawer is closed: nothing of its row stays in it."""
        self._leave_note()
        if self._section is not None:
            self._section.forget()

    def _leave_note(self) -> None:
        """What was written is kept, whoever the next row is about."""
        if self._notes is not None:
            self._notes.leave()

    # --- removing, joining, undoing ----------------------------------------------------------

    def remove(self, card: Card) -> None:
        """Takes a manual row off; for ten seconds that can be undone."""
        if card.row.is_manual:
            self._remove(card.id)

    def _remove(self, row_id: str, *, is_undone: bool = False) -> None:
        self._details.close()
        self._tasks.start(self._take_off(row_id, is_undone=is_undone))

    async def _take_off(self, row_id: str, *, is_undone: bool) -> None:
        deleted = await self._desk.delete_manual_row(row_id)
        if not is_undone:
            self.offer_undo(tr("Row removed."), lambda: self._put_back(deleted))

    async def _join(self, row: RunSheetRow) -> None:
        """To the system's row, which is the one to look at from now on."""
        joined = await self._desk.join(row.id, row.same_as or "")
        self.offer_undo(tr("Rows joined."), lambda: self._put_back(joined))

    def _put_back(self, deleted: "DeletedRow") -> None:
        self._tasks.start(self._desk.restore_row(deleted))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Says what was done, and takes it back for ten seconds."""
        self.undo_bar.offer(text, undo)
        self._context.announce(text)

    def _with_row(self, deed: Callable[[RunSheetRow], Coroutine[Any, Any, Any]]) -> None:
        if self._card is not None:
            self._tasks.start(deed(self._card.row))

    @property
    def _desk(self) -> "DeskService":
        return self._context.services.desk

    # --- privacy and building ----------------------------------------------------------------

    def _hide_people(self, is_on: bool) -> None:
        """A note is kept and put away; what is offered to be undone names nobody and stays."""
        if is_on:
            self._leave_note()

    def _made_section(self) -> "EditSection":
        from app.ui.today.edit.section import EditSection

        made = EditSection(self._context.theme)
        made.change_wanted.connect(self._change_shown)
        made.remove_wanted.connect(self._remove_shown)
        made.book_wanted.connect(self._book_shown)
        made.join_wanted.connect(lambda: self._with_row(self._join))
        made.both_wanted.connect(
            lambda: self._with_row(lambda row: self._desk.keep_both(row.id, row.same_as or ""))
        )
        made.withdraw_wanted.connect(
            lambda edit_id: self._tasks.start(self._desk.withdraw_edit(edit_id))
        )
        made.again_wanted.connect(
            lambda edit_id: self._tasks.start(self._desk.reapply_edit(edit_id))
        )
        made.note.left.connect(self._details.close)
        self._details.drawer.add_parts(made.news, deeds=made.deeds, note=made)
        return made

    def _remove_shown(self) -> None:
        if self._card is not None:
            self.remove(self._card)

    def _book_shown(self) -> None:
        if self._card is not None:
            self._context.navigator.book_row(self._card.row)

    def _change_shown(self) -> None:
        if self._card is not None:
            self._forms.change(self._card, back_to=self._details.drawer.close_button.setFocus)
