"""Who is booked, in any CRM: the chosen one, else the one that is found, else a new one, once."""

import asyncio
import re

import pytest

from app.adapters.crm_people import People
from app.domain.booking import CrmPerson, Person
from app.domain.errors import ContactUnknown, SeveralFound

SARA = Person(first_name="Sara", email="sara@example.com", phone="+61491570157")
BY_PHONE = Person(first_name="Sara", phone="+61491570157")


class Crm(People):
    """A CRM in memory; `asked` is every call, in order. With `search_lags`, what was made is not
    found again.
    """

    system = "A CRM"
    id_pattern = re.compile(r"\d+", re.ASCII)

    def __init__(self, *there: CrmPerson) -> None:
        super().__init__()
        self.there = list(there)
        self.asked: list[str] = []

    async def by_email(self, email: str) -> list[CrmPerson]:
        self.asked.append("by e-mail")
        await asyncio.sleep(0)
        return [one for one in self.there if one.email == email]

    async def by_phone(self, phone: str) -> list[CrmPerson]:
        self.asked.append("by phone")
        await asyncio.sleep(0)
        return [one for one in self.there if one.phone == phone]

    async def make(self, person: Person) -> str:
        self.asked.append("make")
        await asyncio.sleep(0)
        id_ = str(100 + self.asked.count("make"))
        if not self.search_lags:
            self.there.append(contact(id_, email=person.email, phone=person.phone))
        return id_


class Lagging(Crm):
    search_lags = True


def contact(id_, **more):
    return CrmPerson(contact_id=id_, name="Sara", **more)


async def test_who_has_the_email_is_taken_and_the_phone_not_asked_for():
    crm = Crm(contact("1", email=SARA.email), contact("2", phone=SARA.phone))
    assert await crm.find_or_make(SARA) == "1"
    assert crm.asked == ["by e-mail"]


async def test_who_has_the_phone_is_taken_before_one_is_made():
    crm = Crm(contact("2", phone=SARA.phone))
    assert await crm.find_or_make(SARA) == "2"
    assert crm.asked == ["by e-mail", "by phone"]


@pytest.mark.parametrize(
    ("shared", "what"),
    [({"email": SARA.email}, "e-mail"), ({"phone": SARA.phone}, "phone number")],
)
async def test_two_that_fit_are_left_to_a_person_and_none_is_made(shared, what):
    crm = Crm(contact("1", **shared), contact("2", **shared))
    with pytest.raises(SeveralFound) as raised:
        await crm.find_or_make(SARA)
    assert (raised.value.facts["what"], raised.value.facts["count"]) == (what, 2)
    assert "make" not in crm.asked


async def test_a_chosen_one_is_taken_unasked_and_only_by_an_id_of_this_crm():
    crm = Crm()
    assert await crm.find_or_make(Person(external_contact_id="7")) == "7"
    with pytest.raises(ContactUnknown):
        await crm.find_or_make(Person(external_contact_id="contact 7"))
    assert await crm.ids(Person(external_contact_id="7")) == ("7",)
    assert crm.asked == []


async def test_two_bookings_of_a_new_person_make_one_contact():
    crm = Crm()
    found = await asyncio.gather(*(crm.find_or_make(SARA) for _ in range(3)))
    assert set(found) == {"101"}
    assert crm.asked.count("make") == 1


async def test_one_made_here_is_known_by_the_phone_while_search_lags():
    crm = Lagging()
    made = await crm.find_or_make(BY_PHONE)
    assert await crm.find_or_make(BY_PHONE) == made
    assert await crm.ids(BY_PHONE) == (made,)
    assert await crm.find(BY_PHONE) == ()
    assert await crm.find_or_make(SARA) != made  # an e-mail is asked for by itself


async def test_each_is_listed_once_who_has_the_email_first_and_at_most_ten():
    same_phone = [contact(str(number), phone=SARA.phone) for number in range(12)]
    crm = Crm(*same_phone, contact("77", email=SARA.email, phone=SARA.phone))
    found = [one.contact_id for one in await crm.find(SARA)]
    assert found == ["77", *map(str, range(9))]
