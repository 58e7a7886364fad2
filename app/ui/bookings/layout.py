"""Where everything stands on the Bookings page."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.ui.bookings.detail_pane import BookingPane
from app.ui.bookings.table import BookingTable
from app.ui.page import Page
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label
from app.ui.widgets.scrolled_page import Beside, scrolled_column

_BESIDE_PX, _PANE_PX, _LOW_PX = 940, 320, 220
_STACKED_PX, _EDGE_PX = 140, 12
"""Three lines of the list, so that the details below it begin in view."""


class BookingsLayout:
    """Head, quick box, undo bar, tabs, the list with its details; the form in place of them."""

    def __init__(
        self,
        page: Page,
        *,
        new_button: QWidget,
        bars: tuple[QWidget, QWidget, QWidget],
        table: BookingTable,
        pane: BookingPane,
        empty: EmptyState,
        form: QWidget,
    ) -> None:
        """`bars`: quick box, undo bar and tabs, between the head and the list."""
        self._page, self._table, self._pane = page, table, pane
        self._empty, self._form = empty, form
        quick_box, _undo_bar, tabs = bars
        self._of_the_list = (new_button, quick_box, tabs)
        self._body = QWidget()
        self._parts: tuple[QWidget, ...] = (self._body, empty, form)
        self._beside = Beside(self._body, needs_px=_BESIDE_PX)
        self._beside.addWidget(table, 7)
        self._beside.addWidget(pane, 4)
        inside, self._area = scrolled_column(page)
        inside.addLayout(page.banner_place)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(page.title, role="title"))
        head.addStretch(1)
        head.addWidget(new_button)
        inside.addLayout(head)
        for bar in bars:
            inside.addWidget(bar)
        for part in self._parts:
            inside.addWidget(part, 1)
        self.show_list(is_shown=True)

    @property
    def shows_list(self) -> bool:
        """True while the list stands there, not the words."""
        return not self._body.isHidden()

    @property
    def shows_form(self) -> bool:
        """True while the form has the place of the list."""
        return not self._form.isHidden()

    def show_form(self) -> None:
        """The form in place of list, quick box and tabs."""
        self._put(self._form)

    def show_list(self, *, is_shown: bool) -> None:
        """The list with its details, or the words in their place."""
        self._put(self._body if is_shown else self._empty)

    def _put(self, shown: QWidget) -> None:
        """One of the parts; the focus goes with it, not wherever Tab would lead."""
        focused, others = QApplication.focusWidget(), [p for p in self._parts if p is not shown]
        had_focus = any(part.isAncestorOf(focused) for part in others) if focused else False
        shown.show()
        if had_focus and shown is self._body:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and shown is self._empty and self._empty.buttons:
            self._empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for part in others:
            part.hide()
        for bar in self._of_the_list:
            bar.setVisible(shown is not self._form)

    def bring(self, part: QWidget) -> None:
        """All of it into view, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, _EDGE_PX))

    def fit(self) -> None:
        """Both keep a height to work in; what doesn't fit the window scrolls."""
        theme = self._page.context.theme
        has_room = self._beside.fit(self._page.width(), scale=theme.scale)
        self._pane.setMinimumWidth(theme.px(_PANE_PX) if has_room else 0)
        self._table.setMinimumHeight(theme.px(_LOW_PX if has_room else _STACKED_PX))
        self._pane.setMinimumHeight(theme.px(_LOW_PX))
