"""How fresh the list is, as the pill, a column header and a screen reader say it. No widgets."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.freshness import Freshness, FreshnessState
from app.domain.words import age_words, coming_time, time_or_day
from app.ui.language import tr, tr_count, translated


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
    if not total:
        return Pill(glyph="↻", words=tr("Checking…"), tone="info", spoken=tr("Freshness: checking"))
    counts = tr_count(total, "{done} of {n} clinician", "{done} of {n} clinicians", done=done)
    words = tr("Checking… {counts}", counts=counts)
    spoken = tr("Freshness: checking, {counts}", counts=counts)
    return Pill(glyph="↻", words=words, tone="info", spoken=spoken)


def pill_of(freshness: Freshness, *, system: str, timezone: str, now: datetime) -> Pill:
    """The pill for a state; `system` is who needs a sign-in."""
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    coming = _Coming(freshness, timezone, now)
    glyph, tone, words = {
        FreshnessState.NEVER: ("○", "neutral", tr("Not checked yet")),
        FreshnessState.UP_TO_DATE: ("✓", "ok", tr("Up to date · checked {time}", time=at)),
        FreshnessState.AGEING: (
            "◷",
            "warn",
            tr("Checked {age}", age=_age(freshness, timezone, now)),
        ),
        FreshnessState.PARTLY: ("◑", "warn", _columns_words(freshness)),
        FreshnessState.OUT_OF_DATE: ("!", "err", _out_of_date(at)),
        FreshnessState.OFFLINE: ("⌁", "err", tr("No internet · {list}", list=showing(at))),
        FreshnessState.SIGN_IN: ("⚿", "err", sign_in_words(system, freshness.error_code)),
        FreshnessState.PAUSED: ("❚❚", "neutral", coming.paused),
        FreshnessState.CLOSED: ("☾", "neutral", coming.closed),
    }[freshness.state]
    spoken = _with_at(freshness.state, at) or _for_the_ear(words)
    return Pill(glyph=glyph, words=words, tone=tone, spoken=_freshness(spoken))


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
        if until and by:
            return tr("Paused until {time} by {person}", time=until, person=by)
        if until:
            return tr("Paused until {time}", time=until)
        return tr("Paused by {person}", person=by) if by else tr("Paused")

    @property
    def closed(self) -> str:
        """`Practice closed · next check Wed 7:30 am`."""
        at = self._when(self.freshness.next_check_at)
        if at:
            return tr("Practice closed · next check {time}", time=at)
        return tr("Practice closed")

    def _when(self, instant: datetime | None) -> str:
        if instant is None:
            return ""
        return translated(coming_time(instant, now=self.now, timezone=self.timezone))


def sign_in_words(system: str, error_code: str | None) -> str:
    """What a system waits for: a sign-in, or what none can cure."""
    match error_code:
        case "AUTH-03":
            return tr("{system} no longer lists this practice", system=system)
        case "AUTH-07":
            return tr("This PC has no {system} partner keys", system=system)
        case _:
            return tr("{system} needs you to sign in again", system=system)


def sign_in_mark(error_code: str | None) -> tuple[str, str]:
    """The same in the status bar, seen and spoken."""
    match error_code:
        case "AUTH-03":
            return tr("! connect again"), tr("needs connecting again")
        case "AUTH-07":
            return tr("! keys missing"), tr("has no partner keys")
        case _:
            return tr("! sign in"), tr("needs sign-in")


def unread_pill(freshness: Freshness, *, timezone: str, now: datetime) -> Pill:
    """While this PC's database can't be read: what is on screen may be older than it looks."""
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    words = tr("Couldn't read the list · {list}", list=showing(at))
    return Pill(glyph="!", words=words, tone="err", spoken=_freshness(_for_the_ear(words)))


def has_failed_columns(freshness: Freshness) -> bool:
    """False when a partial list's fault is the whole connection's: no column shows it."""
    return freshness.fresh_columns < freshness.all_columns


def since(instant: datetime | None, *, timezone: str, now: datetime) -> str:
    """`9:27 am` on the practice's day, else with its day; empty when it never was."""
    if instant is None:
        return ""
    return translated(time_or_day(instant, now=now, timezone=timezone))


def column_warning(freshness: Freshness, *, timezone: str, now: datetime) -> str:
    """`! couldn't check since 8:55 am` under a column's name; empty while the column is fine."""
    is_quiet = freshness.state is FreshnessState.PAUSED and freshness.error_code is None
    if freshness.is_good or is_quiet:
        return ""
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    if not at:
        return tr("! couldn't check yet") if freshness.error_code else tr("○ not checked yet")
    if freshness.error_code:
        return tr("! couldn't check since {time}", time=at)
    return tr("! last checked {time}", time=at)


def is_stale(freshness: Freshness) -> bool:
    """True when a list or column must look old: its cards lose their fill."""
    return freshness.state in (
        FreshnessState.OUT_OF_DATE,
        FreshnessState.OFFLINE,
        FreshnessState.SIGN_IN,
    )


def _columns_words(freshness: Freshness) -> str:
    if not has_failed_columns(freshness):
        return tr("Partly updated")
    return tr_count(
        freshness.all_columns,
        "{good} of {n} column up to date",
        "{good} of {n} columns up to date",
        good=freshness.fresh_columns,
    )


def _age(freshness: Freshness, timezone: str, now: datetime) -> str:
    if freshness.last_success_at is None:
        return tr("a while ago")
    return translated(age_words(freshness.last_success_at, now=now, timezone=timezone))


def _out_of_date(at: str) -> str:
    if at:
        return tr("Out of date · last good check {time}", time=at)
    return tr("Out of date · no good check yet")


def showing(at: str) -> str:
    """`showing 8:52 am list`."""
    return tr("showing {time} list", time=at) if at else tr("nothing to show yet")


def _freshness(spoken: str) -> str:
    return tr("Freshness: {state}", state=spoken)


def _with_at(state: FreshnessState, at: str) -> str:
    """`up to date, checked at 9:27 am`: what is said in other words than it is written."""
    if not at[:1].isdigit():  # a day stands there
        return ""
    if state is FreshnessState.UP_TO_DATE:
        return tr("up to date, checked at {time}", time=at)
    if state is FreshnessState.OUT_OF_DATE:
        return tr("out of date, last good check at {time}", time=at)
    return ""


def _for_the_ear(words: str) -> str:
    said = words.replace(" · ", ", ")
    return said[:1].lower() + said[1:]
