"""The board or the list in one place: which of them, and the words where there are no cards."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.theme import Theme
from app.ui.today.board import Board
from app.ui.today.states import EmptyWords
from app.ui.widgets.actions import Action
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.privacy.cover import Cover
    from app.ui.today.cards import Card
    from app.ui.today.list_pane import ListPane


class Views(QStackedWidget):
    """Passes on what both views ask for. The list is made when it is first wanted."""

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
        self.board = Board(theme)
        self.empty = EmptyState(name="today_empty")
        self._list_pane: ListPane | None = None
        self._cover: Cover | None = None
        for widget in (Skeleton(theme), self.board, self.empty):
            self.addWidget(widget)
        self._pass_on(self.board)

    @property
    def list_pane(self) -> "ListPane":
        """The list view."""
        if self._list_pane is None:
            from app.ui.today.list_pane import ListPane

            self._list_pane = ListPane(self._theme)
            self.addWidget(self._list_pane)
            self._pass_on(self._list_pane)
        return self._list_pane

    def chosen(self, *, as_list: bool) -> "Board | ListPane":
        """The view for cards."""
        return self.list_pane if as_list else self.board

    @property
    def cover(self) -> "Cover":
        """What stands there while not even the times may be seen."""
        if self._cover is None:
            from app.ui.privacy.cover import Cover

            self._cover = Cover(self._theme)
            self.addWidget(self._cover)
        return self._cover

    def show_cover(self, practice: str, timezone: str, now: Callable[[], datetime] | None) -> None:
        """The practice's name and its clock in place of the board."""
        self.cover.show_practice(practice, timezone, now)
        self.setCurrentWidget(self.cover)

    @property
    def shows_cards(self) -> bool:
        """True while one of the two views is in front."""
        return self.currentWidget() in self._made

    @property
    def current_card(self) -> "Card | None":
        """The card that is marked in the view in front."""
        front = next((each for each in self._made if each is self.currentWidget()), None)
        return front.current_card if front is not None else None

    @property
    def _made(self) -> "list[Board | ListPane]":
        return [self.board] if self._list_pane is None else [self.board, self._list_pane]

    def show_words(self, words: EmptyWords, go: Callable[[], None]) -> None:
        """Puts words and the next step where cards would be."""
        actions = (Action(words.button, go),) if words.button else ()
        self.empty.show_words(words.title, words.text, actions)
        self.setCurrentWidget(self.empty)

    def forget_unseen(self) -> None:
        """Takes the cards out of what is not on screen: a screen reader finds them there, too."""
        for view in self._made:
            view.forget_unseen(is_in_front=view is self.currentWidget())

    def _pass_on(self, view: "Board | ListPane") -> None:
        view.details_wanted.connect(self.details_wanted)
        view.peek_wanted.connect(self.peek_wanted)
        view.copy_wanted.connect(self.copy_wanted)
        view.note_wanted.connect(self.note_wanted)
        view.identity_wanted.connect(self.identity_wanted)
        view.book_wanted.connect(self.book_wanted)
        view.menu_wanted.connect(self.menu_wanted)
        view.today_wanted.connect(self.today_wanted)
        view.next_change_wanted.connect(self.next_change_wanted)
        view.seen_wanted.connect(self.seen_wanted)
        view.column_wanted.connect(self.column_wanted)
