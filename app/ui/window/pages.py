"""The window's pages in the menu's order; each is built when a person first goes there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.said import say
from app.ui.page import Page, PageContext


class PageName(StrEnum):
    """A page of the window."""

    TODAY = "today"
    BOOKINGS = "bookings"
    CONNECTIONS = "connections"
    HISTORY = "history"
    REPORTS = "reports"
    SETTINGS = "settings"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page as the menu knows it: `icon` is a name in `resources/icons`, with a filled twin."""

    name: PageName
    title: str
    icon: str
    make: Callable[[PageContext], Page]


def _today(context: PageContext) -> Page:
    from app.ui.today.page import TodayPage

    return TodayPage(context)


def _bookings(context: PageContext) -> Page:
    from app.ui.bookings.page import BookingsPage

    return BookingsPage(context)


def _connections(context: PageContext) -> Page:
    from app.ui.connections.page import ConnectionsPage

    return ConnectionsPage(context)


def _history(context: PageContext) -> Page:
    from app.ui.history.page import HistoryPage

    return HistoryPage(context)


def _reports(context: PageContext) -> Page:
    from app.ui.reports.page import ReportsPage

    return ReportsPage(context)


def _settings(context: PageContext) -> Page:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(context)


def _support(context: PageContext) -> Page:
    from app.ui.support.page import SupportPage

    return SupportPage(context)


PAGES = (
    PageEntry(name=PageName.TODAY, title=say("Today"), icon="calendar_today", make=_today),
    PageEntry(name=PageName.BOOKINGS, title=say("Bookings"), icon="calendar_add", make=_bookings),
    PageEntry(
        name=PageName.CONNECTIONS,
        title=say("Connections"),
        icon="plug_connected",
        make=_connections,
    ),
    PageEntry(name=PageName.HISTORY, title=say("Sync history"), icon="history", make=_history),
    PageEntry(name=PageName.REPORTS, title=say("Reports"), icon="data_bar_vertical", make=_reports),
    PageEntry(name=PageName.SETTINGS, title=say("Settings"), icon="settings", make=_settings),
)


SUPPORT = PageEntry(
    name=PageName.SUPPORT, title=say("Support export"), icon="history", make=_support
)
"""Not in the menu: Sync history stays marked there while it is open."""


def entry_of(name: PageName) -> PageEntry:
    """The page's entry, in the menu or not."""
    return next(entry for entry in (*PAGES, SUPPORT) if entry.name is name)


def number_of(name: PageName) -> int:
    """The page's place in the menu, from 0; it moves as pages come in."""
    shown = PageName.HISTORY if name is PageName.SUPPORT else name
    return [entry.name for entry in PAGES].index(shown)
