"""The practice systems that are measured: their sandboxes in small differences."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Australia/Melbourne")
"""The clock of every sandbox's practice."""

CLOCK_AHEAD = "BENCH_CLOCK_AHEAD_S"
"""The variable with `seconds_to_noon`, the same one for all processes of a measurement."""

SMALL = (10, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """`lines`: how many variables its sandbox announces. `start_field`: where a row of its state
    holds the start. `sizes`: practitioners and appointments that are measured by default.
    """

    name: str
    label: str
    lines: int
    start_field: str
    sizes: tuple[tuple[int, int], ...] = (SMALL,)


VENDORS = {
    one.name: one
    for one in (
        Vendor(
            name="gentu",
            label="Gentu",
            lines=5,
            start_field="startAt",
            sizes=(SMALL, (50, 2_000), (200, 20_000)),
        ),
        Vendor(name="medirecords", label="MediRecords", lines=3, start_field="scheduleTime"),
        Vendor(name="halaxy", label="Halaxy", lines=4, start_field="start"),
    )
}


def typed(vendor: str, name: str) -> str:
    """The variable with what a person types into this field of RunSheet's form."""
    return f"RUNSHEET_SANDBOX_{vendor.upper()}_{name}"


def seconds_to_noon() -> float:
    """From now to a minute past noon at the practice, today; negative in its afternoon.

    RunSheet is measured on a clock that is so much ahead: what Halaxy's `attended` means depends
    on the time, and for nine minutes from then no appointment of a bulk practice begins or ends.
    """
    now = datetime.now(ZONE)
    return (datetime.combine(now.date(), time(12, 1), ZONE) - now) / timedelta(seconds=1)
