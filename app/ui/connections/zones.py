"""Time zones to choose from when a practice system does not tell its own."""

from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from app.domain.practice_day import local
from app.domain.words import city_of

FALLBACK_ZONE = "Australia/Sydney"

AUSTRALIAN_ZONES = (
    "Australia/Sydney",
    "Australia/Melbourne",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Perth",
    "Australia/Hobart",
    "Australia/Darwin",
    "Australia/Broken_Hill",
    "Australia/Lindeman",
    "Australia/Eucla",
    "Australia/Lord_Howe",
)


@cache
def zone_choices() -> tuple[str, ...]:
    """Australian zones first, then the rest of the world's cities by name.

    The first call looks through the zone files of this PC, for some hundredths of a second.
    """
    others = (
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Australia/", "Etc/", "SystemV/", "posix", "right"))
    )
    return AUSTRALIAN_ZONES + tuple(sorted(others))


def default_zone(pc_zone: str) -> str:
    """The PC's zone when it is an Australian one, else Sydney's."""
    return pc_zone if pc_zone in AUSTRALIAN_ZONES else FALLBACK_ZONE


def zone_label(name: str) -> str:
    """`Melbourne (Australia)`, `Paris (Europe)`."""
    region = name.split("/", 1)[0].replace("_", " ")
    return f"{city_of(name)} ({region})"


def times_match(timezone: str, now: datetime) -> bool:
    """True when this PC's wall clock and the practice's show the same time at `now` (aware)."""
    return now.astimezone().utcoffset() == local(now, timezone).utcoffset()


def times_sentence(timezone: str, now: datetime, pc_zone: str) -> str:
    """`Times match this PC`, or which of the two zones the list is in."""
    if times_match(timezone, now):
        return "Times match this PC"
    return f"Times are {city_of(timezone)} time; this PC is on {city_of(pc_zone)} time"
