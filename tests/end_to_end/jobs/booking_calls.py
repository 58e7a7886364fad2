"""What J16 and J17 do at the desk: the keys of a booking, and a CRM that knows one person."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt

from app.domain.booking import BookingStatus, Person
from app.domain.booking_request import BookingRequest
from app.domain.stored_booking import Booking, BookingView
from app.ui.bookings.page import BookingsPage
from tests.end_to_end.jobs.reception import Reception
from tests.support.crms import CRMS, Crm

Key, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAMES = {"hubspot": "HubSpot", "ghl-v2": "GoHighLevel", "salesforce": "Salesforce"}
KNOWN, KNOWN_MOBILE = ("Isabel", "Fernandez"), "0491 570 313"
NEW, NEW_MOBILE = ("Omar", "Benali"), "0491 574 118"
COOLED_S = 100
"""Longer than *not there* takes to be believed."""


@dataclass
class CrmAtWork:
    """A CRM's sandbox as a job looks at it."""

    crm: Crm
    label: str
    sandbox: Any
    writes: list[str] = field(default_factory=list)
    """Each call that may change something, from the start on."""

    @property
    def meetings(self) -> list[Any]:
        """The starts of the bookings that stand."""
        return self.crm.starts(self.sandbox)

    @property
    def contacts(self) -> int:
        """How many people it knows."""
        return self.crm.contacts(self.sandbox)

    def lose(self, fault: str) -> None:
        """The next booking meets this."""
        path = self.crm.booking_path
        self.sandbox.faults.add(fault, path=path, method="POST", times=1)

    def catch_up(self) -> None:
        """HubSpot's search sees what there is; its lag is real time, the desk's clock is not."""
        if self.crm.provider == "hubspot":
            self.sandbox.account.catch_up()

    def records(self) -> list[Any]:
        """Every booking, cancelled ones, too."""
        match self.crm.provider:
            case "hubspot":
                return self.sandbox.account.records("meetings")
            case "ghl":
                return self.sandbox.book.appointments()
            case _:
                return self.sandbox.org.events()

    def is_cancelled(self) -> bool:
        """The one booking is still there, and is told to be cancelled by the CRM's own rule."""
        (record,) = self.records()
        match self.crm.provider:
            case "hubspot":
                return record.properties["hs_meeting_outcome"] == "CANCELED"
            case "ghl":
                return record.status == "cancelled"
            case _:
                fields = record.fields
                return fields["ShowAs"] == "Free" and fields["Subject"].startswith("CANCELLED: ")


@contextlib.contextmanager
def crm_at_work(name: str) -> Iterator[CrmAtWork]:
    """A CRM that knows one person."""
    crm = CRMS[name]
    with crm.running() as sandbox:
        _know(crm.provider, sandbox)
        at_work = CrmAtWork(crm, NAMES[name], sandbox)
        at_work.catch_up()
        sandbox.on_request.append(
            lambda call: (
                at_work.writes.append(f"{call.method} {call.path}")
                if call.method != "GET" and not call.path.endswith("/search")
                else None
            )
        )
        yield at_work


def _know(provider: str, sandbox: Any) -> None:
    first, last = KNOWN
    phone = "+61" + KNOWN_MOBILE.replace(" ", "")[1:]
    match provider:
        case "hubspot":
            facts = {"firstname": first, "lastname": last, "mobilephone": phone}
            sandbox.account.create("contacts", facts)
        case "ghl":
            sandbox.book.add_contact(first_name=first, last_name=last, phone=phone)
        case _:
            sandbox.org.add("Contact", FirstName=first, LastName=last, MobilePhone=KNOWN_MOBILE)


# --- at the desk ------------------------------------------------------------------------------


async def open_form(person: Reception) -> None:
    """Ctrl+N, from wherever the person is."""
    await person.press(Key.Key_N, CTRL)
    await person.until(lambda: person.has_focus("form_phone"))


async def who_calls(person: Reception, mobile: str, *, label: str) -> str:
    """Types a mobile; what the look-up says."""
    await person.write(mobile, at="form_phone")
    looking = {"", f"Looking in {label}…"}
    await person.until(lambda: person.text("form_look_up") not in looking)
    return person.text("form_look_up")


async def choose_known(person: Reception) -> None:
    """Tab to the first candidate, Space."""
    await person.press_until_focused(Key.Key_Tab, "form_candidate_1")
    await person.press(Key.Key_Space)
    assert person.find("form_candidate_1").isChecked()


async def name_new(person: Reception) -> None:
    """First and last name of somebody new."""
    boxes = ((Key.Key_F, "form_first"), (Key.Key_L, "form_last"))
    for (key, box), word in zip(boxes, NEW, strict=True):
        await fill(person, key, box, word)


async def choose_visit(person: Reception, *, at: str, clinician: str = "") -> None:
    """Service, clinician and time, each by its letter."""
    await fill(person, Key.Key_S, "form_service", "Check-up")
    if clinician:
        await fill(person, Key.Key_C, "form_clinician", clinician)
    await choose_time(person, at)


async def choose_time(person: Reception, at: str) -> None:
    """In place of what stands there: Alt+T selects it."""
    await fill(person, Key.Key_T, "form_time", at)


async def fill(person: Reception, letter: Key, box: str, text: str) -> None:
    """Alt and the letter of a box, and what is to stand in it."""
    await person.press(letter, ALT)
    await person.write(text, at=box)


async def book(person: Reception, *, times: int = 1) -> None:
    """Ctrl+Enter, as soon as the button could be pressed as well."""
    await person.until(lambda: person.is_enabled("form_book"))
    await person.press(Key.Key_Return, CTRL, times=times)


def page_of(person: Reception) -> BookingsPage:
    """The Bookings page, which is in front."""
    page = person.window.page
    assert isinstance(page, BookingsPage)
    return page


def states(person: Reception) -> list[str]:
    """The State cell of every booking on screen."""
    return [row.cells[-1] for row in page_of(person).model.rows]


async def until_state(person: Reception, words: str) -> None:
    """Waits until the one booking on screen says so."""
    await person.until(lambda: isinstance(person.window.page, BookingsPage))
    await person.until(lambda: states(person) == [words])


async def the_booking(person: Reception) -> Booking:
    """The one booking there is."""
    (one,) = await person.services.bookings.list(BookingView.ALL)
    return one


async def later(person: Reception, at_work: CrmAtWork, *, seconds: float) -> None:
    """Time passes; what is due then is done."""
    at_work.catch_up()
    person.take_time(seconds=seconds)
    person.services.sender.wake()


async def booked_before(person: Reception, at_work: CrmAtWork, start: Any) -> Booking:
    """A booking of the known person, made some other day and confirmed."""
    request = BookingRequest(
        provider=at_work.crm.provider,
        patient=Person(first_name=KNOWN[0], last_name=KNOWN[1], phone=KNOWN_MOBILE),
        service="Check-up",
        start=start,
        duration_minutes=30,
        doctor_name="Dr Priya Nair",
    )
    service = person.services.bookings
    booking = await service.book(request, reference=str(uuid4()))
    booking = await service.settled(booking.id, within_s=60)
    assert booking.status is BookingStatus.CONFIRMED
    at_work.catch_up()
    return booking
