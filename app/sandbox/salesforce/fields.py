"""The fields of Salesforce's objects, as closed as the contract has them, and what fits each."""

import base64
import binascii
import collections.abc as c
import dataclasses
import datetime as dt
import enum
import re
import typing as t

_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:?\d\d)", re.ASCII)


class Kind(enum.StrEnum):
    TEXT = "string"
    LONG_TEXT = "textarea"
    ID = "reference"
    MOMENT = "datetime"
    DATE = "date"
    FLAG = "boolean"
    WHOLE = "int"
    CHOICE = "picklist"
    FILE = "base64"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `choices` of a restricted picklist; `is_set_by_us` False: Salesforce's own."""

    kind: Kind = Kind.TEXT
    longest: int = 255
    choices: frozenset[str] = frozenset()
    is_external_id: bool = False
    is_unique: bool = False
    is_set_by_us: bool = True

    @property
    def is_filterable(self) -> bool:
        return self.kind not in {Kind.LONG_TEXT, Kind.FILE}


def problem(field: Field, value: t.Any) -> tuple[str, str] | None:
    """Code and sentence of why `value` doesn't fit; None when it does. Null empties a field."""
    if value is None:
        return None
    if field.kind is Kind.ID and not (isinstance(value, str) and _ID.fullmatch(value)):
        return "MALFORMED_ID", f"bad id {value}"
    if not _HAS_TYPE[field.kind](value):
        return "JSON_PARSER_ERROR", f"Cannot deserialize instance of {field.kind} from {value}"
    if isinstance(value, str) and len(value) > field.longest:
        return "STRING_TOO_LONG", f"data value too large: {value} (max length={field.longest})"
    if field.choices and value not in field.choices:
        code = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
        return code, f"bad value for restricted picklist field: {value}"
    return None


def _is_base64(value: t.Any) -> bool:
    try:
        return isinstance(value, str) and bool(base64.b64decode(value, validate=True))
    except binascii.Error:
        return False


def _is_date(value: t.Any) -> bool:
    try:
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def _is_text(value: t.Any) -> bool:
    return isinstance(value, str)


_HAS_TYPE: t.Final[dict[Kind, c.Callable[[t.Any], bool]]] = {
    Kind.TEXT: _is_text,
    Kind.LONG_TEXT: _is_text,
    Kind.ID: _is_text,
    Kind.CHOICE: _is_text,
    Kind.MOMENT: lambda value: isinstance(value, str) and bool(_MOMENT.fullmatch(value)),
    Kind.DATE: _is_date,
    Kind.FLAG: lambda value: isinstance(value, bool),
    Kind.WHOLE: lambda value: isinstance(value, int) and not isinstance(value, bool),
    Kind.FILE: _is_base64,
}

_TEXT = Field()
_ID_FIELD = Field(kind=Kind.ID, longest=18)
_MOMENT_FIELD = Field(kind=Kind.MOMENT)
_SYSTEM: t.Final = {
    "Id": Field(kind=Kind.ID, is_set_by_us=False),
    "CreatedDate": Field(kind=Kind.MOMENT, is_set_by_us=False),
    "LastModifiedDate": Field(kind=Kind.MOMENT, is_set_by_us=False),
}

_CONTACT: t.Final = {
    "Name": Field(is_set_by_us=False),
    "FirstName": Field(longest=40),
    "LastName": Field(longest=80),
    "Email": Field(longest=80),
    "Phone": Field(longest=40),
    "MobilePhone": Field(longest=40),
    "AccountId": _ID_FIELD,
    "OwnerId": _ID_FIELD,
    "RecordTypeId": _ID_FIELD,
    "LeadSource": _TEXT,
    "Description": Field(kind=Kind.LONG_TEXT, longest=32000),
}
_EVENT: t.Final = {
    "Subject": _TEXT,
    "Location": _TEXT,
    "StartDateTime": _MOMENT_FIELD,
    "EndDateTime": _MOMENT_FIELD,
    "ActivityDateTime": _MOMENT_FIELD,
    "ActivityDate": Field(kind=Kind.DATE),
    "DurationInMinutes": Field(kind=Kind.WHOLE),
    "IsAllDayEvent": Field(kind=Kind.FLAG),
    "Description": Field(kind=Kind.LONG_TEXT, longest=32000),
    "WhoId": _ID_FIELD,
    "WhatId": _ID_FIELD,
    "OwnerId": _ID_FIELD,
    "RecordTypeId": _ID_FIELD,
    "ShowAs": Field(kind=Kind.CHOICE, choices=frozenset({"Busy", "OutOfOffice", "Free"})),
    "Type": _TEXT,
    "IsPrivate": Field(kind=Kind.FLAG),
    "IsReminderSet": Field(kind=Kind.FLAG),
    "ReminderDateTime": _MOMENT_FIELD,
}
_TASK: t.Final = {
    "Subject": _TEXT,
    "Description": Field(kind=Kind.LONG_TEXT, longest=32000),
    "Status": _TEXT,
    "Priority": _TEXT,
    "ActivityDate": Field(kind=Kind.DATE),
    "OwnerId": _ID_FIELD,
    "WhoId": _ID_FIELD,
    "WhatId": _ID_FIELD,
}
_FILE: t.Final = {
    "Title": _TEXT,
    "PathOnClient": Field(longest=500),
    "VersionData": Field(kind=Kind.FILE, longest=50_000_000),
    "FirstPublishLocationId": _ID_FIELD,
    "Description": Field(longest=1000),
    "TagCsv": Field(longest=2000),
    "ReasonForChange": Field(longest=1000),
    "Checksum": Field(is_set_by_us=False),
    "IsLatest": Field(kind=Kind.FLAG, is_set_by_us=False),
}
_OWN_OBJECT: t.Final = {"Name": Field(longest=80), "OwnerId": _ID_FIELD}

STANDARD: t.Final[dict[str, dict[str, Field]]] = {
    "Contact": _SYSTEM | _CONTACT,
    "Event": _SYSTEM | _EVENT,
    "Task": _SYSTEM | _TASK,
    "ContentVersion": _SYSTEM | _FILE,
    "EDentist_Performance__c": _SYSTEM | _OWN_OBJECT,
}
REQUIRED: t.Final = {
    "Contact": ("LastName",),
    "Event": ("Subject", "StartDateTime"),
    "Task": ("Subject",),
    "ContentVersion": ("Title", "PathOnClient", "VersionData"),
}
PREFIXES: t.Final = {
    "Contact": "003",
    "Event": "00U",
    "Task": "00T",
    "ContentVersion": "068",
    "EDentist_Performance__c": "a01",
}
REPORT_FIELDS: t.Final = {
    "Report_Key__c": Field(longest=64, is_external_id=True, is_unique=True),
    "Payload__c": Field(kind=Kind.LONG_TEXT, longest=131_072),
    "Tags__c": _TEXT,
    "Target__c": _TEXT,
    "Sent_At__c": _MOMENT_FIELD,
}
