"""What Salesforce's refusals mean, by their codes; its own sentences are never carried along."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from app.adapters.answer import Answer
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
    OutcomeUnknown,
    RequestRefused,
    RunSheetError,
    SlowDown,
    TooSlow,
    VendorTrouble,
)

_PORTAL_STATUSES = {407, 511}
_CUSTOM_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,77}__c", re.ASCII)
_SETUP_CODES = {
    "INVALID_FIELD",
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "REQUIRED_FIELD_MISSING",
    "NOT_FOUND",
}
_NO_API = {"API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED"}
_REASONS = {
    "INVALID_FIELD": "it has no field {field}, or this key may not see it.",
    "INVALID_FIELD_FOR_INSERT_UPDATE": "this key may not fill {field}.",
    "REQUIRED_FIELD_MISSING": "it wants {field} filled.",
    "MALFORMED_ID": "{field} is not one of its ids.",
    "INVALID_CROSS_REFERENCE_KEY": "{field} names a record that is not there.",
    "NOT_FOUND": "it has changed since RunSheet looked.",
    "ENTITY_IS_DELETED": "the contact or the owner was deleted there.",
    "FIELD_INTEGRITY_EXCEPTION": "{field} doesn't go with the rest.",
    "STRING_TOO_LONG": "{field} is too long.",
    "INVALID_EMAIL_ADDRESS": "it doesn't take this e-mail address.",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": "{field} doesn't offer this choice.",
    "DUPLICATE_VALUE": "another record has the same {field}.",
    "DUPLICATES_DETECTED": "it holds this person already and doesn't say where.",
    "JSON_PARSER_ERROR": "it couldn't read what RunSheet sent.",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": "one of your Salesforce's validation rules stopped it.",
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": "one of your Salesforce's automations stopped it.",
}
_NO_RECORD = {"MALFORMED_ID", "INVALID_CROSS_REFERENCE_KEY", "ENTITY_IS_DELETED"}
_NO_REASON = "it gave no reason that RunSheet knows."


class Purpose(StrEnum):
    """What a call is for: the same code of Salesforce means different things to a person."""

    READ = "read"
    BOOKING = "booking"
    CHANGE = "change"  # of a booking that is there
    REPORT = "report"


def judge(answer: Answer) -> RunSheetError | None:
    """What an answer means whatever was asked; None for one that is Salesforce's own.

    Its own refusals are handed out: only who asked knows which fields were sent.
    """
    system, status = answer.system, answer.status
    if status in _PORTAL_STATUSES:
        return Blocked(system=system)
    if status in {429, 503}:
        return SlowDown(system=system)
    if status >= 500:
        return VendorTrouble(system=system)
    if status == 408:
        return TooSlow(system=system)
    if status == 401 and (answer.is_json or not answer.body):
        return CrmSignInAgain(system=system)
    return _judge_form(answer)


def _judge_form(answer: Answer) -> RunSheetError | None:
    if answer.status < 300 and not answer.body:
        return None
    if not answer.is_json:
        return Blocked(system=answer.system)
    if answer.status >= 300 and _is_sign_in_refusal(answer):
        return CrmSignInAgain(system=answer.system)
    is_own = answer.status < 300 or answer.status == 300 or bool(_entries(answer))
    return None if is_own else Blocked(system=answer.system)


def _is_sign_in_refusal(answer: Answer) -> bool:
    """The token endpoint alone answers with an object that has an `error`."""
    return isinstance(object_of(_value(answer)).get("error"), str)


def check(answer: Answer, purpose: Purpose, sent: Collection[str] = ()) -> None:
    """Raises what a refusal means; `sent` are the names of the fields that were sent."""
    if answer.status >= 300:
        raise refusal(answer, purpose, sent)


def refusal(answer: Answer, purpose: Purpose, sent: Collection[str] = ()) -> RunSheetError:
    """The error that a refusal means; it names fields, never a value."""
    code, system = code_of(answer), answer.system
    known = _whatever_was_sent(answer, code, purpose)
    if known is not None:
        return known
    field = _field(answer, sent) or "a field"
    if purpose in {Purpose.READ, Purpose.REPORT} and code in _SETUP_CODES:
        return CrmSetupMissing(system=system, field=field)
    if purpose is Purpose.READ:
        return RequestRefused(system=system, status=answer.status)
    reason = _REASONS.get(code, _NO_REASON).format(field=field)
    return BookingRefused(system=system, reason=reason)


def _whatever_was_sent(answer: Answer, code: str, purpose: Purpose) -> RunSheetError | None:
    system = answer.system
    if code == "REQUEST_LIMIT_EXCEEDED":
        return SlowDown(system=system)
    if code == "UNABLE_TO_LOCK_ROW":
        return CrmBusy(system=system)
    if code in _NO_API:
        return CrmRightMissing(system=system, right="API Enabled")
    if answer.status == 403 or code.startswith("INSUFFICIENT_ACCESS"):
        right = "Read" if purpose is Purpose.READ else "Create and Edit"
        return CrmRightMissing(system=system, right=right)
    is_gone = answer.status == 404 and purpose in {Purpose.READ, Purpose.CHANGE}
    return NotFound(system=system) if is_gone else None


def code_of(answer: Answer) -> str:
    """The first `errorCode` that says what was wrong; empty where there is none."""
    if answer.status < 300:
        return ""
    codes = [code for entry in _entries(answer) if isinstance(code := entry.get("errorCode"), str)]
    return next((code for code in codes if code in _REASONS), codes[0] if codes else "")


def is_no_to(answer: Answer, field: str, sent: Collection[str]) -> bool:
    """Whether Salesforce has no record with the id that this field was sent with."""
    return code_of(answer) in _NO_RECORD and _field(answer, sent) == field


def is_no_to_the_key(answer: Answer) -> bool:
    """Whether a refusal through the UI API says nothing of the same record sent without a key.

    Salesforce lists the resources that take keys and not the objects, and may keep a refusal for
    thirty days under its key, corrected booking or not. Any other refusal may mean that the first
    request is still under way: there the key must stay.
    """
    if answer.status != 400:
        return False
    text = _text(answer).casefold()
    return code_of(answer) in _REASONS or ("idempoten" in text and "support" in text)


def matched_ids(answer: Answer, prefix: str) -> tuple[str, ...]:
    """The ids of an object's records that a refusal as duplicate names, each once."""
    ids = re.findall(rf"\b{prefix}[A-Za-z0-9]{{12}}(?:[A-Za-z0-9]{{3}})?\b", _text(answer))
    return tuple(dict.fromkeys(ids))


def saved_id(answer: Answer) -> str:
    """The id of the record that was made. Raises OutcomeUnknown where a yes does not tell it."""
    found = object_of(_value(answer)).get("id")
    if isinstance(found, str) and found.isascii() and found.isalnum() and len(found) in {15, 18}:
        return found
    raise OutcomeUnknown(system=answer.system)


def _entries(answer: Answer) -> list[dict[str, object]]:
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


def _field(answer: Answer, sent: Collection[str]) -> str | None:
    """The field that a refusal is about: one that we sent, or a custom one that it lists."""
    for entry in _entries(answer):
        listed = entry.get("fields")
        for name in listed if isinstance(listed, list) else []:
            if isinstance(name, str) and (name in sent or _CUSTOM_FIELD.fullmatch(name)):
                return name
    words = set(re.findall(r"\w+", _text(answer), re.ASCII))
    return next((name for name in sent if name in words), None)


def _value(answer: Answer) -> object:
    try:
        return answer.json()
    except BadAnswer:
        return None


def _text(answer: Answer) -> str:
    return answer.body.decode("utf-8", "replace")
