"""What stands in the tray's menu and in the window's ⋯ menu: the same lines. No widgets."""

from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.domain.words import coming_time
from app.ui.language import tr
from app.ui.tray.standing import Standing
from app.ui.tray.words import counts_words, status_pill

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview


class Deed(StrEnum):
    """What a line of the menu does."""

    OPEN = "open"
    CONNECT = "connect"
    SET_UP = "set_up"
    SIGN_IN = "sign_in"
    LOOK = "look"
    READ_AGAIN = "read_again"
    SYNC = "sync"
    SYNC_ONE = "sync_one"
    PAUSE_HOUR = "pause_hour"
    PAUSE_TOMORROW = "pause_tomorrow"
    RESUME = "resume"
    MUTE_HOUR = "mute_hour"
    MUTE_TODAY = "mute_today"
    UNMUTE = "unmute"
    PRIVACY = "privacy"
    DOWNTIME = "downtime"
    SUPPORT = "support"
    SETTINGS = "settings"
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: something to do, a list of such (`entries`), or words alone (no deed).

    `target` is a connection's id. `checked`: None for a line that is not on or off. An empty text
    is a dividing line.
    """

    text: str = ""
    deed: Deed | None = None
    target: str = ""
    is_bold: bool = False
    checked: bool | None = None
    entries: tuple["Entry", ...] = ()


DIVIDER = Entry()
# Menus are drawn by the desktop, too, and few fonts have the key.
_GLYPHS = {"⚿": "!"}


def entries_of(standing: Standing | None) -> tuple[Entry, ...]:
    """The whole menu, top to bottom; the fix first when something is wrong."""
    first = fix_of(standing) if standing is not None else None
    head = (first,) if first is not None else ()
    opening = Entry(text=tr("Open RunSheet"), deed=Deed.OPEN, is_bold=True)
    middle = _working(standing) if standing is not None and standing.overviews else ()
    tail = (
        Entry(text=tr("Support export…"), deed=Deed.SUPPORT),
        Entry(text=tr("Settings…"), deed=Deed.SETTINGS),
        Entry(text=tr("Help"), deed=Deed.HELP),
        Entry(text=tr("Quit RunSheet"), deed=Deed.QUIT),
    )
    return (*head, opening, DIVIDER, *middle, *tail)


def fix_of(standing: Standing) -> Entry | None:
    """What would put things right; None while nothing is wrong."""
    if standing.error is not None:
        return Entry(text=tr("Read the list again"), deed=Deed.READ_AGAIN)
    if not standing.overviews:
        return Entry(text=tr("Connect your practice software…"), deed=Deed.CONNECT)
    waiting = standing.to_sign_in
    if waiting is not None:
        return _sign_in(waiting)
    unfinished = next((one for one in standing.overviews if not _is_ready(one)), None)
    if unfinished is not None and not any(map(_is_ready, standing.overviews)):
        text = tr("Finish setting up {system}…", system=unfinished.connection.system)
        return Entry(text=text, deed=Deed.SET_UP, target=unfinished.connection.id)
    return _other_fix(standing)


def _sign_in(waiting: "ConnectionOverview") -> Entry:
    """The way to a sign-in; where none can help, to the list's banner, which says what does."""
    name, target = waiting.connection.system, waiting.connection.id
    match waiting.freshness.error_code:
        case "AUTH-07":
            return Entry(text=tr("{system} partner keys are missing…", system=name), deed=Deed.LOOK)
        case "AUTH-03":
            return Entry(
                text=tr("Connect {system} again…", system=name), deed=Deed.SIGN_IN, target=target
            )
        case _:
            return Entry(
                text=tr("Sign in to {system} again…", system=name), deed=Deed.SIGN_IN, target=target
            )


def _other_fix(standing: Standing) -> Entry | None:
    match standing.freshness.state:
        case FreshnessState.OFFLINE | FreshnessState.OUT_OF_DATE | FreshnessState.PARTLY:
            return Entry(text=tr("Try again now"), deed=Deed.SYNC)
        case FreshnessState.PAUSED:
            return Entry(text=tr("Resume checking"), deed=Deed.RESUME)
        case _:
            return None


def _working(standing: Standing) -> tuple[Entry, ...]:
    """What there is once something is connected."""
    ready = [each for each in standing.overviews if _is_ready(each)]
    lines = [*_status(standing)]
    if ready:
        lines.append(Entry(text=tr("Sync now"), deed=Deed.SYNC))
    if len(ready) > 1:
        each = tuple(_one(overview, ready) for overview in ready)
        lines.append(Entry(text=tr("Sync one"), entries=each))
    if ready:
        lines += [DIVIDER, _pause(standing)]
    privacy = Entry(text=tr("Privacy mode"), deed=Deed.PRIVACY, checked=standing.is_private)
    downtime = Entry(text=tr("Open downtime pack…"), deed=Deed.DOWNTIME)
    return (*lines, _mute(standing), privacy, downtime, DIVIDER)


def _status(standing: Standing) -> tuple[Entry, ...]:
    pill = status_pill(standing)
    glyph = _GLYPHS.get(pill.glyph, pill.glyph)
    state = Entry(text=f"{glyph} {pill.words}")
    return (state,) if standing.hides_counts else (state, Entry(text=counts_words(standing.sheet)))


def _one(overview: "ConnectionOverview", ready: list["ConnectionOverview"]) -> Entry:
    connection = overview.connection
    twins = [one for one in ready if one.connection.system == connection.system]
    named = f"{connection.system} ({connection.display_name})"
    text = named if len(twins) > 1 else connection.system
    return Entry(text=text, deed=Deed.SYNC_ONE, target=connection.id)


def _pause(standing: Standing) -> Entry:
    lines: tuple[Entry, ...] = (
        Entry(text=tr("For 1 hour"), deed=Deed.PAUSE_HOUR),
        Entry(text=tr("Until tomorrow"), deed=Deed.PAUSE_TOMORROW),
    )
    if standing.is_paused:
        lines = (*lines, Entry(text=tr("Resume"), deed=Deed.RESUME))
    return Entry(text=tr("Pause"), entries=lines)


def _mute(standing: Standing) -> Entry:
    lines: tuple[Entry, ...] = (
        Entry(text=tr("For 1 hour"), deed=Deed.MUTE_HOUR),
        Entry(text=tr("For today"), deed=Deed.MUTE_TODAY),
    )
    if standing.is_muted and standing.muted_until is not None:
        until = coming_time(
            standing.muted_until.astimezone(UTC),
            now=standing.now,
            timezone=standing.sheet.timezone,
        )
        told = Entry(text=tr("Muted until {time}", time=until))
        lines = (told, *lines, Entry(text=tr("Stop muting"), deed=Deed.UNMUTE))
    return Entry(text=tr("Mute notifications"), entries=lines)


def _is_ready(overview: "ConnectionOverview") -> bool:
    connection = overview.connection
    return connection.is_paired and connection.setup_step is SetupStep.DONE
