"""What the tray says: its shape, its tooltip and two lines of status. No widgets; counts only."""

from datetime import datetime
from enum import StrEnum

from app.domain.appointment import AppointmentStatus
from app.domain.freshness import FreshnessState
from app.domain.run_sheet import RunSheet
from app.domain.words import coming_time
from app.ui.language import tr, tr_count
from app.ui.today.freshness_words import (
    Pill,
    checking_pill,
    pill_of,
    showing,
    sign_in_words,
    since,
    unread_pill,
)
from app.ui.tray.standing import Standing

TOOLTIP_LIMIT = 127
"""Windows cuts a tray icon's tooltip off after 127 characters."""


class Shape(StrEnum):
    """What the icon looks like: told apart without any colour."""

    DISC = "disc"
    CHECKING = "checking"
    TRIANGLE = "triangle"
    HALF = "half"
    KEY = "key"
    SLASH = "slash"
    BARS = "bars"
    HOLLOW = "hollow"


_SHAPES = {
    FreshnessState.NEVER: Shape.HOLLOW,
    FreshnessState.UP_TO_DATE: Shape.DISC,
    FreshnessState.AGEING: Shape.DISC,
    FreshnessState.CLOSED: Shape.DISC,
    FreshnessState.PARTLY: Shape.HALF,
    FreshnessState.OUT_OF_DATE: Shape.TRIANGLE,
    FreshnessState.OFFLINE: Shape.SLASH,
    FreshnessState.PAUSED: Shape.BARS,
    FreshnessState.SIGN_IN: Shape.KEY,
}


def shape_of(standing: Standing | None) -> Shape:
    """The icon's shape; hollow before anything is known and while nothing is connected."""
    if standing is None or not (standing.overviews or standing.sheet.rows):
        return Shape.HOLLOW
    if standing.is_checking:
        return Shape.CHECKING
    if standing.error is not None:
        return Shape.TRIANGLE
    shape = _SHAPES[standing.state]
    return Shape.TRIANGLE if shape is Shape.DISC and standing.late_bookings else shape


def tooltip(standing: Standing | None) -> str:
    """`RunSheet – up to date, 9:27 am – 18 today`; without the count while the board is off."""
    if standing is None:
        return tr("RunSheet – starting")
    if not (standing.overviews or standing.sheet.rows):
        return tr("RunSheet – nothing connected yet")
    counts = "" if standing.hides_counts else f" – {counts_words(standing.sheet, short=True)}"
    room = TOOLTIP_LIMIT - len(_start("")) - len(counts)
    return _start(_state_words(standing)[:room]) + counts


def _start(words: str) -> str:
    return tr("RunSheet – {words}", words=words)


def status_pill(standing: Standing) -> Pill:
    """The menu's first line of status, as the pill of the Today page has it."""
    if standing.is_checking:
        return checking_pill(0, 0)
    first = standing.to_sign_in
    sheet, freshness = standing.sheet, standing.freshness
    if standing.error is not None:
        return unread_pill(freshness, timezone=sheet.timezone, now=standing.now)
    return pill_of(
        first.freshness if first is not None else freshness,
        system=first.connection.system if first is not None else "",
        timezone=sheet.timezone,
        now=standing.now,
    )


def counts_words(sheet: RunSheet, *, short: bool = False) -> str:
    """`18 today · 5 telehealth · 1 here`; `short`: `18 today`. Rows that are off don't count."""
    on = [row for row in sheet.rows if not row.is_off]
    if short:
        return tr("{count} today", count=len(on))
    telehealth = sum(row.is_telehealth for row in on)
    here = sum(row.status is AppointmentStatus.ARRIVED for row in on)
    parts = [tr("{count} today", count=len(on)), tr("{count} telehealth", count=telehealth)]
    return " · ".join([*parts, tr("{count} here", count=here)] if here else parts)


def _state_words(standing: Standing) -> str:
    if standing.is_checking:
        return tr("checking…")
    freshness, timezone, now = standing.freshness, standing.sheet.timezone, standing.now
    at = since(freshness.last_success_at, timezone=timezone, now=now)
    waiting = standing.to_sign_in
    if standing.error is not None:
        return tr("couldn't read the list, {list}", list=showing(at))
    if waiting is not None:
        return sign_in_words(waiting.connection.system, waiting.freshness.error_code)
    if standing.late_bookings and _SHAPES[standing.state] is Shape.DISC:
        return tr_count(
            len(standing.late_bookings), "{n} booking not confirmed", "{n} bookings not confirmed"
        )
    return {
        FreshnessState.NEVER: tr("not checked yet"),
        FreshnessState.UP_TO_DATE: tr("up to date, {time}", time=at),
        FreshnessState.AGEING: tr("checked {time}", time=at),
        FreshnessState.CLOSED: tr("practice closed"),
        FreshnessState.PARTLY: tr("partly updated"),
        FreshnessState.OUT_OF_DATE: _out_of_date(at),
        FreshnessState.OFFLINE: tr("no internet, list from {time}", time=at)
        if at
        else tr("no internet"),
        FreshnessState.PAUSED: _paused(freshness.paused_until, timezone=timezone, now=now),
        FreshnessState.SIGN_IN: tr("sign in again"),
    }[freshness.state]


def _out_of_date(at: str) -> str:
    return tr("out of date, {time}", time=at) if at else tr("out of date, no good check yet")


def _paused(until: datetime | None, *, timezone: str, now: datetime) -> str:
    if until is None:
        return tr("paused")
    return tr("paused until {time}", time=coming_time(until, now=now, timezone=timezone))
