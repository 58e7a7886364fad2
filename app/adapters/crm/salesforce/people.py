"""Who is booked, as a contact of Salesforce: found by e-mail, then phone, or made."""

import re

from app.adapters.answer import Answer
from app.adapters.crm.salesforce import SYSTEM
from app.adapters.crm.salesforce.calls import Calls
from app.adapters.crm.salesforce.errors import Purpose, check, code_of, matched_ids, saved_id
from app.adapters.crm.salesforce.mapping import contact_fields, read_person
from app.adapters.crm_words import chosen_contact, digits_of
from app.domain.booking import CrmPerson, Person
from app.domain.errors import SeveralFound

CONTACT_PREFIX = "003"
ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", re.ASCII)
_MOST_SHOWN = 10
_COMPARED_DIGITS = 8
_DUPLICATE_CODES = {"DUPLICATES_DETECTED", "DUPLICATE_VALUE"}


class People:
    """The contacts of an org."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def find(self, person: Person) -> tuple[CrmPerson, ...]:
        """Who has this e-mail, then who has this phone; at most ten."""
        found = {one.contact_id: one for one in await self._by_email(person.email)}
        for one in await self._by_phone(person.phone):
            found.setdefault(one.contact_id, one)
        return tuple(found.values())[:_MOST_SHOWN]

    async def find_or_make(self, person: Person) -> str:
        """The contact's id. Raises SeveralFound when two have this e-mail, or this phone,
        ContactUnknown for a chosen contact whose id is none of Salesforce's.
        """
        if person.external_contact_id:
            return chosen_contact(person.external_contact_id, system=SYSTEM, pattern=ID)
        for what, found in (
            ("e-mail", await self._by_email(person.email)),
            ("phone number", await self._by_phone(person.phone)),
        ):
            if found:
                return self._only(tuple(one.contact_id for one in found), what)
        return await self._make(person)

    async def _by_email(self, email: str | None) -> tuple[CrmPerson, ...]:
        if not email:
            return ()
        rows = await self._calls.contacts_by_email(email, most=_MOST_SHOWN)
        return tuple(person for row in rows if (person := read_person(row)))

    async def _by_phone(self, phone: str | None) -> tuple[CrmPerson, ...]:
        """Phone is free text there: the digits decide, here."""
        digits = digits_of(phone)[-_COMPARED_DIGITS:]
        if len(digits) < _COMPARED_DIGITS:
            return ()
        rows = await self._calls.contacts_by_digits(digits)
        fitting = (
            row
            for row in rows
            if _is_same(phone, row.get("MobilePhone")) or _is_same(phone, row.get("Phone"))
        )
        return tuple(person for row in fitting if (person := read_person(row)))

    async def _make(self, person: Person) -> str:
        fields = contact_fields(person)
        answer = await self._calls.send("POST", "/sobjects/Contact", fields)
        if code_of(answer) in _DUPLICATE_CODES:
            return self._matched(answer, tuple(fields))
        check(answer, Purpose.BOOKING, fields)
        return saved_id(answer)

    def _matched(self, answer: Answer, sent: tuple[str, ...]) -> str:
        """The record that a duplicate rule names; it wants no second one."""
        ids = matched_ids(answer, CONTACT_PREFIX)
        if not ids:
            check(answer, Purpose.BOOKING, sent)
        return self._only(ids, "person")

    def _only(self, ids: tuple[str, ...], what: str) -> str:
        if len(ids) > 1:
            raise SeveralFound(system=SYSTEM, what=what, count=len(ids))
        return ids[0]


def _is_same(ours: str | None, theirs: object) -> bool:
    """Whether two numbers ring the same phone: one may lack its country's code."""
    if not isinstance(theirs, str):
        return False
    short, long = sorted((digits_of(ours), digits_of(theirs)), key=len)
    short = short.lstrip("0")
    return len(short) >= _COMPARED_DIGITS and long.endswith(short)
