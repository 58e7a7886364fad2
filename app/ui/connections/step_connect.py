"""Second step, and *Sign in again*: a pairing code, checked as soon as it is whole."""

import asyncio

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.errors import NoInternet, RunSheetError, TryLater
from app.domain.practice import Practice
from app.ui.connections.beginning import begin_connection
from app.ui.connections.code_field import CodeField
from app.ui.connections.confirm_panel import ConfirmPanel
from app.ui.connections.step import Step
from app.ui.page import PageContext
from app.ui.widgets.labels import label

_OFFLINE = "You need internet for this step. We'll keep your place. (NET-01)"
_NOTE = (
    "The code links the whole practice, not one person. "
    "RunSheet only reads: nothing in {system} changes."
)


class ConnectStep(Step):
    """Instructions, the code's field, and the practice that was found."""

    def __init__(self, context: PageContext, *, reconnects: bool = False) -> None:
        """`reconnects`: an existing connection signs in again and keeps everything else."""
        super().__init__(context)
        self._reconnects = reconnects
        self._connection: Connection | None = None
        self._check: asyncio.Task[None] | None = None
        self.instructions = label(role="body", wrap=True, name="connect_instructions")
        self.field = CodeField()
        self.confirm = ConfirmPanel(context.theme)
        self._note = label(role="muted", wrap=True)
        self._lay_out()
        self.field.code_ready.connect(self._start_check)
        self.field.code_changed.connect(self._forget_check)
        self.field.cancelled.connect(self.cancel_check)
        self.confirm.accepted.connect(self._accept)
        self.confirm.rejected.connect(self._reject)

    @property
    def connection(self) -> Connection | None:
        """The connection being paired; another one after *No, try another code*."""
        return self._connection

    async def enter(self, connection: Connection) -> None:
        """Shows the practice found on an earlier visit, or waits for a code."""
        self._connection = connection
        self.instructions.setText(_instructions(connection.system))
        self._note.setText(_NOTE.format(system=connection.system))
        if connection.is_paired and not self._reconnects:
            self._show_practice(connection.display_name, connection.timezone)

    def focus_first(self) -> None:
        """The field, or the answer about the practice when there is one."""
        (self.confirm if self.confirm.isVisibleTo(self) else self.field).focus_first()

    def press_next(self) -> bool:
        """*Yes, continue*, while the question is on screen."""
        if self.confirm.isVisibleTo(self):
            self.confirm.accept()
        return True

    def cancel_check(self) -> None:
        """Stops asking the practice system; the code stays in the field."""
        if self._check is not None:
            self._check.cancel()
            self._check = None
        self.field.show_idle()

    def leave(self) -> None:
        """Going back stops a check that is still running."""
        self.cancel_check()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.instructions.setMaximumWidth(720)
        column.addWidget(self.instructions)
        column.addWidget(self.field)
        column.addWidget(self.confirm)
        column.addWidget(self._note)
        column.addWidget(QWidget(), 1)

    def _start_check(self, code: str) -> None:
        if self._connection is None or self._check is not None:
            return
        self.confirm.hide()
        self.field.show_checking()
        self.context.announce("Checking your code.")
        self._check = self.tasks.start(self._pair(code), on_error=self._show_refusal)

    def _forget_check(self) -> None:
        """Another code is being typed: the answer for the former one no longer matters."""
        self.confirm.hide()
        if self._check is not None:
            self.cancel_check()

    async def _pair(self, code: str) -> None:
        connection = self._connection
        if connection is None:
            return
        services = self.context.services
        if connection.is_paired and not self._reconnects:
            practice = await self._pair_anew(connection, code)
        else:
            practice = await services.sign_in.pair(connection.id, code)
            self._connection = (await services.connections.get(connection.id)).connection
        self._check = None
        self._found(practice)

    async def _pair_anew(self, former: Connection, code: str) -> Practice:
        """A code of another practice needs a connection of its own; one of the two stays."""
        connections = self.context.services.connections
        fresh = await begin_connection(self.context.services, former.pms_type)
        unwanted = fresh
        try:
            practice = await self.context.services.sign_in.pair(fresh.id, code)
            self._connection = (await connections.get(fresh.id)).connection
            unwanted = former
        finally:
            await connections.delete(unwanted.id)
        return practice

    def _found(self, practice: Practice) -> None:
        self.field.show_idle()
        if self._reconnects:
            self.done.emit()
            return
        name = practice.name or (self._connection.display_name if self._connection else "")
        self._show_practice(name, practice.timezone)
        self.context.announce(f"Connected to {name}. {self.confirm.question}")
        self.confirm.focus_first()

    def _show_practice(self, name: str, timezone: str | None) -> None:
        self.field.show_connected()
        self.confirm.show_practice(name, timezone)
        self.changed.emit()

    def _show_refusal(self, error: RunSheetError) -> None:
        self._check = None
        words = _OFFLINE if isinstance(error, NoInternet) else str(error)
        self.field.show_error(words, can_retry=isinstance(error, TryLater))
        self.context.announce(words)

    def _accept(self) -> None:
        self.tasks.start(self._confirm(), busy=self.confirm)

    async def _confirm(self) -> None:
        from app.services.connections import ConnectionChanges

        connection = self._connection
        chosen = self.confirm.chosen_zone
        if connection is not None and chosen is not None:
            changes = ConnectionChanges(timezone=chosen)
            self._connection = await self.context.services.connections.change(
                connection.id, changes
            )
        self.done.emit()

    def _reject(self) -> None:
        self.confirm.hide()
        self.field.start_again()
        self.changed.emit()


def _instructions(system: str) -> str:
    return (
        f"1   In {system}, open Marketplace (left menu).\n"
        f"2   Find RunSheet and choose Add to {system}.\n"
        "3   Copy the pairing code and paste it here."
    )
