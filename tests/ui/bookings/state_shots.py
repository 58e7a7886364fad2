"""The Bookings page when it waits, fails or asks: list, quick box and form, with a HubSpot."""

import asyncio
from datetime import timedelta
from typing import Never

from app.domain.booking import BookingStatus
from app.domain.errors import DatabaseBusy
from app.domain.stored_booking import BookingView
from app.ui.bookings.deeds import Deed
from app.ui.bookings.form.start import FormStart
from app.ui.bookings.page import BookingsPage
from app.ui.window.pages import PageName
from tests.ui.bookings.shots import (
    attention,
    book,
    crm_of,
    form,
    listed,
    page_of,
    undo,
    until_status,
    with_hubspot,
)
from tests.ui.desk_shots import ELEVEN
from tests.ui.studio import Shot, Studio


async def loading(studio: Studio) -> None:
    """The database takes its time."""
    await studio.scene.ready()
    window, never = await studio.open(), asyncio.Event()

    async def wait(*_arguments: object, **_named: object) -> None:
        await never.wait()

    studio.scene.services.bookings.list = wait  # type: ignore[method-assign,assignment]
    page = window.open_page(PageName.BOOKINGS)
    assert isinstance(page, BookingsPage)
    await studio.until(lambda: "Reading" in page.pane._title.text())


async def failed(studio: Studio) -> None:
    await studio.scene.ready()
    window = await studio.open()

    async def fail(*_arguments: object, **_named: object) -> Never:
        raise DatabaseBusy

    studio.scene.services.bookings.list = fail  # type: ignore[method-assign,assignment]
    page = window.open_page(PageName.BOOKINGS)
    assert isinstance(page, BookingsPage)
    await studio.until(lambda: bool(page.empty.buttons))


async def offline(studio: Studio) -> BookingsPage:
    """HubSpot can't be reached; a booking waits."""
    page = await listed(studio)
    crm_of(studio).faults.add("status_503")
    booking = await book(studio, 3)
    page.show_booking(booking.id, BookingView.WAITING)
    await studio.until(lambda: page.pane.booking is not None and page.pane.booking.id == booking.id)
    await studio.until(lambda: bool(page.pane.booking and page.pane.booking.error_code))
    return page


async def review(studio: Studio) -> BookingsPage:
    """Nobody could say for a day whether it landed."""
    page = await listed(studio)
    crm = crm_of(studio)
    crm.faults.add("lost_answer", path="/meetings", method="POST", times=1)
    booking = await book(studio, 3)
    await until_status(studio, booking, BookingStatus.CHECKING)
    crm.faults.add("status_503")
    studio.scene.clock.pass_by(hours=24, seconds=1)
    studio.scene.services.sender.wake()
    await studio.until(lambda: page.tabs.buttons[BookingView.ATTENTION].text().endswith("(1)"))
    page.show_booking(booking.id, BookingView.ATTENTION)
    await studio.until(lambda: page.pane.booking is not None and page.pane.booking.id == booking.id)
    return page


async def which_record(studio: Studio) -> None:
    page = await review(studio)
    page.pane.deed_wanted.emit(Deed.IS_THERE)
    studio.in_view = page.there_panel


async def compared(studio: Studio) -> None:
    """HubSpot said yes to another time, and kept the old one."""
    page = await listed(studio)
    crm_of(studio).account.silently_lost.update(
        {"hs_meeting_start_time", "hs_timestamp", "hs_meeting_end_time"}
    )
    booking = await studio.scene.services.bookings.get(page.model.rows[2].id)
    later = booking.start_at + timedelta(hours=2)
    await studio.scene.services.bookings.change(booking.id, start=later)
    studio.scene.clock.pass_by(seconds=60)
    studio.scene.services.sender.wake()
    await until_status(studio, booking, BookingStatus.REFUSED)
    page.show_booking(booking.id, BookingView.ATTENTION)
    await studio.until(lambda: page.pane.offers(Deed.COMPARE))
    page.pane.deed_wanted.emit(Deed.COMPARE)
    await studio.until(page.compare_panel.isVisible)
    studio.in_view = page.compare_panel


async def expired(studio: Studio) -> None:
    """It could not be sent before its start."""
    page = await listed(studio)
    crm_of(studio).faults.add("status_429")
    booking = await book(studio, 3)
    studio.scene.clock.pass_by(days=4)
    studio.scene.services.sender.wake()
    await until_status(studio, booking, BookingStatus.EXPIRED)
    page.show_booking(booking.id, BookingView.ATTENTION)
    await studio.until(lambda: page.pane.offers(Deed.RING))


async def found_nothing(studio: Studio) -> None:
    page = await listed(studio)
    page.tabs.choose(BookingView.ALL, "Zacharias")
    await studio.until(lambda: page.is_settled and not page.model.rows)


async def said(studio: Studio, words: str, page: BookingsPage | None = None) -> BookingsPage:
    page = page or await listed(studio)
    page.quick_box.line.setFocus()
    page.quick_box.line.setText(words)
    page.quick_box._start()
    await studio.until(lambda: not page.quick_box.tasks.running and page.is_settled)
    return page


async def typed(studio: Studio) -> None:
    """A sentence that is not sent yet."""
    page = await listed(studio)
    page.quick_box.line.setFocus()
    page.quick_box.line.setText("book Mary Johnson check-up Thursday 3 pm with Dr Nair")


async def not_understood(studio: Studio) -> None:
    await said(studio, "lunch with the printer people")


async def asked_who(studio: Studio) -> None:
    await said(studio, "move Zacharias Quill to Thursday 3 pm")


async def asked_why(studio: Studio) -> None:
    await said(studio, "cancel Alice Brown")


async def told(studio: Studio) -> None:
    """A sentence that fills the form."""
    page = await said(studio, "book Mary Johnson check-up Thursday 3 pm with Dr Nair")
    await studio.until(lambda: page.form.isVisible() and not page.form.tasks.running)


async def told_in_part(studio: Studio) -> None:
    """A sentence with words that are in no field, and without a day that is sure."""
    page = await said(studio, "book Mary Johnson root canal next Thursday 3 pm with Dr Nair")
    await studio.until(lambda: page.form.isVisible() and not page.form.tasks.running)


async def which_of_two(studio: Studio) -> None:
    """A sentence that fits two bookings."""
    page = await listed(studio)
    await until_status(studio, await book(studio, 0, days=3), BookingStatus.CONFIRMED)
    await said(studio, "cancel Alice Brown", page)


async def held_undo(studio: Studio) -> None:
    """Somebody is on the bar, which waits."""
    await undo(studio)
    page = studio.window.page
    assert isinstance(page, BookingsPage)
    page.undo_bar.buttons[0].setFocus()
    await studio.until(lambda: page.undo_bar.is_held)


async def wrong(studio: Studio) -> None:
    """Book was pressed with half of it missing."""
    page = await form(studio)
    page.form.desk.send()
    await studio.until(lambda: bool(page.form.parts.when.at.problem))


async def new_person(studio: Studio) -> None:
    """Nobody has the number; a note goes too, and what is sent is open."""
    page = await page_of(studio)
    page.open_new(
        FormStart(
            first_name="Aleksandra",
            last_name="Konstantinopoulou",
            phone="0491 570 158",
            service="Long consultation",
            doctor="Dr Priya Nair",
            notes="Prefers the ramp entrance.",
            sends_notes=True,
        )
    )
    part = page.form.parts.person
    await studio.until(lambda: "Nobody in HubSpot" in part.status.text())
    page.form.parts.when._time.setEditText("3:00 pm")
    page.form.shown.outline.toggle.setChecked(True)
    await studio.until(lambda: "Aleksandra" in page.form.shown.outline.lines.text())
    studio.in_view = page.form.shown.outline.lines


async def form_offline(studio: Studio) -> None:
    page = await page_of(studio)
    crm_of(studio).close()
    page.open_new(FormStart(phone="0491 570 313", service="Check-up"))
    await studio.until(lambda: "online" in page.form.shown.book_button.text())


async def mending(studio: Studio) -> None:
    await attention(studio)
    page = studio.window.page
    assert isinstance(page, BookingsPage)
    page.pane.deed_wanted.emit(Deed.FIX)
    await studio.until(lambda: page.form.isVisible() and not page.form.tasks.running)


SHOTS = [
    Shot(name=f"bookings-{name}", build=build, opens=with_hubspot, now=ELEVEN)
    for name, build in (
        ("loading", loading),
        ("failed", failed),
        ("offline", offline),
        ("review", review),
        ("which-record", which_record),
        ("compare", compared),
        ("expired", expired),
        ("found-nothing", found_nothing),
        ("undo-held", held_undo),
        ("quick-typed", typed),
        ("quick-not-read", not_understood),
        ("quick-who", asked_who),
        ("quick-cancel", asked_why),
        ("quick-which", which_of_two),
        ("quick-form", told),
        ("quick-part-read", told_in_part),
        ("form-wrong", wrong),
        ("form-new", new_person),
        ("form-offline", form_offline),
        ("form-fix", mending),
    )
]
