"""The form beside the board: opened for a new row or a change, put away while people are hidden."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.run_sheet import RunSheet
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.today.cards import Card, shown_name
from app.ui.today.details_pane import DetailsPane
from app.ui.today.edit.put_away import put_away
from app.ui.today.edit.words import is_editable, keeps_its_own

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.today.edit.form import FormKind, RowForm


@dataclass(kw_only=True)
class _Open:
    """A form with what was typed into it. `of`: the row it changes, None for a new one. `end`: it
    is not to be touched any more.
    """

    form: "RowForm"
    of: str | None
    back_to: Callable[[], None]
    end: Callable[[], None]
    focus: QWidget | None = None
    unfold: Callable[[], None] | None = None


class FormPane(QObject):
    """One form at a time, in the drawer's place. `added` carries the id of a new row.

    A form that has to go, since privacy came on or another one was opened, is put away as it is and
    comes back; only a person closes one.
    """

    added = Signal(str)

    def __init__(
        self,
        context: PageContext,
        details: DetailsPane,
        *,
        beside: QHBoxLayout,
        tasks: Tasks,
        notes_stored: Callable[[], Awaitable[None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._details, self._tasks = context, details, tasks
        self._beside, self._notes_stored = beside, notes_stored
        self._open: _Open | None = None
        self._away: list[_Open] = []
        context.privacy.switched.connect(self._hide_people)
        context.privacy.left_alone.connect(lambda: self._hide_people(is_on=True))
        context.privacy.changed.connect(self._hide_person)

    @property
    def form(self) -> "RowForm | None":
        """The open form."""
        return self._open.form if self._open is not None else None

    def add(self, *, back_to: Callable[[], None]) -> None:
        """Opens the form for a new row, or goes to the one that is open; `back_to` takes the focus
        when it closes.
        """
        snapshot = self._context.feed.snapshot
        if self._open is not None and self._open.of is None:
            self._open.form.focus_first()
        elif snapshot is not None and self._context.late.is_open:
            self._tasks.start(self._open_add(snapshot.sheet, snapshot.now, back_to))

    async def _open_add(self, sheet: RunSheet, now: datetime, back_to: Callable[[], None]) -> None:
        from app.ui.today.edit.adding import Adding
        from app.ui.today.edit.form import FormKind

        services = self._context.services
        clinicians = await services.run_sheet.clinicians()
        if self._open is not None and self._open.of is None:  # the key was pressed twice
            return
        opened = self._open_form(FormKind.NEW, of=None, back_to=back_to)
        self._details.close()
        adding = Adding(
            services.desk,
            opened.form,
            sheet,
            tasks=self._tasks,
            done=lambda row_id: self._finish_new(opened, row_id),
        )
        opened.end = adding.end
        adding.show(clinicians, now)

    def change(self, card: Card, *, back_to: Callable[[], None]) -> None:
        """Opens the form for what may be changed of a row."""
        if card.row.is_masked or not is_editable(card.row):
            self._context.show_message(tr("This row can't be changed here."))
            return
        self._tasks.start(self._open_change(card.row.id, back_to))

    async def _open_change(self, row_id: str, back_to: Callable[[], None]) -> None:
        """Of the row as it is once its note, which may be on its way, is stored."""
        from app.ui.today.edit.changing import Changing
        from app.ui.today.edit.form import FormKind

        await self._notes_stored()
        services = self._context.services
        row = await services.desk.row(row_id)
        clinicians = await services.run_sheet.clinicians()
        is_open = self._open is not None and self._open.of == row_id  # pressed twice
        if is_open or self._context.privacy.veil.hides(row.id):  # or hidden meanwhile
            return
        kind = FormKind.OWN if row.is_manual else FormKind.SYSTEM
        opened = self._open_form(kind, of=row.id, back_to=back_to)
        self._details.hide_for_a_while()
        opened.form.show_words(tr("Change {name}", name=shown_name(row)), keeps_its_own(row))
        changing = Changing(
            self._context, opened.form, row, tasks=self._tasks, done=lambda: self._finish(opened)
        )
        opened.end = changing.end
        changing.show(clinicians)

    def _open_form(self, kind: "FormKind", *, of: str | None, back_to: Callable[[], None]) -> _Open:
        from app.ui.today.edit.form import RowForm

        self._put_away()
        opened = _Open(
            form=RowForm(self._context.theme, kind), of=of, back_to=back_to, end=_nothing
        )
        opened.form.closed.connect(self.close)
        self._show(opened)
        return opened

    # --- closing -----------------------------------------------------------------------------

    def close(self) -> None:
        """Closes the form; what it stood for comes back, and so does the focus."""
        if self._open is not None:
            self._finish(self._open)

    def _finish_new(self, opened: _Open, row_id: str) -> None:
        self._finish(opened)
        self.added.emit(row_id)

    def _finish(self, opened: _Open) -> None:
        if opened in self._away:
            self._away.remove(opened)
        elif opened is self._open:
            self._take_off_screen(opened)
            if not self._bring_back() and not self._details.show_again():
                opened.back_to()
        else:
            return  # closed already, while it was being saved
        opened.end()
        opened.form.deleteLater()

    # --- put away, and back ------------------------------------------------------------------

    def _hide_people(self, is_on: bool) -> None:
        """A form that was being filled in has somebody's name or number in it."""
        if is_on and self._open is not None:
            self._put_away()
            if not self._details.show_again():
                self._away[-1].back_to()

    def _hide_person(self) -> None:
        """A row that is no longer peeked at is not named by its form; what may be seen is back."""
        if self._open is not None and self._is_hidden(self._open, is_open=True):
            self._put_away()
            if not self._details.show_again():
                self._away[-1].back_to()
        elif self._open is None:
            self._bring_back()

    def _is_hidden(self, opened: _Open, *, is_open: bool) -> bool:
        """A new row that is begun while people are hidden is its writer's to see."""
        veil = self._context.privacy.veil
        if opened.of is None:
            return veil.is_on and not is_open
        return veil.hides(opened.of)

    def _put_away(self) -> None:
        if self._open is not None:
            opened = self._open
            opened.focus = opened.form.focusWidget()
            self._take_off_screen(opened)
            opened.unfold = put_away(opened.form)
            opened.form.is_away = True
            self._away.append(opened)

    def _take_off_screen(self, opened: _Open) -> None:
        """What stands in it is off the page at once."""
        self._open = None
        opened.form.hide()
        self._beside.removeWidget(opened.form)
        opened.form.setParent(None)

    def _bring_back(self) -> bool:
        """The form that was put away last, where its person may be seen."""
        if not self._away or self._is_hidden(self._away[-1], is_open=False):
            return False
        opened = self._away.pop()
        if self._details.card_id == opened.of:
            self._details.hide_for_a_while()
        else:
            self._details.close()
        if opened.unfold is not None:
            opened.unfold()
        opened.form.is_away = False
        self._show(opened)
        (opened.focus or opened.form.close_button).setFocus()
        return True

    def _show(self, opened: _Open) -> None:
        self._open = opened
        self._beside.addWidget(opened.form)
        opened.form.show()


def _nothing() -> None:
    """Nobody touches the form yet."""
