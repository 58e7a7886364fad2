"""Who is booked: found by e-mail, then by phone, asked about when two fit, made when none does."""

import asyncio
from dataclasses import replace

import pytest

from app.domain.booking import Person
from app.domain.errors import BookingRefused, ContactUnknown, SeveralFound
from tests.adapters.crm.salesforce.conftest import SARA, order


async def booked_for(desk, person):
    landed = await desk.open().create(order(person=person))
    assert desk.event().fields["WhoId"] == landed.contact_id
    return landed.contact_id


async def test_somebody_who_is_there_is_found_by_e_mail(desk):
    alice = desk.org.contacts()[0]
    found = await booked_for(desk, Person(last_name="B", email="ALICE.brown@example.com"))
    await desk.http.aclose()
    assert found == alice.id
    assert len(desk.org.contacts()) == 2


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("MobilePhone", "0491 570 158"),
        ("Phone", "(0491) 570-158"),
        ("MobilePhone", "+61 491 570 158"),
        ("Phone", "61491570158 "),
        ("MobilePhone", "04 9157 0158"),
    ],
)
async def test_a_phone_is_compared_by_its_digits(desk, field, typed):
    dana = desk.org.add("Contact", FirstName="Dana", LastName="Fox", **{field: typed})
    person = Person(last_name="Fox", email="not-there@example.com", phone="+61491570158")
    found = await booked_for(desk, person)
    await desk.http.aclose()
    assert found == dana.id


@pytest.mark.parametrize("typed", ["0491 570 159", "+64 21 491 570 158 9", "570 158", ""])
async def test_another_number_is_another_person(desk, typed):
    desk.org.add("Contact", LastName="Fox", MobilePhone=typed)
    await booked_for(desk, Person(last_name="Fox", phone="+61491570158"))
    await desk.http.aclose()
    assert len(desk.org.contacts()) == 4


async def test_a_number_of_another_country_may_lack_its_code(desk):
    omar = desk.org.add("Contact", LastName="Hassan", MobilePhone="0100 123 4567")
    found = await booked_for(desk, Person(last_name="Hassan", phone="+201001234567"))
    await desk.http.aclose()
    assert found == omar.id


async def test_two_bookings_of_a_new_person_at_once_make_one_contact(desk):
    adapter = desk.open()
    other = "11111111-2222-4333-8444-555555555555"
    both = (order(), replace(order(), reference=other))
    landed = await asyncio.gather(*(adapter.create(one) for one in both))
    await desk.http.aclose()
    assert len({one.contact_id for one in landed}) == 1
    assert len(desk.org.contacts()) == 3


@pytest.mark.parametrize("what", ["e-mail", "phone number"])
async def test_two_that_fit_are_asked_about_and_nothing_is_made(desk, what):
    shared = {"e-mail": {"Email": SARA.email}, "phone number": {"MobilePhone": SARA.phone}}[what]
    for name in ("Sara", "Samir"):
        desk.org.add("Contact", FirstName=name, LastName="Ali", **shared)
    with pytest.raises(SeveralFound) as raised:
        await desk.open().create(order())
    await desk.http.aclose()
    assert raised.value.facts["count"] == 2
    assert raised.value.facts["what"] == what
    assert desk.writes() == []


async def test_a_chosen_contact_is_taken_whoever_else_fits(desk):
    two = [desk.org.add("Contact", LastName="Ali", Email=SARA.email) for _ in range(2)]
    person = Person(last_name="Ali", email=SARA.email, external_contact_id=two[0].id)
    found = await booked_for(desk, person)
    await desk.http.aclose()
    assert found == two[0].id


async def test_a_chosen_contact_whose_id_is_none_is_refused_and_not_sent(desk):
    person = Person(last_name="Ali", external_contact_id="contact 7")
    with pytest.raises(ContactUnknown):
        await desk.open().create(order(person=person))
    await desk.http.aclose()
    assert desk.writes() == []


async def test_a_single_name_becomes_the_last_name(desk):
    await booked_for(desk, Person(first_name="Cher", phone="+61491570110"))
    await desk.http.aclose()
    made = desk.org.contacts()[-1].fields
    assert (made["LastName"], made.get("FirstName")) == ("Cher", None)


@pytest.mark.parametrize(
    "email", ["o'hara@example.com", "back\\slash@example.com", "' OR Name != '@example.com"]
)
async def test_quotes_and_backslashes_stay_within_their_quotes(desk, email):
    """Unescaped, the query would be refused as malformed, or find somebody else."""
    there = desk.org.add("Contact", LastName="O'Hara", Email=email)
    found = await desk.open().find_people(Person(email=email))
    nobody = await desk.open().find_people(Person(email="\\' OR Email = 'x"))
    await desk.http.aclose()
    assert [one.contact_id for one in found] == [there.id]
    assert nobody == ()


async def test_a_duplicate_rule_gives_its_own_record(desk):
    desk.org.setup.refuses_same_name = True
    alice = desk.org.contacts()[0]
    person = Person(first_name="Alice", last_name="Brown", email="new@example.com")
    found = await booked_for(desk, person)
    await desk.http.aclose()
    assert found == alice.id
    assert len(desk.org.contacts()) == 2
    assert all("Sforce-Duplicate-Rule-Header" not in call.headers for call in desk.calls)


async def test_a_duplicate_rule_with_two_matches_is_asked_about(desk):
    desk.org.setup.refuses_same_name = True
    desk.org.add("Contact", FirstName="Alice", LastName="Brown")
    person = Person(first_name="Alice", last_name="Brown", email="new@example.com")
    with pytest.raises(SeveralFound):
        await desk.open().create(order(person=person))
    await desk.http.aclose()
    assert desk.org.events() == []


async def test_a_contact_that_is_refused_names_the_field_and_no_value(desk):
    desk.org.setup.required.add(("Contact", "Patient_Number__c"))
    with pytest.raises(BookingRefused) as raised:
        await desk.open().create(order())
    await desk.http.aclose()
    assert raised.value.facts["reason"] == "it wants Patient_Number__c filled."
    assert desk.org.events() == []


async def test_people_are_listed_for_choosing_each_once(desk):
    sara = desk.org.add(
        "Contact", FirstName="Sara", LastName="Ali", Email=SARA.email, Phone=SARA.phone
    )
    for number in range(12):
        desk.org.add("Contact", LastName=f"Ali {number}", MobilePhone="0491 570 157")
    found = await desk.open().find_people(SARA)
    nobody = await desk.open().find_people(Person(phone="123"))
    await desk.http.aclose()
    assert found[0].contact_id == sara.id
    assert (found[0].name, found[0].email, found[0].phone) == ("Sara Ali", SARA.email, SARA.phone)
    assert len({one.contact_id for one in found}) == len(found) == 10
    assert nobody == ()
