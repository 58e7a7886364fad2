"""Time zones to choose from when a practice system does not tell its own."""

from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from app.domain.practice_day import local
from app.domain.words import city_of
from app.ui.language import tr

HOME_ZONES = (
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
    "Pacific/Auckland",
)
# Other names that PCs give these zones: the backward links of the IANA time zone database.
_OTHER_NAMES = {
    "Australia/ACT": "Australia/Sydney",
    "Australia/Canberra": "Australia/Sydney",
    "Australia/NSW": "Australia/Sydney",
    "Australia/Victoria": "Australia/Melbourne",
    "Australia/Queensland": "Australia/Brisbane",
    "Australia/South": "Australia/Adelaide",
    "Australia/West": "Australia/Perth",
    "Australia/Tasmania": "Australia/Hobart",
    "Australia/Currie": "Australia/Hobart",
    "Australia/North": "Australia/Darwin",
    "Australia/Yancowinna": "Australia/Broken_Hill",
    "Australia/LHI": "Australia/Lord_Howe",
    "NZ": "Pacific/Auckland",
    "Antarctica/McMurdo": "Pacific/Auckland",
    "Antarctica/South_Pole": "Pacific/Auckland",
}


@cache
def zone_choices() -> tuple[str, ...]:
    """The zones of Australia and New Zealand first, then the rest of the world's cities by name.

    The first call looks through the zone files of this PC, for some hundredths of a second.
    """
    others = (
        name
        for name in available_timezones()
        if "/" in name
        and name not in HOME_ZONES
        and not name.startswith(("Australia/", "Etc/", "SystemV/", "posix", "right"))
    )
    return HOME_ZONES + tuple(sorted(others))


def default_zone(pc_zone: str) -> str | None:
    """The offered name of the PC's zone when it is at home here; None where a person must say.

    A PC that was never set up often stands on a zone far away: that is no hint at the practice's.
    """
    name = _OTHER_NAMES.get(pc_zone, pc_zone)
    return name if name in HOME_ZONES else None


def zone_label(name: str) -> str:
    """`Melbourne (Australia)`, `Paris (Europe)`; a name without a region as it is."""
    region, slash, _city = name.partition("/")
    return f"{city_of(name)} ({region.replace('_', ' ')})" if slash else name


def times_match(timezone: str, now: datetime) -> bool:
    """True when this PC's wall clock and the practice's show the same time at `now` (aware)."""
    return now.astimezone().utcoffset() == local(now, timezone).utcoffset()


def times_sentence(timezone: str, now: datetime, pc_zone: str) -> str:
    """`Times match this PC`, or which of the two zones the list is in."""
    if times_match(timezone, now):
        return tr("Times match this PC")
    return tr(
        "Times are {city} time; this PC is on {other_city} time",
        city=city_of(timezone),
        other_city=city_of(pc_zone),
    )
