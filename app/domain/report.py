"""Performance reports: what happened at the desk over some days, in counts, never in names.

On screen a clinician stands with the column's name; what leaves the practice is made in
`report_document`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.run_sheet import RunSheet, RunSheetRow

LATE = timedelta(hours=24)
"""A cancellation that RunSheet learnt of this long before the start, or later, is a late one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCounts:
    """Appointments of some days. `booked`: those that were to happen (not cancelled, not gone from
    the system); `telehealth` and `did_not_attend` are parts of it, `late_cancels` of `cancelled`.
    """

    booked: int = 0
    telehealth: int = 0
    did_not_attend: int = 0
    cancelled: int = 0
    late_cancels: int = 0

    def __add__(self, other: "VisitCounts") -> "VisitCounts":
        return VisitCounts(
            booked=self.booked + other.booked,
            telehealth=self.telehealth + other.telehealth,
            did_not_attend=self.did_not_attend + other.did_not_attend,
            cancelled=self.cancelled + other.cancelled,
            late_cancels=self.late_cancels + other.late_cancels,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicianCounts:
    """One column's counts; `name` is for the screen and never leaves the practice."""

    clinician_id: str
    name: str = field(repr=False)
    counts: VisitCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncHealth:
    """How the checks of these days ended."""

    worked: int = 0
    partly: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """Every check that ended."""
        return self.worked + self.partly + self.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCounts:
    """Bookings in CRMs that were made in these days, and what became of them."""

    made: int = 0
    confirmed: int = 0
    failed: int = 0
    cancelled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report of `from_day` to `to_day`, both included, in the practice's zone. `by_day` has
    every day of the span; of the `unread_days` no list was ever read. `data_until` is the last good
    check (aware UTC), None before the first.
    """

    from_day: date
    to_day: date
    timezone: str
    total: VisitCounts
    by_day: tuple[tuple[date, VisitCounts], ...]
    by_clinician: tuple[ClinicianCounts, ...]
    sync: SyncHealth
    bookings: BookingCounts
    data_until: datetime | None
    unread_days: frozenset[date] = frozenset()

    @property
    def key(self) -> str:
        """`2026-W47` for a whole week from Monday, else both days; finds the report again."""
        year, week, weekday = self.from_day.isocalendar()
        if weekday == 1 and self.to_day - self.from_day == timedelta(days=6):
            return f"{year}-W{week:02}"
        return f"{self.from_day:%Y-%m-%d}..{self.to_day:%Y-%m-%d}"

    @property
    def is_empty(self) -> bool:
        """True while there is nothing to report."""
        return self.total == VisitCounts() and not self.sync.total


def report_of(
    sheets: Sequence[RunSheet],
    *,
    sync: SyncHealth,
    bookings: BookingCounts,
    data_until: datetime | None,
) -> Report:
    """The report of consecutive days' sheets, at least one."""
    by_day = tuple((sheet.day, _counted(_visits(sheet.rows))) for sheet in sheets)
    return Report(
        from_day=sheets[0].day,
        to_day=sheets[-1].day,
        timezone=sheets[-1].timezone,
        total=sum((counts for _, counts in by_day), VisitCounts()),
        by_day=by_day,
        by_clinician=_by_clinician(sheets),
        sync=sync,
        bookings=bookings,
        data_until=data_until,
        unread_days=frozenset(sheet.day for sheet in sheets if not _is_read(sheet)),
    )


def _is_read(sheet: RunSheet) -> bool:
    return bool(sheet.rows) or sheet.freshness.last_success_at is not None


def _by_clinician(sheets: Sequence[RunSheet]) -> tuple[ClinicianCounts, ...]:
    """In the columns' order of the last sheet; columns that are gone come after."""
    names: dict[str, str] = {}
    for sheet in reversed(sheets):
        names |= {c.clinician_id: c.name for c in sheet.columns if c.clinician_id not in names}
    rows = [row for sheet in sheets for row in _visits(sheet.rows)]
    for row in rows:
        names.setdefault(row.clinician_id, row.clinician_name)
    found = (
        ClinicianCounts(
            clinician_id=id_,
            name=name,
            counts=_counted(row for row in rows if row.clinician_id == id_),
        )
        for id_, name in names.items()
    )
    return tuple(each for each in found if each.counts != VisitCounts())


def _visits(rows: Iterable[RunSheetRow]) -> list[RunSheetRow]:
    """Each visit once: not the place it left, not the row by hand that the system now has too."""
    return [
        row
        for row in rows
        if not row.has_moved_away and row.same_as is None and row.removed_at is None
    ]


def _counted(visits: Iterable[RunSheetRow]) -> VisitCounts:
    counts: Counter[str] = Counter()
    for row in visits:
        if row.status is AppointmentStatus.CANCELLED:
            counts["cancelled"] += 1
            counts["late_cancels"] += _is_late(row)
            continue
        counts["booked"] += 1
        counts["telehealth"] += row.is_telehealth
        counts["did_not_attend"] += row.status is AppointmentStatus.NO_SHOW
    return VisitCounts(**counts)


def _is_late(row: RunSheetRow) -> bool:
    """Of a row that was cancelled before RunSheet first saw it nobody knows when, unless the system
    says so.
    """
    learnt = row.cancelled_at
    if learnt is None and row.seen_cancelled_at is not None:
        was_there = row.seen_cancelled_at > row.first_seen_at
        learnt = row.seen_cancelled_at if was_there else None
    return learnt is not None and row.start - learnt <= LATE


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def percent(part: int, whole: int) -> int | None:
    """Whole percent; None of nothing."""
    return round(100 * part / whole) if whole else None
