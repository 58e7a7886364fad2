"""The report as it leaves the practice: counts without names, and no group so small that somebody
could be told from it. A clinician is *Clinician 1*; one to four are *<5*.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.booking import ReportDocument
from app.domain.report import Report, VisitCounts, percent

SMALLEST_GROUP = 5
HELD_BACK = "held back"


def document_of(
    report: Report,
    *,
    sent_at: datetime,
    tags: Sequence[str] = (),
    target: str | None = None,
) -> ReportDocument:
    """The report as it is sent: no name, small groups hidden."""
    figures = _figures(report)
    return ReportDocument(
        key=report.key,
        title=f"Clinic performance {report.key}",
        figures=figures,
        lines=_lines(report),
        sent_at=sent_at,
        tags=tuple(tags),
        target=target,
    )


def hidden_count(count: int) -> int | str:
    """The count, or `<5` for one to four."""
    return f"<{SMALLEST_GROUP}" if is_small(count) else count


def is_small(count: int) -> bool:
    """True for a group so small that a person could be told from it."""
    return 0 < count < SMALLEST_GROUP


def _figures(report: Report) -> dict[str, object]:
    clinicians, sums_held = _clinician_figures(report)
    return {
        "period": {
            "key": report.key,
            "from": report.from_day.isoformat(),
            "to": report.to_day.isoformat(),
            "timezone": report.timezone,
            "daysWithoutData": len(report.unread_days),
        },
        "appointments": _visit_figures(report.total, sums_held),
        "clinicians": clinicians,
        "sync": {
            "checks": report.sync.total,
            "worked": report.sync.worked,
            "partly": report.sync.partly,
            "failed": report.sync.failed,
        },
        "bookings": {
            "made": hidden_count(report.bookings.made),
            "confirmed": hidden_count(report.bookings.confirmed),
            "failed": hidden_count(report.bookings.failed),
            "cancelled": hidden_count(report.bookings.cancelled),
        },
    }


_MEASURES = {
    "booked": "booked",
    "telehealth": "telehealth",
    "didNotAttend": "did_not_attend",
    "cancelled": "cancelled",
    "lateCancels": "late_cancels",
}


def _clinician_figures(report: Report) -> tuple[list[dict[str, object]], frozenset[str]]:
    """A column each, and the measures whose total is held back as well."""
    found: list[dict[str, object]] = [
        {"clinician": f"Clinician {number}"} for number in range(1, len(report.by_clinician) + 1)
    ]
    sums_held = set()
    for name, measure in _MEASURES.items():
        counts = [getattr(each.counts, measure) for each in report.by_clinician]
        shown = _held_back(counts)
        if _is_given_away(counts, shown):
            sums_held.add(name)
        for figures, each in zip(found, shown, strict=True):
            figures[name] = each
    return found, frozenset(sums_held)


def _held_back(counts: Sequence[int]) -> list[int | str]:
    """Hidden counts that could be worked out from the total hide the smallest others, too."""
    shown: list[int | str] = [hidden_count(count) for count in counts]
    others = [at for at, count in enumerate(counts) if count >= SMALLEST_GROUP]
    for at in sorted(others, key=lambda at: counts[at]):
        if _is_given_away(counts, shown):
            shown[at] = HELD_BACK
    return shown


def _is_given_away(counts: Sequence[int], shown: Sequence[int | str]) -> bool:
    """True where the total leaves the hidden counts only one way to be: it is one of them alone, or
    all of them are as low, or as high, as they can be.
    """
    total = sum(counts)
    hidden = [each for each in shown if isinstance(each, str)]
    if not hidden or is_small(total):
        return False
    held, small = hidden.count(HELD_BACK), len(hidden) - hidden.count(HELD_BACK)
    rest = total - sum(each for each in shown if isinstance(each, int))
    is_lowest = rest == small + held * SMALLEST_GROUP
    is_highest = not held and rest == small * (SMALLEST_GROUP - 1)
    return len(hidden) == 1 or is_lowest or is_highest


def _visit_figures(counts: VisitCounts, sums_held: frozenset[str]) -> dict[str, object]:
    figures: dict[str, object] = {
        name: HELD_BACK if name in sums_held else hidden_count(getattr(counts, measure))
        for name, measure in _MEASURES.items()
    }
    for name in ("telehealth", "didNotAttend"):
        is_open = sums_held.isdisjoint({name, "booked"})
        part = getattr(counts, _MEASURES[name])
        figures[f"{name}Percent"] = _open_percent(part, counts.booked) if is_open else None
    return figures


def _open_percent(part: int, whole: int) -> int | None:
    """A share from which no hidden count can be worked out."""
    return None if is_small(part) or is_small(whole) else percent(part, whole)


def _lines(report: Report) -> tuple[str, ...]:
    figures = _figures(report)
    appointments = figures["appointments"]
    bookings = figures["bookings"]
    assert isinstance(appointments, dict)  # noqa: S101 - built above
    assert isinstance(bookings, dict)  # noqa: S101 - built above
    first, last = (f"{day.day} {day:%b %Y}" for day in (report.from_day, report.to_day))
    sync = report.sync
    return (
        f"{first} to {last} ({report.timezone})",
        f"Appointments: {appointments['booked']}",
        f"Telehealth: {_with_share(appointments, 'telehealth')}",
        f"Did not attend: {_with_share(appointments, 'didNotAttend')}",
        f"Cancelled: {appointments['cancelled']}, late: {appointments['lateCancels']}",
        *(_clinician_line(each) for each in _maps(figures["clinicians"])),
        f"Checks: {sync.worked} worked, {sync.partly} partly, {sync.failed} failed",
        f"Bookings: {_counted_bookings(bookings)}",
    )


def _counted_bookings(figures: Mapping[str, object]) -> str:
    return f"{figures['made']} made, {figures['confirmed']} confirmed, {figures['failed']} failed"


def _clinician_line(each: Mapping[str, object]) -> str:
    return (
        f"{each['clinician']}: {each['booked']} appointments, {each['telehealth']} telehealth, "
        f"{each['didNotAttend']} did not attend"
    )


def _with_share(figures: Mapping[str, object], name: str) -> str:
    share = figures[f"{name}Percent"]
    return f"{figures[name]}" if share is None else f"{figures[name]} ({share} %)"


def _maps(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []
