"""Does what a line of the menu says, the same from the tray, the window and another start."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.errors import RunSheetError
from app.domain.practice_day import today
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.tray.entries import Deed, Entry
from app.ui.tray.standing_feed import MUTED_UNTIL, StandingFeed
from app.ui.window.front import bring_to_front

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow

_HOUR = timedelta(hours=1)


class Deeds:
    """One for the process; `refuse` is told why one could not be done, `leave` begins the end."""

    def __init__(
        self,
        window: "MainWindow",
        context: PageContext,
        *,
        feed: StandingFeed,
        tasks: Tasks,
        refuse: Callable[[RunSheetError], None],
        leave: Callable[[], None],
    ) -> None:
        self._window, self._context = window, context
        self._feed, self._tasks, self._refuse = feed, tasks, refuse
        self._acts: dict[Deed, Callable[[str], object]] = {
            Deed.OPEN: lambda _: self.open(),
            Deed.CONNECT: lambda _: self._go(None, "choose"),
            Deed.SET_UP: lambda target: self._go(target, "setup"),
            Deed.SIGN_IN: lambda target: self._go(target, "reconnect"),
            Deed.LOOK: lambda _: self.open_today(),
            Deed.READ_AGAIN: lambda _: self._context.feed.refresh(),
            Deed.SYNC: lambda _: self.sync(),
            Deed.SYNC_ONE: lambda target: self._context.sync.start([target]),
            Deed.PAUSE_HOUR: lambda _: self.pause(),
            Deed.PAUSE_TOMORROW: lambda _: self._start(self._pause_until_tomorrow()),
            Deed.RESUME: lambda _: self._start(self._resume()),
            Deed.MUTE_HOUR: lambda _: self._start(self._mute(self._now() + _HOUR)),
            Deed.MUTE_TODAY: lambda _: self._start(self._mute(self._tomorrow())),
            Deed.UNMUTE: lambda _: self._start(self._mute(None)),
            Deed.PRIVACY: lambda _: self._context.privacy.toggle(),
            Deed.DOWNTIME: lambda _: self._open_downtime(),
            Deed.SUPPORT: lambda _: self._open_support(),
            Deed.SETTINGS: lambda _: self._open_settings(),
            Deed.HELP: lambda _: self._open_help(),
            Deed.QUIT: lambda _: leave(),
        }

    def do(self, entry: Entry) -> None:
        """Does an entry's deed; words alone do nothing."""
        if entry.deed is not None:
            self._acts[entry.deed](entry.target)

    def open(self) -> None:
        """The window as it was left."""
        bring_to_front(self._window)

    def open_today(self) -> None:
        """The window on today's list."""
        self._context.feed.show_day(None)
        self._window.open_today()
        self.open()

    def sign_in(self, connection_id: str) -> None:
        """The window where a connection is signed in again."""
        self._go(connection_id, "reconnect")

    def open_connections(self) -> None:
        """The window on all the connections."""
        self._go(None, None)

    def open_booking(self, booking_id: str) -> None:
        """The window on a booking."""
        self._window.open_bookings(booking_id)
        self.open()

    def pause(self) -> None:
        """No checks by themselves for an hour."""
        self._start(self._pause_an_hour())

    def sync(self) -> None:
        """Sync now, of today."""
        self._context.sync.start()

    def _go(self, connection_id: str | None, step: str | None) -> None:
        self._window.open_connections(connection_id or None, step)
        self.open()

    def _open_support(self) -> None:
        self._window.open_support_export()
        self.open()

    def _open_downtime(self) -> None:
        self.open()
        self._window.open_downtime()

    def _open_settings(self) -> None:
        self._window.open_settings()
        self.open()

    def _open_help(self) -> None:
        self.open()
        self._window.open_help()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(work, on_error=self._refuse)

    async def _pause_an_hour(self) -> None:
        schedule = self._context.services.schedule
        await schedule.pause(until=schedule.in_an_hour())

    async def _pause_until_tomorrow(self) -> None:
        schedule = self._context.services.schedule
        await schedule.pause(until=await schedule.until_tomorrow())

    async def _resume(self) -> None:
        await self._context.services.schedule.resume()

    async def _mute(self, until: datetime | None) -> None:
        text = until.isoformat() if until is not None else ""
        await self._context.services.preferences.write(MUTED_UNTIL, text)

    def _now(self) -> datetime:
        return self._context.services.now()

    def _tomorrow(self) -> datetime:
        """The practice's next midnight."""
        standing = self._feed.standing
        timezone = standing.sheet.timezone if standing is not None else "UTC"
        return today(self._now(), timezone).end
