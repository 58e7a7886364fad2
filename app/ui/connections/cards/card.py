"""One connection on the page: what it is, how it stands, and everything to be done about it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from app.domain.connection import SetupStep
from app.domain.freshness import needs_a_person
from app.domain.sync_run import NoticeKind, SyncRun
from app.ui.connections.cards.card_drawer import CardDrawer
from app.ui.connections.cards.card_facts import CardFacts
from app.ui.connections.cards.card_words import (
    fault_words,
    run_sentence,
    spoken_card,
    state_words,
)
from app.ui.connections.cards.deed_buttons import DeedButtons
from app.ui.connections.cards.pausing import Pausing
from app.ui.connections.flow_row import FlowRow
from app.ui.connections.places import Place
from app.ui.language import tr, tr_count
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.controls import make_button
from app.ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview


class ConnectionCard(QFrame):
    """`on_open` is called with where to go and the connection's id.

    `step_wanted`: -1 to the card above, 1 to the one below.
    """

    step_wanted = Signal(int)

    def __init__(
        self,
        context: PageContext,
        overview: "ConnectionOverview",
        on_open: Callable[[Place, str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("connection_card")
        self.setProperty("panel", "true")
        self.context = context
        self.tasks = context.tasks(self)
        self.overview = overview
        self.pausing = Pausing(context, self.tasks)
        self._on_open = on_open
        self.facts = CardFacts(context.theme)
        self.attention = NoticeBar(name="card_attention")
        self._details = make_button(
            tr("Details"), name="card_details", on_click=lambda: self._open(Place.DETAILS)
        )
        self._more = icon_button(
            "more_horizontal", tr("More"), name="card_more", theme=context.theme
        )
        self._more.clicked.connect(lambda _checked: self._open_menu())
        self.drawer = CardDrawer(context, self.connection_id, self._more.setFocus)
        self._deeds = DeedButtons(
            context,
            self.drawer,
            connection_id=self.connection_id,
            name="card",
            open_place=on_open,
        )
        self._lay_out()
        self._deeds.bind_keys(self)
        context.sync.changed.connect(self.show_words)
        context.sync.ended.connect(self._show_runs)
        self.show_words()

    @property
    def connection_id(self) -> str:
        """Whose card it is."""
        return self.overview.connection.id

    def update_overview(self, overview: "ConnectionOverview") -> None:
        """Brings the card up to date in place; focus and open panels stay."""
        self.overview = overview
        self.show_words()

    def show_words(self) -> None:
        """Writes every word of the card anew: ages grow by themselves."""
        connection, now = self.overview.connection, self.context.services.now()
        state = state_words(
            connection, self.overview.freshness, is_syncing=self.overview.is_syncing, now=now
        )
        self.setAccessibleName(spoken_card(connection, state))
        self.facts.show_overview(self.overview, state, now)
        self._show_buttons()
        self._show_attention()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down leave for the next card; Enter is a press of the button in focus."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def focus_first(self) -> None:
        """The first button that can be pressed."""
        for each in self._all_buttons:
            if not each.isHidden() and each.isEnabled():
                each.setFocus()
                return

    @property
    def _all_buttons(self) -> tuple[Button, ...]:
        deeds = self._deeds
        first = (deeds.setup, deeds.reconnect, deeds.sync, deeds.cancel)
        return (*first, deeds.people, deeds.types, deeds.test, self._details, self._more)

    def _lay_out(self) -> None:
        buttons = FlowRow()
        for each in self._all_buttons:
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.facts)
        column.addWidget(self.attention)
        column.addLayout(buttons)
        column.addWidget(self.drawer)

    def _open(self, place: Place) -> None:
        self._on_open(place, self.connection_id)

    def _show_buttons(self) -> None:
        self._deeds.show_overview(self.overview)
        name = self.overview.connection.display_name
        self._details.setAccessibleName(tr("Details of {name}", name=name))
        self._more.setAccessibleName(tr("More for {name}", name=name))

    def _show_attention(self) -> None:
        connection = self.overview.connection
        new = next(
            (each for each in self.overview.notices if each.kind is NoticeKind.NEW_PEOPLE), None
        )
        if self.overview.is_syncing and connection.setup_step is SetupStep.DONE:
            done, total = self.context.sync.progress
            people = tr_count(total, "{n} person", "{n} people")
            words = tr("Checking… {count} of {people}", count=done, people=people)
            self.attention.show_notice(words if total else tr("Checking…"), tone="info")
        elif new is not None:
            words = tr_count(
                new.count,
                "{n} new person in {system} needs a choice. (MAP-01)",
                "{n} new people in {system} need a choice. (MAP-01)",
                system=new.system,
            )
            choose = Action(tr("Choose"), lambda: self._open(Place.PEOPLE))
            self.attention.show_notice(words, tone="info", actions=(choose,))
        elif connection.last_sync_error and connection.setup_step is SetupStep.DONE:
            code = connection.last_sync_error_code
            tone = "err" if needs_a_person(code) else "warn"
            self.attention.show_notice(fault_words(connection), tone=tone)
        else:
            self.attention.clear()

    def _show_runs(self, runs: Sequence[SyncRun]) -> None:
        for run in runs:
            if run.connection_id == self.connection_id and run.error_code is None:
                zone = self.overview.connection.timezone
                self.drawer.say(run_sentence(run, timezone=zone), tone="ok")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("card_menu")
        menu.addAction(tr("Rename"), self.open_rename)
        if self.overview.connection.setup_step is SetupStep.DONE:
            menu.addAction(tr("Settings"), self.open_settings)
            for words, act in self.pausing.choices(self.overview.connection):
                menu.addAction(words, act)
        menu.addSeparator()
        menu.addAction(
            tr("Remove {system}…", system=self.overview.connection.system), self.ask_to_remove
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def open_rename(self) -> None:
        """Opens the field with the connection's name."""
        self.drawer.open_rename(self.overview.connection)

    def open_settings(self) -> None:
        """Opens the connection's settings."""
        self.drawer.open_settings(self.overview.connection)

    def ask_to_remove(self) -> None:
        """Says what goes before anything goes."""
        self.drawer.ask_to_remove(self.overview.connection)
