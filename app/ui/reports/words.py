"""How reports read on screen: the rows of the tables, the spans, what was sent."""

from datetime import date, datetime, timedelta

from app.domain.huddle import Gap, Huddle
from app.domain.practice_day import local
from app.domain.report import Report, VisitCounts, percent, week_of
from app.domain.report_push import PushState, ReportPush
from app.domain.run_sheet import RunSheetRow
from app.domain.words import clock_time, count_words, day_and_time, short_date

Row = tuple[str, ...]

CLINICIAN_HEADINGS = ("Clinician", "Booked", "Telehealth", "Did not\nattend", "Late\ncancels")
DAY_HEADINGS = ("Day", "Booked", "Did not attend")
_NONE = "–"


def visit_rows(report: Report) -> tuple[Row, ...]:
    """The appointments; shares are of what was booked, late ones of what was cancelled."""
    total = report.total
    return (
        ("Booked", str(total.booked), ""),
        ("Telehealth", str(total.telehealth), _share(total.telehealth, total.booked)),
        ("Did not attend", str(total.did_not_attend), _share(total.did_not_attend, total.booked)),
        ("Cancelled", str(total.cancelled), ""),
        ("Cancelled late", str(total.late_cancels), _share(total.late_cancels, total.cancelled)),
    )


def check_rows(report: Report) -> tuple[Row, ...]:
    """The checks of the practice systems."""
    sync = report.sync
    return (
        ("Worked", str(sync.worked), _share(sync.worked, sync.total)),
        ("Partly", str(sync.partly), _share(sync.partly, sync.total)),
        ("Failed", str(sync.failed), _share(sync.failed, sync.total)),
    )


def booking_rows(report: Report) -> tuple[Row, ...]:
    """The bookings in CRMs; shares are of those that were made."""
    bookings = report.bookings
    return (
        ("Made", str(bookings.made), ""),
        ("Confirmed", str(bookings.confirmed), _share(bookings.confirmed, bookings.made)),
        ("Cancelled", str(bookings.cancelled), _share(bookings.cancelled, bookings.made)),
        ("Failed", str(bookings.failed), _share(bookings.failed, bookings.made)),
    )


def clinician_rows(report: Report) -> tuple[Row, ...]:
    """One row a column."""
    return tuple((each.name, *_visit_cells(each.counts)) for each in report.by_clinician)


def day_rows(report: Report) -> tuple[Row, ...]:
    """One row a day; a day that was never read has no counts."""
    return tuple(
        (short_date(day), _NONE, _NONE)
        if day in report.unread_days
        else (short_date(day), str(counts.booked), str(counts.did_not_attend))
        for day, counts in report.by_day
    )


def _visit_cells(counts: VisitCounts) -> Row:
    return (
        str(counts.booked),
        str(counts.telehealth),
        str(counts.did_not_attend),
        str(counts.late_cancels),
    )


def _share(part: int, whole: int) -> str:
    share = percent(part, whole)
    return _NONE if share is None else f"{share} %"


def span_words(report: Report) -> str:
    """`Mon 17 Nov 2025 to Sun 23 Nov 2025`; one day alone."""
    return _days(report.from_day, report.to_day)


def _days(first: date, last: date) -> str:
    end = short_date(last)
    return end if first == last else f"{short_date(first)} to {end}"


def data_words(report: Report, *, now: datetime) -> str:
    """`Based on data to 8:52 am`."""
    if report.data_until is None:
        return "Nothing was checked yet."
    return f"Based on data to {day_and_time(report.data_until, now=now, timezone=report.timezone)}."


def spans(today: date) -> dict[str, tuple[date, date]]:
    """The spans one can choose, by their words; both days included."""
    monday, _ = week_of(today)
    first = today.replace(day=1)
    last_month = first - timedelta(days=1)
    return {
        "This week": (monday, today),
        "Last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "This month": (first, today),
        "Last month": (last_month.replace(day=1), last_month),
    }


# --- the huddle -----------------------------------------------------------------------------------


def huddle_lines(huddle: Huddle, *, timezone: str) -> tuple[str, ...]:
    """Today in sentences of one line."""
    if not huddle.booked:
        return ("Nobody is booked today.",)
    first, last = huddle.first_start, huddle.last_end
    span = ""
    if first is not None and last is not None:
        span = f", from {clock_time(first, timezone)} to {clock_time(last, timezone)}"
    return (
        f"{count_words(huddle.booked, 'appointment')} today{span}.",
        f"{huddle.telehealth} by telehealth, {huddle.cancelled} cancelled.",
    )


def gap_words(gap: Gap, *, timezone: str) -> str:
    """`Dr Nair: 10:30 am to 11:15 am, 45 min`."""
    start, end = clock_time(gap.start, timezone), clock_time(gap.end, timezone)
    return f"{gap.clinician_name}: {start} to {end}, {gap.minutes} min"


def row_words(row: RunSheetRow) -> str:
    """`9:30 am Thomas Nguyen, Dr Nair`; the row comes as it may be seen."""
    return f"{clock_time(row.start, row.timezone)} {row.patient_name}, {row.clinician_name}"


# --- what was sent --------------------------------------------------------------------------------

PUSH_HEADINGS = ("Report", "System", "State", "Asked for")


def push_row(push: ReportPush, *, now: datetime, timezone: str) -> Row:
    """One sending: which report, where, how far, when and by whom."""
    asked = day_and_time(push.requested_at, now=now, timezone=timezone)
    return (
        key_words(push.key) + (" (resend)" if push.is_resend else ""),
        push.label,
        push_state(push, now=now, timezone=timezone),
        f"{asked[:1].upper()}{asked[1:]}, {push.requested_by}",
    )


def push_state(push: ReportPush, *, now: datetime, timezone: str) -> str:
    """`✓ Sent 5:31 pm, confirmed`; else that it isn't, and when it is tried again."""
    if push.state is PushState.DONE and push.settled_at is not None:
        at = day_and_time(push.settled_at, now=now, timezone=timezone)
        return f"✓ Sent {at}, confirmed"
    if push.state is PushState.REFUSED:
        return "! Not sent"
    if push.state is PushState.SENDING:
        return "↥ Sending"
    again = clock_time(push.next_try_at, timezone)
    return f"◷ Waiting, next try {again}"


def push_fault(push: ReportPush) -> str:
    """What was wrong at the last try, with its code; empty where nothing was."""
    if push.state is PushState.DONE or not push.error:
        return ""
    return f"{push.error} ({push.error_code})" if push.error_code else push.error


def key_words(key: str) -> str:
    """`Mon 17 Nov 2025 to Sun 23 Nov 2025` of a report's days; any other key as it is."""
    try:
        first, last = (date.fromisoformat(each) for each in key.split(".."))
    except ValueError:
        return key
    return _days(first, last)


def today_of(now: datetime, timezone: str) -> date:
    """The practice's day."""
    return local(now, timezone).date()
