"""Last step: the first sync with its progress, and today's list before *Finish*."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.connection import Connection, SetupStep
from app.domain.errors import RunSheetError
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.said import say
from app.domain.sync_run import SyncProgress, SyncRun, SyncStatus, SyncTrigger
from app.ui.connections.cards.card_words import progress_sentence, run_sentence
from app.ui.connections.list_choice import ListChoice
from app.ui.connections.setup.check_words import (
    check_lines,
    counts_today,
    hidden_of,
    list_row,
    no_rows_words,
    rows_of,
    times_line,
)
from app.ui.connections.setup.confirm_panel import pc_zone
from app.ui.connections.setup.first_list import FirstList
from app.ui.connections.step import Step
from app.ui.connections.systems import finds_telehealth
from app.ui.language import tr, translated
from app.ui.lock.offer import LockOffer
from app.ui.page import PageContext
from app.ui.security.recovery import RecoveryOffer
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import clear, make_button, scrolled
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar

_GOOD = (SyncStatus.SUCCESS, SyncStatus.PARTIAL)


class CheckStep(Step):
    """Runs the first sync when it comes to the front and shows what came of it."""

    next_words = say("Finish")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._connection: Connection | None = None
        self._run: asyncio.Task[None] | None = None
        self._result: SyncRun | None = None
        self._is_good = False
        self._rows: tuple[RunSheetRow, ...] = ()
        self.notice = NoticeBar(name="check_notice")
        self.lines = QGridLayout()
        self.progress = label(name="check_progress")
        self._bar = QProgressBar()
        self._running = self._running_row()
        self.list = FirstList(context.theme)
        self.list_choice = ListChoice(context.theme)
        self._empty = label(role="secondary", wrap=True, name="first_list_empty")
        self.recovery = RecoveryOffer(context)
        self.lock = LockOffer(context)
        self._lay_out()
        context.privacy.changed.connect(self._show_rows)

    async def enter(self, connection: Connection) -> None:
        """Runs the sync anew: people or types may have changed since the last visit."""
        self._connection = connection
        self._start()

    async def finish(self) -> bool:
        """Ends the set-up: from now on the connection syncs by itself."""
        from app.services.connections.service import ConnectionChanges

        if self._connection is None or not self._is_good:
            return False
        changes = ConnectionChanges(setup_step=SetupStep.DONE, sync_enabled=True)
        await self.context.services.connections.change(self._connection.id, changes)
        return True

    def reason_to_wait(self) -> str:
        """Why *Finish* waits."""
        if self._run is not None:
            return tr("Today's list is still being fetched.")
        return "" if self._is_good else tr("Today's list could not be fetched yet.")

    def focus_first(self) -> None:
        """The list once it is there; before, the progress, which no key that is held down stops."""
        target = self._running if self.list.isHidden() else self.list
        if not target.isHidden():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Going back stops a run that is still on its way."""
        self._cancel()

    def show_error(self, error: RunSheetError) -> None:
        """The fault with *Try again*; everything chosen so far is kept."""
        self._show_fault(translated(error))

    def _lay_out(self) -> None:
        self.lines.setVerticalSpacing(4)
        self.lines.setColumnStretch(1, 1)
        inside = QWidget()
        inside.setObjectName("scrolled")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self._running)
        column.addLayout(self.lines)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.list_choice)
        column.addWidget(self.recovery)
        column.addWidget(self.lock)
        column.addStretch(0)
        for part in (self._empty, self.list_choice):
            part.hide()
        self.list_choice.chosen.connect(self._choose_list)

    def _running_row(self) -> QWidget:
        place = QFrame()
        place.setProperty("panel", "true")
        place.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        place.setAccessibleName(tr("Checking today's list"))
        place.setAccessibleDescription(tr("Tab goes to Cancel"))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of the first check"))
        column = QVBoxLayout(place)
        column.setContentsMargins(16, 12, 16, 12)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(make_button(tr("Cancel"), name="cancel_first_sync", on_click=self._cancel))
        column.addLayout(row)
        column.addWidget(self._bar)
        return place

    def _start(self) -> None:
        if self._run is not None or self._connection is None:
            return
        self._is_good, self._rows = False, ()
        self.notice.clear()
        clear(self.lines)
        for part in (self.list, self._empty, self.list_choice):
            part.hide()
        self.progress.setText(
            tr("Fetching today's list from {system}…", system=self._connection.system)
        )
        self._bar.setRange(0, 0)
        self._running.show()
        self._run = self.tasks.start(self._sync(self._connection), on_error=self.show_error)
        self._run.add_done_callback(self._end)
        self.changed.emit()

    def _end(self, task: "asyncio.Task[None]") -> None:
        if task is not self._run or not isValid(self):
            return
        self._run = None
        if task.cancelled():
            self._show_fault(tr("The check was cancelled. Nothing you chose is lost."))
        self.changed.emit()

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    async def _sync(self, connection: Connection) -> None:
        run = await self.context.services.sync.run(
            connection.id, trigger=SyncTrigger.SETUP, progress=self._show_progress
        )
        if run.status in _GOOD:
            await self._show_result(connection, run)
        else:
            self._show_fault(run_sentence(run, timezone=connection.timezone))

    def _show_progress(self, progress: SyncProgress) -> None:
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        self.progress.setText(progress_sentence(progress))

    async def _show_result(
        self, connection: Connection, run: SyncRun, *, moves_focus: bool = True
    ) -> None:
        services = self.context.services
        people = await services.mapping.people(connection.id, refresh=False)
        sheet = await services.run_sheet.sheet()
        await self.recovery.offer()  # with the list, which whoever sees it may leave at once
        await self.lock.offer()
        self._is_good, self._result = True, run
        self._running.hide()
        self._show_lines(connection, run, sheet, len(people.choices))
        self._show_list(connection, sheet)
        self._offer_list_choice(connection)
        if moves_focus:
            self.focus_first()

    def _show_lines(
        self, connection: Connection, run: SyncRun, sheet: RunSheet, people: int
    ) -> None:
        zone = connection.timezone or sheet.timezone
        times = times_line(zone, self.context.services.now(), pc_zone())
        rows = rows_of(sheet, connection.id)
        lines = check_lines(
            run,
            rows,
            people=people,
            hidden=hidden_of(sheet, connection),
            times=times,
            telehealth_by=connection.system if self._is_found(connection) else None,
        )
        clear(self.lines)
        for number, (glyph, words) in enumerate(lines):
            self.lines.addWidget(label(glyph), number, 0, Qt.AlignmentFlag.AlignTop)
            self.lines.addWidget(label(words, wrap=True), number, 1)
        self.context.announce(". ".join(words for _glyph, words in lines))

    def _show_list(self, connection: Connection, sheet: RunSheet) -> None:
        self._rows = tuple(rows_of(sheet, connection.id))
        self._empty.setText(no_rows_words(connection.system, hidden_of(sheet, connection)))
        self._empty.setVisible(not self._rows)
        self._show_rows()

    def _show_rows(self) -> None:
        """As they may be seen now: privacy comes and goes while the list is on screen."""
        veil = self.context.privacy.veil
        rows = () if veil.hides_board else self._rows
        words = [list_row(veil.row(row)) for row in rows]
        self.list.show_rows(words, counts=counts_today(self._rows))

    def _is_found(self, connection: Connection) -> bool:
        return finds_telehealth(self.context.services, connection.pms_type)

    def _offer_list_choice(self, connection: Connection) -> None:
        """Where no step asked which types are telehealth, what the list holds is asked here."""
        self.list_choice.show_choice(telehealth_only=connection.sync_telehealth_only)
        self.list_choice.setVisible(self._is_found(connection))

    def _choose_list(self, only: bool) -> None:
        if self._connection is not None and self._result is not None:
            self.tasks.start(self._change_list(self._connection, self._result, only))

    async def _change_list(self, connection: Connection, run: SyncRun, only: bool) -> None:
        """The list follows at once: every row is here already, shown or not."""
        from app.services.connections.service import ConnectionChanges

        changes = ConnectionChanges(sync_telehealth_only=only)
        self._connection = await self.context.services.connections.change(connection.id, changes)
        await self._show_result(self._connection, run, moves_focus=False)

    def _show_fault(self, sentence: str) -> None:
        self._running.hide()
        again = Action(tr("Try again"), self._start)
        self.notice.show_notice(sentence, tone="err", actions=(again,))
        self.notice.buttons[0].setFocus()
        self.context.announce(sentence)
