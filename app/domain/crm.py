"""A CRM as the desk set it up: what is told of it, what is missing, who told which value."""

from dataclasses import dataclass, field
from enum import StrEnum


class ToldBy(StrEnum):
    """Where a setting's value comes from; the first of these that names it wins."""

    SAVED = "saved"
    ENVIRONMENT = "environment"
    FILE = "file"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmSettingValue:
    """One setting of a CRM as it stands. `value` is empty for a secret; `has_value` tells whether
    there is one. `hint` is one sentence for the form.
    """

    variable: str
    label: str
    hint: str
    is_secret: bool
    is_optional: bool
    choices: tuple[tuple[str, str], ...]
    default: str
    told_by: ToldBy
    has_value: bool
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmProvider:
    """A CRM and whether bookings can be sent to it. `missing` names environment variables.

    `status_page`: where its vendor tells in public of its own trouble, an https address.
    """

    id: str
    label: str
    base_url: str
    configured: bool
    missing: tuple[str, ...]
    timeout_ms: int
    needs_doctor: bool
    needs_branch: bool
    keeps_slots: bool
    cancelled_note: str
    status_page: str
