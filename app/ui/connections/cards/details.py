"""One connection on the whole page: its facts, everything to be done about it, its recent syncs."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.connection import SetupStep
from app.ui import keys
from app.ui.connections.cards.card_drawer import CardDrawer
from app.ui.connections.cards.card_words import state_words
from app.ui.connections.cards.chip import Chip
from app.ui.connections.cards.deed_buttons import DeedButtons
from app.ui.connections.cards.details_facts import DetailsFacts
from app.ui.connections.cards.details_words import facts_of
from app.ui.connections.cards.history_table import HistoryTable
from app.ui.connections.cards.history_words import history_row
from app.ui.connections.cards.pausing import Pausing
from app.ui.connections.flow_row import FlowRow
from app.ui.connections.places import Place
from app.ui.connections.systems import finds_telehealth
from app.ui.connections.tab_order import follow_reading_order
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import make_button, scrolled, set_words
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview

RUNS_SHOWN = 10
_TABLE_PX = 240


class ConnectionDetails(QWidget):
    """`closed`: back to the cards. `on_open` gets where to go and the connection's id."""

    closed = Signal()

    def __init__(
        self,
        context: PageContext,
        overview: "ConnectionOverview",
        on_open: Callable[[Place, str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("connection_details")
        self.context = context
        self.tasks = context.tasks(self)
        self.overview = overview
        self._next_at: datetime | None = None
        self._pausing = Pausing(context, self.tasks)
        self._system = label(role="secondary", name="details_system")
        self._title = label(role="title", wrap=True, name="details_title")
        self._state = Chip(context.theme, name="details_state")
        self.facts = DetailsFacts(context.theme)
        self.history = HistoryTable()
        self.history.opened.connect(context.navigator.open_history)
        self._none_yet = label(tr("No syncs yet."), role="secondary", name="no_syncs")
        self.drawer = CardDrawer(context, self.connection_id, self.focus_first)
        self._deeds = DeedButtons(
            context,
            self.drawer,
            connection_id=self.connection_id,
            name="details",
            open_place=on_open,
        )
        self._make_buttons()
        self._lay_out()
        self._deeds.bind_keys(self)
        context.sync.changed.connect(self._show_words)
        self.update_overview(overview)

    @property
    def connection_id(self) -> str:
        """Whose details these are."""
        return self.overview.connection.id

    def update_overview(self, overview: "ConnectionOverview") -> None:
        """Brings everything up to date in place; the focus and open panels stay."""
        self.overview = overview
        self._show_words()
        self.tasks.start(self._load())

    def begin(self, words: str = "") -> None:
        """Opens; `words` tell what was just saved elsewhere."""
        if words:
            self.drawer.say(words, tone="ok")
        self.focus_first()

    def focus_first(self) -> None:
        """The way back."""
        self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what is open below the buttons; with nothing open, the details."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.drawer.is_open:
            self.drawer.close_panel()
        else:
            self.closed.emit()

    async def _load(self) -> None:
        """The recent syncs, and when the timer checks next."""
        sync, connection = self.context.services.sync, self.overview.connection
        runs = await sync.history(connection.id, limit=RUNS_SHOWN)
        self._next_at = await self.context.services.schedule.next_sync_at(connection.id)
        now, zone = self.context.services.now(), connection.timezone or "UTC"
        self.history.show_rows([history_row(run, timezone=zone, now=now) for run in runs])
        self.history.setVisible(bool(runs))
        self._none_yet.setVisible(not runs)
        self._show_words()

    def _make_buttons(self) -> None:
        add = make_button
        self._back = add(
            tr("Back to connections"), name="details_back", on_click=self.closed.emit, tip="Esc"
        )
        self._settings = add(
            tr("Settings"),
            name="details_settings",
            on_click=lambda: self.drawer.open_settings(self.overview.connection),
        )
        self._pause = add(tr("Pause for 1 hour"), name="details_pause", on_click=self._press_pause)
        self._rename = add(
            tr("Rename"),
            name="details_rename",
            on_click=lambda: self.drawer.open_rename(self.overview.connection),
        )
        self._support = add(
            tr("Support export…"),
            name="details_support",
            tip=keys.shown(keys.SUPPORT),
            on_click=self._open_support,
        )
        self._remove = add(
            tr("Remove {system}…", system=self.overview.connection.system),
            name="details_remove",
            kind="danger",
            on_click=lambda: self.drawer.ask_to_remove(self.overview.connection),
        )

    @property
    def _buttons(self) -> tuple[Button, ...]:
        deeds = self._deeds
        return (
            *(deeds.setup, deeds.reconnect, deeds.sync, deeds.cancel),
            *(deeds.test, deeds.people, deeds.types),
            self._settings,
            self._pause,
            self._rename,
            self._support,
            self._remove,
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._system)
        names.addWidget(self._title)
        top.addLayout(names, 1)
        top.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        row = FlowRow()
        for each in self._buttons:
            row.addWidget(each)
        self.history.setMinimumHeight(self.context.theme.px(_TABLE_PX))
        inner = QWidget()
        inner.setObjectName("scrolled")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(row)
        inside.addWidget(self.drawer)
        inside.addWidget(self.facts)
        inside.addLayout(self._history_head())
        inside.addWidget(self._none_yet)
        inside.addWidget(self.history, 1)
        inside.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(top)
        column.addWidget(scrolled(inner), 1)

    def _history_head(self) -> QHBoxLayout:
        """The table's heading, and the way to the whole history."""
        whole = make_button(
            tr("All in Sync history"),
            name="details_history",
            on_click=lambda: self.context.navigator.open_history(None, self.connection_id),
        )
        row = QHBoxLayout()
        row.addWidget(label(tr("Recent syncs"), role="heading"))
        row.addStretch(1)
        row.addWidget(whole)
        return row

    def _open_support(self) -> None:
        self.context.navigator.open_support_export()

    def _show_words(self) -> None:
        connection, now = self.overview.connection, self.context.services.now()
        state = state_words(
            connection, self.overview.freshness, is_syncing=self.overview.is_syncing, now=now
        )
        self._system.setText(connection.system)
        self._title.setText(connection.display_name)
        self._state.show_state(state.glyph, translated(state.words), state.tone)
        self.setAccessibleName(
            tr(
                "Details of {system}, {name}",
                system=connection.system,
                name=connection.display_name,
            )
        )
        finds = finds_telehealth(self.context.services, connection.pms_type)
        self.facts.show_facts(
            facts_of(self.overview, next_at=self._next_at, finds_telehealth=finds, now=now)
        )
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._deeds.show_overview(self.overview)
        is_done = self.overview.connection.setup_step is SetupStep.DONE
        self._settings.setVisible(is_done)
        choices = self._pausing.choices(self.overview.connection)
        self._pause.setVisible(is_done and bool(choices))
        set_words(self._pause, choices[0][0] if choices else tr("Pause for 1 hour"))
        follow_reading_order(self)

    def _press_pause(self) -> None:
        """The first of what can be done now: an hour's pause, or the end of one."""
        for _words, act in self._pausing.choices(self.overview.connection)[:1]:
            act()
