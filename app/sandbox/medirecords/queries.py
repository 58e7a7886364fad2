"""Reads a request's parameters, strictly."""

import collections.abc as c
import dataclasses
import datetime as dt
import re
import typing as t
import uuid

from app.sandbox.exchange import Call
from app.sandbox.medirecords import answers

DEFAULT_SIZE: t.Final = 20
PAGING: t.Final = frozenset({"page", "size"})
APPOINTMENT_FILTERS: t.Final = frozenset(
    {
        "appointmentDateRangeStart",
        "appointmentDateRangeEnd",
        "providerId",
        "patientId",
        "appointmentStatus",
        "appointmentTypeId",
        "roomId",
        "urgency",
    }
)
TYPE_FILTERS: t.Final = frozenset({"telehealth", "activeStatus"})

_LOCAL_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PageWish:
    """`page` counts from 0."""

    page: int
    size: int


def read_page(call: Call, *, largest_size: int) -> PageWish:
    """As Spring: a size beyond the largest one becomes the largest one."""
    given = dict(call.query)
    page = _whole_number(given, "page", default=0, least=0)
    size = _whole_number(given, "size", default=DEFAULT_SIZE, least=1)
    return PageWish(page=page, size=min(size, largest_size))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentQuery:
    """What is asked for; None: any. The range is the practice's wall clock, both ends included."""

    first: str | None
    last: str | None
    provider_id: str | None
    patient_id: str | None
    status: int | None
    type_id: str | None
    room_id: str | None
    urgency: int | None


def read_appointment_query(call: Call) -> AppointmentQuery:
    given = dict(call.query)
    first = _local_minute(given, "appointmentDateRangeStart")
    last = _local_minute(given, "appointmentDateRangeEnd")
    if first and last and first > last:
        raise answers.bad_request("appointmentDateRangeStart must not be after its end")
    return AppointmentQuery(
        first=first,
        last=last,
        provider_id=_id(given, "providerId"),
        patient_id=_id(given, "patientId"),
        status=_choice(given, "appointmentStatus", range(2, 9)),
        type_id=_id(given, "appointmentTypeId"),
        room_id=_id(given, "roomId"),
        urgency=_choice(given, "urgency", (1, 2)),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TypeQuery:
    telehealth: bool | None
    active: bool | None


def read_type_query(call: Call) -> TypeQuery:
    given = dict(call.query)
    telehealth = given.get("telehealth")
    if telehealth not in {None, "true", "false"}:
        raise answers.bad_request("telehealth must be true or false")
    active = _choice(given, "activeStatus", (1, 2))
    return TypeQuery(
        telehealth=None if telehealth is None else telehealth == "true",
        active=None if active is None else active == 1,
    )


def checked_id(name: str, value: str) -> str:
    """`value` if it is a UUID in its usual writing."""
    try:
        if str(uuid.UUID(value)) == value.lower():
            return value.lower()
    except ValueError:
        pass
    raise answers.bad_request(f"{name} must be a UUID")


def _id(given: c.Mapping[str, str], name: str) -> str | None:
    return checked_id(name, given[name]) if name in given else None


def _local_minute(given: c.Mapping[str, str], name: str) -> str | None:
    value = given.get(name)
    if value is None:
        return None
    if _LOCAL_MINUTE.fullmatch(value):
        try:
            dt.datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            return value
    raise answers.bad_request(f"{name} must be YYYY-MM-DDThh:mm")


def _whole_number(given: c.Mapping[str, str], name: str, *, default: int, least: int) -> int:
    value = given.get(name, str(default))
    if not _WHOLE_NUMBER.fullmatch(value) or int(value) < least:
        raise answers.bad_request(f"{name} must be a whole number from {least}")
    return int(value)


def _choice(given: c.Mapping[str, str], name: str, allowed: c.Sequence[int]) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if not _WHOLE_NUMBER.fullmatch(value) or int(value) not in allowed:
        raise answers.bad_request(f"{name} must be one of {', '.join(map(str, allowed))}")
    return int(value)
