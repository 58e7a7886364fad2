"""Where everything stands on the Sync history page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.history.detail_pane import DetailPane
from app.ui.history.strip import HistoryStrip
from app.ui.history.table import HistoryTable
from app.ui.page import Page
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label
from app.ui.widgets.scrolled_page import Beside, scrolled_column

_BESIDE_PX, _PANE_PX, _LOW_PX, _BELOW_PX = 1030, 280, 220, 320
_LEGEND = "▮ complete   ◑ partly   ▲ failed   ✕ stopped   shaded: closed"


class HistoryLayout:
    """Head, panels, the last 24 hours, then the list with its details, or words in their place."""

    def __init__(
        self,
        page: Page,
        *,
        buttons: tuple[QWidget, ...],
        panels: tuple[QWidget, ...],
        strip: HistoryStrip,
        table: HistoryTable,
        pane: DetailPane,
        empty: EmptyState,
    ) -> None:
        """`buttons` stand in the head; `panels` between it and the strip."""
        self._page, self._table, self._pane, self._empty = page, table, pane, empty
        self.since = label(role="secondary", wrap=True, name="history_since")
        self._legend = label(_LEGEND, role="small")
        self._body = QWidget()
        self._beside = Beside(self._body, needs_px=_BESIDE_PX)
        self._fill_body()
        self._fill_page(buttons, panels, strip)

    @property
    def shows_list(self) -> bool:
        """True while the list stands there, not the words."""
        return not self._body.isHidden()

    def show_list(self, *, is_shown: bool) -> None:
        """The list with its details, or the words in their place."""
        pair: tuple[QWidget, QWidget] = (self._body, self._empty)
        shown, hidden = pair if is_shown else reversed(pair)
        had_focus = hidden.isAncestorOf(QApplication.focusWidget() or self._page)
        shown.show()
        if had_focus:  # Qt would give it to the menu
            (self._table if is_shown else self._empty.buttons[0]).setFocus()
        hidden.hide()

    def bring_into_view(self, part: QWidget) -> None:
        """Scrolls the page to a part of it."""
        self._area.ensureWidgetVisible(part)

    def fit(self) -> None:
        """Both keep a height to work in; what doesn't fit the window scrolls."""
        theme = self._page.context.theme
        has_room = self._beside.fit(self._page.width(), scale=theme.scale)
        self._legend.setVisible(has_room)
        self._pane.setMinimumWidth(theme.px(_PANE_PX) if has_room else 0)
        self._table.setMinimumHeight(theme.px(_LOW_PX))
        self._pane.setMinimumHeight(theme.px(_LOW_PX if has_room else _BELOW_PX))

    def _fill_body(self) -> None:
        self._beside.addWidget(self._table, 11)
        self._beside.addWidget(self._pane, 4)
        self._empty.hide()

    def _fill_page(
        self, buttons: tuple[QWidget, ...], panels: tuple[QWidget, ...], strip: HistoryStrip
    ) -> None:
        inside, self._area = scrolled_column(self._page)
        inside.addLayout(self._page.banner_place)
        inside.addLayout(self._head(buttons))
        for part in panels:
            inside.addWidget(part)
        inside.addLayout(self._last_day(strip))
        inside.addWidget(self._body, 1)
        inside.addWidget(self._empty, 1)

    def _head(self, buttons: tuple[QWidget, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self._page.title, role="title"))
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        return row

    def _last_day(self, strip: HistoryStrip) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(4)
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(label("Last 24 hours", role="strong"), 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(self.since, 1)
        heading.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignBottom)
        rows.addLayout(heading)
        rows.addWidget(strip)
        return rows
