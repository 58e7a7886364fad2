"""What opens below a card's buttons: results, its name, its settings, the question to remove it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.ui.connections.cards.card_panels import RenamePanel, SettingsPanel
from app.ui.connections.cards.card_words import health_sentence, removal_sentence
from app.ui.connections.tab_order import follow_reading_order
from app.ui.connections.zones import zone_choices
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionChanges


class CardDrawer(QWidget):
    """One thing open at a time; `on_closed` gives the focus back to the card."""

    def __init__(
        self, context: PageContext, connection_id: str, on_closed: Callable[[], object]
    ) -> None:
        super().__init__()
        self.context = context
        self.tasks = context.tasks(self)
        self._connection_id = connection_id
        self._on_closed = on_closed
        self._panel: RenamePanel | SettingsPanel | None = None
        self.result = NoticeBar(name="card_result")
        self.question = NoticeBar(name="remove_question")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.result)
        self._column.addWidget(self.question)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_panel)
        self.hide()

    @property
    def is_open(self) -> bool:
        """True while something waits for an answer: the name, the settings, the question."""
        return self._panel is not None or bool(self.question.text)

    def say(self, words: str, *, tone: str) -> None:
        """One sentence about what was just done."""
        self.result.show_notice(words, tone=tone)
        self.show()

    def test_connection(self, busy: QWidget) -> None:
        """Signs in and reads, and says in plain words how that went."""
        self.say(tr("Testing the connection…"), tone="info")
        self.tasks.start(self._test(), busy=busy, on_error=self.show_error)

    def show_error(self, error: RunSheetError) -> None:
        """A fault of something that was pressed on this card."""
        self.say(translated(error), tone="err")
        self.context.announce(translated(error))

    def open_rename(self, connection: Connection) -> None:
        """The field with the connection's name."""
        theme = self.context.theme
        self._open(RenamePanel(connection, theme, self._rename, self.close_panel))

    def open_settings(self, connection: Connection) -> None:
        """Syncing on or off, how often, telehealth only, the time zone."""
        theme = self.context.theme
        panel = SettingsPanel(connection, theme, self._save_settings, self.close_panel)
        self._open(panel)
        self.tasks.start(self._offer_zones(panel))

    def ask_to_remove(self, connection: Connection) -> None:
        """Says what goes before anything goes."""
        self._drop_panel()
        self.result.clear()
        actions = (
            Action(tr("Keep"), self.close_panel),
            Action(tr("Remove {system}", system=connection.system), self._remove),
        )
        words = removal_sentence(connection)
        self.question.show_notice(words, tone="warn", actions=actions)
        self.show()
        self.question.buttons[0].setFocus()

    def close_panel(self) -> None:
        """Closes what is open; nothing is saved."""
        self._drop_panel()
        self.question.clear()
        self._on_closed()

    async def _offer_zones(self, panel: SettingsPanel) -> None:
        """The PC's zone files are looked through beside the window, not in its way."""
        await asyncio.to_thread(zone_choices)
        if self._panel is panel:
            panel.offer_zones()

    async def _test(self) -> None:
        health = await self.context.services.connections.test(self._connection_id)
        words = health_sentence(health)
        self.say(words, tone="ok" if health.is_healthy else "err")
        self.context.announce(words)

    def _open(self, panel: RenamePanel | SettingsPanel) -> None:
        self._drop_panel()
        self.question.clear()
        self.result.clear()
        self._panel = panel
        self._column.insertWidget(0, panel)
        self.show()
        follow_reading_order(self.parentWidget() or self)
        panel.focus_first()

    def _drop_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    def _remove(self) -> None:
        work = self.context.services.connections.delete(self._connection_id)
        self.tasks.start(work, busy=self.question, on_error=self.show_error)

    def _rename(self, name: str) -> None:
        from app.services.connections.service import ConnectionChanges

        self._change(ConnectionChanges(display_name=name))

    def _save_settings(self, panel: SettingsPanel) -> None:
        from app.services.connections.service import ConnectionChanges

        changes = ConnectionChanges(
            sync_enabled=panel.is_on.isChecked(),
            sync_frequency_minutes=panel.minutes.value(),
            sync_telehealth_only=panel.only.isChecked(),
            timezone=panel.corrected_zone,
        )
        self._change(changes)

    def _change(self, changes: "ConnectionChanges") -> None:
        self.tasks.start(self._save(changes), busy=self._panel, on_error=self.show_error)

    async def _save(self, changes: "ConnectionChanges") -> None:
        await self.context.services.connections.change(self._connection_id, changes)
        self.close_panel()
        self.context.announce(tr("Saved."))
