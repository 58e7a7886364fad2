"""What HubSpot knows: the properties of each kind of record, and how records may be tied.

Stricter than HubSpot where the contract is: a meeting, a deal and a note need their associations,
a meeting its times, title and outcome.
"""

import dataclasses
import enum
import re
import typing as t

TYPES: t.Final = ("contacts", "meetings", "deals", "notes")
BOOKING_REF: t.Final = "edentist_booking_ref"

_MOMENT = re.compile(r"\d{13}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})")
_DIGITS = re.compile(r"\d+")


class Kind(enum.Enum):
    """What a property holds; every value is sent as a string."""

    TEXT = "text"
    MOMENT = "moment"
    DIGITS = "digits"
    OUTCOME = "outcome"
    NOTE = "note"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property. `is_unique`: no two records may have the same value, and it finds one."""

    name: str
    kind: Kind = Kind.TEXT
    is_unique: bool = False

    def takes(self, value: str) -> bool:
        match self.kind:
            case Kind.TEXT:
                return len(value) <= 65_536
            case Kind.NOTE:
                return 0 < len(value) <= 65_536
            case Kind.MOMENT:
                return _MOMENT.fullmatch(value) is not None
            case Kind.DIGITS:
                return _DIGITS.fullmatch(value) is not None
            case Kind.OUTCOME:
                return value in OUTCOMES


OUTCOMES: t.Final = frozenset({"SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"})


def _properties(text: str = "", **kinds: str) -> dict[str, Property]:
    found = [Property(name=name) for name in text.split()]
    for kind, names in kinds.items():
        found += [Property(name=name, kind=Kind(kind)) for name in names.split()]
    return {one.name: one for one in found}


PROPERTIES: t.Final[dict[str, dict[str, Property]]] = {
    "contacts": {
        "email": Property(name="email", is_unique=True),
        **_properties(
            "firstname lastname phone mobilephone lifecyclestage hs_lead_status company "
            "hubspot_owner_id hs_language"
        ),
    },
    "meetings": _properties(
        "hs_meeting_title hs_meeting_body hs_internal_meeting_notes hs_meeting_location "
        "hs_meeting_external_url hs_activity_type hs_attachment_ids",
        moment="hs_timestamp hs_meeting_start_time hs_meeting_end_time",
        outcome="hs_meeting_outcome",
        digits="hubspot_owner_id",
    ),
    "deals": _properties(
        "dealname pipeline dealstage amount dealtype description",
        moment="closedate",
        digits="hubspot_owner_id",
    ),
    "notes": _properties(
        "hs_attachment_ids", moment="hs_timestamp", note="hs_note_body", digits="hubspot_owner_id"
    ),
}
"""By type and name, lower case: another case is another name, which does not exist."""

REQUIRED: t.Final[dict[str, tuple[str, ...]]] = {
    "contacts": (),
    "meetings": (
        "hs_timestamp",
        "hs_meeting_title",
        "hs_meeting_start_time",
        "hs_meeting_end_time",
        "hs_meeting_outcome",
    ),
    "deals": ("dealname", "pipeline", "dealstage"),
    "notes": ("hs_timestamp", "hs_note_body"),
}

ASSOCIATION_IDS: t.Final[dict[tuple[str, str], int]] = {
    ("meetings", "contacts"): 200,
    ("meetings", "deals"): 212,
    ("contacts", "meetings"): 199,
    ("deals", "meetings"): 211,
    ("deals", "contacts"): 3,
    ("contacts", "deals"): 4,
    ("notes", "contacts"): 202,
    ("notes", "deals"): 214,
    ("contacts", "notes"): 201,
    ("deals", "notes"): 213,
}
"""HubSpot's own type of the tie from one kind of record to another."""

NEEDS_ASSOCIATION: t.Final = frozenset({"meetings", "deals", "notes"})
