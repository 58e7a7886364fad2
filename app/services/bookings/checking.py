"""Checks requests against what the practice told: its hours, its zone, its services' lengths."""

import asyncio

from app.domain.booking import BookingOrder, Person
from app.domain.booking_request import BookingRequest
from app.domain.crm import CrmProvider
from app.domain.opening_hours import HOURS_PREFERENCE, opening_hours_of
from app.services.bookings.phone import PHONE_REGION_PREFERENCE, region_of
from app.services.bookings.validation import Rules, check_request, normalised_person
from app.services.core import Core
from app.services.settings import FALLBACK_TIMEZONE
from app.store.crm.practice import PracticeFacts, read_practice

UNDO_PREFERENCE = "bookings.undo_seconds"
_HELD_S = 60
UNDO_S = 10
_LONGEST_UNDO_S = 120


class RequestChecker:
    """Reads the practice's settings anew each time; the numbering plans stay off the loop."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def facts(self) -> PracticeFacts:
        """What the practice told."""
        return await self._core.database.read(read_practice)

    async def checked(
        self, request: BookingRequest, *, reference: str, provider: CrmProvider
    ) -> BookingOrder:
        """The booking as it is sent. Raises InvalidBooking with every field at once."""
        rules = await self.rules(provider, timezone=request.timezone)
        return await asyncio.to_thread(check_request, request, reference=reference, rules=rules)

    async def rules(self, provider: CrmProvider, *, timezone: str | None = None) -> Rules:
        """What a request is checked against now; `timezone`: the one it names."""
        facts = await self.facts()
        return Rules(
            provider=provider,
            hours=opening_hours_of(facts.preferences.get(HOURS_PREFERENCE)),
            timezone=facts.timezone or FALLBACK_TIMEZONE,
            zones=frozenset(facts.timezones),
            region=await asyncio.to_thread(_region, facts, timezone),
            lengths=facts.lengths,
            now=self._core.now(),
        )

    async def normalised(self, person: Person) -> Person:
        """As a look-up in a CRM wants it; a phone number that is none is left out."""
        facts = await self.facts()
        return await asyncio.to_thread(_normalised, person, facts)

    async def undo_s(self, *, is_held: bool = False) -> int:
        """Seconds in which a cancellation can be undone: 10 unless Settings say otherwise; at
        least a minute while somebody reads the offer (`is_held`), who says so more often.
        """
        told = (await self.facts()).preferences.get(UNDO_PREFERENCE, "")
        is_number = told.isascii() and told.isdigit()
        undo_s = min(int(told), _LONGEST_UNDO_S) if is_number else UNDO_S
        return max(undo_s, _HELD_S) if is_held else undo_s


def _normalised(person: Person, facts: PracticeFacts) -> Person:
    return normalised_person(person, region=_region(facts, None))


def _region(facts: PracticeFacts, timezone: str | None) -> str:
    """A practice without a connected system tells its zone with each booking."""
    zone = facts.timezone or timezone or FALLBACK_TIMEZONE
    return region_of(zone, saved=facts.preferences.get(PHONE_REGION_PREFERENCE))
