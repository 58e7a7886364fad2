"""Salesforce: its SPEC, and what its answers mean (shared/facts/crm.md, 2).

As in shared/contracts/salesforce.openapi.yaml (REST API).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.adapters.base import RateLimit
from app.adapters.crm_answers import facts_of, told, trouble
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec, missing_settings
from app.adapters.values import object_of, objects_of
from app.domain.errors import (
    BadAnswer,
    Blocked,
    BookingRefused,
    CrmBusy,
    CrmRightMissing,
    CrmSetupMissing,
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

SYSTEM = "Salesforce"
PREFIX = "PMS_SALESFORCE_"

_TOKEN = "PMS_SALESFORCE_TOKEN"  # noqa: S105 - a variable's name
_CLIENT_ID = "PMS_SALESFORCE_CLIENT_ID"
_CLIENT_SECRET = "PMS_SALESFORCE_CLIENT_SECRET"  # noqa: S105 - a variable's name
_REFRESH_TOKEN = "PMS_SALESFORCE_REFRESH_TOKEN"  # noqa: S105 - a variable's name

_SETTINGS = (
    CrmSetting(
        variable="PMS_SALESFORCE_BASE_URL",
        label=say("Address"),
        hint=say("Your own My Domain address: https://yourname.my.salesforce.com"),
    ),
    CrmSetting(
        variable=_TOKEN,
        label=say("Access token"),
        is_secret=True,
        hint=say("Ends after some hours. A client ID with a secret or refresh token replaces it."),
    ),
    CrmSetting(
        variable="PMS_SALESFORCE_OWNER_ID",
        label=say("Owner of bookings"),
        may_be_empty=True,
        hint=say("A user's ID of 15 or 18 letters and digits. Empty: the user of this sign-in."),
    ),
    CrmSetting(
        variable="PMS_SALESFORCE_EVENT_RECORD_TYPE",
        label=say("Record type of events"),
        may_be_empty=True,
        hint=say("Empty: Salesforce's own choice."),
    ),
    CrmSetting(
        variable=_CLIENT_ID,
        label=say("Client ID"),
        is_optional=True,
        hint=say("The consumer key of an External Client App."),
    ),
    CrmSetting(
        variable=_CLIENT_SECRET, label=say("Client secret"), is_secret=True, is_optional=True
    ),
    CrmSetting(
        variable=_REFRESH_TOKEN,
        label=say("Refresh token"),
        is_secret=True,
        is_optional=True,
        hint=say("Keep Refresh Token Rotation off in the External Client App."),
    ),
    CrmSetting(
        variable="PMS_SALESFORCE_STATUS_FIELD",
        label=say("Status field"),
        is_optional=True,
        hint=say(
            "A field of Event that says Cancelled for a booking that is off, if you made one."
        ),
    ),
)


def _missing(told: Mapping[str, str]) -> tuple[str, ...]:
    """The app's credentials replace the token."""
    missing = missing_settings(_SETTINGS, told)
    filled = {name for name, value in told.items() if value.strip()}
    if _CLIENT_ID in filled and filled & {_CLIENT_SECRET, _REFRESH_TOKEN}:
        return tuple(name for name in missing if name != _TOKEN)
    return missing


def _open(http: "HttpClient", account: CrmAccount) -> CrmAdapter:
    from app.adapters.crm.salesforce.client import SalesforceAdapter

    return SalesforceAdapter(http, account)


ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings:
    """What a practice set for its events; what is empty is left out."""

    owner_id: str = ""
    record_type_id: str = ""
    status_field: str = ""

    @classmethod
    def of(cls, account: CrmAccount) -> "EventSettings":
        return cls(
            owner_id=account.value(PREFIX + "OWNER_ID"),
            record_type_id=account.value(PREFIX + "EVENT_RECORD_TYPE"),
            status_field=account.value(PREFIX + "STATUS_FIELD"),
        )

    def check(self) -> None:
        """Raises CrmSetupMissing for an id that can be none."""
        ids = {"OWNER_ID": self.owner_id, "EVENT_RECORD_TYPE": self.record_type_id}
        for name, value in ids.items():
            if value and not ID.fullmatch(value):
                field = f"{PREFIX}{name} of 15 or 18 letters and digits"
                raise CrmSetupMissing(system=SYSTEM, field=field)


SPEC = CrmSpec(
    provider="salesforce",
    label=SYSTEM,
    settings=_SETTINGS,
    timeout_variable="PMS_SALESFORCE_TIMEOUT_MS",
    # Salesforce limits the day (15,000 calls and more) and what runs long, not the second.
    rate_limit=RateLimit(requests=10, per_s=1.0),
    missing=_missing,
    open=_open,
    status_page="https://status.salesforce.com/",
    cancelled_note="The event stays in Salesforce, marked CANCELLED, and its time is free again.",
)

_CUSTOM_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,77}__c", re.ASCII)
_SETUP_CODES = {
    "INVALID_FIELD",
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "REQUIRED_FIELD_MISSING",
    "NOT_FOUND",
}
_NO_API = {"API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED"}
_REASONS = {
    "INVALID_FIELD": say("it has no field {field}, or this key may not see it."),
    "INVALID_FIELD_FOR_INSERT_UPDATE": say("this key may not fill {field}."),
    "REQUIRED_FIELD_MISSING": say("it wants {field} filled."),
    "MALFORMED_ID": say("{field} is not one of its ids."),
    "INVALID_CROSS_REFERENCE_KEY": say("{field} names a record that is not there."),
    "NOT_FOUND": say("it has changed since RunSheet looked."),
    "ENTITY_IS_DELETED": say("the contact or the owner was deleted there."),
    "FIELD_INTEGRITY_EXCEPTION": say("{field} doesn't go with the rest."),
    "STRING_TOO_LONG": say("{field} is too long."),
    "INVALID_EMAIL_ADDRESS": say("it doesn't take this e-mail address."),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": say("{field} doesn't offer this choice."),
    "DUPLICATE_VALUE": say("another record has the same {field}."),
    "DUPLICATES_DETECTED": say("it holds this person already and doesn't say where."),
    "JSON_PARSER_ERROR": say("it couldn't read what RunSheet sent."),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": say(
        "one of your Salesforce's validation rules stopped it."
    ),
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": say("one of your Salesforce's automations stopped it."),
}
_NO_RECORD = {"MALFORMED_ID", "INVALID_CROSS_REFERENCE_KEY", "ENTITY_IS_DELETED"}
_NO_REASON = say("it gave no reason that RunSheet knows.")


class Purpose(StrEnum):
    """What a call is for: the same code of Salesforce means different things to a person."""

    READ = "read"
    BOOKING = "booking"
    CHANGE = "change"  # of a booking that is there
    REPORT = "report"


def judge(answer: "Answer") -> RunSheetError | None:
    """What an answer means whatever was asked; None for one that is Salesforce's own.

    Its own refusals are handed out: only who asked knows which fields were sent.
    """
    status = answer.status
    if status in {429, 503}:
        return SlowDown(system=SYSTEM)
    if status == 401 and not answer.body:
        return CrmSignInAgain(system=SYSTEM)
    on_the_way = None if status == 300 and answer.is_json else trouble(answer)
    if on_the_way is not None or status <= 300:
        return on_the_way
    # The token endpoint alone answers with an object that has an `error`.
    if status == 401 or isinstance(told(answer).get("error"), str):
        return CrmSignInAgain(system=SYSTEM)
    return None if _entries(answer) else Blocked(system=SYSTEM)


def check(answer: "Answer", purpose: Purpose, sent: Collection[str] = ()) -> None:
    """Raises what a refusal means; `sent` are the names of the fields that were sent."""
    if answer.status >= 300:
        raise _refusal(answer, purpose, sent)


def _refusal(answer: "Answer", purpose: Purpose, sent: Collection[str]) -> RunSheetError:
    """The error that a refusal means; it names fields, never a value."""
    code, facts = code_of(answer), facts_of(answer, answer.correlation_id)
    known = _whatever_was_sent(answer, code, purpose, facts)
    if known is not None:
        return known
    field = _field(answer, sent) or "a field"
    if purpose in {Purpose.READ, Purpose.REPORT} and code in _SETUP_CODES:
        return CrmSetupMissing(field=field, **facts)
    if purpose is Purpose.READ:
        return RequestRefused(status=answer.status, **facts)
    return BookingRefused(reason=_REASONS.get(code, _NO_REASON).format(field=field), **facts)


def _whatever_was_sent(
    answer: "Answer", code: str, purpose: Purpose, facts: dict[str, str]
) -> RunSheetError | None:
    if code == "REQUEST_LIMIT_EXCEEDED":
        return SlowDown(system=SYSTEM)
    if code == "UNABLE_TO_LOCK_ROW":
        return CrmBusy(**facts)
    if code in _NO_API:
        return CrmRightMissing(right="API Enabled", **facts)
    if answer.status == 403 or code.startswith("INSUFFICIENT_ACCESS"):
        right = "Read" if purpose is Purpose.READ else "Create and Edit"
        return CrmRightMissing(right=right, **facts)
    is_gone = answer.status == 404 and purpose in {Purpose.READ, Purpose.CHANGE}
    return NotFound(**facts) if is_gone else None


def code_of(answer: "Answer") -> str:
    """The first `errorCode` that says what was wrong; empty where there is none."""
    if answer.status < 300:
        return ""
    codes = [code for entry in _entries(answer) if isinstance(code := entry.get("errorCode"), str)]
    return next((code for code in codes if code in _REASONS), codes[0] if codes else "")


def is_no_to(answer: "Answer", field: str, sent: Collection[str]) -> bool:
    """Whether Salesforce has no record with the id that this field was sent with."""
    return code_of(answer) in _NO_RECORD and _field(answer, sent) == field


def is_no_to_the_key(answer: "Answer") -> bool:
    """Whether a refusal through the UI API says nothing of the same record sent without a key.

    Salesforce lists the resources that take keys and not the objects, and may keep a refusal for
    thirty days under its key, corrected booking or not. Any other refusal may mean that the first
    request is still under way: there the key must stay.
    """
    if answer.status != 400:
        return False
    text = _text(answer).casefold()
    return code_of(answer) in _REASONS or ("idempoten" in text and "support" in text)


def matched_ids(answer: "Answer", prefix: str) -> tuple[str, ...]:
    """The ids of an object's records that a refusal as duplicate names, each once."""
    ids = re.findall(rf"\b{prefix}[A-Za-z0-9]{{12}}(?:[A-Za-z0-9]{{3}})?\b", _text(answer))
    return tuple(dict.fromkeys(ids))


def _entries(answer: "Answer") -> list[dict[str, object]]:
    """Every error that an answer lists; those of single fields come within (UI API)."""
    value = _value(answer)
    found: list[dict[str, object]] = []
    for entry in objects_of(value if isinstance(value, list) else [value]):
        if isinstance(entry.get("errorCode"), str):
            found += [entry, *_inner(object_of(entry.get("output")))]
    return found


def _inner(output: dict[str, object]) -> Iterator[dict[str, object]]:
    yield from objects_of(output.get("errors"))
    for name, errors in object_of(output.get("fieldErrors")).items():
        for one in objects_of(errors):
            yield {**one, "fields": [name]}


def _field(answer: "Answer", sent: Collection[str]) -> str | None:
    """The field that a refusal is about: one that we sent, or a custom one that it lists."""
    for entry in _entries(answer):
        listed = entry.get("fields")
        for name in listed if isinstance(listed, list) else []:
            if isinstance(name, str) and (name in sent or _CUSTOM_FIELD.fullmatch(name)):
                return name
    words = set(re.findall(r"\w+", _text(answer), re.ASCII))
    return next((name for name in sent if name in words), None)


def _value(answer: "Answer") -> object:
    try:
        return answer.json()
    except BadAnswer:
        return None


def _text(answer: "Answer") -> str:
    return answer.body.decode("utf-8", "replace")
