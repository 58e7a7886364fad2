"""What an answer of GoHighLevel means (shared/facts/crm.md, 2): never its text, only our words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from app.adapters.answer import Answer
from app.adapters.crm.ghl import SYSTEM
from app.adapters.values import object_of, read_id
from app.domain.booking import Landed
from app.domain.errors import (
    BadAnswer,
    Blocked,
    BookingRefused,
    CrmRightMissing,
    CrmSignInAgain,
    NotFound,
    OutcomeUnknown,
    RequestRefused,
    RunSheetError,
    SlotTaken,
    SlowDown,
    TooSlow,
    VendorTrouble,
)

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


def judge_for(right: str, now: Callable[[], datetime]) -> Callable[[Answer], RunSheetError | None]:
    """The reading of every answer to calls that need `right`. None: the answer may be taken,
    which a refused duplicate may too, as it names the contact (`duplicate_of`).
    """

    def judge(answer: Answer) -> RunSheetError | None:
        if answer.status == 429:
            window = timedelta(seconds=answer.rate_window_s or _USUAL_WINDOW_S)
            return SlowDown(system=SYSTEM, retry_at=now() + window)
        if answer.status == 403 and answer.is_json:
            return CrmRightMissing(right=right, **_facts(answer))
        return _judge(answer)

    return judge


def duplicate_of(answer: Answer) -> str | None:
    """The contact that is there already, by an answer that refuses a second one."""
    if answer.status != 400 or not answer.is_json:
        return None
    body = _body_of(answer)
    is_duplicate = any(_DUPLICATE in text.casefold() for text in _messages(body))
    return read_id(object_of(body.get("meta")).get("contactId")) if is_duplicate else None


def trace_of(answer: Answer) -> str | None:
    """What GoHighLevel's support asks for; not every answer has one."""
    told = read_id(_body_of(answer).get("traceId")) if answer.is_json else None
    return told or answer.correlation_id


def landed(answer: Answer, *path: str, contact_id: str | None = None) -> Landed:
    """What a write answered: its id, at the end of `path`. It was done, whatever the answer
    looks like: raises OutcomeUnknown where no id can be read.
    """
    record = written(answer, *path)
    return Landed(
        external_id=record["id"],
        contact_id=contact_id or read_id(record.get("contactId")),
        correlation_id=trace_of(answer),
    )


def written(answer: Answer, *path: str) -> dict[str, Any]:
    """The record that a write answers with; it has a readable id."""
    try:
        record: dict[str, Any] = answer.json_object()
    except BadAnswer:
        record = {}
    for name in path:
        record = object_of(record.get(name))
    if answer.status >= 300 or read_id(record.get("id")) is None:
        raise OutcomeUnknown(system=SYSTEM)
    return record


def _judge(answer: Answer) -> RunSheetError | None:
    status = answer.status
    if 200 <= status < 300:
        return None if answer.is_json or not answer.body else Blocked(system=SYSTEM)
    if status == 408:
        return TooSlow(system=SYSTEM)
    if status >= 500:
        return Blocked(system=SYSTEM) if status == 511 else VendorTrouble(system=SYSTEM)
    if status == 407 or status < 400 or not answer.is_json:
        return Blocked(system=SYSTEM)
    if status == 401:
        return CrmSignInAgain(**_facts(answer))
    if status in {404, 410}:
        return NotFound(**_facts(answer))
    if status in {400, 422}:
        return None if duplicate_of(answer) else _judge_refusal(answer)
    return RequestRefused(status=status, **_facts(answer))


def _judge_refusal(answer: Answer) -> RunSheetError:
    body = _body_of(answer)
    slot = object_of(body.get("selectedSlot"))
    is_gone = any(_SLOT_GONE in text.casefold() for text in _messages(body))
    if is_gone or (slot and slot.get("rule") != "required"):
        return SlotTaken(**_facts(answer))
    return BookingRefused(reason=_reason(body), **_facts(answer))


def _reason(body: dict[str, object]) -> str:
    """Our sentence: the field, never its value nor their text."""
    texts = [*body, *_messages(body)]
    words = {word for text in texts for word in (text, *text.replace(".", " ").split())}
    named = list(dict.fromkeys(ours for theirs, ours in _FIELDS.items() if theirs in words))
    if not named:
        return "It did not say which field is wrong."
    return f"Check {' and '.join(named[:2])}."


def _facts(answer: Answer) -> dict[str, str]:
    trace = trace_of(answer)
    return {"system": SYSTEM, **({"correlation_id": trace} if trace else {})}


def _messages(body: dict[str, object]) -> list[str]:
    told = body.get("message")
    return [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)]


def _body_of(answer: Answer) -> dict[str, object]:
    try:
        return answer.json_object()
    except BadAnswer:
        return {}
