"""Everything a person may do to rows on the Today page: add, change, note, join, remove, undo."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Clinician
from app.domain.errors import RunSheetError
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.words import clock_time, short_date
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.today.cards import Card, shown_name
from app.ui.today.details_pane import DetailsPane
from app.ui.today.edit.words import edit_lines, keeps_its_own, moment_of, typed_name

if TYPE_CHECKING:  # loaded when first wanted
    from app.services.desk import DeletedRow, DeskService
    from app.ui.today.edit.form import Entries, RowForm
    from app.ui.today.edit.section import EditSection
    from app.ui.today.edit.undo_bar import UndoBar

NEW_ROW_MINUTES = 15


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
        self._beside, self._undo_place = beside, undo_place
        self._section: EditSection | None = None
        self._form: RowForm | None = None
        self._undo_bar: UndoBar | None = None
        self._cards: Mapping[str, Card] = {}
        self._card: Card | None = None
        self._note_of: str | None = None
        self._return_to: Callable[[], None] = parent.setFocus  # type: ignore[attr-defined]
        details.shown.connect(self._show)
        details.closed.connect(self._leave_note)
        context.privacy.switched.connect(self._hide_people)

    @property
    def form(self) -> "RowForm | None":
        """The open form."""
        return self._form

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

    # --- adding and changing -----------------------------------------------------------------

    def add(self, *, back_to: Callable[[], None]) -> None:
        """Opens the form for a new row; `back_to` takes the focus when it closes."""
        snapshot = self._context.feed.snapshot
        if snapshot is not None and self._context.late.is_open:
            self._return_to = back_to
            self._details.close()
            self._tasks.start(self._open_add(snapshot.sheet, snapshot.now))

    async def _open_add(self, sheet: RunSheet, now: datetime) -> None:
        clinicians = await self._context.services.run_sheet.clinicians()
        here = [column.clinician_id for column in sheet.columns]
        clinicians = tuple(sorted(clinicians, key=lambda each: _place(each.id, here)))
        form = self._open_form(is_new=True)
        day = short_date(sheet.day)
        form.show_words("Add a row", f"{day}. Only in this app: no practice system is told.")
        form.fill(
            _new_entries(clinicians),
            clinicians,
            time_text=clock_time(_next_slot(now), sheet.timezone),
        )
        form.saved.connect(lambda entries: self._tasks.start(self._save_new(entries, sheet)))
        form.focus_first()

    async def _save_new(self, entries: "Entries", sheet: RunSheet) -> None:
        from app.services.desk import ManualRow
        from app.ui.today.edit.form import NEW_COLUMN

        form = self._form
        if form is None or entries.at is None:
            return
        form.save_button.setEnabled(False)
        desk = self._desk
        try:
            clinician_id = entries.clinician_id
            if clinician_id == NEW_COLUMN:
                clinician_id = await desk.add_clinician(entries.new_column)
            first, last = typed_name(entries.name)
            row_id = await desk.add_row(
                ManualRow(
                    start=moment_of(sheet.day, entries.at, _zone_of(sheet, clinician_id)),
                    minutes=entries.minutes or NEW_ROW_MINUTES,
                    clinician_id=clinician_id,
                    first_name=first,
                    last_name=last,
                    phone=entries.phone,
                    type_name=entries.type_name,
                    notes=entries.notes,
                    status=entries.status,
                )
            )
        except RunSheetError as error:
            form.save_button.setEnabled(True)
            form.say(str(error))
            return
        self.close_form()
        self._offer_undo("Row added.", lambda: self._remove(row_id, is_undone=True))

    def change(self, card: Card, *, back_to: Callable[[], None]) -> None:
        """Opens the form for a row's status, phone, time and clinician."""
        if card.row.is_masked or not _is_editable(card.row):
            self._context.show_message("This row can't be changed here.")
            return
        self._return_to = back_to
        self._details.hide_for_a_while()
        self._tasks.start(self._open_change(card.row))

    async def _open_change(self, row: RunSheetRow) -> None:
        from app.ui.today.edit.form import Entries

        clinicians = await self._context.services.run_sheet.clinicians()
        form = self._open_form(is_new=False)
        form.show_words(f"Change {shown_name(row)}", keeps_its_own(row))
        entries = Entries(
            at=None,
            clinician_id=row.clinician_id,
            status=row.status,
            phone=row.patient_phone or "",
        )
        form.fill(entries, clinicians, time_text=clock_time(row.start, row.timezone))
        before = form.entries
        form.saved.connect(
            lambda entries: self._tasks.start(self._save_change(row, before, entries))
        )
        form.focus_first()

    async def _save_change(self, row: RunSheetRow, before: "Entries", now: "Entries") -> None:
        from app.services.desk import EditChanges

        form = self._form
        if form is None or now.at is None:
            return
        day: date = local(row.start, row.timezone).date()
        is_moved = now.at != before.at
        changes = EditChanges(
            status=now.status if now.status is not before.status else None,
            phone=now.phone if now.phone != before.phone else None,
            start=moment_of(day, now.at, row.timezone) if is_moved else None,
            clinician_id=now.clinician_id if now.clinician_id != before.clinician_id else None,
        )
        form.save_button.setEnabled(False)
        try:
            await self._desk.change(row.id, changes, seen_updated_at=row.updated_at)
        except RunSheetError as error:
            form.save_button.setEnabled(True)
            form.say(str(error))
            return
        self.close_form()

    def close_form(self) -> None:
        """Closes the form; the drawer it stood for comes back, and so does the focus."""
        if self._form is None:
            return
        form, self._form = self._form, None
        form.hide()
        form.setParent(None)  # what stands in it is off the page at once
        form.deleteLater()
        if not self._details.show_again():
            self._return_to()

    def _open_form(self, *, is_new: bool) -> "RowForm":
        from app.ui.today.edit.form import RowForm

        if self._form is not None:
            self._form.deleteLater()
        self._form = RowForm(self._context.theme, is_new=is_new)
        self._form.closed.connect(self.close_form)
        self._beside.addWidget(self._form)
        return self._form

    # --- the drawer's part -------------------------------------------------------------------

    def write_note(self) -> None:
        """O: into the note of the row in the drawer."""
        if self._card is not None and not self.section.note.isHidden():
            self.section.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._details.drawer.bring_into_view(self.section.note)

    def _show(self, card: Card, now: datetime) -> None:
        from app.services.who import current_user

        row = card.row
        section, is_other = self.section, self._note_of != card.id
        if is_other:
            self._leave_note()
            self._note_of = card.id
        self._card = card
        can_edit = _is_editable(row) and not row.is_masked and self._context.late.is_open
        section.show_row(
            edit_lines(row, now=now, user=current_user()) if not row.is_masked else [],
            twin=self._twin_words(row),
            is_manual=row.is_manual,
            is_editable=can_edit,
        )
        section.note.show_note(row.notes or "" if can_edit else "")

    def _twin_words(self, row: RunSheetRow) -> str:
        twin = self._cards.get(row.same_as or "")
        if twin is None or row.is_masked:
            return ""
        at = clock_time(twin.row.start, twin.row.timezone)
        return f"Same as {shown_name(twin.row)}, {at}, in {twin.row.system or 'the system'}?"

    def _leave_note(self, _card_id: str = "") -> None:
        """What was written is kept, whoever the next row is about."""
        if self._note_of is not None and self._section is not None:
            self._section.note.commit()
            self._note_of = None
            self._section.note.show_note("")

    def _keep_note(self, text: str) -> None:
        if self._note_of is not None:
            note = self.section.note
            seen = note.saved or None
            note.mark_saved(text)
            self._tasks.start(self._write_note(self._note_of, text, seen))

    async def _write_note(self, row_id: str, text: str, seen: str | None) -> None:
        await self._desk.set_note(row_id, text, seen=seen)
        self._context.show_message("Note saved. It stays in this app.")

    # --- removing, joining, undoing ----------------------------------------------------------

    def remove(self, card: Card) -> None:
        """Takes a manual row off, for ten seconds to be undone."""
        if card.row.is_manual:
            self._remove(card.id)

    def _remove(self, row_id: str, *, is_undone: bool = False) -> None:
        self._details.close()
        self._tasks.start(self._take_off(row_id, is_undone=is_undone))

    async def _take_off(self, row_id: str, *, is_undone: bool) -> None:
        deleted = await self._desk.delete_manual_row(row_id)
        if not is_undone:
            self._offer_undo("Row removed.", lambda: self._put_back(deleted))

    def _put_back(self, deleted: "DeletedRow") -> None:
        self._tasks.start(self._desk.restore_row(deleted))

    def _offer_undo(self, text: str, undo: Callable[[], None]) -> None:
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
        """A form with somebody's name or number in it is closed; a note is kept and put away."""
        if is_on:
            self._leave_note()
            self.close_form()
            if self._undo_bar is not None:
                self._undo_bar.clear()

    def _made_section(self) -> "EditSection":
        from app.ui.today.edit.section import EditSection

        made = EditSection(self._context.theme)
        made.change_wanted.connect(self._change_shown)
        made.remove_wanted.connect(self._remove_shown)
        made.join_wanted.connect(
            lambda: self._with_row(lambda row: self._desk.join(row.id, row.same_as or ""))
        )
        made.both_wanted.connect(
            lambda: self._with_row(lambda row: self._desk.keep_both(row.id, row.same_as or ""))
        )
        made.withdraw_wanted.connect(
            lambda edit_id: self._tasks.start(self._desk.withdraw_edit(edit_id))
        )
        made.again_wanted.connect(
            lambda edit_id: self._tasks.start(self._desk.reapply_edit(edit_id))
        )
        made.note.written.connect(self._keep_note)
        made.note.left.connect(self._details.close)
        self._details.drawer.add_parts(made.news, made)
        return made

    def _remove_shown(self) -> None:
        if self._card is not None:
            self.remove(self._card)

    def _change_shown(self) -> None:
        if self._card is not None:
            self.change(self._card, back_to=self._details.drawer.close_button.setFocus)


def _is_editable(row: RunSheetRow) -> bool:
    return row.removed_at is None and not row.has_moved_away


def _place(clinician_id: str, here: list[str]) -> int:
    return here.index(clinician_id) if clinician_id in here else len(here)


def _new_entries(clinicians: tuple[Clinician, ...]) -> "Entries":
    from app.ui.today.edit.form import NEW_COLUMN, Entries

    return Entries(
        at=None,
        clinician_id=clinicians[0].id if clinicians else NEW_COLUMN,
        status=AppointmentStatus.ARRIVED,
        minutes=NEW_ROW_MINUTES,
    )


def _next_slot(now: datetime) -> datetime:
    """Now, on to the next five minutes."""
    past = timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)
    return now if not past else now - past + timedelta(minutes=5)


def _zone_of(sheet: RunSheet, clinician_id: str) -> str:
    """That of the column's rows, else the sheet's."""
    zones = (row.timezone for row in sheet.rows if row.clinician_id == clinician_id)
    return next(zones, sheet.timezone)
