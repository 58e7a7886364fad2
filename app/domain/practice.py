"""A practice as its system knows it: the practice itself, its practitioners, appointment types."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The account a connection belongs to. `timezone` is an IANA name, None when not told."""

    tenant_id: str
    name: str | None
    timezone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """A person with an appointment book. `is_shown` is the practice's own choice to show it."""

    pms_practitioner_id: str
    family_name: str | None
    given_name: str | None = None
    prefix: str | None = None
    is_active: bool = True
    is_shown: bool = True

    @property
    def full_name(self) -> str:
        """`Dr John Smith`; the parts that are known, or `Unnamed practitioner`."""
        parts = (self.prefix, self.given_name, self.family_name)
        return " ".join(part for part in parts if part) or "Unnamed practitioner"

    @property
    def column_name(self) -> str:
        """The name of a new column for this person: `Dr J Smith`."""
        initial = self.given_name[:1] if self.given_name and self.family_name else self.given_name
        parts = (self.prefix, initial, self.family_name)
        return " ".join(part for part in parts if part) or "Unnamed practitioner"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentType:
    """A kind of visit. `is_telehealth` is None where the system has no such flag (Gentu)."""

    pms_type_id: str
    name: str
    duration_minutes: int | None = None
    colour: str | None = None
    is_telehealth: bool | None = None


def is_overridden(flag: bool | None, *, tick: bool) -> bool:
    """True when a person's tick of a type differs from the system's own flag of it."""
    return flag is not None and tick != flag


def counts_as_telehealth(own: bool | None, *, flag: bool | None, tick: bool) -> bool:
    """What an appointment counts as: its `own` flag against its type's system `flag` and `tick`.

    A person who overrode the type's flag said so of every appointment of it; else the system's word
    on the appointment itself; else the tick. The sheet's SQL (`store/sheet/`) says the same.
    """
    if own is None or is_overridden(flag, tick=tick):
        return tick
    return own


_TELEHEALTH_WORDS = ("telehealth", "video", "tele", "phone", "coviu", "online", "virtual")


def looks_like_telehealth(type_name: str) -> bool:
    """True when a type's name suggests telehealth; a suggestion for a person, never a decision."""
    words = "".join(char if char.isalnum() else " " for char in type_name.casefold()).split()
    return any(word.startswith(_TELEHEALTH_WORDS) or word == "th" for word in words)
