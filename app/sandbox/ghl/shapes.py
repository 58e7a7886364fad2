"""What a body may hold, from the contracts: the fields of v1 and v2, and which must be there."""

import collections.abc as c
import dataclasses
import re
import typing as t

STATUSES = frozenset({"new", "confirmed", "cancelled", "showed", "noshow", "invalid"})
V1_STATUSES = STATUSES - {"new"}
SLOT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?(Z|[+-]\d{2}:\d{2})")


def _text(value: t.Any) -> str | None:
    return None if isinstance(value, str) else "must be a string"


def _maybe_text(value: t.Any) -> str | None:
    return None if value is None else _text(value)


def _full_text(value: t.Any) -> str | None:
    return None if isinstance(value, str) and value else "should not be empty"


def _flag(value: t.Any) -> str | None:
    return None if isinstance(value, bool) else "must be a boolean value"


def _texts(value: t.Any) -> str | None:
    is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return None if is_list else "must be an array of strings"


def _slot(value: t.Any) -> str | None:
    is_slot = isinstance(value, str) and SLOT.fullmatch(value)
    return None if is_slot else "must be a valid ISO 8601 date string with an offset"


def _status(value: t.Any) -> str | None:
    return None if value in STATUSES else "must be a valid enum value"


def _v1_status(value: t.Any) -> str | None:
    return None if value in V1_STATUSES else "is not a status"


Check = c.Callable[[t.Any], str | None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """`required` and other `fields`, each with its check; `one_of`: one of these must be there."""

    required: c.Mapping[str, Check] = dataclasses.field(default_factory=dict)
    fields: c.Mapping[str, Check] = dataclasses.field(default_factory=dict)
    one_of: tuple[str, ...] = ()

    def problems(self, body: t.Any, *, also: c.Collection[str] = ()) -> dict[str, str]:
        """By field what is wrong; `also` names fields that are taken beside the contract's."""
        if not isinstance(body, dict):
            return {"body": "must be an object"}
        known = {**self.required, **self.fields}
        found = {name: "should not exist" for name in body if name not in {*known, *also}}
        found |= {
            name: "should not be empty" for name in self.required if body.get(name) in (None, "")
        }
        for name in (name for name in known if name in body and name not in found):
            problem = known[name](body[name])
            if problem is not None:
                found[name] = problem
        if self.one_of and not any(body.get(name) for name in self.one_of):
            found[" or ".join(self.one_of)] = "should not be empty"
        return found


_EVENT: c.Mapping[str, Check] = {
    "title": _text,
    "appointmentStatus": _status,
    "endTime": _slot,
    "address": _text,
    "description": _text,
    "assignedUserId": _text,
    "ignoreDateRange": _flag,
    "ignoreFreeSlotValidation": _flag,
    "meetingLocationId": _text,
    "meetingLocationType": _text,
    "overrideLocationConfig": _flag,
    "rrule": _text,
    "toNotify": _flag,
}
_V2_CONTACT = (
    *("firstName", "lastName", "name", "email", "phone", "timezone", "dateOfBirth"),
    *("address1", "city", "state", "country", "website", "companyName"),
)
_V1_BOOKING = (
    *("email", "phone", "firstName", "lastName", "name", "title", "calendarNotes"),
    *("address1", "city", "state", "website"),
)
V2_CREATE = Shape(
    required={
        "calendarId": _full_text,
        "locationId": _full_text,
        "contactId": _full_text,
        "startTime": _slot,
    },
    fields=_EVENT,
)
V2_CHANGE = Shape(fields={**_EVENT, "calendarId": _full_text, "startTime": _slot})
V2_UPSERT = Shape(
    required={"locationId": _full_text},
    fields={
        **dict.fromkeys(_V2_CONTACT, _maybe_text),
        **dict.fromkeys(("gender", "postalCode", "source", "assignedTo"), _text),
        "tags": _texts,
        "dnd": _flag,
        "createNewIfDuplicateAllowed": _flag,
    },
)
V2_NOTE = Shape(
    required={"body": _full_text},
    fields={"userId": _text, "title": _text, "color": _text, "pinned": _flag},
)
V1_CREATE = Shape(
    required={"calendarId": _full_text, "selectedSlot": _slot, "selectedTimezone": _full_text},
    fields=dict.fromkeys(_V1_BOOKING, _text),
    one_of=("email", "phone"),
)
V1_MOVE = Shape(required={"selectedSlot": _slot, "selectedTimezone": _full_text})
V1_STATUS = Shape(required={"status": _v1_status})
V1_CONTACT = Shape(
    fields={
        **dict.fromkeys(
            ("firstName", "lastName", "name", "email", "phone", "timezone", "source"), _text
        ),
        "dnd": _flag,
        "tags": _texts,
        "customField": lambda value: None if isinstance(value, dict) else "must be an object",
    },
    one_of=("email", "phone"),
)
V1_NOTE = Shape(required={"body": _full_text}, fields={"userId": _text})
