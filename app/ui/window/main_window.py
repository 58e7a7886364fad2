"""The window: its life with the services, what its frame says, its size, place and scheme."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import RunSheetError
from app.domain.said import say
from app.ui.banners.back_online import BackOnline
from app.ui.bookings_watch import BookingsWatch
from app.ui.language import translated
from app.ui.page import PageContext
from app.ui.privacy.state import PrivacyState
from app.ui.privacy.words import switched_words
from app.ui.sheet_feed import SheetFeed, Snapshot
from app.ui.sync_control import SyncControl
from app.ui.tasks import Tasks
from app.ui.theme import SchemeChoice, Theme
from app.ui.today.page import TodayPage
from app.ui.window.frame_words import FrameWords
from app.ui.window.paged_window import PagedWindow
from app.ui.window.pages import PAGES, PageName, number_of
from app.ui.window.place import keep_on_screen, noted_place, place_window
from app.ui.window.window_keys import WindowKeys

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.first_look import FirstLook
    from app.ui.lock.curtain import Curtain
    from app.ui.window.closing import Closing

_SCREENS_SETTLE_MS = 1000


def system_zone() -> str:
    """The PC's own IANA zone."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode()


_RESTORED = say(
    "The backup is back, and every list is read again. The data of before are kept in RunSheet's "
    "folder (Settings, Data)."
)


class MainWindow(PagedWindow):
    """Shows its frame at once; `attach` fills it when the services are open.

    `quit_wanted`: a person wants RunSheet to end, not only the window to go. `closing`, once it is
    there, decides what closing the window means; before, it ends RunSheet.
    """

    quit_wanted = Signal()

    def __init__(self, theme: Theme, *, pc_zone: Callable[[], str] = system_zone) -> None:
        super().__init__(theme)
        self._pc_zone = pc_zone
        self._all_tasks: list[Tasks] = [self._tasks]
        self.privacy = PrivacyState(self._late, self._tasks, self)
        self.privacy.switched.connect(self._tell_privacy)
        self.privacy.changed.connect(self._show_words_again)
        self._feed: SheetFeed | None = None
        self.closing: Closing | None = None
        self.curtain: Curtain | None = None
        self._saved_place = ""
        self._back_online = BackOnline(self.message_bar.show_message)
        self._words = FrameWords(
            self.navigation,
            self.banner,
            self.status_bar,
            connections_page=number_of(PageName.CONNECTIONS),
            bookings_page=number_of(PageName.BOOKINGS),
            settings_page=number_of(PageName.SETTINGS),
        )
        self.front_changed.connect(self._show_banners_again)
        self._build()

    @property
    def shows_first_look(self) -> bool:
        """True once today's list is on screen, with or without the services."""
        return self._feed is not None

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
        self._hang_curtain(services)
        self._put_up_sign()
        self.open_today()
        feed.begin()
        self.context.bookings.begin()
        if services.restored is not None:
            self.message_bar.show_message(translated(_RESTORED))

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
            bookings=self._watch_bookings(feed),
            privacy=self.privacy,
            announce=self._announce,
            show_message=self.message_bar.show_message,
        )
        self._put_in(PageName.TODAY, TodayPage(self._context))
        self.today.apply_preferences(preferences)
        self.open_today()
        return feed

    def _watch_bookings(self, feed: SheetFeed) -> BookingsWatch:
        watch = BookingsWatch(self._late, feed, self._tasks, self)
        watch.changed.connect(lambda: self._words.show_bookings(watch.standing))
        watch.changed.connect(lambda: self._back_online.note_bookings(watch.standing))
        return watch

    def apply_preferences(self, saved: dict[str, str]) -> None:
        """Scheme, text scale and place as they were left; before the window is shown."""
        choice = saved.get("theme", "")
        known = SchemeChoice(choice) if choice in list(SchemeChoice) else SchemeChoice.SYSTEM
        self._theme.choose(known, scale=_scale_of(saved.get("text.scale", "")))
        self._saved_place = saved.get("window.geometry", "")
        place_window(self, self._saved_place)

    async def aclose(self) -> None:
        """Ends all work of the window and keeps its place; the services still run."""
        if self._feed is not None:
            self._feed.close()
        if self.curtain is not None:
            self.curtain.close()
            self.automatic_lock.close()
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

    def start_sync(self) -> None:
        """Sync now, of the day on screen."""
        if self._context is not None:
            self._context.sync.start(day=self._context.feed.day)

    # --- what is shown -----------------------------------------------------------------------

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self._back_online.note(snapshot)
        self._show_words(snapshot)

    def _show_words(self, snapshot: Snapshot) -> None:
        self._words.show(
            snapshot,
            pc_zone=self._pc_zone(),
            setup_of=self._setup_of,
            is_covered=self.privacy.veil.hides_board,
        )

    def _show_words_again(self) -> None:
        if self._feed is not None and self._feed.snapshot is not None:
            self._show_words(self._feed.snapshot)

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

    def _hang_curtain(self, services: "Services") -> None:
        from app.ui.lock.automatic import AutomaticLock
        from app.ui.lock.curtain import Curtain

        self.curtain = Curtain(self, services, theme=self._theme, tasks=self._tasks)
        self.automatic_lock = AutomaticLock(
            services,
            self._tasks,
            idle=self.automatic_privacy.idle,
            session=self.automatic_privacy.session,
            parent=self,
        )

    def lock(self) -> None:
        """Hides everything until somebody opens it again, where a way to was chosen."""
        if self._late.is_open:
            self.automatic_lock.lock()

    def setVisible(self, is_visible: bool) -> None:  # noqa: N802  # Qt's name
        """While RunSheet is locked whoever wants the window gets the lock's."""
        if is_visible and self.curtain is not None and self.curtain.is_down:
            self.curtain.come_forward()
        else:
            super().setVisible(is_visible)

    def _tell_privacy(self, is_on: bool) -> None:
        words = switched_words(is_on=is_on)
        self._announce(words)
        self.message_bar.show_message(words)

    def _announce(self, text: str, *, assertive: bool = False) -> None:
        from app.ui.announce import announce

        announce(self, text, assertive=assertive)

    # --- size and scheme ---------------------------------------------------------------------

    def _zoom(self, steps: int) -> None:
        scale = 1.0 if steps == 0 else round(self._theme.scale + steps / 10, 1)
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

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
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


def _scale_of(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
