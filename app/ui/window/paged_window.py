"""The window's frame and its pages: which is in front, and every way to one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import RunSheetError
from app.ui.banners.panel import BannerPanel
from app.ui.banners.slot import BannerSlot
from app.ui.language import tr
from app.ui.late_services import LateServices
from app.ui.page import Page, PageContext
from app.ui.start.page import StartPage
from app.ui.start.starting import StartingPage
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.today.page import TodayPage
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar
from app.ui.window.navigation import Navigation
from app.ui.window.pages import PAGES, PageName, entry_of, number_of
from app.ui.window.place import SMALLEST, USUAL
from app.ui.window.status_bar import StatusBar
from app.ui.window.tab_order import go_on

if TYPE_CHECKING:  # loaded after the first paint
    from app.domain.contents import Contents
    from app.domain.run_sheet import RunSheetRow
    from app.services.start import Start
    from app.ui.banners.banner import BannerButton
    from app.ui.bookings.page import BookingsPage
    from app.ui.connections.page import ConnectionsPage
    from app.ui.history.page import HistoryPage
    from app.ui.settings.page import SettingsPage
    from app.ui.support.page import SupportPage

NARROW_BELOW = 1100


class PagedWindow(QMainWindow):
    """Menu, page, one banner, messages and status bar; goes to pages, as their `Navigator`.

    `front_changed`: another page is in front, or another connection is being set up on it.
    """

    front_changed = Signal()
    again_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = Tasks(self, self.show_error)
        self._late = LateServices()
        self._context: PageContext | None = None
        self._pages: dict[PageName, Page] = {}
        self.navigation = Navigation(theme, [(entry.title, entry.icon) for entry in PAGES])
        self.banner, self.banner_panel = BannerSlot(self._do), BannerPanel()
        self.message_bar = MessageBar()
        self.status_bar = StatusBar()
        self.start_page = StartPage(theme)
        self._stack = QStackedWidget()
        self._build_frame()

    @property
    def today(self) -> TodayPage:
        """The Today page; there once the services are."""
        return cast("TodayPage", self._pages[PageName.TODAY])

    @property
    def context(self) -> PageContext:
        """What the pages work with; there once the services are."""
        if self._context is None:
            raise RuntimeError("the window is not attached yet")
        return self._context

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def panes(self) -> list[QWidget]:
        """What F6 goes through; the banner lies within the page."""
        return [self.navigation, self._stack, self.banner, self.status_bar]

    def event(self, event: QEvent) -> bool:
        """Escape takes a tooltip away, wherever the focus is; whoever has the focus gets it too."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            QToolTip.hideText()
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes as the window is read."""
        return go_on(self, is_forward=is_next)

    # --- what stands where pages will be -------------------------------------------------------

    def show_starting(self) -> None:
        """The frame with grey shapes, while the services open."""
        self._stack.setCurrentWidget(self._starting)

    @property
    def failure(self) -> EmptyState:
        """Why the start failed."""
        return self.start_page.failure

    def show_failure(
        self,
        error: RunSheetError,
        *,
        again: Callable[[], None],
        leave: Callable[[], None],
        start: "Start | None" = None,
    ) -> None:
        """The start failed: says why on the whole page, and offers every way out."""
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.show_failure(error, again=again, leave=leave, start=start)

    def show_error(self, error: RunSheetError) -> None:
        """A fault of something that was asked for, or a bug: in the message bar."""
        self.message_bar.show_error(error)

    # --- where to go -------------------------------------------------------------------------

    def open_today(self) -> None:
        """Shows the Today board."""
        self.open_page(PageName.TODAY)

    def print_today(self) -> None:
        """Shows the Today board, and asks what of its list to print."""
        self.open_today()
        if self._context is not None:
            self.today.printing.open(None)

    def open_downtime(self) -> None:
        """Shows the panel that opens the downtime pack, over whatever page is in front."""
        if self._context is not None and self._late.is_open:
            from app.ui.downtime.panel import open_downtime

            self._tasks.start(open_downtime(self._context, self))

    def begin_again(self, restore: str | None = None) -> None:
        """A new window over the data as they are then; `restore`: the backup to put in first."""
        self.again_wanted.emit(restore)

    def remove_this_pc(self, contents: "Contents") -> None:
        """Closes everything and removes RunSheet's data from this PC."""
        self.removal_wanted.emit(contents)

    def open_bookings(self, booking_id: str | None = None) -> None:
        """Shows Bookings, at a booking if given."""
        page = self.open_page(PageName.BOOKINGS)
        if page is not None and booking_id is not None:
            cast("BookingsPage", page).show_booking(booking_id)

    def book_row(self, row: "RunSheetRow") -> None:
        """Shows the booking form, filled for the visit of a row."""
        page = self.open_page(PageName.BOOKINGS)
        if page is not None:
            cast("BookingsPage", page).open_for_row(row)

    def open_new_booking(self) -> None:
        """Ctrl+N: shows the booking form."""
        page = self.open_page(PageName.BOOKINGS)
        if page is not None:
            cast("BookingsPage", page).open_new()

    def open_connections(self, connection_id: str | None = None, step: str | None = None) -> None:
        """Shows Connections, at a connection and a step of its set-up if given."""
        page = self.open_page(PageName.CONNECTIONS)
        if page is not None and (connection_id is not None or step is not None):
            cast("ConnectionsPage", page).show_step(connection_id, step)

    def open_history(self, run_id: str | None = None, connection_id: str | None = None) -> None:
        """Shows Sync history, at a run or at a connection's newest if given."""
        page = self.open_page(PageName.HISTORY)
        if page is not None and (run_id is not None or connection_id is not None):
            cast("HistoryPage", page).show_run(run_id, connection_id)

    def open_support_export(self, run_id: str | None = None) -> None:
        """Shows the support export, of one check if given; *Back* returns to the page before."""
        before = self.page_name
        page = self.open_page(PageName.SUPPORT)
        if page is not None and before is not None and before is not PageName.SUPPORT:
            leave = partial(self.open_page, before)
            cast("SupportPage", page).begin(run_id, leave=leave)

    def open_settings(self, group: str | None = None) -> None:
        """Shows Settings, at a group if given."""
        page = self.open_page(PageName.SETTINGS)
        if page is not None and group is not None:
            cast("SettingsPage", page).show_group(group)

    def open_help(self) -> None:
        """Shows Help at what a person is at: the fault they read, the panel or the page."""
        from app.ui.help.opening import open_help

        open_help(self, self._theme)

    @property
    def page_name(self) -> PageName | None:
        """The name of the page on screen."""
        return next((name for name, each in self._pages.items() if each is self.page), None)

    def open_page(self, name: PageName) -> Page | None:
        """Shows a page, built now if nobody was there before; None until it can be shown."""
        is_early = not self._late.is_open and name is not PageName.TODAY
        if self._context is None or is_early:
            return None
        if name not in self._pages:
            self._put_in(name, entry_of(name).make(self._context))
        self._show_page(name)
        return self._pages[name]

    def _open_number(self, number: int) -> None:
        self.open_page(PAGES[number].name)

    def _put_in(self, name: PageName, page: Page) -> None:
        self._pages[name] = page
        self._stack.addWidget(page)
        page.setup_changed.connect(self.front_changed)

    def _show_page(self, name: PageName) -> None:
        page, focused = self._pages[name], self.focusWidget()
        leaves_page = self._stack.currentWidget() is not page and _holds(self._stack, focused)
        self._stack.setCurrentWidget(page)
        page.banner_place.addWidget(self.banner)
        page.banner_place.addWidget(self.banner_panel)
        self.front_changed.emit()
        self.navigation.show_current(number_of(name))
        self.setWindowTitle(tr("RunSheet – {page}", page=page.title))
        page.on_shown()
        focused = self.focusWidget()
        if leaves_page or focused is None or not focused.isVisible():
            page.focus_first()  # Qt would have gone to whatever comes next, the banner's button

    # --- what the banner asks ------------------------------------------------------------------

    def _do(self, button: "BannerButton") -> None:
        if self._context is not None and self._late.is_open:
            from app.ui.banners.deeds import BannerDeeds

            BannerDeeds(
                self._context, busy=self.banner, panel=self.banner_panel, tasks=self._tasks
            ).do(button)

    # --- size and building ---------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The menu collapses to icons in a narrow window."""
        super().resizeEvent(event)
        self._fit_menu()

    def _fit_menu(self) -> None:
        """The menu collapses to icons in a narrow window."""
        self.navigation.set_narrow(self.width() / self._theme.scale < NARROW_BELOW)

    def _build_frame(self) -> None:
        self.setWindowTitle(tr("RunSheet – {page}", page=tr("Today")))
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._starting = StartingPage(self._theme)
        self._stack.addWidget(self._starting)
        self._stack.addWidget(self.start_page)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        message_row = QHBoxLayout()
        message_row.setContentsMargins(20, 4, 20, 0)
        message_row.addWidget(self.message_bar, 2)
        message_row.addStretch(1)
        right.addLayout(message_row)
        right.addWidget(self.status_bar)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(central)
        self.navigation.show_current(number_of(PageName.TODAY))
        self.navigation.chosen.connect(self._open_number)
        self._theme.changed.connect(self._fit_menu)


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and pane.isAncestorOf(focused)
