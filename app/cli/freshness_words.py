"""Whether a list can be trusted, as a sentence for the terminal."""

from datetime import datetime

from app.domain.freshness import Freshness, FreshnessState
from app.domain.practice_day import local
from app.domain.words import age_words, clock_time, coming_time, count_words, day_and_time


def freshness_sentence(freshness: Freshness, *, timezone: str, now: datetime) -> str:
    """`Up to date, checked 9:27 am.`; where something is wrong, what, with its code."""
    at = _checked_at(freshness.last_success_at, timezone=timezone, now=now)
    words = _state_words(freshness, at, timezone=timezone, now=now)
    if freshness.state in (FreshnessState.UP_TO_DATE, FreshnessState.AGEING):
        return words
    return f"{words} {error_words(freshness.error, freshness.error_code)}".strip()


def error_words(sentence: str | None, code: str | None) -> str:
    """`We couldn't reach Gentu. (NET-02)`; empty without an error."""
    return f"{sentence} ({code})" if sentence and code else sentence or ""


def _state_words(freshness: Freshness, at: str, *, timezone: str, now: datetime) -> str:
    match freshness.state:
        case FreshnessState.UP_TO_DATE:
            return f"Up to date, checked {at}."
        case FreshnessState.AGEING:
            age = age_words(freshness.last_success_at or now, now=now, timezone=timezone)
            return f"Checked {age}."
        case FreshnessState.NEVER:
            return "Not checked yet."
        case FreshnessState.PARTLY:
            if freshness.fresh_columns == freshness.all_columns:
                return "Partly updated."
            columns = count_words(freshness.all_columns, "column")
            return f"{freshness.fresh_columns} of {columns} up to date."
        case FreshnessState.OFFLINE:
            return f"Offline, last good check {at}." if at else "Offline, no good check yet."
        case FreshnessState.PAUSED | FreshnessState.CLOSED:
            last = f" Last good check {at}." if at else ""
            return f"{_resting(freshness, timezone=timezone, now=now)}{last}"
        case FreshnessState.OUT_OF_DATE | FreshnessState.SIGN_IN:
            return f"Out of date, last good check {at}." if at else "No good check yet."


def _resting(freshness: Freshness, *, timezone: str, now: datetime) -> str:
    """Why nothing is checked just now, and until when."""
    is_paused = freshness.state is FreshnessState.PAUSED
    until = freshness.paused_until if is_paused else freshness.next_check_at
    when = coming_time(until, now=now, timezone=timezone) if until else ""
    if not is_paused:
        return f"Practice closed, next check {when}." if when else "Practice closed."
    by = f" by {freshness.paused_by}" if freshness.paused_by else ""
    return f"Paused until {when}{by}."


def _checked_at(instant: datetime | None, *, timezone: str, now: datetime) -> str:
    if instant is None:
        return ""
    if local(instant, timezone).date() == local(now, timezone).date():
        return clock_time(instant, timezone)
    return day_and_time(instant, now=now, timezone=timezone)
