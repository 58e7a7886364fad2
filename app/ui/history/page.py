"""Sync history: every check of the list, what it changed, what it left out, and since when."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ConnectionNotFound, RunSheetError
from app.domain.history import HistoryFilter, RunDetail
from app.domain.sync_run import SyncRun
from app.ui import keys
from app.ui.connections.cards.card_words import reconnect_label, run_sentence
from app.ui.history.detail_pane import DetailPane
from app.ui.history.feed import Around, Rows, read_around
from app.ui.history.filter_bar import HistoryFilterBar
from app.ui.history.model import HistoryModel
from app.ui.history.save_panel import SavePanel
from app.ui.history.strip import HistoryStrip
from app.ui.history.strip_words import strip_words
from app.ui.history.summary import summary
from app.ui.history.table import HistoryTable
from app.ui.page import Page, PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button, scrolled
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections import ConnectionOverview

_PAGE_PX, _BESIDE_PX, _PANE_PX, _LOW_PX = 20, 1030, 340, 220
_LEGEND = "▮ complete   ◑ partly   ▲ failed   ✕ stopped   grey: closed"


class HistoryPage(Page):
    """Ctrl+3. Lives with the window's feed: whatever is synced shows here without being asked."""

    title = "Sync history"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.filters, self.strip = HistoryFilterBar(theme), HistoryStrip(theme)
        self.model = HistoryModel()
        self.table, self.pane = HistoryTable(self.model, theme), DetailPane(theme)
        self.empty = EmptyState(name="history_empty")
        self.save_panel = SavePanel(context)
        self._rows, self._paging = Rows(), asyncio.Lock()
        self._around: Around | None = None
        self._wanted_run: str | None = None
        self._is_loading = self._is_due = self._is_new = self._is_reading = False
        self._wants_focus = self._has_retried = False
        self._lay_out()
        self._connect()

    # --- what the frame asks ---------------------------------------------------------------

    def on_shown(self) -> None:
        """As it stands now."""
        self.reload()

    def focus_first(self) -> None:
        """Into the list; where there is none, to the next step."""
        if self._around is None:
            self._wants_focus = True
        elif self._stack.currentWidget() is self._body:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.empty.buttons:
            self.empty.buttons[0].setFocus()
        else:
            self.filters.connections.setFocus()

    def show_run(self, run_id: str | None, connection_id: str | None) -> None:
        """Goes to a run; without one, to the newest of a connection, or of them all."""
        self.filters.choose(HistoryFilter(connection_id=None if run_id else connection_id))
        self._wanted_run, self._is_new = run_id, True
        self.reload()

    @property
    def is_settled(self) -> bool:
        """True when nothing is being read and nothing is due."""
        return self._around is not None and not (self._is_loading or self._is_reading)

    # --- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Reads the newest page again; asked twice meanwhile, it reads once more afterwards."""
        if self._is_loading:
            self._is_due = True
            return
        self._is_loading = True
        self.tasks.start(self._reload(), on_error=self._show_fault)

    async def _reload(self) -> None:
        try:
            self._is_due = True
            while self._is_due:
                self._is_due = False
                await self._read()
        finally:
            self._is_loading = False
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.focus_first()

    async def _read(self) -> None:
        services, is_new = self.context.services, self._is_new
        self._is_new = False
        around = await read_around(services, await self._overviews())
        rows = await self._rows.read_newest(
            services, self.filters.wanted, around.setting, is_new=is_new
        )
        self._show_around(around)
        await asyncio.sleep(0)  # what is on screen is painted in small steps
        if is_new:
            self.model.replace(rows)
        else:
            self.model.update_to(rows)
        self.model.has_more = self._rows.next is not None
        await asyncio.sleep(0)
        await self._choose(is_new=is_new)
        self._show_place()
        self._read_detail()

    async def _overviews(self) -> "tuple[ConnectionOverview, ...]":
        snapshot = self.context.feed.snapshot
        if snapshot is not None and snapshot.overviews:
            return snapshot.overviews
        return await self.context.services.connections.list()

    async def _choose(self, *, is_new: bool) -> None:
        """The run that was asked for, page after page; else the one in focus, or the newest."""
        wanted, self._wanted_run = self._wanted_run, None
        while wanted is not None and not self.table.choose(wanted):
            if not await self._read_more():
                break
        was_found = wanted is not None and self.model.place_of(wanted) is not None
        if (is_new and not was_found) or self.table.current is None:
            self.table.choose_newest()

    async def _read_more(self) -> bool:
        """The next page; False when there is none."""
        around = self._around
        if around is None:
            return False
        async with self._paging:  # never the same page twice
            rows = await self._rows.read_more(
                self.context.services, self.filters.wanted, around.setting
            )
            self.model.add(rows)
            self.model.has_more = self._rows.next is not None
        return bool(rows)

    def _read_detail(self) -> None:
        """Whatever run is in focus, one reading at a time."""
        if not self._is_reading and self.table.current is not None:
            self._is_reading = True
            self.tasks.start(self._read_details())

    async def _read_details(self) -> None:
        try:
            shown = None
            while self.table.current is not None and self.table.current.id != shown:
                shown = self.table.current.id
                await self._read_one(shown)
        finally:
            self._is_reading = False

    async def _read_one(self, run_id: str) -> None:
        try:
            detail = await self.context.services.history.run(run_id)
        except ConnectionNotFound:  # removed while it was read; the list follows
            return
        self._show_detail(detail)

    # --- showing ---------------------------------------------------------------------------

    def _show_around(self, around: Around) -> None:
        self._around = around
        self.filters.show_choices(around.connections, first=around.first_day, current=around.today)
        self.strip.show_strip(around.strip)
        self._since.setText(strip_words(around.strip))

    def _show_detail(self, detail: RunDetail) -> None:
        if self._around is None:
            return
        self.pane.show_detail(
            detail,
            self._around.setting,
            self.context.privacy.veil,
            sign_in=self._sign_in_words(detail),
        )
        self.pane.show_busy(is_busy=self.context.sync.is_running)

    def _sign_in_words(self, detail: RunDetail) -> str | None:
        """The verb where this run's fault still is the connection's, and only signing in helps."""
        run, snapshot = detail.entry.run, self.context.feed.snapshot
        for overview in snapshot.overviews if snapshot else ():
            connection = overview.connection
            if connection.id == run.connection_id:
                is_still_so = connection.last_sync_error_code == run.error_code
                return reconnect_label(run.error_code) if is_still_so else None
        return None

    def _show_place(self) -> None:
        """The list, or the words where it would be."""
        if self.model.rows:
            self._stack.setCurrentWidget(self._body)
            return
        if self.filters.wanted.is_empty:
            connect = Action("Open connections", self.context.navigator.open_connections)
            self.empty.show_words(
                "No checks yet. The first one runs when you connect.", "", (connect,)
            )
        else:
            show_all = Action("Show all checks", self.filters.clear)
            self.empty.show_words("No checks match this choice.", "", (show_all,))
        self._stack.setCurrentWidget(self.empty)

    def _show_fault(self, error: RunSheetError) -> None:
        """What is on screen stays there; without anything on screen, words and the next step."""
        if self.model.rows:
            self.context.show_message(str(error))
            return
        again = Action("Try again", self.reload)
        self.empty.show_words("We couldn't open the sync history.", str(error), (again,))
        self._stack.setCurrentWidget(self.empty)

    # --- deeds -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R tries again what failed, E goes to the support export; letters can be turned off."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        has_letters = self._around is not None and self._around.has_letter_keys
        if event.key() == Qt.Key.Key_R and is_plain and has_letters:
            if self.pane.again.isVisible() and self.pane.again.isEnabled():
                self._try_again()
        elif event.key() == Qt.Key.Key_E and is_plain and has_letters:
            self._open_support()
        else:
            super().keyPressEvent(event)

    def _try_again(self) -> None:
        """Only whom this run could not read; everybody where it read nobody."""
        detail = self.pane.detail
        if detail is not None:
            run, self._has_retried = detail.entry.run, True
            self.context.sync.retry(
                run.connection_id, day=run.day, practitioner_ids=detail.entry.failed_practitioners
            )

    def _tell_result(self, runs: tuple[SyncRun, ...]) -> None:
        """How the trying again ended, in one sentence."""
        if self._has_retried and runs:
            timezone = self._around.setting.timezone if self._around else None
            self.context.show_message(run_sentence(runs[0], timezone=timezone))
        self._has_retried = False

    def _sign_in(self) -> None:
        if self.pane.detail is not None:
            run = self.pane.detail.entry.run
            self.context.navigator.open_connections(run.connection_id, "reconnect")

    def _copy_summary(self) -> None:
        if self.pane.detail is not None:
            QGuiApplication.clipboard().setText(summary(self.pane.detail))
            self.context.show_message("Summary copied. It names no patients.")

    def _copy_row(self) -> None:
        row = self.table.current
        if row is not None:
            QGuiApplication.clipboard().setText(row.copied)
            self.context.show_message("Row copied.")

    def _refilter(self) -> None:
        self._is_new = True
        self.reload()

    def _enter_details(self) -> None:
        if self.pane.detail is not None:
            self.pane.lines.focus_first()
            self._area.ensureWidgetVisible(self.pane.lines)

    def _leave_details(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(self.table)

    def _open_support(self) -> None:
        """Of the check in focus; the last 24 hours are one choice away."""
        run_id = self.pane.detail.entry.run.id if self.pane.detail is not None else None
        self.context.navigator.open_support_export(run_id)

    def _open_save(self) -> None:
        self.save_panel.open_panel(self._around.setting.timezone if self._around else "UTC")

    # --- building --------------------------------------------------------------------------

    def _connect(self) -> None:
        context, pane = self.context, self.pane
        context.feed.changed.connect(self._follow)
        context.privacy.changed.connect(self._veil_changed)
        context.sync.changed.connect(lambda: pane.show_busy(is_busy=self.context.sync.is_running))
        context.sync.ended.connect(self._tell_result)
        self.filters.changed.connect(self._refilter)
        self.model.more_wanted.connect(lambda: self.tasks.start(self._read_more()))
        self.table.chosen.connect(lambda _run_id: self._read_detail())
        self.table.entered.connect(self._enter_details)
        self.table.copy_wanted.connect(self._copy_row)
        self.strip.chosen.connect(self._go_to)
        pane.closed.connect(self._leave_details)
        pane.retry_wanted.connect(self._try_again)
        pane.sign_in_wanted.connect(self._sign_in)
        pane.copy_wanted.connect(self._copy_summary)
        self.save_panel.closed.connect(self._save_button.setFocus)

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

    def _lay_out(self) -> None:
        self._body, self._stack = QWidget(), QStackedWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.table, 7)
        self._beside.addWidget(self.pane, 3)
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.empty)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(_PAGE_PX, _PAGE_PX, _PAGE_PX, _PAGE_PX)
        inside.setSpacing(12)
        inside.addLayout(self.banner_place)
        inside.addLayout(self._head())
        for part in (self.save_panel, self.filters):
            inside.addWidget(part)
        inside.addLayout(self._last_day())
        inside.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(inner)
        column.addWidget(self._area)
        self.context.theme.changed.connect(self._fit)

    def _head(self) -> QHBoxLayout:
        self._save_button = make_button("Save log…", name="save_log", on_click=self._open_save)
        self._support_button = make_button(
            "Support export…",
            name="support_export",
            tip=keys.shown(keys.SUPPORT),
            on_click=self._open_support,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.title, role="title"))
        row.addStretch(1)
        row.addWidget(self._support_button)
        row.addWidget(self._save_button)
        return row

    def _last_day(self) -> QVBoxLayout:
        self._since = label(role="secondary", wrap=True, name="history_since")
        rows = QVBoxLayout()
        rows.setSpacing(4)
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(label("Last 24 hours", role="strong"), 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(self._since, 1)
        self._legend = label(_LEGEND, role="small")
        heading.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignBottom)
        rows.addLayout(heading)
        rows.addWidget(self.strip)
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details stand beside the list, below it where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Both keep a height to work in; what doesn't fit the window scrolls."""
        theme = self.context.theme
        has_room = (self.width() - 2 * _PAGE_PX) / theme.scale >= _BESIDE_PX
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(across if has_room else down)
        self._legend.setVisible(has_room)
        self.pane.setMinimumWidth(theme.px(_PANE_PX) if has_room else 0)
        for part in (self.table, self.pane):
            part.setMinimumHeight(theme.px(_LOW_PX))
