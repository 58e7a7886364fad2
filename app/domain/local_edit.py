"""A person's change, in this app only, of what the practice system owns; and how it ends. Pure.

The system owns start, clinician, status and phone number. A person may say otherwise; RunSheet then
shows the person's value until the system says something else (`settle`).
"""

from dataclasses import dataclass, replace
from dataclasses import field as hidden
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.domain.appointment import AppointmentStatus
from app.domain.phone import phone_digits

LATE_AFTER = timedelta(hours=24)
"""An edit that the system has not taken over by then is told as *not in the system yet*."""

AGAIN_FOR = timedelta(days=7)
"""How long a value that the system overruled is offered again."""


class EditField(StrEnum):
    """What of a system's row can be changed here. Values are texts, see `LocalEdit`."""

    STATUS = "status"
    PHONE = "phone"
    START = "start"
    CLINICIAN = "clinician"


class EditState(StrEnum):
    """Where an edit stands; only an active one decides what is shown."""

    ACTIVE = "active"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEdit:
    """The system had `base`, the person says `value`, and `system_value` is what the system said
    when the edit was settled.

    Texts: a status' value, a phone number (None: none), an instant in ISO 8601 UTC. Of the
    clinician `value` is a column's id, but `base` and `system_value` are practitioners of the
    system: whose column that is can be changed here, which is no word of the system. `base_column`
    is the column that the base has now, `*_name` are the columns' names. `at`, `settled_at` are
    aware UTC. No value is in a repr.
    """

    id: str
    field: EditField
    base: str | None = hidden(repr=False)
    value: str | None = hidden(repr=False)
    by: str
    at: datetime
    state: EditState = EditState.ACTIVE
    system_value: str | None = hidden(default=None, repr=False)
    settled_at: datetime | None = None
    base_column: str | None = None
    base_name: str | None = None
    value_name: str | None = None
    system_name: str | None = None

    @property
    def is_active(self) -> bool:
        """True while the person's value is the one shown."""
        return self.state is EditState.ACTIVE

    @property
    def masked(self) -> "LocalEdit":
        """The edit as it may be seen beside a hidden person: without a phone number."""
        if self.field is not EditField.PHONE:
            return self
        return replace(self, base=None, value=None, system_value=None)

    def is_late(self, now: datetime) -> bool:
        """True when the system has not taken an active edit over for a day."""
        return self.is_active and now - self.at >= LATE_AFTER

    def is_offered_again(self, now: datetime) -> bool:
        """True while the overruled value can be taken up with one click."""
        if self.state is not EditState.SUPERSEDED or self.settled_at is None:
            return False
        return now - self.settled_at < AGAIN_FOR

    @property
    def is_overruled_by_end(self) -> bool:
        """True when the system changed nothing of the field, but called the appointment off."""
        return self.state is EditState.SUPERSEDED and is_same(
            self.field, self.system_value, self.base
        )


def settle(
    edit: LocalEdit, system_value: str | None, *, now: datetime, column: str | None = None
) -> LocalEdit:
    """An active edit after the system's row was read completely.

    The system still has what it had: stays active. It has the person's value: confirmed. It has
    something else: the system wins, and the edit is superseded. `column`: of the clinician, the one
    that the system's practitioner has, None for a hidden one.
    """
    if not edit.is_active or is_same(edit.field, system_value, edit.base):
        return edit
    shown = column if edit.field is EditField.CLINICIAN else system_value
    if is_same(edit.field, shown, edit.value):
        return _ended(edit, EditState.CONFIRMED, system_value, now)
    return _ended(edit, EditState.SUPERSEDED, system_value, now)


def is_same(field: EditField, one: str | None, other: str | None) -> bool:
    """Whether two values come to the same; a phone number is its digits, however it is spaced."""
    if field is EditField.PHONE and one and other:
        return phone_digits(one) == phone_digits(other)
    return (one or None) == (other or None)


def settle_gone(
    edit: LocalEdit, system_value: str | None, *, now: datetime, column: str | None = None
) -> LocalEdit:
    """An active edit of an appointment that the system cancelled or no longer has: it wins.

    Whoever had already said *cancelled* here was right.
    """
    cancelled = AppointmentStatus.CANCELLED.value
    if edit.field is EditField.STATUS and edit.value == cancelled and edit.is_active:
        return _ended(edit, EditState.CONFIRMED, system_value, now)
    settled = settle(edit, system_value, now=now, column=column)
    if not settled.is_active:
        return settled
    return _ended(edit, EditState.SUPERSEDED, system_value, now)


def _ended(edit: LocalEdit, state: EditState, value: str | None, now: datetime) -> LocalEdit:
    return replace(edit, state=state, system_value=value, settled_at=now)


def start_text(start: datetime) -> str:
    """An instant as an edit keeps it: `2025-11-17T22:30:00+00:00`."""
    return start.astimezone(UTC).isoformat(timespec="microseconds")


def start_of(text: str) -> datetime:
    """The instant of such a text, aware UTC."""
    return datetime.fromisoformat(text)
