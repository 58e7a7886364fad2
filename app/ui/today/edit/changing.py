"""A row being changed in the form: saved, or held up by what somebody else made of it meanwhile."""

from collections.abc import Callable

from app.domain.connection import Clinician
from app.domain.errors import AppointmentNotFound, ChangedMeanwhile, RunSheetError
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.ui.language import translated
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.today.edit.entries import Entries
from app.ui.today.edit.form import RowForm
from app.ui.today.edit.row_change import RowChange, time_text

HELD_UP = say("This row changed while you wrote. Nothing is saved yet.")
_TRIES = 3
"""A row on which somebody else is busy all the time is not held back for ever."""


class Changing:
    """Nothing of what was typed goes without a person's word. `done` is called once it is saved."""

    def __init__(
        self,
        context: PageContext,
        form: RowForm,
        row: RunSheetRow,
        *,
        tasks: Tasks,
        done: Callable[[], None],
    ) -> None:
        self._context, self._form, self._tasks, self._done = context, form, tasks, done
        self._change = RowChange(row)
        self._newest = row
        self._clinicians: tuple[Clinician, ...] = ()
        self._is_over = False
        form.saved.connect(self._start)
        form.choice.mine.connect(self._keep_mine)
        form.choice.theirs.connect(self._use_theirs)

    def show(self, clinicians: tuple[Clinician, ...]) -> None:
        """Puts the row into the form."""
        self._clinicians = clinicians
        self._fill(self._change.before)
        self._form.focus_first()

    def end(self) -> None:
        """The form is closed: it is not touched any more."""
        self._is_over = True

    def _start(self, entries: Entries) -> None:
        self._form.save_button.setEnabled(False)
        self._tasks.start(self._save(entries))

    async def _save(self, entries: Entries) -> None:
        try:
            is_saved = await self._write(entries)
        except RunSheetError as error:
            if not self._is_over:
                self._form.save_button.setEnabled(True)
                if not self._form.is_away:
                    is_gone = isinstance(error, AppointmentNotFound)
                    (self._form.end if is_gone else self._form.say)(translated(error))
            return
        if is_saved and not self._is_over:
            self._done()

    async def _write(self, entries: Entries) -> bool:
        """False where a person has to choose first. What changed beside the entries holds up
        nobody.
        """
        desk = self._context.services.desk
        for _ in range(_TRIES):
            try:
                await desk.change(
                    self._change.row.id,
                    self._change.changes(entries),
                    seen_updated_at=self._change.row.updated_at,
                )
            except ChangedMeanwhile as error:
                self._newest = await desk.row(self._change.row.id)
                if await self._ask(entries, error):
                    return False
                self._change.go_on_from(self._newest, entries)
                continue
            return True
        raise ChangedMeanwhile(changed=say("it is being changed all the time"))

    async def _ask(self, entries: Entries, error: ChangedMeanwhile) -> bool:
        services = self._context.services
        self._clinicians = await services.run_sheet.clinicians()
        differences = self._change.differences(
            self._newest,
            entries,
            history=await services.run_sheet.timeline(self._newest.history_id),
            clinicians={each.id: each.name for each in self._clinicians},
        )
        wanted = [each.text for each in differences if each.is_open]
        if not wanted:
            return False
        if self._is_over or self._form.is_away:
            self._end_try()
            return True
        self._fill(self._change.merged(self._newest, entries))
        self._form.ask(f"{translated(HELD_UP)} ({error.code})", wanted)
        self._context.announce(" ".join(wanted))
        return True

    def _end_try(self) -> None:
        """There is nobody to ask just now; Save asks again."""
        if not self._is_over:
            self._form.save_button.setEnabled(True)

    def _keep_mine(self) -> None:
        """Saved over the newest row, in which everything else stays as it is."""
        entries = self._form.entries
        self._form.end_choice()
        self._change.go_on_from(self._newest, entries)
        self._form.save()

    def _use_theirs(self) -> None:
        """What else a person wrote stays in the form, for them to save."""
        entries = self._change.with_theirs(self._newest, self._form.entries)
        self._form.end_choice()
        self._fill(entries)
        self._change.go_on_from(self._newest, entries)
        if self._change.written(self._form.entries):
            self._form.save_button.setFocus()
        else:
            self._done()

    def _fill(self, entries: Entries) -> None:
        """A column that is hidden now is still the row's, and no other one is chosen for it."""
        row, known = self._newest, self._clinicians
        if row.clinician_id not in {each.id for each in known}:
            known = (*known, Clinician(id=row.clinician_id, name=row.clinician_name))
        self._form.fill(entries, known, time_text=time_text(entries))
