"""Lists the connections with how they stand, and finds one by its id or name."""

from collections.abc import Sequence
from datetime import datetime

from app.cli.freshness_words import freshness_sentence
from app.cli.outcome import WrongUsage
from app.cli.printing import cell, new_table, output_console, say
from app.domain.sync_run import Notice, NoticeKind
from app.domain.words import count_words
from app.services.connections.service import ConnectionOverview
from app.services.settings import FALLBACK_TIMEZONE

_HEADINGS = ("Connection", "System", "Syncs", "State", "People", "Telehealth types", "Id")


def print_connections(overviews: Sequence[ConnectionOverview], *, now: datetime) -> None:
    """One row each, and below them the questions that wait for a person."""
    table = new_table(_HEADINGS)
    for overview in overviews:
        table.add_row(*(cell(text) for text in _row_words(overview, now=now)))
    output_console().print(table)
    for notice in (notice for overview in overviews for notice in overview.notices):
        say(_notice_words(notice))


def find_connection(overviews: Sequence[ConnectionOverview], wanted: str) -> ConnectionOverview:
    """By id, else by name whatever its case. Raises WrongUsage for none and for several."""
    name = " ".join(wanted.split()).casefold()
    by_id = [item for item in overviews if item.connection.id == wanted.strip().lower()]
    found = by_id or [item for item in overviews if item.connection.display_name.casefold() == name]
    if not found:
        raise WrongUsage("No connection has this id or name; runsheet connections lists them.")
    if len(found) > 1:
        ids = ", ".join(item.connection.id for item in found)
        raise WrongUsage(f"{len(found)} connections have this name. Give one of their ids: {ids}.")
    return found[0]


def _row_words(overview: ConnectionOverview, *, now: datetime) -> tuple[str, ...]:
    connection = overview.connection
    every = f"every {connection.sync_frequency_minutes} min"
    return (
        connection.display_name,
        connection.system,
        every if connection.sync_enabled else "off",
        _state_words(overview, now=now),
        str(overview.people_shown),
        str(overview.telehealth_types),
        connection.id,
    )


def _state_words(overview: ConnectionOverview, *, now: datetime) -> str:
    connection = overview.connection
    if not connection.is_paired:
        return "Not paired yet."
    timezone = connection.timezone or FALLBACK_TIMEZONE
    words = freshness_sentence(overview.freshness, timezone=timezone, now=now)
    return f"Checking now. {words}" if overview.is_syncing else words


def _notice_words(notice: Notice) -> str:
    match notice.kind:
        case NoticeKind.NEW_PEOPLE:
            verb = "needs" if notice.count == 1 else "need"
            people = count_words(notice.count, "new person", "new people")
            return f"{people} in {notice.system} {verb} a choice. (MAP-01)"
        case NoticeKind.MASS_VANISH:
            missing = count_words(notice.count, "appointment")
            return (
                f"{missing} missing in {notice.system} all at once; kept until you say. (DATA-09)"
            )
        case NoticeKind.CRASH_LOOP:
            return (
                f"Checking {notice.system} stopped RunSheet {notice.count} times; "
                "it is tried again within an hour. (SYNC-03)"
            )
