"""Contacts in HubSpot: found by e-mail, then by phone, made last; never a second one."""

from dataclasses import replace

import pytest

from app.domain.booking import CrmPerson, Person
from app.domain.errors import BookingRefused, ContactUnknown, OutcomeUnknown, SeveralFound
from app.sandbox import Fault, FaultKind
from tests.adapters.crm.hubspot.conftest import BY_PHONE, SARA, order

PHONE = "+61412345678"


def put(desk, **properties):
    made = desk.account.create("contacts", properties)
    desk.account.catch_up()
    return made


async def test_who_has_the_email_is_the_contact_even_before_search_knows(desk):
    known = desk.account.create("contacts", {"email": "Sara.Ali@example.com"})
    landed = await desk.crm.create(order())
    assert landed.contact_id == known.id
    assert desk.sent("POST", "/contacts") == []


@pytest.mark.parametrize("name", ["phone", "mobilephone"])
async def test_who_has_the_phone_is_the_contact(desk, name):
    known = put(desk, **{name: PHONE})
    assert (await desk.crm.create(order(BY_PHONE))).contact_id == known.id
    assert (await desk.crm.create(order())).contact_id == known.id
    assert len(desk.held("contacts")) == 1


async def test_who_shares_the_phone_and_has_another_email_is_another_person(desk):
    mother = put(desk, phone=PHONE, email="mother@example.com")
    assert (await desk.crm.create(order())).contact_id != mother.id
    assert len(desk.held("contacts")) == 2


async def test_one_of_a_family_is_found_behind_others_with_the_same_phone(desk):
    for email in ("mother@example.com", "father@example.com"):
        put(desk, phone=PHONE, email=email)
    child = put(desk, phone=PHONE, firstname="Sara")
    assert (await desk.crm.create(order())).contact_id == child.id
    assert len(desk.held("contacts")) == 3


async def test_two_with_one_phone_are_left_to_a_person_unless_one_was_chosen(desk):
    first, _second = put(desk, phone=PHONE), put(desk, mobilephone=PHONE)
    with pytest.raises(SeveralFound, match="2 times") as refused:
        await desk.crm.create(order(BY_PHONE))
    assert PHONE not in str(refused.value)
    assert desk.writes() == []
    chosen = replace(BY_PHONE, external_contact_id=first.id)
    assert (await desk.crm.create(order(chosen))).contact_id == first.id


async def test_a_contact_made_meanwhile_is_used(desk):
    """HubSpot says 409 and names it: the e-mail came between our look and our write."""
    made = []

    def between(call):
        if call.method == "POST" and call.path.endswith("/contacts") and not made:
            made.append(desk.account.create("contacts", {"email": SARA.email}))

    desk.sandbox.on_request.append(between)
    landed = await desk.crm.create(order())
    assert landed.contact_id == made[0].id
    assert len(desk.held("contacts")) == 1


async def test_a_new_contact_without_email_is_known_before_search_sees_it(desk):
    first = await desk.crm.create(order(BY_PHONE))
    second = await desk.crm.create(order(BY_PHONE))
    assert first.contact_id == second.contact_id
    assert len(desk.held("contacts")) == 1


async def test_a_contact_whose_answer_was_lost_is_found_and_not_made_again(desk):
    desk.sandbox.faults.add("lost_answer", method="POST", path="/contacts", times=1)
    person = replace(SARA, phone=None)  # a search is a POST to contacts as well
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order(person))
    await desk.crm.create(order(person))
    assert len(desk.held("contacts")) == len(desk.held("meetings")) == 1


async def test_people_are_listed_with_who_has_the_email_first(desk):
    put(desk, phone=PHONE, firstname="Tom", lastname="Ali")
    sara = put(desk, email=SARA.email, firstname="Sara", lastname="Ali", mobilephone=PHONE)
    first, second = await desk.crm.find_people(SARA)
    assert first == CrmPerson(
        contact_id=sara.id, name="Sara Ali", phone=PHONE, email="sara.ali@example.com"
    )
    assert second.name == "Tom Ali"
    assert desk.writes() == []


async def test_nobody_is_nobody_and_a_chosen_one_is_read(desk):
    assert await desk.crm.find_people(SARA) == ()
    known = desk.account.create("contacts", {"email": "only@example.com"})
    (found,) = await desk.crm.find_people(Person(external_contact_id=known.id))
    assert found.name == "only@example.com"
    assert await desk.crm.find_people(Person(external_contact_id="999")) == ()


async def test_at_most_ten_are_listed(desk):
    for _ in range(12):
        put(desk, phone=PHONE)
    put(desk, email=SARA.email)
    assert len(await desk.crm.find_people(SARA)) == 10


async def test_a_chosen_contact_whose_id_is_none_is_refused_unsent(desk):
    with pytest.raises(ContactUnknown):
        await desk.crm.create(order(replace(SARA, external_contact_id="003xx0000")))
    assert desk.calls == []


CONFLICT = Fault(
    name="conflict",
    kind=FaultKind.REFUSE,
    status=409,
    body=b'{"category":"CONFLICT","correlationId":"aeb5f871-7f07"}',
)


async def test_a_conflict_that_names_nobody_is_looked_up_or_refused(desk):
    person = replace(SARA, phone=None)
    desk.sandbox.faults.add(CONFLICT, path="/contacts", method="POST")
    with pytest.raises(BookingRefused, match="not for us") as refused:
        await desk.crm.create(order(person))
    assert "sara" not in str(refused.value)
    made = desk.account.create("contacts", {"email": SARA.email})
    assert (await desk.crm.create(order(person))).contact_id == made.id


async def test_a_conflict_elsewhere_is_a_refusal(desk):
    for path in ("/upsert", "/meetings"):
        desk.sandbox.faults.add(CONFLICT, path=path, method="POST", times=1)
        with pytest.raises(BookingRefused, match="must be its own") as refused:
            await desk.crm.create(order())
        assert refused.value.facts["correlation_id"] == "aeb5f871-7f07"
