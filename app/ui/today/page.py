"""The Today page: puts header, filters, board or list, and details together."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.practice_day import today
from app.ui import keys
from app.ui.page import Page, PageContext
from app.ui.privacy.words import practice_name
from app.ui.sheet_feed import Snapshot
from app.ui.today.board import Board
from app.ui.today.cards import Card
from app.ui.today.column_deeds import ColumnDeeds
from app.ui.today.column_menu import ColumnDeed
from app.ui.today.content import BoardContent, board_content
from app.ui.today.details_pane import DetailsPane
from app.ui.today.edit.desk_edits import DeskEdits
from app.ui.today.elsewhere import Elsewhere, FoundRow
from app.ui.today.filter_bar import FilterBar
from app.ui.today.header import Header
from app.ui.today.looking import Looking
from app.ui.today.shelf import CardShelf
from app.ui.today.states import EmptyWords, NextStep, empty_words
from app.ui.today.sync_head import SyncHead
from app.ui.today.views import Views
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.printing.desk import PrintDesk
    from app.ui.today.drawer import Drawer
    from app.ui.today.list_pane import ListPane

LEFT_OUT = "today.left_out"
# Narrower than this, columns give way to the list (in px at 100 % text).
COLUMNS_NEED = 720


class TodayPage(Page):
    """Shows the feed's snapshots; changes them in place."""

    title = "Today"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.header, self.filter_bar = Header(theme), FilterBar(theme)
        self._views = Views(theme)
        self._beside = QHBoxLayout()
        self._details = DetailsPane(
            theme,
            self._beside,
            say=context.show_message,
            privacy=context.privacy,
            late=context.late,
            tasks=self.tasks,
            parent=self,
        )
        self._undo_place = QVBoxLayout()
        self.edits = DeskEdits(
            context,
            self._details,
            beside=self._beside,
            undo_place=self._undo_place,
            tasks=self.tasks,
            parent=self,
        )
        self._strip_place = QVBoxLayout()
        self._elsewhere_place = QVBoxLayout()
        self._elsewhere = Elsewhere(context, self._elsewhere_place, self.tasks, self)
        self._goal: FoundRow | None = None
        self._looking = Looking(context, self._strip_place, self.tasks, self)
        self._column_deeds = ColumnDeeds(context, self.filter_bar, tasks=self.tasks, owner=self)
        self._sync_head = SyncHead(context, self.header, self)
        self._shelf = CardShelf(lambda: context.privacy.veil)
        self._cards: Mapping[str, Card] = {}
        self._shown: Snapshot | None = None
        self._waiting: Snapshot | None = None
        self._is_showing = self._wants_list = self._wants_focus = False
        self._generation = 0
        self._was_narrow: bool | None = None
        self._saved: dict[str, str] = {}
        self._on_painted: Callable[[], None] | None = None
        self._build()
        self._connect()

    # --- what the frame asks ---------------------------------------------------------------

    @property
    def board(self) -> Board:
        """The columns."""
        return self._views.board

    @property
    def list_pane(self) -> "ListPane":
        """The list."""
        return self._views.list_pane

    @property
    def empty(self) -> EmptyState:
        """The words where there are no cards."""
        return self._views.empty

    @property
    def drawer(self) -> "Drawer":
        """The details."""
        return self._details.drawer

    def focus_first(self) -> None:
        """The board, or the next step where there is no board."""
        if self._shown is None:
            self._wants_focus = True
        elif self._views.shows_cards:
            self._view().focus_first()
        elif self._views.empty.buttons:
            self._views.empty.buttons[0].setFocus()
        else:
            self.header.sync_button.setFocus()

    def open_find(self) -> None:
        """Ctrl+F."""
        self.filter_bar.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.find_box.selectAll()

    def apply_preferences(self, saved: Mapping[str, str]) -> None:
        """Puts the view and the chips as they were left."""
        self._saved.update(saved)
        self._wants_list = saved.get("today.view") == "list"
        self.filter_bar.cancelled.setChecked(saved.get("today.show_cancelled") != "no")
        self.filter_bar.telehealth.setChecked(saved.get("today.telehealth_only") == "yes")
        self.filter_bar.leave_out_these(filter(None, saved.get(LEFT_OUT, "").split("\n")))
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
                self._reach_goal(snapshot)
                self._sync_head.say_result(snapshot)
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
        self.header.privacy_button.show_state(is_on=self.context.privacy.is_on)
        generation = self._generation
        self._show_head(snapshot)
        self._elsewhere.show(snapshot)
        self._looking.show(snapshot, is_covered=self.context.privacy.veil.hides_board)
        self._view().let_letters_act(snapshot.has_letter_keys)
        content = self._content(snapshot)
        words = empty_words(snapshot, self.filter_bar.filters, shown=len(content.cards))
        if self.context.privacy.veil.hides_board:
            self._show_cover(snapshot)
        elif words is not None:
            self._show_words(words)
        else:
            self._views.setCurrentWidget(self._view())
            for _ in self._view().updates(content):
                yield
                if generation != self._generation:
                    return
        self.edits.know(self._cards)
        self._details.refresh(self._cards, snapshot.now)
        if self._wants_focus:
            self._wants_focus = False
            self.focus_first()

    def _content(self, snapshot: Snapshot) -> BoardContent:
        filters, is_today = self.filter_bar.filters, snapshot.is_today
        return board_content(
            snapshot.sheet, filters, self._cards, now=snapshot.now, is_today=is_today
        )

    def _show_head(self, snapshot: Snapshot) -> None:
        sheet = snapshot.sheet
        current = today(snapshot.now, sheet.timezone).day
        self.header.show_day(sheet.day, current=current)
        self._sync_head.show(snapshot)
        self.filter_bar.show_clinicians(sheet.columns)
        is_first_look = bool(sheet.rows) and not self.context.late.is_open
        can_sync = is_first_look or any(each.connection.is_paired for each in snapshot.overviews)
        self.header.offer_sync(is_offered=can_sync)
        hides_board = self.context.privacy.veil.hides_board
        self.filter_bar.setVisible((can_sync or bool(sheet.rows)) and not hides_board)

    # --- privacy ---------------------------------------------------------------------------

    def _veil_again(self) -> None:
        """What may be seen is different: at once, from what is on screen already."""
        self.header.privacy_button.show_state(is_on=self.context.privacy.is_on)
        if self._shown is not None:
            self._cards = self._shelf.fill_now(self._shown)
            self._put_up_now()

    def _forget_find(self, is_on: bool) -> None:
        """What was typed before may be a name; text set anew leaves nothing to undo."""
        if is_on:
            self.filter_bar.find_box.setText("")

    def _peek(self, card: Card) -> None:
        self.context.privacy.peek(card.id)

    def _show_cover(self, snapshot: Snapshot) -> None:
        self._details.close()
        late = self.context.late
        now = late.services.now if late.is_open else None
        self._views.show_cover(practice_name(snapshot), snapshot.sheet.timezone, now)

    # --- a column's deeds ------------------------------------------------------------------

    @property
    def printing(self) -> "PrintDesk":
        """Where lists are printed."""
        return self._column_deeds.printing

    def _print(self) -> None:
        """Ctrl+P: the column with the focus first; all of them where none has it."""
        column = self._focused_column()
        self.printing.open(column, as_list=self._is_list and column is None)

    def _sync_column(self) -> None:
        """Shift+F5: the column with the focus, or of the row that has it."""
        column = self._focused_column()
        if column is not None:
            self._column_deeds.do(ColumnDeed.SYNC, column)

    def _focused_column(self) -> str | None:
        if not self._views.shows_cards:
            return None
        if self._is_list:
            card = self.list_pane.view.current_card
            return card.row.clinician_id if card is not None else None
        focused = [each for each in self.board.columns if each.view.hasFocus()]
        return focused[0].clinician_id if focused else None

    # --- where there are no cards ------------------------------------------------------------

    def _show_words(self, words: EmptyWords) -> None:
        self._views.show_words(words, lambda: self._go(words))

    def _go(self, words: EmptyWords) -> None:
        match words.step:
            case NextStep.SYNC:
                self._sync_head.start()
            case NextStep.NEXT_DAY if self._shown is not None:
                self.context.feed.show_day(self._shown.next_day)
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

    # --- details ---------------------------------------------------------------------------

    def _open_details(self, card: Card) -> None:
        if card.id != self.context.privacy.peeked_id:
            self.context.privacy.end_peek()
        if self._shown is not None:
            self._details.open(self._cards.get(card.id, card), self._shown.now)
            self._looking.note_seen(card.id)

    def _add_row(self) -> None:
        """Ctrl+Shift+N: a walk-in."""
        if not self.context.privacy.veil.hides_board:
            self.edits.add(back_to=self.focus_first)

    def _write_note(self, card: Card) -> None:
        """O: the details, with the cursor in the note."""
        self._open_details(card)
        self.edits.write_note()

    def _return_to(self, card_id: str) -> None:
        """From the details back to their card."""
        if not self._views.shows_cards or not self._view().select(card_id):
            self.focus_first()

    def _open_first(self) -> None:
        cards = self._content(self._shown).cards if self._shown is not None else ()
        if cards:
            self._view().select(cards[0].id)
            self._open_details(cards[0])
        elif found := self._elsewhere.found:
            self._go_to_day(found[0])

    def _go_to_day(self, found: FoundRow) -> None:
        """To a row of another day: its details open when the day is on screen."""
        self._goal = found
        self.context.feed.show_day(found.day)

    def _reach_goal(self, snapshot: Snapshot) -> None:
        if self._goal is None or self._goal.day != snapshot.sheet.day:
            return
        card, self._goal = self._cards.get(self._goal.row.id), None
        if card is not None and self._view().select(card.id):
            self._open_details(card)

    # --- what changed ----------------------------------------------------------------------

    @property
    def since_text(self) -> str:
        """What the strip says of the changes since somebody last looked; empty without any."""
        return self._looking.text

    def _show_change(self, row_id: str) -> None:
        """To a changed row, past whatever filter hides it."""
        if not self._views.shows_cards or not self._view().select(row_id):
            self.filter_bar.clear()
            self._view().select(row_id)

    def _acknowledge(self, card: Card) -> None:
        """The place that an appointment left goes; the person is led to where it is now."""
        if not card.row.awaits_acknowledgement:
            return
        self._details.close()
        self._view().select(card.row.history_id)
        self.tasks.start(self._take_off(card))

    async def _take_off(self, card: Card) -> None:
        services = await self.context.late.ready()
        moves = await services.run_sheet.acknowledge_move(card.row.history_id, card.id)
        if moves:
            words = "Marked as seen. The appointment is at its new place only."
            self.edits.offer_undo(words, lambda: self._restore_place(moves))

    def _restore_place(self, moves: tuple[int, ...]) -> None:
        self.tasks.start(self.context.services.run_sheet.restore_place(moves))

    # --- views -----------------------------------------------------------------------------

    def _view(self) -> "Board | ListPane":
        return self._views.chosen(as_list=self._is_list)

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
        self._save(LEFT_OUT, "\n".join(sorted(self.filter_bar.left_out)))
        self._elsewhere.find(filters.find)
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
        """Esc closes the details; again, it ends the search and stays at the card."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._details.is_open:
            self._details.close()
        else:
            self.filter_bar.find_box.clear()

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._beside.setSpacing(16)
        self._beside.addWidget(self._views, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 0)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.filter_bar)
        column.addLayout(self._elsewhere_place)
        column.addLayout(self.banner_place)
        column.addLayout(self._strip_place)
        column.addSpacing(4)
        column.addLayout(self._beside, 1)
        column.addLayout(self._undo_place)

    def _connect(self) -> None:
        feed, header, find_box = self.context.feed, self.header, self.filter_bar.find_box
        feed.changed.connect(self._take)
        header.day_step.connect(feed.step_day)
        header.today_wanted.connect(lambda: feed.show_day(None))
        self.filter_bar.changed.connect(self._filter)
        self.filter_bar.list_chosen.connect(self._choose_list)
        find_box.found.connect(self._open_first)
        self._elsewhere.wanted.connect(self._go_to_day)
        find_box.left.connect(self.focus_first)
        self._views.peek_wanted.connect(self._peek)
        self._views.details_wanted.connect(self._open_details)
        self.context.privacy.changed.connect(self._veil_again)
        self.context.privacy.switched.connect(self._forget_find)
        header.privacy_wanted.connect(self.context.privacy.toggle)
        header.add_wanted.connect(self._add_row)
        self._views.note_wanted.connect(self._write_note)
        keys.bind(self, keys.ADD_ROW, self._add_row)
        header.print_wanted.connect(self._print)
        self._views.column_wanted.connect(self._column_deeds.do)
        keys.bind(self, keys.PRINT, self._print)
        keys.bind(self, keys.SYNC_COLUMN, self._sync_column)
        self._views.copy_wanted.connect(self._details.copy_phone)
        self._views.today_wanted.connect(lambda: feed.show_day(None))
        self._views.next_change_wanted.connect(self._looking.go_on)
        self._views.seen_wanted.connect(self._acknowledge)
        self._looking.show_wanted.connect(self._show_change)
        self._looking.undo_offered.connect(self.edits.offer_undo)
        self._details.seen_wanted.connect(self._acknowledge)
        self._details.closed.connect(self._return_to)
        keys.bind(self, keys.PREVIOUS_DAY, lambda: feed.step_day(-1))
        keys.bind(self, keys.NEXT_DAY, lambda: feed.step_day(1))
        keys.bind(self, keys.TELEHEALTH_ONLY, self.filter_bar.telehealth.toggle)
        keys.bind(self, keys.SHOW_CANCELLED, self.filter_bar.cancelled.toggle)
        for number in range(1, 10):
            keys.bind(self, keys.column(number), partial(self._focus_column, number))

    def _focus_column(self, number: int) -> None:
        self._view().focus_column(number)
