"""The Today page: puts header, filters, board or list, and details together."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.freshness import FreshnessState
from app.domain.practice_day import today
from app.domain.words import clock_time
from app.domain.words import phone_number as phone_words
from app.ui import keys
from app.ui.clipboard import ShortLivedClipboard
from app.ui.page import Page, PageContext
from app.ui.sheet_feed import Snapshot
from app.ui.today.board import Board
from app.ui.today.cards import Card
from app.ui.today.changes import spoken_update
from app.ui.today.content import board_content
from app.ui.today.details import facts_of, headline
from app.ui.today.drawer import Drawer
from app.ui.today.filter_bar import FilterBar
from app.ui.today.freshness_words import Pill, checking_pill, pill_of
from app.ui.today.header import Header
from app.ui.today.list_pane import ListPane
from app.ui.today.shelf import CardShelf
from app.ui.today.states import EmptyWords, NextStep, empty_words
from app.ui.widgets.actions import Action
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.skeleton import Skeleton

# Narrower than this, columns give way to the list (in px at 100 % text).
COLUMNS_NEED = 720


class TodayPage(Page):
    """Shows the feed's snapshots; changes them in place."""

    title = "Today"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.header, self.filter_bar = Header(theme), FilterBar(theme)
        self.board, self.list_pane = Board(theme), ListPane(theme)
        self.empty, self.skeleton = EmptyState(name="today_empty"), Skeleton(theme)
        self.drawer = Drawer(theme)
        self._stack = QStackedWidget()
        self._clipboard = ShortLivedClipboard(self)
        self._shelf = CardShelf()
        self._cards: Mapping[str, Card] = {}
        self._shown: Snapshot | None = None
        self._waiting: Snapshot | None = None
        self._before_sync: Snapshot | None = None
        self._is_showing = self._wants_list = self._says_result = False
        self._generation = 0
        self._open_id = ""
        self._was_narrow: bool | None = None
        self._on_painted: Callable[[], None] | None = None
        self._build()
        self._connect()

    # --- what the frame asks ---------------------------------------------------------------

    def focus_first(self) -> None:
        """The board, or the next step where there is no board."""
        view = self._view()
        if self._shown is None:
            self._wants_focus = True
            return
        if self._stack.currentWidget() is view:
            view.focus_first()
        elif self.empty.buttons:
            self.empty.buttons[0].setFocus()
        else:
            self.header.sync_button.setFocus()

    def open_find(self) -> None:
        """Ctrl+F."""
        self.filter_bar.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.find_box.selectAll()

    def apply_preferences(self, saved: Mapping[str, str]) -> None:
        """Puts the view and the chips as they were left."""
        self._wants_list = saved.get("today.view") == "list"
        self.filter_bar.cancelled.setChecked(saved.get("today.show_cancelled") != "no")
        self.filter_bar.telehealth.setChecked(saved.get("today.telehealth_only") == "yes")
        self._choose_view()

    def tell_when_painted(self, tell: Callable[[], None]) -> None:
        """Calls `tell` once, when the first list (or its empty words) has reached the screen."""
        self._on_painted = tell

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints, and tells whoever waits for the first list."""
        super().paintEvent(event)
        if self._on_painted is not None and self._shown is not None:
            tell, self._on_painted = self._on_painted, None
            QTimer.singleShot(0, tell)

    @property
    def is_settled(self) -> bool:
        """True when the newest snapshot is on screen."""
        return self._shown is not None and not self._is_showing and self._waiting is None

    # --- snapshots -------------------------------------------------------------------------

    def _take(self, snapshot: Snapshot) -> None:
        self._waiting = snapshot
        if not self._is_showing:
            self._is_showing = True
            self.tasks.start(self._show_waiting())

    async def _show_waiting(self) -> None:
        try:
            while self._waiting is not None:
                snapshot, self._waiting = self._waiting, None
                self._cards = await self._shelf.fill(snapshot)
                self._shown = snapshot
                for _ in self._put_up():
                    await asyncio.sleep(0)
                self._say_result(snapshot)
                if self._on_painted is not None:
                    self.update()
        finally:
            self._is_showing = False

    def _put_up_now(self) -> None:
        """After a filter: all at once, so that what is on screen always answers the find box."""
        for _ in self._put_up():
            pass

    def _put_up(self) -> Iterator[None]:
        snapshot = self._shown
        if snapshot is None:
            return
        self._generation += 1
        generation = self._generation
        self._show_head(snapshot)
        filters = self.filter_bar.filters
        content = board_content(
            snapshot.sheet, filters, self._cards, now=snapshot.now, is_today=snapshot.is_today
        )
        words = empty_words(snapshot, filters, shown=len(content.cards))
        self._show_stack(words)
        for _ in self._view().updates(content) if words is None else ():
            yield
            if generation != self._generation:
                return
        self._refresh_drawer(snapshot)
        if self._wants_focus:
            self._wants_focus = False
            self.focus_first()

    def _show_head(self, snapshot: Snapshot) -> None:
        sheet = snapshot.sheet
        current = today(snapshot.now, sheet.timezone).day
        self.header.show_day(sheet.day, current=current)
        self.header.show_pill(self._pill(snapshot))
        self.filter_bar.show_clinicians(sheet.columns)
        is_first_look = bool(sheet.rows) and not self.context.late.is_open
        can_sync = is_first_look or any(each.connection.is_paired for each in snapshot.overviews)
        self.header.offer_sync(is_offered=can_sync)
        self.filter_bar.setVisible(can_sync or bool(sheet.rows))

    def _pill(self, snapshot: Snapshot) -> Pill | None:
        if self.context.sync.is_running:
            return checking_pill(*self.context.sync.progress)
        if snapshot.is_checking:
            return checking_pill(0, 0)
        if not snapshot.overviews and not snapshot.sheet.rows:
            return None
        return pill_of(
            snapshot.sheet.freshness,
            system=_system_to_sign_in(snapshot),
            timezone=snapshot.sheet.timezone,
            now=snapshot.now,
        )

    def _show_stack(self, words: EmptyWords | None) -> None:
        if words is None:
            self._stack.setCurrentWidget(self._view())
            return
        actions = (Action(words.button, lambda: self._go(words.step)),) if words.button else ()
        self.empty.show_words(words.title, words.text, actions)
        self._stack.setCurrentWidget(self.empty)

    def _go(self, step: NextStep) -> None:
        match step:
            case NextStep.SYNC:
                self._start_sync()
            case NextStep.CLEAR_FILTERS:
                self.filter_bar.clear()
                self.focus_first()
            case NextStep.CONNECT:
                self.context.navigator.open_connections(None, "choose")
            case NextStep.SET_UP:
                self.context.navigator.open_connections(self._first_connection_id(), "setup")

    def _first_connection_id(self) -> str | None:
        overviews = self._shown.overviews if self._shown is not None else ()
        return overviews[0].connection.id if overviews else None

    # --- syncing ---------------------------------------------------------------------------

    def _start_sync(self) -> None:
        self.context.sync.start(day=self.context.feed.day)

    def _note_sync(self) -> None:
        sync = self.context.sync
        if sync.is_running and self._before_sync is None:
            self._before_sync = self._shown
        done, total = sync.progress
        self.header.show_sync(running=sync.is_running, done=done, total=total)
        if self._shown is not None:
            self.header.show_pill(self._pill(self._shown))

    def _end_sync(self, runs: object) -> None:
        self._says_result = bool(runs)
        self.context.feed.refresh()

    def _say_result(self, snapshot: Snapshot) -> None:
        """One polite sentence per sync, once its list is on screen."""
        if self.context.sync.is_running:
            return
        before, self._before_sync = self._before_sync, None
        if not self._says_result or before is None:
            return
        self._says_result = False
        checked = snapshot.sheet.freshness.last_success_at or snapshot.now
        at = clock_time(checked, snapshot.sheet.timezone)
        if before.sheet.day == snapshot.sheet.day:
            self.context.announce(spoken_update(before.sheet, snapshot.sheet, at=at))

    # --- details ---------------------------------------------------------------------------

    def _open_details(self, card: Card) -> None:
        self._open_id = card.id
        if self._shown is not None:
            self.drawer.show_facts(*headline(card.row), facts_of(card.row, now=self._shown.now))
        self.drawer.show()

    def _close_details(self) -> None:
        card_id, self._open_id = self._open_id, ""
        self.drawer.hide()
        if not self._view().select(card_id):
            self.focus_first()

    def _refresh_drawer(self, snapshot: Snapshot) -> None:
        card = self._cards.get(self._open_id)
        if card is not None:
            self.drawer.show_facts(*headline(card.row), facts_of(card.row, now=snapshot.now))
        elif self._open_id:
            self._close_details()

    def _copy_phone(self, card: Card | None) -> None:
        phone = card.row.patient_phone if card is not None else None
        if phone is None:
            self.context.show_message("There is no phone number to copy.")
            return
        self._clipboard.copy(phone_words(phone))
        self.context.show_message("Phone number copied. The clipboard is cleared after a minute.")

    # --- views -----------------------------------------------------------------------------

    def _view(self) -> Board | ListPane:
        return self.list_pane if self._is_list else self.board

    @property
    def _is_list(self) -> bool:
        return self._wants_list or self._is_narrow

    @property
    def _is_narrow(self) -> bool:
        return self.width() / self.context.theme.scale < COLUMNS_NEED

    def _choose_list(self, as_list: bool) -> None:
        if self._is_narrow:
            return
        self._wants_list = as_list
        self._save("today.view", "list" if as_list else "columns")
        self._choose_view()

    def _choose_view(self) -> None:
        self.filter_bar.show_view(as_list=self._is_list, is_forced=self._is_narrow)
        if self._shown is not None:
            self._put_up_now()

    def _filter(self) -> None:
        filters = self.filter_bar.filters
        self._save("today.show_cancelled", "yes" if filters.show_cancelled else "no")
        self._save("today.telehealth_only", "yes" if filters.telehealth_only else "no")
        self._put_up_now()

    def _save(self, name: str, value: str) -> None:
        if self._saved.get(name) != value:
            self._saved[name] = value
            self.tasks.start(self._write_preference(name, value))

    async def _write_preference(self, name: str, value: str) -> None:
        services = await self.context.late.ready()
        await services.preferences.write(name, value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns give way to the list in a narrow window, and come back."""
        super().resizeEvent(event)
        if self._was_narrow != self._is_narrow:
            self._was_narrow = self._is_narrow
            self._choose_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the details."""
        if event.key() == Qt.Key.Key_Escape and not self.drawer.isHidden():
            self._close_details()
            return
        super().keyPressEvent(event)

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._wants_focus = False
        self._saved: dict[str, str] = {}
        for widget in (self.skeleton, self.board, self.list_pane, self.empty):
            self._stack.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._stack, 1)
        row.addWidget(self.drawer)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 0)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.filter_bar)
        column.addLayout(self.banner_place)
        column.addSpacing(4)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        context, header = self.context, self.header
        context.feed.changed.connect(self._take)
        context.sync.changed.connect(self._note_sync)
        context.sync.ended.connect(self._end_sync)
        context.sync.refused.connect(context.show_message)
        header.day_step.connect(context.feed.step_day)
        header.today_wanted.connect(self._go_to_today)
        header.sync_wanted.connect(self._start_sync)
        header.cancel_wanted.connect(context.sync.cancel)
        self.filter_bar.changed.connect(self._filter)
        self.filter_bar.list_chosen.connect(self._choose_list)
        self.filter_bar.find_box.found.connect(self._open_first)
        self.filter_bar.find_box.left.connect(self._leave_find)
        self.drawer.closed.connect(self._close_details)
        self.drawer.copy_wanted.connect(lambda: self._copy_phone(self._cards.get(self._open_id)))
        for view in (self.board, self.list_pane):
            view.details_wanted.connect(self._open_details)
            view.copy_wanted.connect(self._copy_phone)
            view.today_wanted.connect(self._go_to_today)
        self._connect_keys()

    def _connect_keys(self) -> None:
        feed = self.context.feed
        keys.bind(self, keys.PREVIOUS_DAY, lambda: feed.step_day(-1))
        keys.bind(self, keys.NEXT_DAY, lambda: feed.step_day(1))
        keys.bind(self, keys.TELEHEALTH_ONLY, self.filter_bar.telehealth.toggle)
        keys.bind(self, keys.SHOW_CANCELLED, self.filter_bar.cancelled.toggle)
        for number in range(1, 10):
            keys.bind(self, keys.column(number), partial(self._focus_column, number))

    def _focus_column(self, number: int) -> None:
        self._view().focus_column(number)

    def _go_to_today(self) -> None:
        self.context.feed.show_day(None)

    def _open_first(self) -> None:
        cards = self._content_cards()
        if cards:
            self._view().select(cards[0].id)
            self._open_details(cards[0])

    def _leave_find(self) -> None:
        self.focus_first()

    def _content_cards(self) -> tuple[Card, ...]:
        if self._shown is None:
            return ()
        return board_content(
            self._shown.sheet,
            self.filter_bar.filters,
            self._cards,
            now=self._shown.now,
            is_today=self._shown.is_today,
        ).cards


def _system_to_sign_in(snapshot: Snapshot) -> str:
    for overview in snapshot.overviews:
        if overview.freshness.state is FreshnessState.SIGN_IN:
            return overview.connection.system
    return snapshot.systems
