"""What a page of the window is, and what the frame gives it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.bookings_watch import BookingsWatch
from app.ui.late_services import LateServices
from app.ui.privacy.state import PrivacyState
from app.ui.sheet_feed import SheetFeed
from app.ui.sync_control import SyncControl
from app.ui.tasks import Tasks
from app.ui.theme import Theme

if TYPE_CHECKING:  # loaded after the first paint
    from app.domain.contents import Contents
    from app.domain.run_sheet import RunSheetRow
    from app.services import Services


class Navigator(Protocol):
    """Where a page can send a person."""

    def open_today(self) -> None:
        """Shows the Today board."""

    def print_today(self) -> None:
        """Shows the Today board, and asks what of its list to print."""

    def open_downtime(self) -> None:
        """Asks whether to open the downtime pack, and tells its password."""

    def open_connections(self, connection_id: str | None = None, step: str | None = None) -> None:
        """Shows Connections; `step`: choose, setup, people, telehealth or reconnect."""

    def open_bookings(self, booking_id: str | None = None) -> None:
        """Shows Bookings, at a booking if given."""

    def book_row(self, row: "RunSheetRow") -> None:
        """Shows the booking form, filled for the visit of a row."""

    def open_history(self, run_id: str | None = None, connection_id: str | None = None) -> None:
        """Shows Sync history at a run; without one, at the newest of a connection or of all."""

    def open_support_export(self, run_id: str | None = None) -> None:
        """Shows the support export, of one check if given."""

    def begin_again(self, restore: str | None = None) -> None:
        """Closes everything and opens it anew in a new window; with the backup of that name put in
        the data's place first, where one is given.
        """

    def remove_this_pc(self, contents: "Contents") -> None:
        """Closes everything and removes RunSheet's data from this PC; `contents`: what goes."""

    def open_settings(self, group: str | None = None) -> None:
        """Shows Settings, at a group: general, practice, notifications, privacy, crm, api, this_pc,
        keyboard, data, backups, security, updates, about.
        """


class Announce(Protocol):
    """Speaks one sentence to screen readers."""

    def __call__(self, text: str, *, assertive: bool = False) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """Everything a page needs. `tasks(widget)` gives a widget its door to the work.

    `sync` is Sync now for the whole window, `feed` the sheet and connections as last read.
    `bookings` knows whether there is a CRM to book in, and what waits to be sent.
    `privacy` says what of a person may be seen: whatever shows one asks its `veil`.

    `show_message` puts one plain sentence into the bar at the bottom left for some seconds.
    """

    late: LateServices
    theme: Theme
    tasks: Callable[[QWidget], Tasks]
    navigator: Navigator
    sync: SyncControl
    feed: SheetFeed
    bookings: BookingsWatch
    privacy: PrivacyState
    announce: Announce
    show_message: Callable[[str], None]

    @property
    def services(self) -> "Services":
        """The open services. A page that can be seen before they are awaits `late.ready()`."""
        return self.late.services


class Page(QWidget):
    """Base of every page: a background, a place for the frame's banner, and what the frame calls.

    `banner_place` is an empty layout; the page puts it where the banner shall stand.
    `setup_changed`: `setup_of` is another one.
    """

    title = ""
    setup_changed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.tasks = context.tasks(self)
        self.banner_place = QVBoxLayout()
        self.banner_place.setContentsMargins(0, 0, 0, 0)
        self.setObjectName("page")

    @property
    def setup_of(self) -> str | None:
        """The connection being set up on this page: no banner need ask for that."""
        return None

    @property
    def help_code(self) -> str:
        """The code of the fault that is open on this page; Help begins with it."""
        return ""

    def on_shown(self) -> None:
        """The page has come to the front."""

    def focus_first(self) -> None:
        """Puts the focus where work on this page begins."""
        self.focusNextChild()

    def open_find(self) -> None:
        """Ctrl+F: puts the focus into the page's find box, if it has one."""
