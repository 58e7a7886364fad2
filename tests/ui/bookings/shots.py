"""The Bookings page's states, with a HubSpot behind it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.domain.booking import BookingStatus, CancelReason, Person
from app.domain.booking_request import BookingRequest
from app.domain.stored_booking import Booking, BookingView
from app.sandbox import running_hubspot
from app.sandbox.hubspot.account import HubSpotAccount
from app.ui.bookings.deeds import Deed
from app.ui.bookings.form.start import FormStart
from app.ui.bookings.page import BookingsPage
from app.ui.window.pages import PageName
from tests.ui.desk_shots import ELEVEN
from tests.ui.scene import NINE_27, Scene, scene
from tests.ui.studio import Shot, Studio

PEOPLE = (
    ("Alice", "Brown", "0412 345 678", "Check-up"),
    ("Thomas", "Nguyen", "0491 570 006", "Long consultation"),
    ("Grace", "Kelly", "0491 570 110", "Hygienist visit"),
    ("Omar", "Benali", "0491 574 118", "Crown"),
)


@dataclass
class HubSpotScene(Scene):
    """A desk and its HubSpot."""

    crm: Any = None


@contextlib.asynccontextmanager
async def with_hubspot(folder: Path, *, now: datetime = NINE_27) -> AsyncIterator[HubSpotScene]:
    """A desk with a HubSpot that knows two people of one phone; its sender works."""
    account = HubSpotAccount(index_lag_s=0)
    for first in ("Isabel", "Isobel"):
        facts = {"firstname": first, "lastname": "Fernandez", "mobilephone": "+61491570313"}
        account.create("contacts", facts)
    account.catch_up()
    with running_hubspot(account) as hubspot:
        async with scene(folder, now=now, environment=hubspot.environment) as desk:
            sending = asyncio.create_task(desk.services.sender.run())
            try:
                yield HubSpotScene(**vars(desk), crm=hubspot)
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)


async def page_of(studio: Studio) -> BookingsPage:
    """The page in front of a synced day."""
    await studio.scene.ready()
    window = await studio.open()
    page = window.open_page(PageName.BOOKINGS)
    assert isinstance(page, BookingsPage)
    await studio.until(lambda: page.is_settled)
    return page


def crm_of(studio: Studio) -> Any:
    """The HubSpot behind it."""
    assert isinstance(studio.scene, HubSpotScene)
    return studio.scene.crm


async def book(studio: Studio, number: int, *, days: int | None = None) -> Booking:
    """One of the people, on one of the next days."""
    first, last, phone, service = PEOPLE[number]
    ahead = timedelta(days=number if days is None else days, hours=2)
    start = studio.scene.clock().replace(second=0, microsecond=0) + ahead
    request = BookingRequest(
        provider="hubspot",
        patient=Person(first_name=first, last_name=last, phone=phone),
        service=service,
        start=start,
        duration_minutes=45,
        doctor_name="Dr Priya Nair",
    )
    return await studio.scene.services.bookings.book(request, reference=str(uuid4()))


async def until_status(studio: Studio, booking: Booking, status: BookingStatus) -> None:
    """As far as it comes, which must be this."""
    after = await studio.scene.services.bookings.settled(booking.id, within_s=30)
    assert after.status is status


async def listed(studio: Studio) -> BookingsPage:
    """Three that are confirmed, the first in focus."""
    page = await page_of(studio)
    for number in range(3):
        await until_status(studio, await book(studio, number), BookingStatus.CONFIRMED)
    await studio.until(lambda: page.is_settled and len(page.model.rows) == 3)
    page.focus_first()
    page.table.choose(page.model.rows[0].id)
    await studio.until(lambda: page.pane.booking is not None)
    return page


async def unsure(studio: Studio) -> None:
    """One answer was lost; one waits."""
    page = await listed(studio)
    crm_of(studio).faults.add("lost_answer", path="/meetings", method="POST", times=1)
    booking = await book(studio, 3)
    await until_status(studio, booking, BookingStatus.CHECKING)
    page.show_booking(booking.id)
    await studio.until(lambda: page.pane.booking is not None and page.pane.booking.id == booking.id)


async def attention(studio: Studio) -> None:
    """One that HubSpot refused."""
    page = await listed(studio)
    crm_of(studio).faults.add("status_400", path="/meetings", method="POST")
    booking = await book(studio, 3)
    await until_status(studio, booking, BookingStatus.REFUSED)
    page.tabs.choose(BookingView.ATTENTION)
    await studio.until(lambda: page.pane.booking is not None and page.pane.booking.id == booking.id)


async def asking_to_cancel(studio: Studio) -> None:
    page = await listed(studio)
    page.pane.deed_wanted.emit(Deed.CANCEL)
    studio.in_view = page.cancel_panel


async def undo(studio: Studio) -> None:
    page = await listed(studio)
    page.pane.deed_wanted.emit(Deed.CANCEL)
    page.cancel_panel.cancelled.emit(CancelReason.CLINICIAN)
    await studio.until(lambda: bool(page.undo_bar.text) and page.is_settled)


async def moving(studio: Studio) -> None:
    page = await listed(studio)
    page.pane.deed_wanted.emit(Deed.MOVE)
    await studio.until(lambda: not page.form.tasks.running)


async def form(studio: Studio) -> BookingsPage:
    """Two people have the number."""
    page = await page_of(studio)
    page.open_new(FormStart(phone="0491 570 313"))
    await studio.until(lambda: bool(page.form.parts.person.candidates.people))
    return page


async def clash(studio: Studio, after: timedelta = timedelta(0)) -> BookingsPage:
    """Somebody of the list has that time with that clinician; `after`: from now, at least."""
    page = await page_of(studio)
    sheet = await studio.scene.services.run_sheet.sheet()
    soonest = studio.scene.clock() + after
    row = next(each for each in sheet.rows if each.start > soonest and not each.is_off)
    start = FormStart.from_row(row)
    page.open_new(
        FormStart(
            phone="0491 570 313",
            service="Check-up",
            doctor=start.doctor,
            day=start.day,
            at=start.at,
            length_minutes=30,
        )
    )
    await studio.until(lambda: bool(page.form.parts.person.candidates.people))
    page.form.parts.person.candidates.dots[0].setChecked(True)
    await studio.until(lambda: bool(page.form.shown.clash.text))
    return page


async def old_list(studio: Studio) -> BookingsPage:
    """Book was pressed on a list that is out of date; somebody has that time besides."""
    page = await clash(studio, after=timedelta(minutes=80))
    studio.scene.clock.pass_by(minutes=70)
    page.form.shown.book_button.click()
    await studio.until(lambda: bool(page.form.shown.old_list.text))
    return page


async def nothing(studio: Studio) -> None:
    await page_of(studio)


SHOTS = [
    Shot(name="bookings-no-crm", build=nothing),
    *(
        Shot(name=f"bookings-{name}", build=build, opens=with_hubspot, now=ELEVEN)
        for name, build in (
            ("none", nothing),
            ("listed", listed),
            ("unsure", unsure),
            ("attention", attention),
            ("cancel", asking_to_cancel),
            ("undo", undo),
            ("move", moving),
            ("form", form),
            ("form-clash", clash),
            ("form-old-list", old_list),
        )
    ),
]
