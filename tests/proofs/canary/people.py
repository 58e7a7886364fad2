"""Forty people whom nobody else is called like, in all six sandboxes."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from app.domain.booking import Person
from tests.support.desk import DAY

_HEADS = ("Quilbren", "Zorvath", "Wexmoor", "Thraxil", "Jovendra")
_TAILS = ("akir", "obeth", "umandi", "isvelt", "ephron", "antusk", "orwine", "ydelma")


@dataclass(frozen=True, slots=True)
class Canary:
    """One of them; `aside`: a word of the note about them."""

    given: str
    family: str
    phone: str
    email: str
    birth_date: date
    aside: str

    @property
    def note(self) -> str:
        """What somebody wrote about them."""
        return f"{self.aside} asked for the ramp"

    @property
    def person(self) -> Person:
        """As the desk books them."""
        return Person(
            first_name=self.given, last_name=self.family, phone=self.phone, email=self.email
        )

    @property
    def values(self) -> Iterator[str]:
        """How they might be read somewhere."""
        yield from (self.given, self.family, self.email, self.aside, self.phone)
        digits = self.phone.replace(" ", "")[1:]
        yield from (digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}")
        born = self.birth_date
        yield from (born.isoformat(), f"{born:%d/%m/%Y}", f"{born.day} {born:%b} {born.year}")


def _canary(number: int) -> Canary:
    head, tail = _HEADS[number // 8], _TAILS[number % 8]
    given, family = f"{head}{tail}", f"{tail.title()}{head.lower()}"
    return Canary(
        given=given,
        family=family,
        phone=f"0423 {117 + number:03} {731 - number:03}",
        email=f"{head.lower()}.{tail}@canary.example",
        birth_date=date(1931, 2, 3) + timedelta(days=97 * number),
        aside=f"{tail[::-1]}{head[::-1].lower()}",
    )


CANARIES = tuple(map(_canary, range(40)))


def plant(practice: Any) -> None:
    """They are a practice's only patients, and the day is theirs."""
    listed = practice.patients()
    for number, canary in enumerate(CANARIES):
        like = listed[number] if number < len(listed) else _another(listed[0], number)
        practice.put_patient(dataclasses.replace(like, **_facts(like, canary)))
    ids = [patient.id for patient in practice.patients()]
    for number, booked in enumerate(practice.appointments(DAY)):
        if booked.patient_ids:
            canary = CANARIES[number % len(ids)]
            changes = dict.fromkeys(_notes(booked), canary.note)
            one = (ids[number % len(ids)],)
            practice.put(dataclasses.replace(booked, patient_ids=one, **changes))


def plant_contacts(ghl: Any, salesforce: Any, hubspot: Any) -> None:
    """All of them are in every CRM already."""
    for each in CANARIES:
        name, born = (each.given, each.family), each.birth_date.isoformat()
        mobile = "+61" + each.phone.replace(" ", "")[1:]
        ghl.book.add_contact(
            first_name=name[0], last_name=name[1], email=each.email, phone=mobile, birth_date=born
        )
        salesforce.org.add(
            "Contact", FirstName=name[0], LastName=name[1], Email=each.email, MobilePhone=mobile
        )
        hubspot.account.create(
            "contacts",
            {"firstname": name[0], "lastname": name[1], "email": each.email, "phone": mobile},
        )


def _another(like: Any, number: int) -> Any:
    new_id = str(159_000_000 + number) if like.id.isdecimal() else str(uuid4())
    return dataclasses.replace(like, id=new_id)


def _facts(like: Any, canary: Canary) -> dict[str, Any]:
    facts = dataclasses.asdict(canary) | {"usual": canary.given, "home_phone": canary.phone}
    return {each.name: facts[each.name] for each in dataclasses.fields(like) if each.name in facts}


def _notes(booked: Any) -> Iterator[str]:
    fields = {each.name for each in dataclasses.fields(booked)}
    yield from fields & {"comment", "description", "notes"}
