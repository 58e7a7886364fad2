"""What a write must keep: known fields that fit, what is required, and the org's own rules."""

import collections.abc as c
import re
import typing as t

import msgspec

from app.sandbox.exchange import Call
from app.sandbox.salesforce import answers
from app.sandbox.salesforce.fields import REQUIRED, Field, problem
from app.sandbox.salesforce.org import Record, SalesforceOrg

Fields = dict[str, t.Any]

_ID_OF_A_PLACE = re.compile(r"(?=.*\d)[A-Za-z0-9_-]{8,}", re.ASCII)


def read_body(call: Call) -> Fields:
    """The body as a JSON object. Raises `Refused`."""
    if call.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
        raise answers.bad_request("Content-Type must be application/json")
    try:
        body = msgspec.json.decode(call.body)
    except msgspec.MsgspecError:
        raise answers.bad_request("Unexpected character") from None
    if not isinstance(body, dict) or not body:
        raise answers.bad_request("The body must be an object with at least one field")
    return body


def check_fields(org: SalesforceOrg, kind: str, fields: Fields) -> None:
    """Every field is there, may be set, and its value fits. Raises `Refused`."""
    known = org.fields_of(kind)
    if known is None:
        raise answers.not_found()
    for name, value in fields.items():
        field = known.get(name)
        if field is None or not field.is_set_by_us:
            raise answers.no_such_column(name, kind, is_custom=name.endswith("__c"))
        wrong = problem(field, value)
        if wrong is not None:
            raise _unfit(name, *wrong)


def _unfit(name: str, code: str, message: str) -> Exception:
    """An empty id, a number for a text: no good client. A wrong choice or length: bad luck."""
    is_bad_luck = code in {"STRING_TOO_LONG", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"}
    refuse = answers.refused if is_bad_luck else answers.violation
    return refuse(code, f"{name}: {message}", fields=[name])


def check_new(org: SalesforceOrg, kind: str, fields: Fields) -> None:
    """A new record may be made. Raises `Refused`."""
    check_fields(org, kind, fields)
    for name in REQUIRED.get(kind, ()):
        if not fields.get(name):
            raise answers.violation(
                "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{name}]", fields=[name]
            )
    for of, name in sorted(org.setup.required):
        if of == kind and not fields.get(name):
            message = f"Required fields are missing: [{name}]"
            raise answers.refused("REQUIRED_FIELD_MISSING", message, fields=[name])
    if kind in _CHECKS:
        _CHECKS[kind](org, fields)
    check_unique(org, kind, fields)


def check_unique(
    org: SalesforceOrg, kind: str, fields: Fields, *, but: Record | None = None
) -> None:
    """No other record has the value of a unique field. Raises `Refused`."""
    known: c.Mapping[str, Field] = org.fields_of(kind) or {}
    for name, value in fields.items():
        if not known[name].is_unique or value is None:
            continue
        for other in org.records(kind):
            if other.fields.get(name) == value and other is not but:
                message = (
                    f"duplicate value found: {name} duplicates value on record with id: {other.id}"
                )
                raise answers.refused("DUPLICATE_VALUE", message)


def _check_event(org: SalesforceOrg, fields: Fields) -> None:
    if not org.setup.may_make_events:
        message = "insufficient access rights on object id"
        raise answers.refused("INSUFFICIENT_ACCESS_OR_READONLY", message, status=403)
    if "EndDateTime" not in fields and "DurationInMinutes" not in fields:
        message = "Required fields are missing: [DurationInMinutes]"
        raise answers.violation("REQUIRED_FIELD_MISSING", message, fields=["DurationInMinutes"])
    who = fields.get("WhoId")
    if who is not None and org.record("Contact", who) is None:
        raise answers.refused(
            "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields=["WhoId"]
        )
    record_type = fields.get("RecordTypeId")
    if record_type is not None and record_type not in org.setup.record_types:
        message = "Record Type ID: this ID value isn't valid for the user"
        raise answers.refused("INVALID_CROSS_REFERENCE_KEY", message, fields=["RecordTypeId"])


def _check_contact(org: SalesforceOrg, fields: Fields) -> None:
    if not org.setup.refuses_same_name:
        return
    name = (fields.get("FirstName"), fields.get("LastName"))
    matches = [
        one
        for one in org.contacts()
        if (one.fields.get("FirstName"), one.fields["LastName"]) == name
    ]
    if matches:
        raise answers.refused(
            "DUPLICATES_DETECTED",
            "Use one of these records?",
            duplicateResult={
                "allowSave": True,
                "duplicateRule": "Standard_Contact_Duplicate_Rule",
                "matchResults": [
                    {
                        "entityType": "Contact",
                        "matchRecords": [{"record": {"Id": one.id}} for one in matches],
                    }
                ],
            },
        )


_CHECKS: t.Final[dict[str, c.Callable[[SalesforceOrg, Fields], None]]] = {
    "Event": _check_event,
    "Contact": _check_contact,
}


def event_slip(fields: Fields, *, is_new: bool) -> str | None:
    """What Salesforce takes and no practice wants; None when there is nothing."""
    if ("StartDateTime" in fields) != ("EndDateTime" in fields or "DurationInMinutes" in fields):
        return "a start and an end go together"
    start, end = fields.get("StartDateTime"), fields.get("EndDateTime")
    if start is not None and start == end:
        return "the event takes no time"
    if is_new and not fields.get("WhoId"):
        return "the event is nobody's"
    if _ID_OF_A_PLACE.fullmatch(str(fields.get("Location") or "")):
        return "an internal id is shown as the place"
    return None
