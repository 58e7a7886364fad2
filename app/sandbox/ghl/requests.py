"""Reading what v1 and v2 are asked, the same way for both."""

import collections.abc as c
import datetime as dt
import typing as t
import zoneinfo

import msgspec

from app.sandbox.exchange import Call, Refused
from app.sandbox.ghl.book import GhlBook
from app.sandbox.ghl.shapes import Shape

LONGEST = dt.timedelta(days=31)


class Refusals(t.Protocol):
    def bad_request(self, message: str) -> Refused: ...

    def unprocessable(self, problems: c.Mapping[str, str]) -> Refused: ...


def read_body(
    call: Call, shape: Shape, refusals: Refusals, *, also: c.Collection[str] = ()
) -> dict[str, t.Any]:
    """The body as JSON of this shape. Raises `Refused`."""
    if call.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
        raise refusals.bad_request("Content-Type must be application/json")
    try:
        body = msgspec.json.decode(call.body)
    except msgspec.MsgspecError:
        raise refusals.bad_request("The body is no JSON") from None
    problems = shape.problems(body, also=also)
    if problems:
        raise refusals.unprocessable(problems)
    return t.cast("dict[str, t.Any]", body)


def read_span(
    call: Call, names: tuple[str, str], refusals: Refusals
) -> tuple[dt.datetime, dt.datetime]:
    """Two parameters in epoch milliseconds. Raises `Refused`."""
    query = dict(call.query)
    try:
        first, last = (dt.datetime.fromtimestamp(int(query[name]) / 1000, dt.UTC) for name in names)
    except (KeyError, ValueError, OverflowError):
        raise refusals.unprocessable(dict.fromkeys(names, "must be milliseconds")) from None
    if not first < last:
        raise refusals.unprocessable({names[1]: "must be after the first"})
    return first, last


def free_slots(call: Call, calendar_id: str, book: GhlBook, refusals: Refusals) -> dict[str, t.Any]:
    """By local day, as both dialects answer. Raises `Refused`, `Unknown`."""
    first, last = read_span(call, ("startDate", "endDate"), refusals)
    if last - first > LONGEST:
        raise refusals.bad_request("Date range cannot be more than 31 days")
    zone = dict(call.query).get("timezone", book.zone)
    if zone not in zoneinfo.available_timezones():
        raise refusals.bad_request("timezone is not known")
    days: dict[str, t.Any] = {}
    for slot in book.free_slots(calendar_id, first, last, zone=zone):
        days.setdefault(slot[:10], {"slots": []})["slots"].append(slot)
    return days
