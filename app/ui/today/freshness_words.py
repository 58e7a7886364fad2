"""How fresh the list is, as the pill, a column header and a screen reader say it. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.freshness import Freshness, FreshnessState
from app.domain.practice_day import local
from app.domain.words import age_words, clock_time, coming_time, count_words, day_and_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """Glyph, words and tone; `spoken` is the accessible name."""

    glyph: str
    words: str
    tone: str
    spoken: str

    @property
    def text(self) -> str:
        """As it stands in the pill."""
        return f"{self.glyph}  {self.words}"


def checking_pill(done: int, total: int) -> Pill:
    """While a sync runs; the counts are left out until they are known."""
    counts = f" {done} of {count_words(total, 'clinician')}" if total else ""
    spoken = f"checking,{counts}" if counts else "checking"
    return Pill(glyph="↻", words=f"Checking…{counts}", tone="info", spoken=f"Freshness: {spoken}")


def pill_of(freshness: Freshness, *, system: str, timezone: str, now: datetime) -> Pill:
    """The pill for a state; `system` is who needs a sign-in."""
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    coming = _Coming(freshness, timezone, now)
    glyph, tone, words = {
        FreshnessState.NEVER: ("○", "neutral", "Not checked yet"),
        FreshnessState.UP_TO_DATE: ("✓", "ok", f"Up to date · checked {at}"),
        FreshnessState.AGEING: ("◷", "warn", f"Checked {_age(freshness, timezone, now)}"),
        FreshnessState.PARTLY: ("◑", "warn", _columns_words(freshness)),
        FreshnessState.OUT_OF_DATE: ("!", "err", f"Out of date · {_last_good(at)}"),
        FreshnessState.OFFLINE: ("⌁", "err", f"No internet · {showing(at)}"),
        FreshnessState.SIGN_IN: ("⚿", "err", sign_in_words(system, freshness.error_code)),
        FreshnessState.PAUSED: ("❚❚", "neutral", coming.paused),
        FreshnessState.CLOSED: ("☾", "neutral", coming.closed),
    }[freshness.state]
    return Pill(glyph=glyph, words=words, tone=tone, spoken=f"Freshness: {_spoken(words, at)}")


@dataclass(frozen=True, slots=True)
class _Coming:
    """When a list that is not being checked will be again."""

    freshness: Freshness
    timezone: str
    now: datetime

    @property
    def paused(self) -> str:
        """`Paused until 1:00 pm by Kim`."""
        until, by = self._when(self.freshness.paused_until), self.freshness.paused_by
        return "Paused" + (f" until {until}" if until else "") + (f" by {by}" if by else "")

    @property
    def closed(self) -> str:
        """`Practice closed · next check Wed 7:30 am`."""
        at = self._when(self.freshness.next_check_at)
        return f"Practice closed · next check {at}" if at else "Practice closed"

    def _when(self, instant: datetime | None) -> str:
        return "" if instant is None else coming_time(instant, now=self.now, timezone=self.timezone)


def sign_in_words(system: str, error_code: str | None) -> str:
    """What a system waits for: a sign-in, or what none can cure."""
    match error_code:
        case "AUTH-03":
            return f"{system} no longer lists this practice"
        case "AUTH-07":
            return f"This PC has no {system} partner keys"
        case _:
            return f"{system} needs you to sign in again"


def sign_in_mark(error_code: str | None) -> tuple[str, str]:
    """The same in the status bar, seen and spoken."""
    match error_code:
        case "AUTH-03":
            return "! connect again", "needs connecting again"
        case "AUTH-07":
            return "! keys missing", "has no partner keys"
        case _:
            return "! sign in", "needs sign-in"


def unread_pill(freshness: Freshness, *, timezone: str, now: datetime) -> Pill:
    """While this PC's database can't be read: what is on screen may be older than it looks."""
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    words = f"Couldn't read the list · {showing(at)}"
    return Pill(glyph="!", words=words, tone="err", spoken=f"Freshness: {_spoken(words, at)}")


def has_failed_columns(freshness: Freshness) -> bool:
    """False when a partial list's fault is the whole connection's: no column shows it."""
    return freshness.fresh_columns < freshness.all_columns


def since(instant: datetime | None, *, timezone: str, now: datetime) -> str:
    """`9:27 am` on the practice's day, else with its day; empty when it never was."""
    if instant is None:
        return ""
    if local(instant, timezone).date() == local(now, timezone).date():
        return clock_time(instant, timezone)
    return day_and_time(instant, now=now, timezone=timezone)


def column_warning(freshness: Freshness, *, timezone: str, now: datetime) -> str:
    """`! couldn't check since 8:55 am` under a column's name; empty while the column is fine."""
    is_quiet = freshness.state is FreshnessState.PAUSED and freshness.error_code is None
    if freshness.is_good or is_quiet:
        return ""
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    if not at:
        return "! couldn't check yet" if freshness.error_code else "○ not checked yet"
    return f"! couldn't check since {at}" if freshness.error_code else f"! last checked {at}"


def is_stale(freshness: Freshness) -> bool:
    """True when a list or column must look old: its cards lose their fill."""
    return freshness.state in (
        FreshnessState.OUT_OF_DATE,
        FreshnessState.OFFLINE,
        FreshnessState.SIGN_IN,
    )


def _columns_words(freshness: Freshness) -> str:
    if not has_failed_columns(freshness):
        return "Partly updated"
    total = count_words(freshness.all_columns, "column")
    return f"{freshness.fresh_columns} of {total} up to date"


def _age(freshness: Freshness, timezone: str, now: datetime) -> str:
    if freshness.last_success_at is None:
        return "a while ago"
    return age_words(freshness.last_success_at, now=now, timezone=timezone)


def _last_good(at: str) -> str:
    return f"last good check {at}" if at else "no good check yet"


def showing(at: str) -> str:
    """`showing 8:52 am list`."""
    return f"showing {at} list" if at else "nothing to show yet"


def _spoken(words: str, at: str) -> str:
    """`up to date, checked at 9:27 am`: the same words for the ear."""
    said = words.replace(" · ", ", ")
    if at and at[:1].isdigit():
        said = said.replace(f"checked {at}", f"checked at {at}").replace(
            f"check {at}", f"check at {at}"
        )
    return said[:1].lower() + said[1:]
