"""How times, dates, ages and statuses read on screen and on paper: plain Australian English."""

from datetime import date, datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.clock_change import ClockChange
from app.domain.practice_day import local
from app.domain.run_sheet import OldSource

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STATUS_WORDS: dict[AppointmentStatus, str] = {
    AppointmentStatus.BOOKED: "Booked",
    AppointmentStatus.CONFIRMED: "Confirmed",
    AppointmentStatus.ARRIVED: "Arrived",
    AppointmentStatus.IN_PROGRESS: "With clinician",
    AppointmentStatus.COMPLETED: "Completed",
    AppointmentStatus.CANCELLED: "Cancelled",
    AppointmentStatus.NO_SHOW: "Did not attend",
}


def clock_time(instant: datetime, timezone: str) -> str:
    """`9:30 am` on the practice's wall clock."""
    return wall_time(local(instant, timezone))


def wall_time(wall: datetime) -> str:
    """`9:30 am`"""
    return f"{wall.hour % 12 or 12}:{wall.minute:02d} {'am' if wall.hour < 12 else 'pm'}"


def short_date(day: date) -> str:
    """`Tue 18 Nov 2025`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date, *, current: date) -> str:
    """`Tue 18 Nov`; with its year where that is not the current one."""
    return f"{_DAYS[day.weekday()]} {month_day(day, current=current)}"


def birth_date(day: date) -> str:
    """`3 Mar 1984`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_day(day: date, *, current: date) -> str:
    """`3 Nov`; with its year where that is not the current one."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if day.year == current.year else birth_date(day)


def removed_on(instant: datetime, *, now: datetime, timezone: str) -> str:
    """`3 Nov`: the practice's day on which a connection was removed."""
    day, current = local(instant, timezone).date(), local(now, timezone).date()
    return month_day(day, current=current)


def old_source_words(source: OldSource, *, now: datetime) -> str:
    """`2 appointments are from Gentu, which was removed on 3 Nov. They are no longer checked.`"""
    on = removed_on(source.removed_at, now=now, timezone=source.timezone)
    verb, they = ("is", "It is") if source.row_count == 1 else ("are", "They are")
    some = count_words(source.row_count, "appointment")
    where = f"{source.system}, which was removed on {on}"
    return f"{some} {verb} from {where}. {they} no longer checked."


def years_between(born: date, on: date) -> int:
    """Completed years of age."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_words(instant: datetime, *, now: datetime, timezone: str) -> str:
    """`just now`, `4 min ago`, `1 h 10 min ago`, `today 8:52 am`, `yesterday 5:42 pm`, a date."""
    age = now - instant
    if age < timedelta(minutes=1):
        return "just now"
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 180:
        rest = minutes % 60
        return f"{minutes // 60} h {rest} min ago" if rest else f"{minutes // 60} h ago"
    return day_and_time(instant, now=now, timezone=timezone)


def day_and_time(instant: datetime, *, now: datetime, timezone: str) -> str:
    """`8:52 am` today, else `yesterday 5:42 pm`, else `Tue 18 Nov 2025 5:42 pm`."""
    day, current = local(instant, timezone).date(), local(now, timezone).date()
    at = clock_time(instant, timezone)
    if day == current:
        return f"today {at}"
    if day == current - timedelta(days=1):
        return f"yesterday {at}"
    return f"{short_date(day)} {at}"


def coming_time(instant: datetime, *, now: datetime, timezone: str) -> str:
    """When it will be: `1:00 pm` today, `Wed 7:30 am` within six days, else with its date."""
    day, current = local(instant, timezone).date(), local(now, timezone).date()
    at = clock_time(instant, timezone)
    if day == current:
        return at
    if timedelta(0) < day - current < timedelta(days=7):
        return f"{_DAYS[day.weekday()]} {at}"
    return f"{short_date(day)} {at}"


def phone_number(number: str) -> str:
    """`0412 345 678` and `(03) 5550 1234` for Australian numbers; others as they came."""
    digits = number.replace(" ", "")
    if digits.startswith("+61"):
        digits = "0" + digits[3:]
    if not (digits.isdigit() and len(digits) == 10 and digits.startswith("0")):
        return number
    if digits.startswith("04"):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"({digits[:2]}) {digits[2:6]} {digits[6:]}"


def city_of(timezone: str) -> str:
    """`Melbourne` for `Australia/Melbourne`."""
    return timezone.rsplit("/", 1)[-1].replace("_", " ")


def other_clock(instant: datetime, timezone: str, *, shown_in: str) -> str:
    """`Perth time` where a practice's clock shows another time than the sheet's; else nothing."""
    if local(instant, timezone).utcoffset() == local(instant, shown_in).utcoffset():
        return ""
    return f"{city_of(timezone)} time"


def clock_change_words(change: ClockChange, *, now: datetime) -> str:
    """`Clocks went forward 1 hour at 2:00 am.`; `go` before they did."""
    minutes = round(abs(change.by) / timedelta(minutes=1))
    length = "1 hour" if minutes == 60 else f"{minutes} minutes"
    way = "forward" if change.by > timedelta(0) else "back"
    verb = "went" if now >= change.at else "go"
    return f"Clocks {verb} {way} {length} at {wall_time(change.wall)}."


def skew_words(skew: timedelta) -> str:
    """`This PC's clock is 7 min slow. Times may be wrong. (CLOCK-01)`; `skew` is PC less true."""
    minutes = round(abs(skew) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    length = " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
    way = "fast" if skew > timedelta(0) else "slow"
    return f"This PC's clock is {length} {way}. Times may be wrong. (CLOCK-01)"


def vendor_status(raw_status: str | None) -> str:
    """A status that RunSheet does not know, as its system says it; `Status 9` for a bare number."""
    if not raw_status:
        return "Unknown status"
    return f"Status {raw_status}" if raw_status.isdigit() else raw_status


def unreadable_words(count: int) -> str:
    """`2 appointments couldn't be read and are not on the list. (DATA-01)`"""
    verb = "is" if count == 1 else "are"
    some = count_words(count, "appointment")
    return f"{some} couldn't be read and {verb} not on the list. (DATA-01)"


def without_practitioner_words(count: int) -> str:
    """`2 appointments have no practitioner and are in no column. (MAP-02)`"""
    have, are = ("has", "is") if count == 1 else ("have", "are")
    some = count_words(count, "appointment")
    return f"{some} {have} no practitioner and {are} in no column. (MAP-02)"


def count_words(count: int, noun: str, plural: str | None = None) -> str:
    """`1 person`, `3 people`."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
