"""The list view: the same cards as rows by time, with headings. For narrow windows and readers."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.language import tr, tr_count, translated
from app.ui.painting import SMALL, draw_text, turned
from app.ui.theme import Theme
from app.ui.today.card_view import CardView
from app.ui.today.cards import Card
from app.ui.today.column_menu import ColumnDeed
from app.ui.today.content import BoardContent
from app.ui.today.row_delegate import HEADINGS, RowDelegate, column_edges

# In px at 100 % text.
ONE_LINE_NEEDS, TWO_LINES_NEED = 820, 520


class ListPane(QWidget):
    """Headings above one `CardView`."""

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
        self.setObjectName("list_pane")
        self._delegate = RowDelegate(theme)
        self.view = CardView(theme, self._delegate)
        self.view.setObjectName("cards_list")
        self.view.details_wanted.connect(self.details_wanted)
        self.view.peek_wanted.connect(self.peek_wanted)
        self.view.copy_wanted.connect(self.copy_wanted)
        self.view.note_wanted.connect(self.note_wanted)
        self.view.identity_wanted.connect(self.identity_wanted)
        self.view.book_wanted.connect(self.book_wanted)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.today_wanted.connect(self.today_wanted)
        self.view.next_change_wanted.connect(self.next_change_wanted)
        self.view.seen_wanted.connect(self.seen_wanted)
        self.view.print_wanted.connect(lambda: self.column_wanted.emit(ColumnDeed.PRINT, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._theme = theme
        self._headings = _Headings(theme, self._delegate, self.view)
        column.addWidget(self._headings)
        column.addWidget(self.view, 1)

    def let_letters_act(self, has_letter_keys: bool) -> None:
        """Whether single letters are keys of the list."""
        self.view.has_letter_keys = has_letter_keys

    def updates(self, content: BoardContent) -> Iterator[None]:
        """Shows the content in one step."""
        if self._delegate.stale_clinicians != content.stale_clinicians:
            self._delegate.stale_clinicians = content.stale_clinicians
            self.view.viewport().update()
        self.view.setAccessibleName(
            tr_count(
                len(content.cards),
                "Run sheet by time, {n} appointment",
                "Run sheet by time, {n} appointments",
            )
        )
        self.view.update_to(content.cards, next_id=content.next_id)
        yield

    def forget_unseen(self, *, is_in_front: bool) -> None:
        """Empties the list unless it is on screen."""
        if not is_in_front:
            self.view.update_to(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the cells would be cut short, rows take two lines, or three, without headings."""
        super().resizeEvent(event)
        room = self.width() / self._theme.scale
        lines = 1 if room >= ONE_LINE_NEEDS else 2 if room >= TWO_LINES_NEED else 3
        if lines != self._delegate.lines:
            self._delegate.lines = lines
            self._headings.setHidden(lines > 1)
            self.view.lay_out_again()

    def select(self, card_id: str) -> bool:
        """Gives a card the selection and the focus; False when it is not shown."""
        found = self.view.select(card_id)
        if found:
            self.view.setFocus()
        return found

    @property
    def current_card(self) -> Card | None:
        """The row that is marked."""
        return self.view.current_card if self.view.is_marked else None

    def mark(self, card_id: str) -> None:
        """Gives a row the selection, and leaves the focus where it is."""
        self.view.select(card_id)

    def focus_first(self) -> None:
        """Puts the focus on the first row."""
        self.view.select_first()
        self.view.setFocus()

    def focus_column(self, _number: int) -> None:
        """There is one list only."""
        self.focus_first()


class _Headings(QWidget):
    """Headings over the delegate's own columns."""

    def __init__(self, theme: Theme, delegate: RowDelegate, view: CardView) -> None:
        super().__init__()
        self._theme, self._delegate, self._view = theme, delegate, view
        view.verticalScrollBar().rangeChanged.connect(self.update)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One small line."""
        return QSize(400, self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """As high as the line, however narrow."""
        return QSize(0, self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the words at the edges the rows use."""
        painter = QPainter(self)
        left = self._theme.px(14)
        edges = column_edges(
            left, self._view.viewport().width() - 9, time_room=self._delegate.time_room
        )
        places = [(left, edges[0] - left), *((edge, 200) for edge in edges)]
        headings = (tr("Time"), *map(translated, HEADINGS))
        for heading, (edge, room) in zip(headings, places, strict=False):
            box = QRect(edge, 0, room, self.height())
            with turned(painter, self.rect()):
                draw_text(painter, self._theme, box, heading, cut=SMALL, ink="text.muted")
