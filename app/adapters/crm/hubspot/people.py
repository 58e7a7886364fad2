"""Contacts: found by e-mail, then by phone, and made when nobody is there."""

import asyncio
import re

from app.adapters.crm.hubspot import SYSTEM, mapping
from app.adapters.crm.hubspot.calls import Calls
from app.adapters.crm.hubspot.mapping import Found, Record
from app.adapters.crm_words import chosen_contact
from app.domain.booking import CrmPerson, Person
from app.domain.errors import BookingRefused, SeveralFound

_ID = re.compile(r"\d{1,20}", re.ASCII)
_MOST_SHOWN = 10


class People:
    """The contacts of one account.

    Search sees a new contact only after a while, so those made here are remembered by their
    phone. One is made at a time: two bookings of a new person make one contact.
    """

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._made: dict[str, str] = {}
        self._turn = asyncio.Lock()

    async def find(self, person: Person) -> tuple[CrmPerson, ...]:
        """Whom the desk may mean; who has the e-mail comes first."""
        found = [mapping.read_person(record) for record in await self._all(person)]
        return tuple({one.contact_id: one for one in found}.values())[:_MOST_SHOWN]

    async def ids(self, person: Person) -> tuple[str, ...]:
        """Every contact that a booking of this person may be tied to."""
        if person.external_contact_id:
            return (person.external_contact_id,)
        found = [record.id for record in await self._all(person)]
        return tuple(dict.fromkeys([*found, *self._remembered(person)]))

    async def find_or_make(self, person: Person) -> str:
        """The contact's id. Raises SeveralFound, BookingRefused, ContactUnknown."""
        if person.external_contact_id:
            return chosen_contact(person.external_contact_id, system=SYSTEM, pattern=_ID)
        async with self._turn:
            found = await self._one(person)
            return found if found is not None else await self._make(person)

    async def is_gone(self, person: Person) -> bool:
        """Whether the desk chose a contact that HubSpot doesn't have."""
        return bool(person.external_contact_id) and not await self._all(person)

    async def _all(self, person: Person) -> list[Record]:
        if person.external_contact_id:
            one = await self._calls.read(
                "contacts", person.external_contact_id, mapping.PERSON_NAMES
            )
            return [one] if one else []
        by_email = await self._by_email(person.email)
        by_phone = await self._by_phone(person, _MOST_SHOWN)
        return [*([by_email] if by_email else []), *by_phone.records]

    async def _one(self, person: Person) -> str | None:
        by_email = await self._by_email(person.email)
        if by_email is not None:
            return by_email.id
        found = await self._by_phone(person, 2)
        theirs = [record for record in found.records if _may_be(person, record)]
        if len(theirs) > 1:
            raise SeveralFound(system=SYSTEM, what="phone number", count=found.total)
        known = theirs[0].id if theirs else None
        return known or next(iter(self._remembered(person)), None)

    async def _by_email(self, email: str | None) -> Record | None:
        if not email:
            return None
        return await self._calls.read("contacts", email, mapping.PERSON_NAMES, by="email")

    async def _by_phone(self, person: Person, most: int) -> Found:
        if not person.phone:
            return Found(total=0, records=())
        groups = [[("phone", person.phone)], [("mobilephone", person.phone)]]
        return await self._calls.search("contacts", groups, mapping.PERSON_NAMES, most)

    def _remembered(self, person: Person) -> tuple[str, ...]:
        made = self._made.get(person.phone or "")
        return (made,) if made and not person.email else ()

    async def _make(self, person: Person) -> str:
        id_, is_new = await self._calls.create_contact(mapping.contact_properties(person))
        if id_ is None:  # somebody has just made it, and HubSpot didn't say which
            theirs = await self._by_email(person.email)
            if theirs is None:
                raise BookingRefused(system=SYSTEM, reason="it has this contact, but not for us.")
            return theirs.id
        if is_new and person.phone:
            self._made[person.phone] = id_
        return id_


def _may_be(person: Person, record: Record) -> bool:
    """A family shares a phone: who has another e-mail is another person."""
    theirs = record.properties.get("email")
    return not (person.email and theirs) or theirs.casefold() == person.email.casefold()
