"""What an adapter is: a `PmsSpec` (the adapter as a value) that opens a `PmsAdapter`."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.domain.appointment import Appointment, QuarantinedRecord
from app.domain.connection import SignInField
from app.domain.errors import RunSheetError
from app.domain.practice import AppointmentType, Practice, Practitioner
from app.domain.practice_day import PracticeDay
from app.domain.web_page import WebPage

if TYPE_CHECKING:
    from app.adapters.http import HttpClient
    from app.adapters.memory import Memory

NOBODY = ""
"""The pms_practitioner_id of a cell that holds only quarantined records which name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """One page as it was last read: its bytes' digest and the cursor that followed it."""

    digest: str
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerDay:
    """One practitioner's day as fetched now: a cell of the run sheet.

    `is_unchanged`: every page is byte for byte the one named by the marks that were passed in; then
    `appointments` and `quarantined` are empty and what is stored still holds.
    `is_complete`: the whole day was read and two passes agreed where it took several pages; only
    then may a missing row be taken for a vanished one. A quarantined record without a readable id
    makes it False.
    """

    pms_practitioner_id: str
    is_complete: bool
    is_unchanged: bool = False
    appointments: tuple[Appointment, ...] = ()
    quarantined: tuple[QuarantinedRecord, ...] = ()
    page_marks: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerFailure:
    """One practitioner's day that could not be fetched; the others are not affected."""

    pms_practitioner_id: str
    error: RunSheetError


KnownPages = Mapping[str, tuple[PageMark, ...]]
"""Per pms_practitioner_id, the page marks of the last committed fetch of the same day."""


class PmsAdapter(Protocol):
    """A signed-in view of one practice. Every call raises only `RunSheetError`s."""

    async def practice(self) -> Practice:
        """The practice behind the sign-in, read now; also the connection test."""
        ...

    async def practitioners(self) -> tuple[Practitioner, ...]:
        """Everybody the system lists, inactive and hidden ones included."""
        ...

    async def appointment_types(self) -> tuple[AppointmentType, ...]:
        """Every type the system lists."""
        ...

    def fetch_day(
        self, day: PracticeDay, practitioner_ids: Sequence[str], known: KnownPages
    ) -> AsyncGenerator[PractitionerDay | PractitionerFailure, None]:
        """One result per practitioner, in the order they finish; side by side, bounded.

        A system that lists the whole practice at once may add the cell of `NOBODY`.
        Raises what makes the whole sync pointless (SignInAgain, PracticeNotConnected, NoInternet);
        anything that concerns one practitioner comes as a `PractitionerFailure`.
        """
        ...

    async def appointment(self, pms_appointment_id: str) -> tuple[Appointment, ...]:
        """One appointment as it is now, a row per patient; raises NotFound when it is gone."""
        ...


@runtime_checkable
class PairingAdapter(PmsAdapter, Protocol):
    """An adapter whose `PmsSpec.pairing` is set."""

    async def pair(self, code: str) -> Practice:
        """Consume a pairing code (a person typed it); the paired practice.

        Raises PairingCodeRefused, PairingCodeUsed. The view is of that practice from then on.
        A code works once: when it was taken and the practice's details could not be read, the
        practice comes without name and time zone, and `practice()` tells them later.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialField:
    """One credential: kept in the password store for a connection of its own, else read from the
    environment where the whole installation shares it.
    """

    name: str
    environment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """At most `requests` in any `per_s` seconds, all of them at once if need be."""

    requests: int
    per_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PmsAccount:
    """What an adapter needs to sign in as one connection. Secrets live here only in memory.

    `practice_id` is what a person typed, `tenant_id` what the system called the practice when the
    sign-in was tested. `memory` outlives the adapter: what was read once and seldom changes.
    """

    base_url: str
    tenant_id: str | None
    timezone: str | None
    credentials: Mapping[str, str] = field(repr=False)
    rate_limit: RateLimit | None
    now: Callable[[], datetime]
    memory: "Memory" = field(repr=False)
    practice_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PmsSpec:
    """An adapter as a value: everything the rest of RunSheet needs to know about a system.

    `sign_in_steps` and `sign_in_fields` draw the set-up's form; a field's name is that of a
    credential, `practiceId` or `region`. No fields: a pairing code is asked for.
    `base_urls` by region; the first is the usual one. A practice's account has its own credentials
    unless `uses_pairing_code`. `times_have_zone` is False where appointments are told in the
    practice's wall-clock time.
    `trouble_page`: where the vendor tells of its own trouble, else its help (*status page* only
    where it is one). `people_help`: what to look at in the system when it lists nobody.
    """

    pms_type: str
    label: str
    base_urls: Mapping[str, str]
    base_url_environment: str
    credential_fields: tuple[CredentialField, ...]
    rate_limit: RateLimit
    uses_pairing_code: bool
    flags_telehealth: bool
    sign_in_steps: tuple[str, ...]
    trouble_page: WebPage
    people_help: tuple[str, ...]
    open: Callable[["HttpClient", PmsAccount], PmsAdapter]
    sign_in_fields: tuple[SignInField, ...] = ()
    times_have_zone: bool = True
