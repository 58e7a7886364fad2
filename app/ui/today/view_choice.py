"""Columns or list: as a person chose, and always the list where columns have no room."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.theme import Theme
from app.ui.today.board import Board
from app.ui.today.views import Views

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.today.list_pane import ListPane

# Narrower than this, columns give way to the list (in px at 100 % text).
COLUMNS_NEED = 720


class ViewChoice:
    """Which of the two views shows the cards of a page."""

    def __init__(self, page: QWidget, views: Views, theme: Theme) -> None:
        self._page, self._views, self._theme = page, views, theme
        self._was_narrow: bool | None = None
        self.wants_list = False

    @property
    def is_narrow(self) -> bool:
        """True when the page has no room for columns."""
        return self._page.width() / self._theme.scale < COLUMNS_NEED

    @property
    def is_list(self) -> bool:
        """True when cards are shown as a list."""
        return self.wants_list or self.is_narrow

    @property
    def view(self) -> "Board | ListPane":
        """The view for cards."""
        return self._views.chosen(as_list=self.is_list)

    @property
    def focused_column(self) -> str | None:
        """The clinician whose column has the focus, or the row that has it; None without one."""
        if not self._views.shows_cards:
            return None
        if self.is_list:
            card = self._views.list_pane.view.current_card
            return card.row.clinician_id if card is not None else None
        focused = [each for each in self._views.board.columns if each.view.hasFocus()]
        return focused[0].clinician_id if focused else None

    @contextlib.contextmanager
    def keeping_the_card(self) -> Iterator[None]:
        """The card a person is at stays the marked one in the view that is put up meanwhile."""
        card, focused = self._views.current_card, QApplication.focusWidget()
        had_focus = focused is not None and self._views.isAncestorOf(focused)
        yield
        if card is None or not self._views.shows_cards:
            return
        if had_focus:
            self.view.select(card.id)
        else:
            self.view.mark(card.id)

    def turned(self) -> bool:
        """True once after the page became too narrow for columns, or wide enough again."""
        was_narrow, self._was_narrow = self._was_narrow, self.is_narrow
        return was_narrow != self._was_narrow

    def select(self, row_id: str) -> bool:
        """Goes to a card; False where no cards are shown, or it is not among them."""
        return self._views.shows_cards and self.view.select(row_id)
