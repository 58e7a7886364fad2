"""Who is booked: the contact that the desk chose, else the one that is found, else a new one."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from app.adapters.crm_words import chosen_contact, the_only
from app.domain.booking import CrmPerson, Person

_MOST_SHOWN = 10


class People(ABC):
    """The contacts of one account: found by e-mail, then by phone, and made when nobody is there.

    One is made at a time: two bookings of a new person make one contact. Where `search_lags` a new
    contact is not found for a while: those made here are remembered by their phone.
    """

    system: ClassVar[str]
    id_pattern: ClassVar[re.Pattern[str]]
    search_lags: ClassVar = False

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._turn = asyncio.Lock()

    @abstractmethod
    async def by_email(self, email: str) -> Sequence[CrmPerson]:
        """Who has this e-mail."""

    @abstractmethod
    async def by_phone(self, phone: str) -> Sequence[CrmPerson]:
        """Who has this phone, one way or another."""

    @abstractmethod
    async def make(self, person: Person) -> str:
        """The id of a new contact. Raises BookingRefused, OutcomeUnknown."""

    def may_be(self, person: Person, found: CrmPerson) -> bool:  # noqa: ARG002 - for the CRM to say
        """Whether somebody with this person's phone can be this person at all."""
        return True

    async def find(self, person: Person) -> tuple[CrmPerson, ...]:
        """Whom the desk may mean, each once, who has the e-mail first; at most ten."""
        found = [*await self._by_email(person), *await self._by_phone(person)]
        return tuple({one.contact_id: one for one in found}.values())[:_MOST_SHOWN]

    async def ids(self, person: Person) -> tuple[str, ...]:
        """Every contact that a booking of this person may be tied to."""
        if person.external_contact_id:
            return (person.external_contact_id,)
        found = [one.contact_id for one in await self.find(person)]
        return tuple(dict.fromkeys([*found, *self._remembered(person)]))

    async def find_or_make(self, person: Person) -> str:
        """The contact's id. Raises SeveralFound when two have this e-mail or this phone,
        ContactUnknown for a chosen contact whose id is none of this CRM's, BookingRefused.
        """
        chosen = person.external_contact_id
        if chosen:
            return chosen_contact(chosen, system=self.system, pattern=self.id_pattern)
        async with self._turn:
            return await self._only(person) or await self._make(person)

    async def _only(self, person: Person) -> str | None:
        if by_email := await self._by_email(person):
            return self._one(by_email, "e-mail")
        by_phone = await self._by_phone(person)
        theirs = [one for one in by_phone if self.may_be(person, one)]
        return self._one(theirs, "phone number") or next(iter(self._remembered(person)), None)

    def _one(self, found: Sequence[CrmPerson], what: str) -> str | None:
        return the_only([one.contact_id for one in found], system=self.system, what=what)

    async def _make(self, person: Person) -> str:
        made = await self.make(person)
        if self.search_lags and person.phone:
            self._made[person.phone] = made
        return made

    def _remembered(self, person: Person) -> tuple[str, ...]:
        made = self._made.get(person.phone or "")
        return (made,) if made and not person.email else ()

    async def _by_email(self, person: Person) -> Sequence[CrmPerson]:
        return await self.by_email(person.email) if person.email else ()

    async def _by_phone(self, person: Person) -> Sequence[CrmPerson]:
        return await self.by_phone(person.phone) if person.phone else ()
