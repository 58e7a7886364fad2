"""A new row in the form: what it begins with, and its being stored."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Clinician
from app.domain.errors import RunSheetError
from app.domain.run_sheet import RunSheet
from app.domain.words import clock_time, short_date
from app.services.sheet.desk import DeskService, ManualRow
from app.ui.language import tr, translated
from app.ui.tasks import Tasks
from app.ui.today.edit.entries import NEW_COLUMN, Entries
from app.ui.today.edit.form import RowForm
from app.ui.today.edit.words import moment_of, typed_name

NEW_ROW_MINUTES = 15


class Adding:
    """A walk-in on the day of `sheet`. `done` is called with the id of the stored row."""

    def __init__(
        self,
        desk: DeskService,
        form: RowForm,
        sheet: RunSheet,
        *,
        tasks: Tasks,
        done: Callable[[str], None],
    ) -> None:
        self._desk, self._form, self._sheet = desk, form, sheet
        self._tasks, self._done = tasks, done
        self._is_over = False
        form.saved.connect(self._start)

    def show(self, clinicians: tuple[Clinician, ...], now: datetime) -> None:
        """Puts in what is most likely; the columns of the day come first."""
        here = [column.clinician_id for column in self._sheet.columns]
        ordered = tuple(sorted(clinicians, key=lambda each: _place(each.id, here)))
        day = short_date(self._sheet.day)
        self._form.show_words(
            tr("Add a row"), tr("{date}. Only in this app: no practice system is told.", date=day)
        )
        at = clock_time(_next_slot(now), self._sheet.timezone)
        self._form.fill(_new_entries(ordered), ordered, time_text=at)
        self._form.focus_first()

    def end(self) -> None:
        """The form is closed: it is not touched any more."""
        self._is_over = True

    def _start(self, entries: Entries) -> None:
        self._form.save_button.setEnabled(False)
        self._tasks.start(self._save(entries))

    async def _save(self, entries: Entries) -> None:
        try:
            row_id = await self._desk.add_row(self._row(entries))
        except RunSheetError as error:
            if not self._is_over:
                self._form.save_button.setEnabled(True)
                if not self._form.is_away:
                    self._form.say(translated(error))
            return
        self._done(row_id)

    def _row(self, entries: Entries) -> ManualRow:
        clinician_id, at = entries.clinician_id, entries.at
        if at is None:
            raise ValueError("a row without a time is not saved")
        is_own_column = clinician_id == NEW_COLUMN
        first, last = typed_name(entries.name)
        return ManualRow(
            start=moment_of(self._sheet.day, at, _zone_of(self._sheet, clinician_id)),
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


def _place(clinician_id: str, here: list[str]) -> int:
    return here.index(clinician_id) if clinician_id in here else len(here)


def _new_entries(clinicians: tuple[Clinician, ...]) -> Entries:
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
