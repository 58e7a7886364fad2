"""What a CRM's adapter is: a `CrmSpec` (the adapter as a value) that opens a `CrmAdapter`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.adapters.base import RateLimit
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmCheck,
    CrmPerson,
    FreeSlot,
    Landed,
    Person,
    ReportDocument,
)

if TYPE_CHECKING:
    from app.adapters.dialect import Dialect
    from app.adapters.http import HttpClient, HttpView
    from app.adapters.sign_in import SignIn


class CrmAdapter(Protocol):
    """One CRM account. Every call raises only `RunSheetError`s.

    Of a call that writes, `OutcomeUnknown` alone means that the CRM may have done it; every other
    error means that it did nothing. No call repeats a write by itself.
    """

    async def check(self) -> CrmCheck:
        """The connection test: reads only. Raises CrmSignInAgain, CrmRightMissing,
        CrmSetupMissing (a calendar, stage or record type that is not there) and what the network
        says."""
        ...

    async def find_people(self, person: Person) -> tuple[CrmPerson, ...]:
        """Who has this phone or e-mail; at most ten, most likely first. Reads only."""
        ...

    async def free_slots(
        self, start_at: datetime, end_at: datetime, *, timezone: str
    ) -> tuple[FreeSlot, ...] | None:
        """Times the CRM's calendar offers in a span of at most 31 days; None where the CRM keeps
        no slots (then any time may be booked)."""
        ...

    async def create(self, order: BookingOrder) -> Landed:
        """Find or make the contact, then the booking, marked with `order.reference`.

        Raises SlotTaken, BookingRefused, SeveralFound (two contacts with this number), and as
        above. The contact is looked for first, so a repeat makes no second one.
        """
        ...

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """Give a booking `order`'s times; everything else stays. May be repeated. Raises NotFound
        when it is gone."""
        ...

    async def cancel(self, external_id: str, order: BookingOrder) -> Landed:
        """Mark a booking as cancelled; the record stays. May be repeated. Raises NotFound."""
        ...

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """Every booking in the CRM that is `order`, by its reference, or where the CRM does not
        give one back by contact and time. Reads only, and never through an index that lags."""
        ...

    async def read(self, external_id: str) -> CrmBooking | None:
        """A booking as it is now; None when it is gone."""
        ...

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """*What will be sent*: label and value of every field that `create` sends, in order."""
        ...

    async def push_report(self, report: ReportDocument) -> Landed:
        """Put the report where this CRM keeps them, or find that it is there (same key and same
        text). May be repeated. Raises CrmSetupMissing, and as above."""
        ...

    async def find_report_place(self) -> None:
        """Look, and make nothing, where reports are kept, so that `report_payload` can name it."""
        ...

    def report_payload(self, report: ReportDocument) -> bytes:
        """What `push_report` sends of the report, byte for byte. The place it is put into is named
        in it once that is known: only the very first report makes one.
        """
        ...


class KeepsNoSlots:
    """The part of an adapter whose CRM has no calendar that offers times."""

    async def free_slots(
        self,
        start_at: datetime,  # noqa: ARG002 - the Protocol's
        end_at: datetime,  # noqa: ARG002 - the Protocol's
        *,
        timezone: str,  # noqa: ARG002 - the Protocol's
    ) -> tuple[FreeSlot, ...] | None:
        """None: any time may be booked."""
        return None


class NamesNoReportPlace:
    """The part of an adapter whose reports don't name the place they are put into."""

    async def find_report_place(self) -> None:
        """Nothing to look for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmSetting:
    """One setting of a CRM, by its environment variable. `may_be_empty`: it must be named, and an
    empty one means *leave the field out*. `is_optional`: it need not even be named.
    """

    variable: str
    label: str
    is_secret: bool = False
    may_be_empty: bool = False
    is_optional: bool = False
    default: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmAccount:
    """What an adapter needs to sign in. `values` by variable; a missing one is empty."""

    values: Mapping[str, str] = field(repr=False)
    timeout_s: float
    rate_limit: RateLimit | None
    now: Callable[[], datetime]

    def value(self, variable: str) -> str:
        """The setting without blanks around it; empty where there is none."""
        return self.values.get(variable, "").strip()

    def view(
        self, http: "HttpClient", *, system: str, url: str, sign_in: "SignIn", dialect: "Dialect"
    ) -> "HttpView":
        """Signed in, at this account's pace. Nothing is sent yet. Raises InvalidRequest for an
        address that is not https.
        """
        return http.view(
            system=system,
            base_url=url,
            sign_in=sign_in,
            rate_limit=self.rate_limit,
            timeout_s=self.timeout_s,
            dialect=dialect,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmSpec:
    """An adapter as a value. `missing` names the variables without which nothing can be sent; it
    gets every value that was told (a variable that was not told is absent).

    `needs_doctor`, `needs_branch`: an order must name them. `keeps_slots`: its calendar decides
    what is free. `cancelled_note`: what cancelling does there, as the desk reads it.
    `status_page`: where its vendor tells in public of its own trouble, an https address.
    """

    provider: str
    label: str
    settings: tuple[CrmSetting, ...]
    timeout_variable: str
    rate_limit: RateLimit
    missing: Callable[[Mapping[str, str]], tuple[str, ...]]
    open: Callable[["HttpClient", CrmAccount], CrmAdapter]
    status_page: str
    needs_doctor: bool = False
    needs_branch: bool = False
    keeps_slots: bool = False
    cancelled_note: str = "The record stays there, marked as cancelled."


def missing_settings(
    spec_settings: tuple[CrmSetting, ...], told: Mapping[str, str]
) -> tuple[str, ...]:
    """The usual rule: each variable is told, and more than blanks unless it may be empty."""
    return tuple(
        each.variable
        for each in spec_settings
        if not each.is_optional and not _is_told(each, told.get(each.variable))
    )


def _is_told(setting: CrmSetting, value: str | None) -> bool:
    return value is not None and (setting.may_be_empty or bool(value.strip()))
