"""A list of cards that a person works in: its keys, and updates that move nothing under them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QWidget

from app.ui.painting import turned
from app.ui.theme import Theme
from app.ui.today.card_model import CardModel
from app.ui.today.cards import Card
from app.ui.widgets.line_breaks import unbroken

# How long a mouse button is held on a card that is to be peeked at.
HOLD_MS = 500
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ONLY_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate


class CardView(QListView):
    """Signals carry the `Card` they are about; `sideways` is -1 for left, 1 for right.

    `menu_wanted` also carries where on screen. `peek_wanted`: Enter, or a mouse button held: in
    privacy mode that opens the one row. `marked`: a card is selected here.
    """

    marked = Signal()

    details_wanted = Signal(object)
    peek_wanted = Signal(object)
    copy_wanted = Signal(object)
    today_wanted = Signal()
    next_change_wanted = Signal()
    seen_wanted = Signal(object)
    print_wanted = Signal()
    note_wanted = Signal(object)
    identity_wanted = Signal(object)
    book_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    sideways = Signal(int)

    def __init__(
        self, theme: Theme, delegate: QStyledItemDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept_delegate = delegate  # Qt does not own it
        self._empty_words = ""
        self._next_row: int | None = None
        self.has_letter_keys = True
        # Named, a viewport of Qt's own making costs PySide a look through all its types: 28 ms.
        self._canvas = QWidget()
        self.setViewport(self._canvas)
        self.cards = CardModel()
        self.setModel(self.cards)
        self.selectionModel().selectionChanged.connect(self._tell_marked)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self._hold_timer = QTimer(self, interval=HOLD_MS, singleShot=True)
        self._hold_timer.timeout.connect(self._peek_at_current)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        theme.changed.connect(self.lay_out_again)

    @property
    def current_card(self) -> Card | None:
        """The card the keys are about."""
        return self.cards.card_at(self.currentIndex())

    def select(self, card_id: str) -> bool:
        """Makes a card the current one and brings it into view; False when it is not here."""
        row = self.cards.row_of(card_id)
        if row is None:
            return False
        self.selectionModel().setCurrentIndex(self.cards.index(row), _SELECT)
        return True

    def select_first(self) -> None:
        """Marks the current card, the first one if none is."""
        index = self.currentIndex() if self.currentIndex().isValid() else self.cards.index(0)
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, _SELECT)

    @property
    def is_marked(self) -> bool:
        """True while the current card is selected."""
        return self.selectionModel().isSelected(self.currentIndex())

    def lay_out_again(self) -> None:
        """Cards are of another size: the one a person is at stays in view."""
        is_kept = self.is_marked and self._shows(self.currentIndex(), self.viewport().rect())
        self.scheduleDelayedItemsLayout()
        if is_kept:
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def _shows(self, index: QModelIndex, place: QRect) -> bool:
        """True where the whole card is in view in a place of this size."""
        return place.contains(self.visualRect(index))

    def unmark(self) -> None:
        """The card stays the current one, for when the keys come back."""
        self.selectionModel().clearSelection()

    def _tell_marked(self, on: QItemSelection, _off: QItemSelection) -> None:
        if not on.isEmpty():
            self.marked.emit()

    def update_to(
        self, cards: Sequence[Card], *, empty_words: str = "", next_id: str | None = None
    ) -> None:
        """Shows these cards; selection, scroll and the card under the pointer stay put.

        `next_id` is the first card that is still to come: the now line is drawn above it.
        """
        before = (self._empty_words, self._next_row)
        current, how = self.current_card, _SELECT if self.is_marked else _ONLY_CURRENT
        if self.cards.differs_from(cards):
            anchor = self._anchor()
            self.cards.update_to(cards)
            if current is not None:
                self._keep_current(current.id, how)
            if anchor is not None:
                self._hold(*anchor)
        self._empty_words = empty_words
        self._next_row = self.cards.row_of(next_id) if next_id else None
        if before != (self._empty_words, self._next_row):
            self.viewport().update()

    def _keep_current(self, card_id: str, how: QItemSelectionModel.SelectionFlag) -> None:
        """Never lets the selection slip onto another patient when the card is gone."""
        card = self.current_card
        if card is None or card.id != card_id:
            row = self.cards.row_of(card_id)
            if row is not None:
                self.selectionModel().setCurrentIndex(self.cards.index(row), how)
            else:
                self.selectionModel().clear()

    def _anchor(self) -> tuple[str, int] | None:
        """The card under the pointer, else the topmost in view, with its place on screen."""
        index = QModelIndex()
        if self.underMouse():  # asked first: where the pointer is, X tells only when it gets to it
            pointer = self.viewport().mapFromGlobal(QCursor.pos())
            if self.viewport().rect().contains(pointer):
                index = self.indexAt(pointer)
        if not index.isValid():
            index = self.indexAt(QPoint(8, 2))
        card = self.cards.card_at(index)
        return (card.id, self.visualRect(index).top()) if card is not None else None

    def _hold(self, card_id: str, top: int) -> None:
        row = self.cards.row_of(card_id)
        if row is None:
            return
        bar = self.verticalScrollBar()
        if bar.value() == 0 and top >= 0 and not self.underMouse():
            return  # at the very top: new first rows should be seen
        bar.setValue(bar.value() + self.visualRect(self.cards.index(row)).top() - top)

    def _open(self, index: QModelIndex) -> None:
        card = self.cards.card_at(index)
        if card is not None:
            self.details_wanted.emit(card)

    def _peek_at_current(self) -> None:
        if self.current_card is not None:
            self.peek_wanted.emit(self.current_card)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, or the beginning of a hold."""
        super().mousePressEvent(event)
        on_card = self.indexAt(event.position().toPoint()).isValid()
        if on_card and event.button() == Qt.MouseButton.LeftButton:
            self._hold_timer.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click is about the card under it, the Menu key about the current one."""
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_mouse else self.currentIndex()
        card = self.cards.card_at(index)
        if card is not None:
            place = event.pos() if is_mouse else self.visualRect(index).center()
            self.menu_wanted.emit(card, self.viewport().mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a hold."""
        self._hold_timer.stop()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The board's keys; single letters work only here, where a card has the focus."""
        card = self.current_card
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.peek_wanted.emit(card)
            self.details_wanted.emit(card)
        elif plain and self.has_letter_keys and self._act_on_letter(key, card):
            return
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _act_on_letter(self, key: int, card: Card | None) -> bool:
        """The single letters, which a person can turn off; False for any other key."""
        if key == Qt.Key.Key_T:
            self.today_wanted.emit()
        elif key == Qt.Key.Key_P:
            self.print_wanted.emit()
        elif key == Qt.Key.Key_O and card is not None:
            self.note_wanted.emit(card)
        elif key == Qt.Key.Key_D and card is not None:
            self.identity_wanted.emit(card)
        elif key == Qt.Key.Key_B and card is not None:
            self.book_wanted.emit(card)
        elif key == Qt.Key.Key_N:
            self.next_change_wanted.emit()
        elif key == Qt.Key.Key_C and card is not None:
            self.copy_wanted.emit(card)
        elif key == Qt.Key.Key_A and card is not None:
            self.seen_wanted.emit(card)
        else:
            return False
        return True

    def keyboardSearch(self, _text: str) -> None:
        """Letters are keys of the board, not a search; the find box searches."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by keyboard, something must be current for the arrows to start from."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason or self.currentIndex().isValid():
            self.select_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card a person is at stays in view where a bar takes room; not under the pointer."""
        current, was = self.currentIndex(), QRect(QPoint(), event.oldSize())
        is_kept = self.is_marked and not self.underMouse() and self._shows(current, was)
        super().resizeEvent(event)
        if is_kept:
            self.scrollTo(current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, then the now line; words where there are no cards."""
        super().paintEvent(event)
        if self.cards.rowCount() == 0 and self._empty_words:
            self._paint_empty()
        elif self._next_row:
            self._paint_now_line(self._next_row)

    def _paint_empty(self) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.color("text.muted"))
        box = self.viewport().rect().adjusted(4, 8, -4, 0)
        how = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box, how, unbroken(self._empty_words))

    def _paint_now_line(self, row: int) -> None:
        y = self.visualRect(self.cards.index(row)).top() - self._line_offset()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent: QColor = self._theme.color("accent")
        painter.setPen(QPen(accent, 2))
        painter.setBrush(accent)
        with turned(painter, self.viewport().rect()):
            painter.drawLine(6, y, self.viewport().width(), y)
            painter.drawEllipse(QPoint(3, y), 3, 3)

    def _line_offset(self) -> int:
        return 4
