"""The columns side by side: as wide as they may be, scrolling sideways when there are many."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.ui.theme import Theme
from app.ui.today.cards import Card
from app.ui.today.column import MAX_WIDTH, MIN_WIDTH, Column
from app.ui.today.content import BoardContent

GAP = 16


class Board(QScrollArea):
    """Keeps a `Column` per clinician for as long as the clinician has one."""

    details_wanted = Signal(object)
    peek_wanted = Signal(object)
    copy_wanted = Signal(object)
    today_wanted = Signal()
    next_change_wanted = Signal()
    seen_wanted = Signal(object)
    note_wanted = Signal(object)
    identity_wanted = Signal(object)
    book_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    column_wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: dict[str, Column] = {}
        self._order: list[str] = []
        self._has_letter_keys = True
        self._is_mixed = False
        self.setObjectName("board")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled = QWidget()
        self._scrolled.setObjectName("scrolled")
        self._row = QHBoxLayout(self._scrolled)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self._scrolled)
        theme.changed.connect(self._fit_widths)

    @property
    def columns(self) -> list[Column]:
        """What is on screen, left to right."""
        return [self._columns[each] for each in self._order]

    def let_letters_act(self, has_letter_keys: bool) -> None:
        """Whether single letters are keys of the board."""
        self._has_letter_keys = has_letter_keys
        for column in self._columns.values():
            column.view.has_letter_keys = has_letter_keys

    def updates(self, content: BoardContent) -> Iterator[None]:
        """Shows the content a column at a time; whoever iterates may let others run between."""
        for column in content.columns:
            if column.clinician_id not in self._columns:
                self._columns[column.clinician_id] = self._make(column.clinician_id)
                yield
        yield from self._put_in_order([column.clinician_id for column in content.columns])
        has_warning_room = any(column.warning for column in content.columns)
        for column in content.columns:
            self._columns[column.clinician_id].show_content(
                column, has_warning_room=has_warning_room
            )
            yield
        self._is_mixed = content.is_mixed
        self._level_heads()

    def forget_unseen(self, *, is_in_front: bool) -> None:
        """Empties the columns that are not on screen."""
        for clinician_id, column in self._columns.items():
            if not is_in_front or clinician_id not in self._order:
                column.view.update_to(())

    def select(self, card_id: str) -> bool:
        """Gives a card the selection and the focus; False when it is not shown."""
        for column in self.columns:
            if column.view.select(card_id):
                self._focus(column)
                return True
        return False

    @property
    def current_card(self) -> Card | None:
        """The card that is marked, whichever column it is in."""
        marked = (each.view for each in self.columns if each.view.is_marked)
        return next((view.current_card for view in marked), None)

    def mark(self, card_id: str) -> None:
        """Gives a card the selection, and leaves the focus where it is."""
        for column in self.columns:
            if column.view.select(card_id):
                self.ensureWidgetVisible(column, 0, 0)
                return

    def focus_column(self, number: int) -> None:
        """Puts the focus into the n-th column, counted from 1."""
        if 1 <= number <= len(self._order):
            self._focus(self.columns[number - 1])

    def focus_first(self) -> None:
        """Puts the focus on the first card there is."""
        for column in self.columns:
            if column.view.cards.rowCount():
                self._focus(column)
                return

    def _focus(self, column: Column) -> None:
        column.view.select_first()
        column.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(column, 0, 0)

    def _put_in_order(self, order: Sequence[str]) -> Iterator[None]:
        """Showing a column for the first time takes Qt a while, so one at a time; painted once."""
        if list(order) == self._order:
            return
        self._scrolled.setUpdatesEnabled(False)
        try:
            yield from self._reorder(order)
        finally:
            self._scrolled.setUpdatesEnabled(True)

    def _reorder(self, order: Sequence[str]) -> Iterator[None]:
        self._order = list(order)
        for clinician_id in set(self._columns).difference(order):
            self._columns[clinician_id].hide()
        self._fit_widths()
        for place, clinician_id in enumerate(order):
            self._row.insertWidget(place, self._columns[clinician_id])
            self._columns[clinician_id].show()
            yield

    def _make(self, clinician_id: str) -> Column:
        column = Column(clinician_id, self._theme, self._scrolled)
        column.hide()
        column.view.marked.connect(lambda: self._leave_others(column))
        column.view.details_wanted.connect(self.details_wanted)
        column.view.peek_wanted.connect(self.peek_wanted)
        column.wanted.connect(lambda deed: self.column_wanted.emit(deed, clinician_id))
        column.view.copy_wanted.connect(self.copy_wanted)
        column.view.note_wanted.connect(self.note_wanted)
        column.view.identity_wanted.connect(self.identity_wanted)
        column.view.book_wanted.connect(self.book_wanted)
        column.view.menu_wanted.connect(self.menu_wanted)
        column.view.today_wanted.connect(self.today_wanted)
        column.view.next_change_wanted.connect(self.next_change_wanted)
        column.view.seen_wanted.connect(self.seen_wanted)
        column.view.has_letter_keys = self._has_letter_keys
        column.view.sideways.connect(lambda step: self._go_sideways(column, step))
        return column

    def _leave_others(self, column: Column) -> None:
        """One card is marked; every other column only remembers where a person was in it."""
        for other in self._columns.values():
            if other is not column:
                other.view.unmark()

    def _go_sideways(self, column: Column, step: int) -> None:
        """To the card nearest in time in the next column that has one."""
        card = column.view.current_card
        place = self._order.index(column.clinician_id) + step
        while 0 <= place < len(self._order):
            target = self.columns[place]
            if target.view.cards.rowCount():
                if card is not None:
                    _select_nearest(target, card.row.start)
                self._focus(target)
                return
            place += step

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        self._fit_widths()

    def _fit_widths(self) -> None:
        count = len(self._order)
        if not count:
            return
        room = (self.width() - GAP * (count - 1)) // count
        low, high = self._theme.px(MIN_WIDTH), self._theme.px(MAX_WIDTH)
        for column in self.columns:
            column.setFixedWidth(max(low, min(high, room)))
        self._level_heads()

    def _level_heads(self) -> None:
        """Every head has two lines where one of them needs two: the cards stay level."""
        is_stacked = self._is_mixed or any(each.is_cut_at(each.width()) for each in self.columns)
        for column in self.columns:
            column.stack_head(is_stacked)


def _select_nearest(column: Column, start: datetime) -> None:
    cards = column.view.cards.cards
    nearest = min(cards, key=lambda card: abs((card.row.start - start).total_seconds()))
    column.view.select(nearest.id)
