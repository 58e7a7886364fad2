"""Connections: the cards, and in their place the set-up, one of its steps, or one's details."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.connection import SetupStep
from app.domain.said import say
from app.ui.connections.cards.details import ConnectionDetails
from app.ui.connections.cards.list_view import ConnectionList
from app.ui.connections.editor import StepEditor
from app.ui.connections.editors import make_editor
from app.ui.connections.places import Place
from app.ui.connections.setup.wizard import SetupWizard
from app.ui.page import Page, PageContext
from app.ui.rereading import Rereading

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.changes import Change
    from app.services.connections.service import ConnectionOverview

AGES_MS = 30_000
_PAGE_PX = 20
_Flow = SetupWizard | StepEditor | ConnectionDetails


class ConnectionsPage(Page):
    """Ctrl+3 of the window. Nothing here opens a dialog."""

    title = say("Connections")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = ConnectionList(context, self._open, self._add)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._wants_focus = False
        self._flow_place: tuple[Place, str] | None = None
        self._came_from_details = False
        self._lay_out()
        self._rereading = Rereading(self.tasks, self._read)
        self.destroyed.connect(context.services.changes.subscribe(self._follow))
        self._ages = QTimer(self, interval=AGES_MS)
        self._ages.timeout.connect(self.list.refresh_ages)
        self.reload()

    @property
    def flow(self) -> _Flow | None:
        """The set-up, the step or the details that are open in place of the cards."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, _Flow) else None

    @property
    def setup_of(self) -> str | None:
        """The connection of the wizard on screen."""
        wizard = self.flow
        at_it = isinstance(wizard, SetupWizard) and wizard.connection is not None
        return wizard.connection.id if at_it else None  # type: ignore[union-attr]

    def on_shown(self) -> None:
        """Ages are right again, and keep growing while the page is in front."""
        self.list.refresh_ages()
        self._ages.start()

    def hideEvent(self, event: object) -> None:
        """Nobody looks: nothing is redrawn."""
        self._ages.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    def focus_first(self) -> None:
        """Where work begins: the open step, else the first card or tile."""
        self._wants_focus = not self.list.is_loaded
        (self.flow or self.list).focus_first()

    def show_step(self, connection_id: str | None, step: str | None) -> None:
        """Opens a `Place`, the set-up's beginning (`choose`), or goes to a card."""
        if step is None and connection_id is None:
            self._close_flow()
        elif connection_id is None:
            self._open_flow(SetupWizard(self.context))
        elif step in set(Place):
            self._open(Place(step), connection_id)
        elif step is not None:
            self._open(Place.SETUP, connection_id)
        else:
            self._close_flow()
            self.list.focus_first(connection_id)

    def reload(self) -> None:
        """Asks for the connections."""
        self._rereading.start()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAGE_PX, _PAGE_PX, _PAGE_PX, _PAGE_PX)
        column.setSpacing(12)
        column.addLayout(self.banner_place)
        column.addWidget(self._stack, 1)

    def _follow(self, _change: "Change") -> None:
        self.reload()

    async def _read(self) -> None:
        self._show_overviews(await self.context.services.connections.list())
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.focus_first()

    def _show_overviews(self, overviews: Sequence["ConnectionOverview"]) -> None:
        """Cards and details as they stand now; details of what is removed close."""
        self.list.show_overviews(overviews)
        details = self.flow
        if isinstance(details, ConnectionDetails):
            found = [each for each in overviews if each.connection.id == details.connection_id]
            if found:
                details.update_overview(found[0])
            else:
                self._close_flow()

    def _add(self, pms_type: str | None) -> None:
        wizard = SetupWizard(self.context)
        self._open_flow(wizard)
        if pms_type is not None:
            wizard.choose(pms_type)

    def _open(self, place: Place, connection_id: str) -> None:
        """Opens a step; one that is open already only gets the focus, with its answers."""
        if self._is_open(place, connection_id):
            self.focus_first()
            return
        self.tasks.start(self._open_place(place, connection_id))

    def _is_open(self, place: Place, connection_id: str) -> bool:
        wizard = self.flow
        if isinstance(wizard, SetupWizard) and wizard.connection is not None:
            return wizard.connection.id == connection_id
        return wizard is not None and self._flow_place == (place, connection_id)

    async def _open_place(self, place: Place, connection_id: str, *, words: str = "") -> None:
        """`words` are said in the details: what was just saved."""
        overview = await self.context.services.connections.get(connection_id)
        connection, at = overview.connection, (place, connection_id)
        comes_from_details = isinstance(self.flow, ConnectionDetails)
        if place is Place.DETAILS:
            details = ConnectionDetails(self.context, overview, self._open)
            self._open_flow(details, at)
            details.begin(words)
        elif place is Place.SETUP or connection.setup_step is not SetupStep.DONE:
            self._open_flow(SetupWizard(self.context, connection), at)
        else:
            editor = make_editor(self.context, place, connection)
            self._open_flow(editor, at)
            self._came_from_details = comes_from_details
            editor.start(connection)

    def _open_flow(self, widget: _Flow, place: tuple[Place, str] | None = None) -> None:
        self._drop_flow()
        self._flow_place = place
        if isinstance(widget, StepEditor):
            widget.closed.connect(self._close_editor)
        else:
            widget.closed.connect(self._close_flow)
        if isinstance(widget, SetupWizard):
            widget.finished.connect(self._finish_setup)
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if isinstance(widget, SetupWizard):
            widget.moved.connect(self.setup_changed)
            widget.start()
        self.setup_changed.emit()

    def _close_editor(self, words: str) -> None:
        """Back to where the step was opened: the cards, or one connection's details."""
        editor = self.flow
        needs_sync = isinstance(editor, StepEditor) and editor.step.needs_sync
        place, comes_from_details = self._flow_place, self._came_from_details
        self._close_flow()
        if words:
            self.context.announce(words)
        if place is not None and comes_from_details:
            self.tasks.start(self._open_place(Place.DETAILS, place[1], words=words))
        elif words:
            self.list.message.show_notice(words, tone="ok")
        if words and place is not None and needs_sync:
            self.context.sync.start([place[1]], is_anew=True)

    def _close_flow(self) -> None:
        left = self._flow_place
        self._drop_flow()
        self.list.message.clear()
        self.reload()
        self.list.focus_first(left[1] if left is not None else None)

    def _finish_setup(self) -> None:
        self._close_flow()
        self.context.navigator.open_today()

    def _drop_flow(self) -> None:
        widget = self.flow
        if widget is not None:
            self._flow_place, self._came_from_details = None, False
            self._stack.setCurrentWidget(self.list)
            self._stack.removeWidget(widget)
            widget.deleteLater()
            self.setup_changed.emit()
