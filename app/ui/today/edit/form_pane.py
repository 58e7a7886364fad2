"""The form beside the board: opened for a new row or a change, saved, and closed again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

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
from app.ui.today.edit.words import is_editable, keeps_its_own, moment_of, typed_name

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.today.edit.form import Entries, RowForm

NEW_ROW_MINUTES = 15


class FormPane(QObject):
    """One form at a time, in the drawer's place. `added` carries the id of a new row."""

    added = Signal(str)

    def __init__(
        self,
        context: PageContext,
        details: DetailsPane,
        *,
        beside: QHBoxLayout,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._details, self._tasks = context, details, tasks
        self._beside = beside
        self._form: RowForm | None = None
        self._form_of: str | None = None
        self._back_to: Callable[[], None] = _nowhere
        context.privacy.changed.connect(self._hide_person)

    @property
    def form(self) -> "RowForm | None":
        """The open form."""
        return self._form

    def add(self, *, back_to: Callable[[], None]) -> None:
        """Opens the form for a new row; `back_to` takes the focus when it closes."""
        snapshot = self._context.feed.snapshot
        if snapshot is not None and self._context.late.is_open:
            self._back_to = back_to
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
        from app.services.sheet.desk import ManualRow
        from app.ui.today.edit.form import NEW_COLUMN

        form = self._form
        if form is None or entries.at is None:
            return
        form.save_button.setEnabled(False)
        desk = self._context.services.desk
        try:
            clinician_id = entries.clinician_id
            is_own_column = clinician_id == NEW_COLUMN
            first, last = typed_name(entries.name)
            row_id = await desk.add_row(
                ManualRow(
                    start=moment_of(sheet.day, entries.at, _zone_of(sheet, clinician_id)),
                    minutes=entries.minutes or NEW_ROW_MINUTES,
                    clinician_id="" if is_own_column else clinician_id,
                    new_clinician=entries.new_column if is_own_column else None,
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
        self.close()
        self.added.emit(row_id)

    def change(self, card: Card, *, back_to: Callable[[], None]) -> None:
        """Opens the form for a row's status, phone, time and clinician."""
        if card.row.is_masked or not is_editable(card.row):
            self._context.show_message("This row can't be changed here.")
            return
        self._back_to = back_to
        self._details.hide_for_a_while()
        self._tasks.start(self._open_change(card.row))

    async def _open_change(self, row: RunSheetRow) -> None:
        from app.ui.today.edit.form import Entries

        clinicians = await self._context.services.run_sheet.clinicians()
        if self._context.privacy.veil.hides(row.id):  # hidden meanwhile
            self._details.show_again()
            return
        form = self._open_form(is_new=False)
        self._form_of = row.id
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
        from app.services.sheet.desk import EditChanges

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
            await self._context.services.desk.change(
                row.id, changes, seen_updated_at=row.updated_at
            )
        except RunSheetError as error:
            form.save_button.setEnabled(True)
            form.say(str(error))
            return
        self.close()

    def _hide_person(self) -> None:
        """A row that is no longer peeked at is not named by its form either."""
        if self._form_of is not None and self._context.privacy.veil.hides(self._form_of):
            self.close()

    def close(self) -> None:
        """Closes the form; the drawer it stood for comes back, and so does the focus."""
        if self._form is None:
            return
        form, self._form, self._form_of = self._form, None, None
        form.hide()
        form.setParent(None)  # what stands in it is off the page at once
        form.deleteLater()
        if not self._details.show_again():
            self._back_to()

    def _open_form(self, *, is_new: bool) -> "RowForm":
        from app.ui.today.edit.form import RowForm

        if self._form is not None:
            self._form.deleteLater()
        self._form, self._form_of = RowForm(self._context.theme, is_new=is_new), None
        self._form.closed.connect(self.close)
        self._beside.addWidget(self._form)
        return self._form


def _nowhere() -> None:
    """Nobody asked for a form yet."""


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
