"""The Today page: puts header, filters, board or list, and details together."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.said import say
from app.ui import keys
from app.ui.language import translated
from app.ui.page import Page, PageContext
from app.ui.sheet_feed import Snapshot
from app.ui.today import remembered
from app.ui.today.board import Board
from app.ui.today.cards import Card
from app.ui.today.column_deeds import ColumnDeeds
from app.ui.today.column_menu import ColumnDeed
from app.ui.today.details_pane import DetailsPane
from app.ui.today.drawing import Drawing
from app.ui.today.edit.desk_edits import DeskEdits
from app.ui.today.elsewhere import Elsewhere
from app.ui.today.filter_bar import FilterBar
from app.ui.today.going import Going
from app.ui.today.header import Header
from app.ui.today.identity_check import IdentityCheck
from app.ui.today.left_place import LeftPlace
from app.ui.today.looking import Looking
from app.ui.today.parts import TodayParts
from app.ui.today.remembered import Remembered
from app.ui.today.row_booking import RowBooking
from app.ui.today.shelf import CardShelf
from app.ui.today.showing import Showing
from app.ui.today.sync_head import SyncHead
from app.ui.today.view_choice import ViewChoice
from app.ui.today.views import Views
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.printing.desk import PrintDesk
    from app.ui.today.drawer import Drawer
    from app.ui.today.list_pane import ListPane


BOARD_IS_OFF = say(
    "The board is off. Turn privacy off ({key}), then add the row.",
    key=keys.shown(keys.PRIVACY),
)


class TodayPage(Page):
    """Shows the feed's snapshots; changes them in place."""

    title = say("Today")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.header, self.filter_bar = Header(theme), FilterBar(theme)
        self._views = Views(theme)
        self._choice = ViewChoice(self, self._views, theme)
        self._beside = QHBoxLayout()
        self._undo_place, self._strip_place = QVBoxLayout(), QVBoxLayout()
        self._elsewhere_place = QVBoxLayout()
        self._details = DetailsPane(
            theme,
            self._beside,
            say=context.show_message,
            privacy=context.privacy,
            late=context.late,
            tasks=self.tasks,
            parent=self,
        )
        self.edits = DeskEdits(
            context,
            self._details,
            beside=self._beside,
            undo_place=self._undo_place,
            tasks=self.tasks,
            parent=self,
        )
        self._elsewhere = Elsewhere(context, self._elsewhere_place, self.tasks, self)
        self._looking = Looking(context, self._strip_place, self.tasks, self)
        self._column_deeds = ColumnDeeds(context, self.filter_bar, tasks=self.tasks, owner=self)
        self._remembered = Remembered(context.late, self.tasks)
        self._wants_focus = False
        self._on_painted: Callable[[], None] | None = None
        self._put_to_work()
        self._build()
        self._connect()

    def _put_to_work(self) -> None:
        parts = TodayParts(
            context=self.context,
            header=self.header,
            filter_bar=self.filter_bar,
            views=self._views,
            choice=self._choice,
            details=self._details,
            edits=self.edits,
            elsewhere=self._elsewhere,
            looking=self._looking,
            sync_head=SyncHead(self.context, self.header, self),
        )
        self._sync_head = parts.sync_head
        self._drawing = Drawing(parts, self.focus_first)
        shelf = CardShelf(lambda: self.context.privacy.veil)
        self._showing = Showing(shelf, self._draw, self.tasks, self)
        Going(parts, self._showing, self._drawing, focus_first=self.focus_first, parent=self)
        LeftPlace(parts, self.tasks, self)
        IdentityCheck(parts, self)
        RowBooking(parts, self)

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

    @property
    def printing(self) -> "PrintDesk":
        """Where lists are printed."""
        return self._column_deeds.printing

    @property
    def since_text(self) -> str:
        """What the strip says of the changes since somebody last looked; empty without any."""
        return self._looking.text

    @property
    def is_settled(self) -> bool:
        """True when the newest snapshot is on screen."""
        return self._showing.is_settled

    def focus_first(self) -> None:
        """The board, or the next step where there is no board."""
        if self._showing.snapshot is None:
            self._wants_focus = True
        elif self._views.shows_cards:
            self._choice.view.focus_first()
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
        self._remembered.load(saved)
        self._choice.wants_list = saved.get(remembered.VIEW) == "list"
        bar = self.filter_bar
        bar.cancelled.setChecked(saved.get(remembered.SHOW_CANCELLED) != "no")
        bar.telehealth.setChecked(saved.get(remembered.TELEHEALTH_ONLY) == "yes")
        bar.leave_out_these(filter(None, saved.get(remembered.LEFT_OUT, "").split("\n")))
        self._choose_view()

    def tell_when_painted(self, tell: Callable[[], None]) -> None:
        """Calls `tell` once, when the first list (or its empty words) has reached the screen."""
        self._on_painted = tell

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints, and tells whoever waits for the first list."""
        super().paintEvent(event)
        if self._on_painted is not None and self._showing.snapshot is not None:
            tell, self._on_painted = self._on_painted, None
            QTimer.singleShot(0, tell)

    # --- showing ---------------------------------------------------------------------------

    def _draw(self, snapshot: Snapshot, cards: Mapping[str, Card]) -> Iterator[None]:
        yield from self._drawing.draw(snapshot, cards)
        if self._wants_focus:
            self._wants_focus = False
            if self.isVisible():  # a person may have gone to another page meanwhile
                self.focus_first()

    def _end_showing(self, snapshot: Snapshot) -> None:
        self._sync_head.say_result(snapshot)
        if self._on_painted is not None:
            self.update()

    def _veil_again(self) -> None:
        """What may be seen is different."""
        self._drawing.show_privacy()
        self._showing.make_again()
        self._views.forget_unseen()

    def _forget_find(self, is_on: bool = True) -> None:
        """What was typed before may be a name; text set anew leaves nothing to undo."""
        if is_on:
            self.filter_bar.find_box.setText("")

    def _peek(self, card: Card) -> None:
        self.context.privacy.peek(card.id)

    # --- keys and choices ------------------------------------------------------------------

    def _print(self) -> None:
        """Ctrl+P: the column with the focus first; all of them where none has it."""
        column = self._choice.focused_column
        self.printing.open(column, as_list=self._choice.is_list and column is None)

    def _sync_column(self) -> None:
        """Shift+F5: the column with the focus, or of the row that has it."""
        column = self._choice.focused_column
        if column is not None:
            self._column_deeds.do(ColumnDeed.SYNC, column)

    def _add_row(self) -> None:
        """Ctrl+Shift+N: a walk-in. Its form names people, and who comes at which time."""
        if self.context.privacy.veil.hides_board:
            self.context.show_message(translated(BOARD_IS_OFF))
        else:
            self.edits.add(back_to=self.focus_first)

    def _focus_column(self, number: int) -> None:
        self._choice.view.focus_column(number)

    def _choose_list(self, as_list: bool) -> None:
        if self._choice.is_narrow:
            return
        self._choice.wants_list = as_list
        self._remembered.save(remembered.VIEW, "list" if as_list else "columns")
        self._choose_view()

    def _choose_view(self) -> None:
        choice = self._choice
        with choice.keeping_the_card():
            self.filter_bar.show_view(as_list=choice.is_list, is_forced=choice.is_narrow)
            self._showing.put_up_now()

    def _filter(self) -> None:
        filters, save = self.filter_bar.filters, self._remembered.save
        save(remembered.SHOW_CANCELLED, "yes" if filters.show_cancelled else "no")
        save(remembered.TELEHEALTH_ONLY, "yes" if filters.telehealth_only else "no")
        save(remembered.LEFT_OUT, "\n".join(sorted(self.filter_bar.left_out)))
        self._elsewhere.find(filters.find)
        self._showing.put_up_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns give way to the list in a narrow window, and come back."""
        super().resizeEvent(event)
        if self._choice.turned():
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
        feed, header, privacy = self.context.feed, self.header, self.context.privacy
        feed.changed.connect(self._showing.take)
        self._showing.ended.connect(self._end_showing)
        header.day_step.connect(feed.step_day)
        header.today_wanted.connect(lambda: feed.show_day(None))
        header.privacy_wanted.connect(privacy.toggle)
        header.add_wanted.connect(self._add_row)
        header.print_wanted.connect(self._print)
        self.filter_bar.changed.connect(self._filter)
        self.filter_bar.list_chosen.connect(self._choose_list)
        self.filter_bar.find_box.left.connect(self.focus_first)
        privacy.changed.connect(self._veil_again)
        privacy.switched.connect(self._forget_find)
        privacy.left_alone.connect(self._forget_find)
        self._views.peek_wanted.connect(self._peek)
        self._views.column_wanted.connect(self._column_deeds.do)
        self._views.copy_wanted.connect(self._details.copy_phone)
        self._views.today_wanted.connect(lambda: feed.show_day(None))
        self._views.next_change_wanted.connect(self._looking.go_on)
        self._looking.undo_offered.connect(self.edits.offer_undo)
        self._bind_keys()

    def _bind_keys(self) -> None:
        feed, bar = self.context.feed, self.filter_bar
        keys.bind(self, keys.ADD_ROW, self._add_row)
        keys.bind(self, keys.PRINT, self._print)
        keys.bind(self, keys.SYNC_COLUMN, self._sync_column)
        keys.bind(self, keys.PREVIOUS_DAY, lambda: feed.step_day(-1))
        keys.bind(self, keys.NEXT_DAY, lambda: feed.step_day(1))
        keys.bind(self, keys.TELEHEALTH_ONLY, bar.telehealth.toggle)
        keys.bind(self, keys.SHOW_CANCELLED, bar.cancelled.toggle)
        for number in range(1, 10):
            keys.bind(self, keys.column(number), partial(self._focus_column, number))
