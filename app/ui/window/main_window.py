"""The window frame: menu, page, one banner, messages and status bar."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.ui.banners.back_online import BackOnline
from app.ui.banners.panel import BannerPanel
from app.ui.banners.slot import BannerSlot
from app.ui.late_services import LateServices
from app.ui.page import Page, PageContext
from app.ui.privacy.state import PrivacyState
from app.ui.privacy.words import switched_words
from app.ui.sheet_feed import SheetFeed, Snapshot
from app.ui.status_bar import StatusBar
from app.ui.sync_control import SyncControl
from app.ui.tasks import Tasks
from app.ui.theme import SchemeChoice, Theme
from app.ui.today.page import TodayPage
from app.ui.widgets.actions import Action
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.skeleton import Skeleton
from app.ui.window.frame_words import FrameWords
from app.ui.window.navigation import Navigation
from app.ui.window.pages import PAGES, PageName, entry_of, number_of
from app.ui.window.place import SMALLEST, USUAL, keep_on_screen, noted_place, place_window
from app.ui.window.window_keys import WindowKeys

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.first_look import FirstLook
    from app.ui.banners.banner import BannerButton
    from app.ui.connections.page import ConnectionsPage
    from app.ui.history.page import HistoryPage
    from app.ui.settings.page import SettingsPage
    from app.ui.support.page import SupportPage
    from app.ui.window.closing import Closing

NARROW_BELOW = 1100
_SCREENS_SETTLE_MS = 1000


def system_zone() -> str:
    """The PC's own IANA zone."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode()


class MainWindow(QMainWindow):
    """Shows its frame at once; `attach` fills it when the services are open.

    `quit_wanted`: a person wants RunSheet to end, not only the window to go. `closing`, once it is
    there, decides what closing the window means; before, it ends RunSheet.
    """

    quit_wanted = Signal()

    def __init__(self, theme: Theme, *, pc_zone: Callable[[], str] = system_zone) -> None:
        super().__init__()
        self._theme, self._pc_zone = theme, pc_zone
        self._tasks = Tasks(self, self.show_error)
        self._all_tasks: list[Tasks] = [self._tasks]
        self._late = LateServices()
        self.privacy = PrivacyState(self._late, self._tasks, self)
        self.privacy.switched.connect(self._tell_privacy)
        self._feed: SheetFeed | None = None
        self._context: PageContext | None = None
        self._pages: dict[PageName, Page] = {}
        self.closing: Closing | None = None
        self._saved_place = ""
        self.navigation = Navigation(theme, [(entry.title, entry.icon) for entry in PAGES])
        self.banner, self.banner_panel = BannerSlot(self._do), BannerPanel()
        self.message_bar = MessageBar()
        self._back_online = BackOnline(self.message_bar.show_message)
        self.status_bar = StatusBar()
        self._words = FrameWords(
            self.navigation,
            self.banner,
            self.status_bar,
            connections_page=number_of(PageName.CONNECTIONS),
        )
        self.failure = EmptyState(name="start_failure")
        self._stack = QStackedWidget()
        self._build()

    @property
    def today(self) -> TodayPage:
        """The Today page; there once the services are."""
        return cast("TodayPage", self._pages[PageName.TODAY])

    @property
    def shows_first_look(self) -> bool:
        """True once today's list is on screen, with or without the services."""
        return self._feed is not None

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

    # --- opening and closing -----------------------------------------------------------------

    def show_first_look(self, look: "FirstLook") -> None:
        """Today's list as it was last stored, before the services are open."""
        self._fill(look.preferences).show_first_look(look.sheet, look.now)

    def attach(self, services: "Services", preferences: dict[str, str]) -> None:
        """From here on the window lives on the services."""
        self._late.open(services)
        feed = self._feed or self._fill(preferences)
        self.privacy.follow()
        self._start_automatic_privacy()
        self._put_up_sign()
        self.open_today()
        feed.begin()

    def _fill(self, preferences: dict[str, str]) -> SheetFeed:
        """Puts the Today page into the frame; what it shows comes by the feed returned."""
        self.privacy.load(preferences)
        self._feed = feed = SheetFeed(self._late, self._tasks, self)
        feed.changed.connect(self._show_snapshot)
        self._context = PageContext(
            late=self._late,
            theme=self._theme,
            tasks=self.tasks_of,
            navigator=self,
            sync=SyncControl(self._late, self._tasks, self),
            feed=feed,
            privacy=self.privacy,
            announce=self._announce,
            show_message=self.message_bar.show_message,
        )
        self._put_in(PageName.TODAY, TodayPage(self._context))
        self.today.apply_preferences(preferences)
        self.open_today()
        return feed

    def apply_preferences(self, saved: dict[str, str]) -> None:
        """Scheme, text scale and place as they were left; before the window is shown."""
        choice = saved.get("theme", "")
        known = SchemeChoice(choice) if choice in list(SchemeChoice) else SchemeChoice.SYSTEM
        self._theme.choose(known, scale=_scale_of(saved.get("text.scale", "")))
        self._saved_place = saved.get("window.geometry", "")
        place_window(self, self._saved_place)

    def show_failure(
        self, error: RunSheetError, *, again: Callable[[], None], leave: Callable[[], None]
    ) -> None:
        """The start failed: says why on the whole page, and offers to try again."""
        self.failure.show_words(
            "RunSheet can't start.", str(error), (Action("Try again", again), Action("Quit", leave))
        )
        self._stack.setCurrentWidget(self.failure)
        self.failure.buttons[0].setFocus()

    def show_error(self, error: RunSheetError) -> None:
        """A fault of something that was asked for, or a bug: in the message bar."""
        self.message_bar.show_error(error)

    def show_starting(self) -> None:
        """The frame with grey shapes, while the services open."""
        self._stack.setCurrentWidget(self._starting)

    async def aclose(self) -> None:
        """Ends all work of the window and keeps its place; the services still run."""
        if self._feed is not None:
            self._feed.close()
        self.privacy.close()
        for tasks in self._all_tasks:
            tasks.shut()
        for tasks in self._all_tasks:
            await tasks.aclose()
        if self._late.is_open:
            place = noted_place(self, self._saved_place)
            with contextlib.suppress(RunSheetError):  # a full disk must not keep it open
                await self._late.services.preferences.write("window.geometry", place)

    def tasks_of(self, owner: QWidget) -> Tasks:
        """A widget's door to the work; errors come to the message bar."""
        tasks = Tasks(owner, self.show_error)
        self._all_tasks = [each for each in self._all_tasks if not each.is_over]
        self._all_tasks.append(tasks)
        return tasks

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
        before = next((name for name, each in self._pages.items() if each is self.page), None)
        page = self.open_page(PageName.SUPPORT)
        if page is not None and before is not None and before is not PageName.SUPPORT:
            leave = partial(self.open_page, before)
            cast("SupportPage", page).begin(run_id, leave=leave)

    def open_settings(self, group: str | None = None) -> None:
        """Shows Settings, at a group if given."""
        page = self.open_page(PageName.SETTINGS)
        if page is not None and group is not None:
            cast("SettingsPage", page).show_group(group)

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
        page.setup_changed.connect(self._show_banners_again)

    def _show_page(self, name: PageName) -> None:
        page, focused = self._pages[name], self.focusWidget()
        leaves_page = self._stack.currentWidget() is not page and _holds(self._stack, focused)
        self._stack.setCurrentWidget(page)
        page.banner_place.addWidget(self.banner)
        page.banner_place.addWidget(self.banner_panel)
        self._show_banners_again()
        self.navigation.show_current(number_of(name))
        self.setWindowTitle(f"RunSheet – {page.title}")
        page.on_shown()
        focused = self.focusWidget()
        if leaves_page or focused is None or not focused.isVisible():
            page.focus_first()  # Qt would have gone to whatever comes next, the banner's button

    def start_sync(self) -> None:
        """Sync now, of the day on screen."""
        if self._context is not None:
            self._context.sync.start(day=self._context.feed.day)

    @property
    def panes(self) -> list[QWidget]:
        """What F6 goes through; the banner lies within the page."""
        return [self.navigation, self._stack, self.banner, self.status_bar]

    # --- what is shown -----------------------------------------------------------------------

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self._back_online.note(snapshot)
        self._words.show(snapshot, pc_zone=self._pc_zone(), setup_of=self._setup_of)

    def _show_banners_again(self) -> None:
        if self._feed is not None and self._feed.snapshot is not None:
            self._words.show_banners(self._feed.snapshot, setup_of=self._setup_of)

    @property
    def _setup_of(self) -> str | None:
        return self.page.setup_of if self.page is not None else None

    def _put_up_sign(self) -> None:
        from app.ui.window.desk_sign import DeskSign

        DeskSign(self.navigation, self._late, self._tasks, self)

    def _start_automatic_privacy(self) -> None:
        from app.ui.privacy.automatic import AutomaticPrivacy

        self.automatic_privacy = AutomaticPrivacy(self.privacy, self)
        self.automatic_privacy.start()

    def _tell_privacy(self, is_on: bool) -> None:
        words = switched_words(is_on=is_on)
        self._announce(words)
        self.message_bar.show_message(words)

    def _announce(self, text: str, *, assertive: bool = False) -> None:
        from app.ui.announce import announce

        announce(self, text, assertive=assertive)

    def _do(self, button: "BannerButton") -> None:
        if self._context is not None and self._late.is_open:
            from app.ui.banners.deeds import BannerDeeds

            BannerDeeds(
                self._context, busy=self.banner, panel=self.banner_panel, tasks=self._tasks
            ).do(button)

    # --- size and scheme ---------------------------------------------------------------------

    def _zoom(self, steps: int) -> None:
        scale = 1.0 if steps == 0 else self._theme.scale + steps / 10
        self._theme.choose(self._theme.choice, scale=scale)
        if self._late.is_open:
            saved = f"{self._theme.scale:.1f}"
            self._tasks.start(self._late.services.preferences.write("text.scale", saved))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hides, asks or quits, as a person chose."""
        if self.closing is not None:
            self.closing.take(event)
        else:
            super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The menu collapses to icons in a narrow window."""
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() / self._theme.scale < NARROW_BELOW)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("RunSheet – Today")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._starting = QWidget()
        inset = QVBoxLayout(self._starting)
        inset.setContentsMargins(20, 110, 20, 0)
        inset.addWidget(Skeleton(self._theme))
        self._stack.addWidget(self._starting)
        self._stack.addWidget(self.failure)
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
        self._theme.changed.connect(self._refit)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._return_to_screens)
        WindowKeys(
            self,
            page_count=len(PAGES),
            open_number=self._open_number,
            zoom=self._zoom,
        )

    def _return_to_screens(self) -> None:
        """A screen went: when the system has moved what it moves, the window must be in sight."""
        QTimer.singleShot(_SCREENS_SETTLE_MS, self, lambda: keep_on_screen(self))

    def _refit(self) -> None:
        self.navigation.set_narrow(self.width() / self._theme.scale < NARROW_BELOW)


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and pane.isAncestorOf(focused)


def _scale_of(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
