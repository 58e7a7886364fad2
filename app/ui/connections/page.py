"""Connections: the cards, and in their place the set-up or one of its steps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.connection import Connection, SetupStep
from app.ui.connections.card import Place
from app.ui.connections.editor import StepEditor
from app.ui.connections.list_view import ConnectionList
from app.ui.connections.step_connect import ConnectStep
from app.ui.connections.step_people import PeopleStep
from app.ui.connections.step_types import TypesStep
from app.ui.connections.wizard import SetupWizard
from app.ui.page import Page, PageContext

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.changes import Change

AGES_MS = 30_000
_PAGE_PX = 20


class ConnectionsPage(Page):
    """Ctrl+2 of the window. Nothing here opens a dialog."""

    title = "Connections"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = ConnectionList(context, self._open, self._add)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._is_reloading = False
        self._is_stale = False
        self._wants_focus = False
        self._flow_place: tuple[Place, str] | None = None
        self._lay_out()
        self.destroyed.connect(context.services.changes.subscribe(self._follow))
        self._ages = QTimer(self, interval=AGES_MS)
        self._ages.timeout.connect(self.list.refresh_ages)
        self.reload()

    @property
    def flow(self) -> SetupWizard | StepEditor | None:
        """The set-up or the step that is open in place of the cards."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, SetupWizard | StepEditor) else None

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
        """Opens a step (`people`, `telehealth`, `setup`, `reconnect`, `choose`) or a card."""
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
        """Asks for the connections; asked twice meanwhile, it asks once more afterwards."""
        if self._is_reloading:
            self._is_stale = True
            return
        self._is_reloading = True
        self.tasks.start(self._reload())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAGE_PX, _PAGE_PX, _PAGE_PX, _PAGE_PX)
        column.setSpacing(12)
        column.addLayout(self.banner_place)
        column.addWidget(self._stack, 1)

    def _follow(self, _change: "Change") -> None:
        self.reload()

    async def _reload(self) -> None:
        try:
            self._is_stale = True
            while self._is_stale:
                self._is_stale = False
                self.list.show_overviews(await self.context.services.connections.list())
            if self._wants_focus and self.isVisible():
                self._wants_focus = False
                self.focus_first()
        finally:
            self._is_reloading = False

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

    async def _open_place(self, place: Place, connection_id: str) -> None:
        overview = await self.context.services.connections.get(connection_id)
        connection = overview.connection
        if place is Place.SETUP or connection.setup_step is not SetupStep.DONE:
            self._open_flow(SetupWizard(self.context, connection), (place, connection_id))
            return
        editor = self._editor(place, connection)
        self._open_flow(editor, (place, connection_id))
        editor.start(connection)

    def _editor(self, place: Place, connection: Connection) -> StepEditor:
        where = f"{connection.system}, {connection.display_name}"
        if place is Place.PEOPLE:
            return StepEditor(
                self.context,
                PeopleStep(self.context),
                heading=f"People — {where}",
                saved_words="People saved. Today follows your choices.",
            )
        if place is Place.TYPES:
            return StepEditor(
                self.context,
                TypesStep(self.context),
                heading=f"Telehealth types — {where}",
                saved_words="Telehealth types saved. Today follows your choices.",
            )
        return StepEditor(
            self.context,
            ConnectStep(self.context, reconnects=True),
            heading=f"Sign in again — {where}",
            saved_words=f"{connection.system} is signed in again. People and types are as before.",
        )

    def _open_flow(
        self, widget: SetupWizard | StepEditor, place: tuple[Place, str] | None = None
    ) -> None:
        self._drop_flow()
        self._flow_place = place
        if isinstance(widget, SetupWizard):
            widget.closed.connect(self._close_flow)
            widget.finished.connect(self._finish_setup)
        else:
            widget.closed.connect(self._close_editor)
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if isinstance(widget, SetupWizard):
            widget.moved.connect(self.setup_changed)
            widget.start()
        self.setup_changed.emit()

    def _close_editor(self, words: str) -> None:
        editor = self.flow
        is_sign_in = isinstance(editor, StepEditor) and isinstance(editor.step, ConnectStep)
        connection = editor.step.connection if is_sign_in else None  # type: ignore[union-attr]
        self._close_flow()
        if words:
            self.list.message.show_notice(words, tone="ok")
            self.context.announce(words)
        if words and connection is not None:
            self.context.sync.start([connection.id])

    def _close_flow(self) -> None:
        self._drop_flow()
        self.list.message.clear()
        self.reload()
        self.list.focus_first()

    def _finish_setup(self) -> None:
        self._close_flow()
        self.context.navigator.open_today()

    def _drop_flow(self) -> None:
        widget = self.flow
        if widget is not None:
            self._flow_place = None
            self._stack.setCurrentWidget(self.list)
            self._stack.removeWidget(widget)
            widget.deleteLater()
            self.setup_changed.emit()
