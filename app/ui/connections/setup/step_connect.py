"""Second step, and *Sign in again*: a code or keys, tried, and the practice that was found."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.connection import Connection, SetupStep
from app.domain.errors import RunSheetError
from app.domain.said import say
from app.ui.connections.drafts import read_draft, write_draft
from app.ui.connections.setup.code_form import CodeForm
from app.ui.connections.setup.confirm_panel import ConfirmPanel
from app.ui.connections.setup.form_error import FormError
from app.ui.connections.setup.keys_form import KeysForm
from app.ui.connections.setup.narrow_column import NarrowColumn
from app.ui.connections.setup.numbered_steps import NumberedSteps
from app.ui.connections.setup.refusals import WaysOut, other_connection, refusal_of
from app.ui.connections.setup.sign_in_form import Refusal, SignInForm
from app.ui.connections.setup.sign_in_work import CodeWork, Found, KeysWork, SignInWork
from app.ui.connections.step import Step
from app.ui.connections.systems import system_of
from app.ui.connections.zones import zone_choices
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.controls import scrolled
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import SystemChoice

_KEPT_AFTER_MS = 300
_NEW_CODE = say("How to get a new code:")
_READS = say("RunSheet only reads: nothing in {system} changes.")


class ConnectStep(Step):
    """Instructions, the form the system declares, and the practice that was found."""

    needs_sync = True

    def __init__(self, context: PageContext, *, reconnects: bool = False) -> None:
        """`reconnects`: an existing connection signs in again and keeps everything else."""
        super().__init__(context)
        self._reconnects = reconnects
        self._system: SystemChoice | None = None
        self._work: SignInWork | None = None
        self._check: asyncio.Task[None] | None = None
        self._is_storing = False
        self.form: SignInForm | None = None
        self.instructions = NumberedSteps()
        self.confirm = ConfirmPanel(context.theme)
        self._note = label(role="muted", wrap=True)
        self._keeping = QTimer(self, interval=_KEPT_AFTER_MS, singleShot=True)
        self._keeping.timeout.connect(lambda: self.tasks.start(self.keep_draft()))
        self._area = self._lay_out()
        self.confirm.accepted.connect(self._accept)
        self.confirm.rejected.connect(self._reject)

    @property
    def connection(self) -> Connection | None:
        """The connection being signed in; another one after another practice was found."""
        return self._work.connection if self._work is not None else None

    async def enter(self, connection: Connection) -> None:
        """Shows the practice found on an earlier visit, or waits for what the form asks for."""
        if self.connection is None or self.connection.id != connection.id:
            await self._begin(connection)
        if connection.is_paired and not self._reconnects:
            self._show_practice(Found(name=connection.display_name, timezone=connection.timezone))

    def focus_first(self) -> None:
        """The form, or the answer about the practice when there is one."""
        if self.confirm.isVisibleTo(self):
            self.confirm.focus_first()
            self._bring_up(self.confirm)
        elif self.form is not None:
            self.form.focus_first()

    def _bring_up(self, part: QWidget) -> None:
        """Into view once it has its place: in large text it would stand below the edge."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part))

    def press_next(self) -> bool:
        """*Yes, continue*, while the question is on screen; before that, *Connect*."""
        if self.confirm.isVisibleTo(self):
            self._press_yes()
        elif self.form is not None:
            self.form.submit()
        return True

    def _press_yes(self) -> None:
        if reason := self.confirm.reason_to_wait():
            self.confirm.focus_first()
            self.context.announce(reason, assertive=True)
        else:
            self.confirm.accept()

    async def keep_draft(self) -> None:
        """Keeps what was entered for an unfinished set-up; never a secret."""
        connection = self.connection
        if self.form is None or connection is None or self._reconnects:
            return
        kept = None if connection.is_paired else dict(self.form.kept_entries)
        await self._write_draft(connection, kept or None)

    def cancel_check(self) -> None:
        """Stops asking the practice system; what was entered stays."""
        if self._check is not None:
            self._check.cancel()
            self._check = None
        if self.form is not None:
            self.form.show_idle()

    def leave(self) -> None:
        """Going back stops a check that is still running."""
        if self._check is not None:
            self.cancel_check()

    def _lay_out(self) -> QScrollArea:
        narrow = NarrowColumn(self.context.theme)
        self._column = narrow.column
        for part in (self.instructions, self.confirm, self._note):
            self._column.addWidget(part)
        self._column.addStretch(1)
        area = scrolled(narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        return area

    # --- the form ----------------------------------------------------------------------------

    async def _begin(self, connection: Connection) -> None:
        """The form of this connection's system, with what was entered before."""
        services = self.context.services
        self._system = system = system_of(services, connection.pms_type)
        if system is None:
            return
        known = await self._known_entries(connection)
        await asyncio.to_thread(zone_choices)  # asked for now, lest the window wait for it later
        kinds = CodeWork if system.uses_pairing_code else KeysWork
        self._work = kinds(services, connection, reconnects=self._reconnects)
        self.confirm.hide()
        self.instructions.show_steps(system.sign_in_steps)
        self._note.setText(_note_of(system))
        self._new_form(system).fill(known)

    def _new_form(self, system: "SystemChoice") -> SignInForm:
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        if system.uses_pairing_code:
            form: SignInForm = CodeForm(self.context.theme)
        else:
            form = KeysForm(system.sign_in_fields, self.context.theme)
        self.form = form
        self.confirm.name_other(translated(form.another_words))
        form.submitted.connect(self._start_check)
        form.incomplete.connect(self._speak_refusal)
        form.edited.connect(self._forget_check)
        form.cancelled.connect(self.cancel_check)
        self._column.insertWidget(1, form)
        self.changed.emit()
        return form

    async def _known_entries(self, connection: Connection) -> Mapping[str, str]:
        """What the connection holds already, and what was entered on an unfinished visit."""
        from app.services.connections.sign_in import PRACTICE_ID, REGION

        stored = {PRACTICE_ID: connection.practice_id or "", REGION: connection.region or ""}
        if self._reconnects or connection.is_paired:
            return stored
        services = self.context.services
        kept = await read_draft(services, SetupStep.CONNECT.value, connection.id)
        return {**stored, **(kept or {})}

    async def _write_draft(self, connection: Connection, kept: dict[str, str] | None) -> None:
        await write_draft(self.context.services, SetupStep.CONNECT.value, connection.id, kept)

    # --- the check ---------------------------------------------------------------------------

    def _start_check(self) -> None:
        is_busy = self._check is not None or self._is_storing
        if self.form is None or self._work is None or is_busy:
            return
        self.confirm.hide()
        self.form.show_checking()
        self._bring_up(self.form.checking)
        self.context.announce(translated(self.form.checking_words))
        self._check = self.tasks.start(self._run_check(self._work, self.form))

    def _forget_check(self) -> None:
        """Something else is being entered: the answer for the former no longer matters."""
        self.confirm.hide()
        self.instructions.head("")
        if self._check is not None:
            self.cancel_check()
        self._keeping.start()

    async def _run_check(self, work: SignInWork, form: SignInForm) -> None:
        try:
            found = await work.check(form.entries)
            if self._reconnects:
                await self._store_again(work, form)
        except RunSheetError as error:
            refusal = await self._refusal(error)
            self._check = None
            self._show_refusal(refusal)
            return
        self._check = None
        if self._reconnects:
            form.forget_secrets()
            self.done.emit()
            return
        self._show_practice(found)
        self.context.announce(
            tr("Connected to {name}. {question}", name=found.name, question=self.confirm.question)
        )
        self.focus_first()

    async def _store_again(self, work: SignInWork, form: SignInForm) -> None:
        """From here on neither Cancel nor typing stops it: the new sign-in is kept whole."""
        self._check, self._is_storing = None, True
        form.show_storing()
        try:
            await work.accept(None)
        finally:
            self._is_storing = False

    def _show_practice(self, found: Found) -> None:
        if self.form is not None:
            self.form.show_connected()
        self.confirm.show_practice(found.name, found.timezone, likely_zone=found.likely_zone)
        self.changed.emit()

    async def _refusal(self, error: RunSheetError) -> Refusal:
        overviews = await self.context.services.connections.list()
        others = None if self._reconnects else self.connection
        return refusal_of(
            error,
            fields=self._system.sign_in_fields if self._system is not None else (),
            existing=other_connection((each.connection for each in overviews), others),
            ways=WaysOut(
                open_connection=self._use_existing,
                help_with_code=self._help_with_code,
                use_other_account=self._start_again,
            ),
        )

    def _show_refusal(self, refusal: Refusal) -> None:
        if self.form is not None:
            self.form.show_refusal(refusal)
        self._speak_refusal(refusal.sentence)
        self.changed.emit()

    def _help_with_code(self) -> None:
        """The steps to a new code, seen and heard; it can be typed at once."""
        self.instructions.head(translated(_NEW_CODE))
        self._area.ensureWidgetVisible(self.instructions)
        self.context.announce(self.instructions.spoken)
        self.focus_first()

    def _start_again(self) -> None:
        """Another account's code or keys, in place of these."""
        if self.form is not None:
            self.form.start_again()

    def _speak_refusal(self, sentence: str) -> None:
        for said in self.findChildren(FormError):
            if not said.isHidden():
                self._bring_up(said)
        self.context.announce(sentence, assertive=True)

    # --- the answer --------------------------------------------------------------------------

    def _accept(self) -> None:
        self.tasks.start(self._confirm(), busy=self.confirm, on_error=self.show_error)

    async def _confirm(self) -> None:
        if self._work is None or self.form is None:
            return
        draft = self._work.connection
        await self._work.accept(self.confirm.chosen_zone)
        self._keeping.stop()
        await self._write_draft(draft, None)
        self.form.forget_secrets()
        self.done.emit()

    def show_error(self, error: RunSheetError) -> None:
        """A fault of storing what was found: at the form, with everything still in it."""
        self.tasks.start(self._show_late_refusal(error))

    async def _show_late_refusal(self, error: RunSheetError) -> None:
        refusal = await self._refusal(error)
        self.confirm.hide()
        self._show_refusal(refusal)

    def _reject(self) -> None:
        self.confirm.hide()
        self._start_again()
        self.changed.emit()

    def _use_existing(self, connection_id: str) -> None:
        self.tasks.start(self._open_existing(connection_id))

    async def _open_existing(self, connection_id: str) -> None:
        """The practice is connected already: this set-up, which has none, makes way for it."""
        services, draft = self.context.services, self.connection
        if draft is not None and not draft.is_paired and not self._reconnects:
            await self._write_draft(draft, None)
            await services.connections.delete(draft.id)
        self.context.navigator.open_connections(connection_id, "details")


def _note_of(system: "SystemChoice") -> str:
    """What signing in gives RunSheet, and what becomes of what is entered."""
    reads = translated(_READS.format(system=system.label))
    if system.uses_pairing_code:
        return f"{tr('The code links the whole practice, not one person.')} {reads}"
    return f"""{reads} {tr("Keys stay in this PC's password store.")}"""
