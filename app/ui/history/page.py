"""Sync history: every check of the list, what it changed, what it left out, and since when."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import RunSheetError
from app.domain.history import HistoryFilter, RunDetail
from app.ui import keys
from app.ui.connections.cards.card_words import reconnect_label
from app.ui.history.deeds import HistoryDeeds
from app.ui.history.detail_pane import DetailPane
from app.ui.history.feed import Around
from app.ui.history.filter_bar import HistoryFilterBar
from app.ui.history.layout import HistoryLayout
from app.ui.history.model import HistoryModel
from app.ui.history.reading import HistoryReading
from app.ui.history.save_panel import SavePanel
from app.ui.history.strip import HistoryStrip
from app.ui.history.strip_words import strip_words
from app.ui.history.table import HistoryTable
from app.ui.page import Page, PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import make_button
from app.ui.widgets.empty_state import EmptyState


class HistoryPage(Page):
    """Ctrl+4. Lives with the window's feed: whatever is synced shows here without being asked."""

    title = "Sync history"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.filters, self.strip = HistoryFilterBar(theme), HistoryStrip(theme)
        self.model = HistoryModel()
        self.table, self.pane = HistoryTable(self.model, theme), DetailPane(theme)
        self.empty = EmptyState(name="history_empty")
        self.save_panel = SavePanel(context)
        self._reading = HistoryReading(
            context,
            self.table,
            self.model,
            wanted=lambda: self.filters.wanted,
            tasks=self.tasks,
            parent=self,
        )
        self._deeds = HistoryDeeds(context, self.table, self.pane, self._reading, self)
        self._layout = HistoryLayout(
            self,
            buttons=self._head_buttons(),
            panels=(self.save_panel, self.filters),
            strip=self.strip,
            table=self.table,
            pane=self.pane,
            empty=self.empty,
        )
        self._since = self._layout.since
        self._wants_focus = False
        self._connect()

    # --- what the frame asks ---------------------------------------------------------------

    @property
    def help_code(self) -> str:
        """The chosen check's."""
        return self.pane.detail.entry.run.error_code or "" if self.pane.detail is not None else ""

    def on_shown(self) -> None:
        """As it stands now."""
        self.reload()

    def focus_first(self) -> None:
        """Into the list; where there is none, to the next step."""
        if self._reading.around is None:
            self._wants_focus = True
        elif self._layout.shows_list:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.empty.buttons:
            self.empty.buttons[0].setFocus()
        else:
            self.filters.connections.setFocus()

    def open_find(self) -> None:
        """Ctrl+F: which result is looked for."""
        self.filters.results.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_run(self, run_id: str | None, connection_id: str | None) -> None:
        """Goes to a run; without one, to the newest of a connection, or of them all."""
        self.filters.choose(HistoryFilter(connection_id=None if run_id else connection_id))
        self._reading.start_at(run_id)

    def reload(self) -> None:
        """Reads the newest checks again."""
        self._reading.start()

    @property
    def is_settled(self) -> bool:
        """True when nothing is being read and nothing is due."""
        return self._reading.is_settled

    # --- showing ---------------------------------------------------------------------------

    def _show_around(self, around: Around) -> None:
        self.filters.show_choices(around.connections, first=around.first_day, current=around.today)
        self.strip.show_strip(around.strip)
        self._since.setText(strip_words(around.strip))

    def _show_detail(self, detail: RunDetail) -> None:
        around = self._reading.around
        if around is None:
            return
        self.pane.show_detail(
            detail,
            around.setting,
            self.context.privacy.veil,
            sign_in=self._sign_in_words(detail),
        )
        self._show_busy()

    def _sign_in_words(self, detail: RunDetail) -> str | None:
        """The verb where this run's fault still is the connection's, and only signing in helps."""
        run, snapshot = detail.entry.run, self.context.feed.snapshot
        for overview in snapshot.overviews if snapshot else ():
            connection = overview.connection
            if connection.id == run.connection_id:
                is_still_so = connection.last_sync_error_code == run.error_code
                return reconnect_label(run.error_code) if is_still_so else None
        return None

    def _show_busy(self) -> None:
        self.pane.show_busy(is_busy=self.context.sync.is_running)

    def _show_place(self) -> None:
        """The list, or the words where it would be."""
        if self.model.rows:
            self._layout.show_list(is_shown=True)
        elif self.filters.wanted.is_empty:
            connect = Action("Open connections", self.context.navigator.open_connections)
            self._show_words("No checks yet. The first one runs when you connect.", "", connect)
        else:
            show_all = Action("Show all checks", self.filters.clear)
            self._show_words("No checks match this choice.", "", show_all)

    def _show_fault(self, error: RunSheetError) -> None:
        """What is on screen stays there; without anything on screen, words and the next step."""
        if self.model.rows:
            self.context.show_message(str(error))
            return
        again = Action("Try again", self.reload)
        self._show_words("We couldn't open the sync history.", str(error), again)

    def _show_words(self, title: str, text: str, action: Action) -> None:
        self.empty.show_words(title, text, (action,))
        self._layout.show_list(is_shown=False)

    def _focus_if_wanted(self) -> None:
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.focus_first()

    # --- keys and clicks -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R tries again what failed, E goes to the support export; letters can be turned off."""
        around = self._reading.around
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        has_letters = around is not None and around.has_letter_keys
        if event.key() == Qt.Key.Key_R and is_plain and has_letters:
            if self.pane.again.isVisible() and self.pane.again.isEnabled():
                self._deeds.try_again()
        elif event.key() == Qt.Key.Key_E and is_plain and has_letters:
            self._deeds.open_support()
        else:
            super().keyPressEvent(event)

    def _enter_details(self) -> None:
        if self.pane.detail is not None:
            self.pane.lines.focus_first()
            self._layout.bring_into_view(self.pane.lines)

    def _leave_details(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._layout.bring_into_view(self.table)

    def _open_save(self) -> None:
        around = self._reading.around
        self.save_panel.open_panel(around.setting.timezone if around else "UTC")

    def _follow(self, _snapshot: object) -> None:
        if self.isVisible():
            self.reload()

    def _veil_changed(self) -> None:
        """At once: nothing is read for it."""
        if self.pane.detail is not None:
            self._show_detail(self.pane.detail)

    def _go_to(self, run_id: str) -> None:
        """A mark of the strip was clicked."""
        if not self.table.choose(run_id):
            self.show_run(run_id, None)
        self.table.setFocus(Qt.FocusReason.MouseFocusReason)

    def _head_buttons(self) -> tuple[Button, Button]:
        self._save_button = make_button("Save log…", name="save_log", on_click=self._open_save)
        support_button = make_button(
            "Support export…",
            name="support_export",
            tip=keys.shown(keys.SUPPORT),
            on_click=self._deeds.open_support,
        )
        return support_button, self._save_button

    def _connect(self) -> None:
        context, reading = self.context, self._reading
        reading.around_read.connect(self._show_around)
        reading.rows_read.connect(self._show_place)
        reading.rows_read.connect(self._focus_if_wanted)
        reading.detail_read.connect(self._show_detail)
        reading.failed.connect(self._show_fault)
        context.feed.changed.connect(self._follow)
        context.privacy.changed.connect(self._veil_changed)
        context.sync.changed.connect(self._show_busy)
        context.theme.changed.connect(self._layout.fit)
        self.filters.changed.connect(reading.start_anew)
        self.model.more_wanted.connect(reading.start_more)
        self.table.chosen.connect(lambda _run_id: reading.start_detail())
        self.table.entered.connect(self._enter_details)
        self.strip.chosen.connect(self._go_to)
        self.pane.closed.connect(self._leave_details)
        self.save_panel.closed.connect(self._save_button.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details stand beside the list, below it where there is no room."""
        super().resizeEvent(event)
        self._layout.fit()
