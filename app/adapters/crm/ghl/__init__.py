"""GoHighLevel: its SPEC, and what its answers mean (shared/facts/crm.md, 2).

As in shared/contracts/ghl-v2.openapi.json, and ghl-v1.openapi.yaml for old keys.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.adapters.base import RateLimit
from app.adapters.crm_answers import facts_of, told, trace_of, trouble
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec, missing_settings
from app.adapters.values import object_of, read_id
from app.domain.errors import (
    BookingRefused,
    CrmRightMissing,
    CrmSignInAgain,
    NotFound,
    RequestRefused,
    RunSheetError,
    SlotTaken,
    SlowDown,
)
from app.domain.said import say

if TYPE_CHECKING:
    from app.adapters.answer import Answer
    from app.adapters.http import HttpClient

SYSTEM = "GoHighLevel"
BASE_URL, API_KEY = "PMS_GHL_BASE_URL", "PMS_GHL_API_KEY"
LOCATION_ID, CALENDAR_ID = "PMS_GHL_LOCATION_ID", "PMS_GHL_CALENDAR_ID"

_SETTINGS = (
    CrmSetting(
        variable=BASE_URL,
        label=say("Address"),
        default="https://services.leadconnectorhq.com",
        hint=say("For a location API key of old: https://rest.gohighlevel.com/v1"),
    ),
    CrmSetting(
        variable=API_KEY,
        label=say("Private integration token"),
        is_secret=True,
        hint=say("In GoHighLevel: Settings, Private Integrations. It starts with pit-."),
    ),
    CrmSetting(
        variable=LOCATION_ID,
        label=say("Location ID"),
        hint=say("In GoHighLevel: Settings, Business Profile. An old key needs none."),
    ),
    CrmSetting(
        variable=CALENDAR_ID,
        label=say("Calendar ID"),
        hint=say("In GoHighLevel: Settings, Calendars, the calendar's own settings."),
    ),
)


def speaks_v1(base_url: str) -> bool:
    """Which of the two APIs an address is of."""
    return base_url.strip().rstrip("/").endswith("/v1")


def _missing(told: Mapping[str, str]) -> tuple[str, ...]:
    """An old key is its location: the ID must be named, and may be empty."""
    names = missing_settings(_SETTINGS, told)
    needs_no_location = speaks_v1(told.get(BASE_URL, "")) and LOCATION_ID in told
    return tuple(name for name in names if not (needs_no_location and name == LOCATION_ID))


def _open(http: "HttpClient", account: CrmAccount) -> CrmAdapter:
    from app.adapters.crm.ghl.client import open_adapter

    return open_adapter(http, account)


SPEC = CrmSpec(
    provider="ghl",
    label=SYSTEM,
    settings=_SETTINGS,
    timeout_variable="PMS_GHL_TIMEOUT_MS",
    rate_limit=RateLimit(requests=100, per_s=10.0),
    missing=_missing,
    open=_open,
    status_page="https://status.gohighlevel.com/",
    keeps_slots=True,
    cancelled_note="The appointment stays in GoHighLevel, marked as cancelled.",
)


TRACE = "traceId"
"""What GoHighLevel's support asks for; not every answer has one."""

_USUAL_WINDOW_S = 10.0
_SLOT_GONE = "no longer available"
_DUPLICATE = "duplicate"
_FIELDS = {
    "selectedSlot": "the start time",
    "startTime": "the start time",
    "endTime": "the end time",
    "selectedTimezone": "the time zone",
    "timezone": "the time zone",
    "email or phone": "the phone number or e-mail",
    "email": "the e-mail",
    "phone": "the phone number",
    "firstName": "the first name",
    "lastName": "the last name",
    "contactId": "the contact",
    "calendarId": "the calendar",
    "locationId": "the location",
    "assignedUserId": "the calendar's team member",
    "userId": "the calendar's team member",
    "title": "the title",
    "address": "the branch",
    "description": "the details",
    "calendarNotes": "the details",
    "appointmentStatus": "the status",
    "status": "the status",
    "body": "the note's text",
}
"""Their field, and what the desk calls it. The longer name comes first where one holds another."""


def judge_for(
    right: str, now: Callable[[], datetime]
) -> Callable[["Answer"], RunSheetError | None]:
    """The reading of every answer to calls that need `right`. None: the answer may be taken,
    which a refused duplicate may too, as it names the contact (`duplicate_of`).
    """

    def judge(answer: "Answer") -> RunSheetError | None:
        if answer.status == 429:
            window = timedelta(seconds=answer.rate_window_s or _USUAL_WINDOW_S)
            return SlowDown(system=SYSTEM, retry_at=now() + window)
        on_the_way = trouble(answer)
        if on_the_way is not None or answer.status < 300 or duplicate_of(answer):
            return on_the_way
        return _refusal(answer, right)

    return judge


def duplicate_of(answer: "Answer") -> str | None:
    """The contact that is there already, by an answer that refuses a second one."""
    if answer.status != 400 or not answer.is_json:
        return None
    body = told(answer)
    is_duplicate = any(_DUPLICATE in text.casefold() for text in _messages(body))
    return read_id(object_of(body.get("meta")).get("contactId")) if is_duplicate else None


def _refusal(answer: "Answer", right: str) -> RunSheetError:
    """GoHighLevel's own no: never its text, only our words."""
    facts = facts_of(answer, trace_of(answer, TRACE))
    match answer.status:
        case 401:
            return CrmSignInAgain(**facts)
        case 403:
            return CrmRightMissing(right=right, **facts)
        case 404 | 410:
            return NotFound(**facts)
        case 400 | 422:
            body = told(answer)
            return (
                SlotTaken(**facts)
                if _is_taken(body)
                else BookingRefused(reason=_reason(body), **facts)
            )
    return RequestRefused(status=answer.status, **facts)


def _is_taken(body: Mapping[str, object]) -> bool:
    slot = object_of(body.get("selectedSlot"))
    is_gone = any(_SLOT_GONE in text.casefold() for text in _messages(body))
    return is_gone or (bool(slot) and slot.get("rule") != "required")


def _reason(body: Mapping[str, object]) -> str:
    """Our sentence: the field, never its value nor their text."""
    texts = [*body, *_messages(body)]
    words = {word for text in texts for word in (text, *text.replace(".", " ").split())}
    named = list(dict.fromkeys(ours for theirs, ours in _FIELDS.items() if theirs in words))
    if not named:
        return "It did not say which field is wrong."
    return f"Check {' and '.join(named[:2])}."


def _messages(body: Mapping[str, object]) -> list[str]:
    told_by = body.get("message")
    listed = told_by if isinstance(told_by, list) else [told_by]
    return [one for one in listed if isinstance(one, str)]
