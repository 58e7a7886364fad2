"""The facts of one connection, each as a name and its words."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.connection import Connection, SetupStep
from app.domain.practice_day import local
from app.domain.words import age_words, city_of, coming_time, count_words, short_date
from app.ui.connections.cards.card_words import (
    UTC_NAME,
    last_good_check,
    reconnect_label,
    with_code,
)

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview

Fact = tuple[str, str]


def facts_of(
    overview: "ConnectionOverview",
    *,
    next_at: datetime | None,
    finds_telehealth: bool,
    now: datetime,
) -> tuple[Fact, ...]:
    """(name, words), in the order they are shown. `next_at`: when the timer checks next."""
    connection = overview.connection
    facts = (
        ("Practice", connection.display_name if connection.is_paired else "No practice yet"),
        ("System", connection.system),
        ("Time zone", _zone_words(connection)),
        ("Connected since", _since(connection)),
        ("Last good check", last_good_check(connection, now)),
        ("Last try", last_try_words(connection, now)),
        ("Next check", next_check(connection, next_at, now)),
        ("Checks", how_often(connection)),
        ("People shown", str(overview.people_shown)),
        ("Telehealth types", _types_words(overview, finds_telehealth=finds_telehealth)),
        ("Today's list", _list_words(connection)),
        ("Access", f"Reads only; nothing in {connection.system} changes"),
    )
    return tuple(fact for fact in facts if fact[1])


def how_often(connection: Connection) -> str:
    """`Every 15 minutes`, `Off`."""
    if not connection.sync_enabled:
        return "Off"
    return f"Every {count_words(connection.sync_frequency_minutes, 'minute')}"


def next_check(connection: Connection, next_at: datetime | None, now: datetime) -> str:
    """`9:42 am`, `Now`, or why there is none."""
    if connection.setup_step is not SetupStep.DONE:
        return "After the set-up"
    if not connection.sync_enabled:
        return "Off"
    if next_at is None:
        keys = connection.last_sync_error_code == "AUTH-07"
        return "Waits for the partner keys" if keys else "Waits until you sign in again"
    if next_at <= now:
        return "Now"
    return coming_time(next_at, now=now, timezone=_zone(connection))


def last_try_words(connection: Connection, now: datetime) -> str:
    """`4 min ago, went well`, or `4 min ago` and what went wrong with its code."""
    if connection.last_attempt_at is None:
        return "Not yet"
    when = age_words(connection.last_attempt_at, now=now, timezone=_zone(connection))
    if not connection.last_sync_error_code:
        return f"{when}, went well"
    return f"{when}. {with_code(connection.last_sync_error or '', connection.last_sync_error_code)}"


def needs_sign_in(overview: "ConnectionOverview") -> str | None:
    """The verb of the button that repairs the sign-in, None when it needs no repair."""
    if overview.connection.setup_step is not SetupStep.DONE:
        return None
    return reconnect_label(overview.freshness.error_code)


def _zone_words(connection: Connection) -> str:
    return f"{city_of(connection.timezone)} time" if connection.timezone else "Not known yet"


def _since(connection: Connection) -> str:
    return short_date(local(connection.created_at, _zone(connection)).date())


def _types_words(overview: "ConnectionOverview", *, finds_telehealth: bool) -> str:
    how = "found automatically" if finds_telehealth else "ticked"
    return f"{overview.telehealth_types} {how}"


def _list_words(connection: Connection) -> str:
    if connection.sync_telehealth_only:
        return "Telehealth appointments only"
    return "All appointments, telehealth marked"


def _zone(connection: Connection) -> str:
    return connection.timezone or UTC_NAME
