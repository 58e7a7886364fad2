"""How times, dates, ages and statuses read on screen and on paper: plain Australian English."""

from datetime import date, datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.clock_change import ClockChange
from app.domain.practice_day import local
from app.domain.run_sheet import OldSource
from app.domain.said import say, say_count, say_in_a_row

_DAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))
_MONTHS = (
    say("Jan"),
    say("Feb"),
    say("Mar"),
    say("Apr"),
    say("May"),
    say("Jun"),
    say("Jul"),
    say("Aug"),
    say("Sep"),
    say("Oct"),
    say("Nov"),
    say("Dec"),
)

STATUS_WORDS: dict[AppointmentStatus, str] = {
    AppointmentStatus.BOOKED: say("Booked"),
    AppointmentStatus.CONFIRMED: say("Confirmed"),
    AppointmentStatus.ARRIVED: say("Arrived"),
    AppointmentStatus.IN_PROGRESS: say("With clinician"),
    AppointmentStatus.COMPLETED: say("Completed"),
    AppointmentStatus.CANCELLED: say("Cancelled"),
    AppointmentStatus.NO_SHOW: say("Did not attend"),
}


def clock_time(instant: datetime, timezone: str) -> str:
    """`9:30 am` on the practice's wall clock."""
    return wall_time(local(instant, timezone))


def wall_time(wall: datetime) -> str:
    """`9:30 am`"""
    time = f"{wall.hour % 12 or 12}:{wall.minute:02d}"
    return say("{time} am", time=time) if wall.hour < 12 else say("{time} pm", time=time)


def short_date(day: date) -> str:
    """`Tue 18 Nov 2025`."""
    return say("{weekday} {date}", weekday=_DAYS[day.weekday()], date=birth_date(day))


def weekday_date(day: date, *, current: date) -> str:
    """`Tue 18 Nov`; with its year where that is not the current one."""
    date_words = month_day(day, current=current)
    return say("{weekday} {date}", weekday=_DAYS[day.weekday()], date=date_words)


def birth_date(day: date) -> str:
    """`3 Mar 1984`."""
    return say("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def month_day(day: date, *, current: date) -> str:
    """`3 Nov`; with its year where that is not the current one."""
    if day.year != current.year:
        return birth_date(day)
    return say("{day} {month}", day=day.day, month=_MONTHS[day.month - 1])


def removed_on(instant: datetime, *, now: datetime, timezone: str) -> str:
    """`3 Nov`: the practice's day on which a connection was removed."""
    day, current = local(instant, timezone).date(), local(now, timezone).date()
    return month_day(day, current=current)


def old_source_words(source: OldSource, *, now: datetime) -> str:
    """`2 appointments are from Gentu, which was removed on 3 Nov. They are no longer checked.`"""
    on = removed_on(source.removed_at, now=now, timezone=source.timezone)
    return say_count(
        source.row_count,
        "{n} appointment is from {system}, which was removed on {date}. It is no longer checked.",
        "{n} appointments are from {system}, which was removed on {date}. "
        "They are no longer checked.",
        system=source.system,
        date=on,
    )


def years_between(born: date, on: date) -> int:
    """Completed years of age."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_words(instant: datetime, *, now: datetime, timezone: str) -> str:
    """`just now`, `4 min ago`, `1 h 10 min ago`, `today 8:52 am`, `yesterday 5:42 pm`, a date."""
    age = now - instant
    if age < timedelta(minutes=1):
        return say("just now")
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return say("{minutes} min ago", minutes=minutes)
    if minutes < 180:
        hours, rest = divmod(minutes, 60)
        if not rest:
            return say("{hours} h ago", hours=hours)
        return say("{hours} h {minutes} min ago", hours=hours, minutes=rest)
    return day_and_time(instant, now=now, timezone=timezone)


def day_and_time(instant: datetime, *, now: datetime, timezone: str) -> str:
    """`8:52 am` today, else `yesterday 5:42 pm`, else `Tue 18 Nov 2025 5:42 pm`."""
    day, current = local(instant, timezone).date(), local(now, timezone).date()
    at = clock_time(instant, timezone)
    if day == current:
        return say("today {time}", time=at)
    if day == current - timedelta(days=1):
        return say("yesterday {time}", time=at)
    return say("{date} {time}", date=short_date(day), time=at)


def time_or_day(instant: datetime, *, now: datetime, timezone: str) -> str:
    """The same, but for today the time alone: `8:52 am`."""
    if local(instant, timezone).date() == local(now, timezone).date():
        return clock_time(instant, timezone)
    return day_and_time(instant, now=now, timezone=timezone)


def coming_time(instant: datetime, *, now: datetime, timezone: str) -> str:
    """When it will be: `1:00 pm` today, `Wed 7:30 am` within six days, else with its date."""
    day, current = local(instant, timezone).date(), local(now, timezone).date()
    at = clock_time(instant, timezone)
    if day == current:
        return at
    if timedelta(0) < day - current < timedelta(days=7):
        return say("{weekday} {time}", weekday=_DAYS[day.weekday()], time=at)
    return say("{date} {time}", date=short_date(day), time=at)


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
    return say("{city} time", city=city_of(timezone))


def clock_change_words(change: ClockChange, *, now: datetime) -> str:
    """`Clocks went forward 1 hour at 2:00 am.`; `go` before they did."""
    minutes = round(abs(change.by) / timedelta(minutes=1))
    length = say("1 hour") if minutes == 60 else say("{minutes} minutes", minutes=minutes)
    at, is_past = wall_time(change.wall), now >= change.at
    if change.by > timedelta(0):
        if is_past:
            return say("Clocks went forward {length} at {time}.", length=length, time=at)
        return say("Clocks go forward {length} at {time}.", length=length, time=at)
    if is_past:
        return say("Clocks went back {length} at {time}.", length=length, time=at)
    return say("Clocks go back {length} at {time}.", length=length, time=at)


def skew_words(skew: timedelta) -> str:
    """`This PC's clock is 7 min slow. Times may be wrong. (CLOCK-01)`; `skew` is PC less true."""
    minutes = round(abs(skew) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    parts = [say("{hours} h", hours=hours)] if hours else []
    parts += [say("{minutes} min", minutes=rest)] if rest else []
    length = say_in_a_row(" ", parts)
    if skew > timedelta(0):
        return say(
            "This PC's clock is {length} fast. Times may be wrong. (CLOCK-01)", length=length
        )
    return say("This PC's clock is {length} slow. Times may be wrong. (CLOCK-01)", length=length)


def vendor_status(raw_status: str | None) -> str:
    """A status that RunSheet does not know, as its system says it; `Status 9` for a bare number."""
    if not raw_status:
        return say("Unknown status")
    return say("Status {number}", number=raw_status) if raw_status.isdigit() else raw_status


def unreadable_words(count: int) -> str:
    """`2 appointments couldn't be read and are not on the list. (DATA-01)`"""
    return say_count(
        count,
        "{n} appointment couldn't be read and is not on the list. (DATA-01)",
        "{n} appointments couldn't be read and are not on the list. (DATA-01)",
    )


def without_practitioner_words(count: int) -> str:
    """`2 appointments have no practitioner and are in no column. (MAP-02)`"""
    return say_count(
        count,
        "{n} appointment has no practitioner and is in no column. (MAP-02)",
        "{n} appointments have no practitioner and are in no column. (MAP-02)",
    )


def count_words(count: int, noun: str, plural: str | None = None) -> str:
    """`1 person`, `3 people`, for what is English everywhere; a screen asks `say_count`."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
