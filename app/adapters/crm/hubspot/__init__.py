"""HubSpot: its SPEC, and what its answers mean (shared/facts/crm.md, 2).

As in shared/contracts/hubspot.openapi.yaml; dated paths, or `v3` where told so.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.adapters.base import RateLimit
from app.adapters.crm_answers import facts_of, told, trace_of, trouble
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec, missing_settings
from app.adapters.values import object_of, objects_of
from app.domain.errors import (
    BadAnswer,
    Blocked,
    BookingRefused,
    CrmBusy,
    CrmRightMissing,
    CrmSignInAgain,
    NotFound,
    RequestRefused,
    RunSheetError,
    SlowDown,
)
from app.domain.said import say

if TYPE_CHECKING:
    from app.adapters.answer import Answer
    from app.adapters.http import HttpClient

SYSTEM = "HubSpot"
PREFIX = "PMS_HUBSPOT_"

_SETTINGS = (
    CrmSetting(
        variable=PREFIX + "BASE_URL",
        label=say("Address"),
        default="https://api.hubapi.com",
    ),
    CrmSetting(
        variable=PREFIX + "PRIVATE_APP_TOKEN",
        label=say("Service key"),
        is_secret=True,
        hint=say("In HubSpot: Development, Keys, Service keys. A private app's token works too."),
    ),
    CrmSetting(
        variable=PREFIX + "PIPELINE_ID",
        label=say("Pipeline for deals"),
        may_be_empty=True,
        hint=say(
            "Empty: no deal is made for a booking. HubSpot's own first one is called default."
        ),
    ),
    CrmSetting(
        variable=PREFIX + "STAGE_ID",
        label=say("Stage for deals"),
        may_be_empty=True,
        hint=say("Empty: no deal is made. The first one of default is appointmentscheduled."),
    ),
    CrmSetting(
        variable=PREFIX + "API_GENERATION",
        label=say("API version"),
        is_optional=True,
        default="2026-09",
        choices=(("2026-09", "2026-09"), ("v3", "v3 (ends September 2027)")),
    ),
    CrmSetting(
        variable=PREFIX + "REPORT_CONTACT_ID",
        label=say("Contact that reports are put on"),
        is_optional=True,
        hint=say("Its record ID. Empty: a contact called Clinic reports."),
    ),
)


def _missing(told: Mapping[str, str]) -> tuple[str, ...]:
    return missing_settings(_SETTINGS, told)


def _open(http: "HttpClient", account: CrmAccount) -> CrmAdapter:
    from app.adapters.crm.hubspot.client import HubSpotAdapter

    return HubSpotAdapter(http, account)


SPEC = CrmSpec(
    provider="hubspot",
    label=SYSTEM,
    settings=_SETTINGS,
    timeout_variable=PREFIX + "TIMEOUT_MS",
    rate_limit=RateLimit(requests=100, per_s=10.0),
    missing=_missing,
    open=_open,
    status_page="https://status.hubspot.com/",
    cancelled_note="The meeting stays in HubSpot, marked as cancelled.",
)


SEARCH_LIMIT = RateLimit(requests=4, per_s=1.0)
"""HubSpot's is five a second for the whole account; the others' share is left to them."""

_OWN_KEYS = frozenset({"category", "correlationId"})
_RIGHT = re.compile(r"[a-z0-9][a-z0-9._-]{2,80}", re.ASCII)
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


def judge_at(now: Callable[[], datetime]) -> Callable[["Answer"], RunSheetError | None]:
    """The reading of every answer. A 409 is handed out: it may name whom we look for."""

    def judge(answer: "Answer") -> RunSheetError | None:
        if answer.status in {429, 477}:
            return SlowDown(system=SYSTEM, retry_at=_retry_at(answer, now()))
        on_the_way = trouble(answer)
        if on_the_way is not None or answer.status >= 300:
            return on_the_way or _refusal(answer)
        is_whole = bool(answer.body) or answer.status == 204
        return None if is_whole else BadAnswer(system=SYSTEM)

    return judge


def _refusal(answer: "Answer") -> RunSheetError | None:
    """HubSpot's own no: never its text, only our words. JSON of a proxy or portal is none."""
    body, facts = told(answer), _facts(answer)
    is_own = bool(_OWN_KEYS & body.keys())
    match answer.status:
        case 401:
            return CrmSignInAgain(**facts)
        case 403 | 404 | 410 if not is_own:
            return Blocked(system=SYSTEM)
        case 403 if body.get("category") == "MISSING_SCOPES":
            return CrmRightMissing(right=_rights(body), **facts)
        case 404 | 410:
            return NotFound(**facts)
        case 400 | 422 if is_own:
            return refused(body, **facts)
        case 409 if is_own:
            return None
        case 423 if is_own:
            return CrmBusy(**facts)
    return RequestRefused(status=answer.status, **facts)


def refused(body: Mapping[str, object], **facts: str) -> BookingRefused:
    """The refusal of an error body, or of one row of a batch."""
    names, codes = _problems(body)
    return BookingRefused(**{"system": SYSTEM, **facts}, reason=_reason(names, codes))


def no_conflict(answer: "Answer") -> "Answer":
    """The answer itself. Raises BookingRefused for a 409 where nobody else is looked for."""
    if answer.status == 409:
        reason = say("another record there has a value that must be its own.")
        raise BookingRefused(reason=reason, **_facts(answer))
    return answer


def existing_id(answer: "Answer") -> str | None:
    """The id that a 409 names, if it does."""
    found = _EXISTING_ID.search(str(told(answer).get("message", "")))
    return found[1] if found else None


def _facts(answer: "Answer") -> dict[str, str]:
    return facts_of(answer, trace_of(answer, "correlationId"))


def _retry_at(answer: "Answer", now: datetime) -> datetime:
    """Daily: at midnight of this PC's zone, for the account's own is not told."""
    policy = str(told(answer).get("policyName", ""))
    if answer.status == 477:
        return now + _MIGRATION
    if policy == "DAILY":
        here = now.astimezone()
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        return (midnight + timedelta(days=1)).astimezone(now.tzinfo)
    return now + _WINDOWS.get(policy, _USUAL_WINDOW)


def _rights(body: Mapping[str, object]) -> str:
    """The rights that are missing, as HubSpot names them; never a text."""
    places = [body, *objects_of(body.get("errors"))]
    named = [right for place in places for right in _listed(object_of(place.get("context")))]
    return ", ".join(dict.fromkeys(named)) or "that HubSpot asks for"


def _listed(context: Mapping[str, object]) -> Iterable[str]:
    for name in ("requiredScopes", "requiredGranularScopes"):
        listed = context.get(name)
        for right in listed if isinstance(listed, list) else ():
            if isinstance(right, str) and _RIGHT.fullmatch(right):
                yield right


def _problems(body: Mapping[str, object]) -> tuple[list[str], set[str]]:
    """The properties that HubSpot complains of, and its codes."""
    message = str(body.get("message", ""))
    names, codes = _NAMED.findall(message), set(_CODED.findall(message))
    for one in (body, *objects_of(body.get("errors"))):
        codes.add(str(one.get("code", "")))
        listed = object_of(one.get("context")).get("propertyName")
        names += listed if isinstance(listed, list) else []
    return [name for name in dict.fromkeys(map(str, names)) if name in _PROPERTIES], codes


def _reason(names: list[str], codes: set[str]) -> str:
    if not names:
        return say("it doesn't take one of the values.")
    named = ", ".join(names)
    if "PROPERTY_DOESNT_EXIST" in codes:
        return say("this account has no property {named}.", named=named)
    return say("it doesn't take what stands in {named}.", named=named)
