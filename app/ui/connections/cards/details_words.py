"""The facts of one connection, each as a name and its words."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.connection import Connection, SetupStep
from app.domain.practice_day import local
from app.domain.words import age_words, city_of, coming_time, short_date
from app.ui.connections.cards.card_words import (
    UTC_NAME,
    last_good_check,
    reconnect_label,
    with_code,
)
from app.ui.language import tr, tr_count, translated

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
        (
            tr("Practice"),
            connection.display_name if connection.is_paired else tr("No practice yet"),
        ),
        (tr("System"), connection.system),
        (tr("Time zone"), _zone_words(connection)),
        (tr("Connected since"), _since(connection)),
        (tr("Last good check"), last_good_check(connection, now)),
        (tr("Last try"), last_try_words(connection, now)),
        (tr("Next check"), next_check(connection, next_at, now)),
        (tr("Checks"), how_often(connection)),
        (tr("People shown"), str(overview.people_shown)),
        (tr("Telehealth types"), _types_words(overview, finds_telehealth=finds_telehealth)),
        (tr("Today's list"), _list_words(connection)),
        (tr("Access"), tr("Reads only; nothing in {system} changes", system=connection.system)),
    )
    return tuple(fact for fact in facts if fact[1])


def how_often(connection: Connection) -> str:
    """`Every 15 minutes`, `Off`."""
    if not connection.sync_enabled:
        return tr("Off")
    minutes = connection.sync_frequency_minutes
    return tr_count(minutes, "Every {n} minute", "Every {n} minutes")


def next_check(connection: Connection, next_at: datetime | None, now: datetime) -> str:
    """`9:42 am`, `Now`, or why there is none."""
    if connection.setup_step is not SetupStep.DONE:
        return tr("After the set-up")
    if not connection.sync_enabled:
        return tr("Off")
    if next_at is None:
        keys = connection.last_sync_error_code == "AUTH-07"
        return tr("Waits for the partner keys") if keys else tr("Waits until you sign in again")
    if next_at <= now:
        return tr("Now")
    return translated(coming_time(next_at, now=now, timezone=_zone(connection)))


def last_try_words(connection: Connection, now: datetime) -> str:
    """`4 min ago, went well`, or `4 min ago` and what went wrong with its code."""
    if connection.last_attempt_at is None:
        return tr("Not yet")
    when = age_words(connection.last_attempt_at, now=now, timezone=_zone(connection))
    if not connection.last_sync_error_code:
        return tr("{when}, went well", when=when)
    why = with_code(connection.last_sync_error or "", connection.last_sync_error_code)
    return f"{translated(when)}. {why}"


def needs_sign_in(overview: "ConnectionOverview") -> str | None:
    """The verb of the button that repairs the sign-in, None when it needs no repair."""
    if overview.connection.setup_step is not SetupStep.DONE:
        return None
    return reconnect_label(overview.freshness.error_code)


def _zone_words(connection: Connection) -> str:
    if not connection.timezone:
        return tr("Not known yet")
    return tr("{city} time", city=city_of(connection.timezone))


def _since(connection: Connection) -> str:
    return translated(short_date(local(connection.created_at, _zone(connection)).date()))


def _types_words(overview: "ConnectionOverview", *, finds_telehealth: bool) -> str:
    count = overview.telehealth_types
    if finds_telehealth:
        return tr("{count} found automatically", count=count)
    return tr("{count} ticked", count=count)


def _list_words(connection: Connection) -> str:
    if connection.sync_telehealth_only:
        return tr("Telehealth appointments only")
    return tr("All appointments, telehealth marked")


def _zone(connection: Connection) -> str:
    return connection.timezone or UTC_NAME
