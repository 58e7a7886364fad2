"""Reads the query of an appointments request, strictly."""

import datetime as dt
import re
import uuid

from app.sandbox.gentu import answers
from app.sandbox.gentu.pages import Query

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_INCLUDES = {"patients", "practitioners", "referrals"}
_REQUIRED = ("fromDate", "toDate", "practitionerId", "limit")


def read_query(parameters: dict[str, str]) -> tuple[Query, str | None]:
    """The appointments query and its cursor, if it has one."""
    for name in _REQUIRED:
        if name not in parameters:
            raise answers.bad_request(f"{name} is required")
    query = Query(
        practitioner_id=checked_id("practitionerId", parameters["practitionerId"]),
        from_date=_checked_moment("fromDate", parameters["fromDate"]),
        to_date=_checked_moment("toDate", parameters["toDate"]),
        limit=_checked_limit(parameters["limit"]),
        include=_checked_include(parameters.get("include")),
    )
    first, last = query.window
    if first > last:
        raise answers.bad_request("fromDate must not be after toDate")
    cursor = parameters.get("cursor")
    return query, None if cursor is None else checked_id("cursor", cursor)


def checked_id(name: str, value: str) -> str:
    """`value` if it is a UUID in its usual writing."""
    try:
        if str(uuid.UUID(value)) == value.lower():
            return value.lower()
    except ValueError:
        pass
    raise answers.bad_request(f"{name} must be a UUID")


def _checked_moment(name: str, value: str) -> str:
    if _DATE_TIME.fullmatch(value):
        try:
            dt.datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            return value
    message = f"{name} must be an ISO 8601 date-time with an offset"
    hint = " (encode the plus as %2B)" if " " in value else ""
    raise answers.bad_request(message + hint)


def _checked_limit(value: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII) or not 5 <= int(value) <= 100:
        raise answers.bad_request("limit must be a whole number from 5 to 100")
    return int(value)


def _checked_include(value: str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    names = tuple(value.split(","))
    if not set(names) <= _INCLUDES or len(set(names)) != len(names):
        raise answers.bad_request("include must be a list of patients, practitioners, referrals")
    return names
