"""What an answer of HubSpot means (shared/facts/crm.md, 2): never its text, only our words."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from app.adapters.answer import Answer
from app.adapters.answer import judge as judge_usually
from app.adapters.crm.hubspot import SYSTEM
from app.adapters.values import object_of, objects_of
from app.domain.errors import (
    BadAnswer,
    BookingRefused,
    CrmBusy,
    CrmRightMissing,
    CrmSignInAgain,
    NotFound,
    RequestRefused,
    RunSheetError,
    SlowDown,
)

_OWN_KEYS = frozenset({"category", "correlationId"})
_RIGHT = re.compile(r"[a-z0-9][a-z0-9._-]{2,80}", re.ASCII)
_CORRELATION = re.compile(r"[A-Za-z0-9-]{8,100}", re.ASCII)
_EXISTING_ID = re.compile(r"\bID: (\d{1,20})\b", re.ASCII)
_NAMED = re.compile(r'"name"\s*:\s*"([a-z][a-z0-9_]{1,60})"', re.ASCII)
_CODED = re.compile(r'"error"\s*:\s*"([A-Z_]{3,40})"', re.ASCII)
_WINDOWS = {"TEN_SECONDLY_ROLLING": timedelta(seconds=10), "SECONDLY": timedelta(seconds=1)}
_USUAL_WINDOW = timedelta(seconds=10)
_MIGRATION = timedelta(minutes=15)
_PROPERTIES = frozenset(
    {
        *("email", "firstname", "lastname", "phone", "mobilephone"),
        *("dealname", "pipeline", "dealstage", "description", "edentist_booking_ref"),
        *("hs_timestamp", "hs_meeting_title", "hs_meeting_start_time", "hs_meeting_end_time"),
        *("hs_meeting_outcome", "hs_meeting_location", "hs_meeting_body"),
        *("hs_internal_meeting_notes", "hs_note_body"),
    }
)
"""What we send: no other name is repeated, so that no value can be taken for one."""


def judge_at(now: Callable[[], datetime]) -> Callable[[Answer], RunSheetError | None]:
    """The reading of every answer. A 409 is handed out: it may name whom we look for."""

    def judge(answer: Answer) -> RunSheetError | None:
        told = _told(answer)
        if answer.status == 204:
            return None
        if answer.status in {429, 477}:
            return SlowDown(system=SYSTEM, retry_at=_retry_at(answer.status, told, now()))
        if answer.status == 401 and answer.is_json:
            return CrmSignInAgain(system=SYSTEM, **_trace(answer))
        usual = judge_usually(answer, error_keys=_OWN_KEYS)
        return usual if told is None else _own(answer, told, usual)

    return judge


def _own(
    answer: Answer, told: dict[str, object], usual: RunSheetError | None
) -> RunSheetError | None:
    """HubSpot's own refusal, by its status."""
    match answer.status:
        case 400 | 422:
            return refused(told, **_trace(answer))
        case 403:
            return _forbidden(answer, told)
        case 404:
            return NotFound(system=SYSTEM, **_trace(answer))
        case 409:
            return None
        case 423:
            return CrmBusy(system=SYSTEM, **_trace(answer))
    return usual


def refused(told: dict[str, object], **facts: str) -> BookingRefused:
    """The refusal of an error body, or of one row of a batch."""
    names, codes = _problems(told)
    return BookingRefused(system=SYSTEM, reason=_reason(names, codes), **facts)


def conflict(answer: Answer) -> BookingRefused:
    """A 409 that names nobody."""
    reason = "another record there has a value that must be its own."
    return BookingRefused(system=SYSTEM, reason=reason, **_trace(answer))


def existing_id(answer: Answer) -> str | None:
    """The id that a 409 names, if it does."""
    found = _EXISTING_ID.search(str(_body(answer).get("message", "")))
    return found[1] if found else None


def _body(answer: Answer) -> dict[str, object]:
    try:
        return object_of(answer.json())
    except BadAnswer:
        return {}


def _told(answer: Answer) -> dict[str, object] | None:
    """HubSpot's own error body; None where something else answered, a proxy or a portal."""
    if answer.status < 400:
        return None
    body = _body(answer)
    return body if _OWN_KEYS & body.keys() else None


def _trace(answer: Answer) -> dict[str, str]:
    told = str(_body(answer).get("correlationId", ""))
    id_ = told if _CORRELATION.fullmatch(told) else answer.correlation_id
    return {"correlation_id": id_} if id_ else {}


def _retry_at(status: int, told: dict[str, object] | None, now: datetime) -> datetime:
    """Daily: at midnight of this PC's zone, for the account's own is not told."""
    policy = str((told or {}).get("policyName", ""))
    if status == 477:
        return now + _MIGRATION
    if policy == "DAILY":
        here = now.astimezone()
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        return (midnight + timedelta(days=1)).astimezone(now.tzinfo)
    return now + _WINDOWS.get(policy, _USUAL_WINDOW)


def _forbidden(answer: Answer, told: dict[str, object]) -> RunSheetError:
    if told.get("category") != "MISSING_SCOPES":
        return RequestRefused(system=SYSTEM, status=answer.status)
    places = [told, *objects_of(told.get("errors"))]
    rights = [right for place in places for right in _rights(object_of(place.get("context")))]
    named = ", ".join(dict.fromkeys(rights)) or "that HubSpot asks for"
    return CrmRightMissing(system=SYSTEM, right=named, **_trace(answer))


def _rights(context: dict[str, object]) -> Iterable[str]:
    for name in ("requiredScopes", "requiredGranularScopes"):
        listed = context.get(name)
        for right in listed if isinstance(listed, list) else ():
            if isinstance(right, str) and _RIGHT.fullmatch(right):
                yield right


def _problems(told: dict[str, object]) -> tuple[list[str], set[str]]:
    """The properties that HubSpot complains of, and its codes."""
    message = str(told.get("message", ""))
    names, codes = _NAMED.findall(message), set(_CODED.findall(message))
    for one in (told, *objects_of(told.get("errors"))):
        codes.add(str(one.get("code", "")))
        listed = object_of(one.get("context")).get("propertyName")
        names += listed if isinstance(listed, list) else []
    return [name for name in dict.fromkeys(map(str, names)) if name in _PROPERTIES], codes


def _reason(names: list[str], codes: set[str]) -> str:
    if not names:
        return "it doesn't take one of the values."
    named = ", ".join(names)
    if "PROPERTY_DOESNT_EXIST" in codes:
        return f"this account has no property {named}."
    return f"it doesn't take what stands in {named}."
