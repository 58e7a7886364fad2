"""Every fault a booking can meet: its code and sentence in the details, and a button that works."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.booking import BookingStatus, Person
from app.domain.booking_request import BookingRequest
from app.domain.stored_booking import Booking
from app.sandbox.hubspot.fault_bodies import LOCKED
from app.ui.bookings.deeds import Deed
from app.ui.bookings.page import BookingsPage
from app.ui.window.pages import PageName
from tests.support.crms import CRMS
from tests.support.opened import opened
from tests.ui.bookings.test_page import CONFIRMED, Desk, bookings
from tests.ui.scene import scene
from tests.ui.studio import Studio

REFUSED, EXPIRED = BookingStatus.REFUSED, BookingStatus.EXPIRED


async def shows(desk: Desk, code: str, *words: str) -> None:
    """The details say the code and these words."""
    await desk.studio.until(lambda: f"({code})" in desk.text("booking_error"))
    for each in words:
        assert each in desk.text("booking_error")


async def test_a_refused_booking_says_why_and_is_fixed_and_sent(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_400", method="POST", path="/meetings", times=1)
        booking = await desk.book()
        await desk.until_status(booking, REFUSED)
        desk.page.show_booking(booking.id)
        await shows(desk, "WRITE-01", "HubSpot didn't accept this booking")
        await desk.do(Deed.FIX)
        assert desk.page.form.isVisible()


async def test_a_person_who_is_gone_from_hubspot_is_chosen_again(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await desk.book(contact_id="101")
        await desk.until_status(booking, REFUSED)
        desk.page.show_booking(booking.id)
        await shows(desk, "WRITE-09", "HubSpot doesn't have the chosen contact")
        await desk.do(Deed.FIX)
        assert desk.page.form.isVisible()
        assert desk.page.form.parts.person.person.external_contact_id is None


@contextlib.asynccontextmanager
async def with_ghl(qapp, folder) -> AsyncIterator[Desk]:
    """The page with a GoHighLevel behind it, whose calendar keeps slots."""
    with CRMS["ghl-v2"].running() as ghl:
        async with scene(folder, environment=ghl.environment) as around:
            await around.ready()
            studio = Studio(qapp, around)
            sending = asyncio.ensure_future(around.services.sender.run())
            try:
                window = await studio.open()
                page = window.open_page(PageName.BOOKINGS)
                assert isinstance(page, BookingsPage)
                await studio.until(lambda: page.is_settled)
                yield Desk(studio, page, ghl)
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)
                await studio.aclose()


async def test_a_taken_time_offers_another_one(qapp, tmp_path):
    async with with_ghl(qapp, tmp_path) as desk:
        at = desk.studio.scene.clock().replace(minute=13, second=0) + timedelta(days=1)
        request = BookingRequest(
            provider="ghl",
            patient=Person(first_name="Alice", last_name="Brown", phone="0412345671"),
            service="Check-up",
            start=at,  # no slot of the calendar begins at 13 past
            duration_minutes=30,
        )
        booking = await desk.service.book(request, reference=str(uuid4()))
        await desk.until_status(booking, REFUSED)
        desk.page.show_booking(booking.id)
        await shows(desk, "WRITE-02", "That time was taken in GoHighLevel")
        await desk.do(Deed.PICK)
        assert desk.page.form.isVisible()


async def test_a_lost_answer_is_looked_for_at_a_press(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("lost_answer", method="POST", path="/meetings", times=1)
        booking = await desk.book()
        await shows(desk, "WRITE-03", "We're not sure HubSpot got this")
        desk.studio.scene.clock.pass_by(seconds=91)
        await desk.do(Deed.CHECK)
        await desk.until_status(booking, CONFIRMED)
        assert len(desk.hubspot.account.records("meetings")) == 1


async def test_what_was_not_sent_before_its_start_is_told_and_dismissed(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_429")
        booking = await desk.book()
        await desk.studio.until(lambda: desk.states == ["◷ Waiting for HubSpot"])
        desk.studio.scene.clock.pass_by(days=2)
        desk.studio.scene.services.sender.wake()
        await desk.until_status(booking, EXPIRED)
        desk.page.show_booking(booking.id)
        await shows(desk, "WRITE-04", "HubSpot was not told")
        assert "0412 345 671" in desk.text("booking_facts")
        with opened() as calls:
            await desk.do(Deed.RING)
            assert calls.addresses == ["tel:+61412345671"]
        privacy = desk.studio.window.context.privacy
        privacy.toggle()
        await desk.studio.until(lambda: not desk.offers(Deed.RING))
        assert "0412" not in desk.text("booking_facts")
        privacy.toggle()
        await desk.studio.until(lambda: desk.offers(Deed.RING))
        await desk.do(Deed.DISMISS)
        await desk.until_status(booking, BookingStatus.SET_ASIDE)
        assert not desk.hubspot.account.records("meetings")


async def moved_in_vain(desk: Desk) -> Booking:
    """HubSpot says yes to a new time, and keeps the old one."""
    booking = await desk.confirmed()
    desk.hubspot.account.silently_lost.update(
        {"hs_meeting_start_time", "hs_timestamp", "hs_meeting_end_time"}
    )
    await desk.service.change(booking.id, start=booking.start_at + timedelta(hours=2))
    desk.studio.scene.clock.pass_by(seconds=60)
    desk.studio.scene.services.sender.wake()
    await desk.until_status(booking, REFUSED)
    desk.page.show_booking(booking.id)
    await shows(desk, "WRITE-05", "HubSpot shows this booking differently", "start")
    return booking


def compared(desk: Desk) -> dict[str, tuple[str, ...]]:
    """What stands side by side: ours, and the CRM's."""
    names = ("Time", "Length", "Status", "Service", "Person")
    cell = "compare_{}_{}".format
    ours_and_theirs = ("ours", "theirs")
    return {name: tuple(desk.text(cell(name, one)) for one in ours_and_theirs) for name in names}


async def test_a_booking_that_hubspot_shows_differently_is_compared_with_ours(qapp, tmp_path):
    """WRITE-05."""
    async with bookings(qapp, tmp_path) as desk:
        booking = await moved_in_vain(desk)
        await desk.do(Deed.COMPARE)
        panel = desk.page.compare_panel
        await desk.studio.until(panel.isVisible)
        assert compared(desk) == {
            "Time": ("12:27 pm Wed 19 Nov", "≠ 10:27 am Wed 19 Nov"),
            "Length": ("45 min", "45 min"),
            "Status": ("Booked", "Booked"),
            "Service": ("Check-up", "Check-up"),
            "Person": ("Alice Brown", "Alice Brown"),
        }
        assert "Time differs" in panel.accessibleDescription()
        desk.studio.window.context.privacy.toggle()
        assert compared(desk)["Person"] == ("Hidden", "Hidden"), (
            "the same, as nothing says otherwise"
        )
        assert "Alice" not in panel.accessibleDescription()
        desk.studio.window.context.privacy.toggle()
        desk.press(Qt.Key.Key_Escape)
        assert not panel.isVisible()
        await desk.do(Deed.COMPARE)
        await desk.studio.until(panel.buttons[Deed.IS_THERE].isVisible)
        panel.buttons[Deed.IS_THERE].setFocus()
        desk.press(Qt.Key.Key_Return)
        await desk.until_status(booking, CONFIRMED)
        assert (await desk.service.get(booking.id)).start_at == booking.start_at
        assert not panel.isVisible()


async def test_what_was_called_otherwise_or_is_gone_in_hubspot_is_seen(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await moved_in_vain(desk)
        record = (await desk.service.get(booking.id)).external_id
        meeting = next(one for one in desk.hubspot.account.records("meetings") if one.id == record)
        meeting.properties["hs_meeting_title"] = "Deep clean"
        await desk.do(Deed.COMPARE)
        panel = desk.page.compare_panel
        await desk.studio.until(panel.isVisible)
        assert compared(desk)["Service"] == ("Check-up", "≠ Deep clean")
        desk.press(Qt.Key.Key_Escape)
        desk.hubspot.account.archive("meetings", record)
        await desk.do(Deed.COMPARE)
        await desk.studio.until(panel.isVisible)
        assert compared(desk)["Status"] == ("Booked", "≠ Not there any more")
        assert not panel.buttons[Deed.IS_THERE].isVisible()
        assert panel.buttons[Deed.SEND_AGAIN].hasFocus()


async def test_a_crm_that_cannot_be_reached_leads_to_its_status_page(qapp, tmp_path):
    """NET-02."""
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("drop", path="/contacts")
        await desk.book()
        await shows(desk, "NET-02", "We couldn't reach HubSpot")
        await desk.studio.until(lambda: desk.offers(Deed.STATUS_PAGE))
        assert desk.page.pane.buttons[Deed.STATUS_PAGE].text() == "HubSpot status page"
        with opened() as pages:
            await desk.do(Deed.STATUS_PAGE)
            await desk.studio.until(lambda: bool(pages.addresses))
        assert pages.addresses == ["https://status.hubspot.com/"]


async def test_a_booking_that_hubspot_shows_differently_can_be_taken_as_it_is(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await moved_in_vain(desk)
        await desk.do(Deed.IS_THERE)
        known = (await desk.service.get(booking.id)).external_id
        assert desk.page.there_panel.record.text() == known
        desk.page.there_panel.mark_button.setFocus()
        QTest.keyClick(desk.page.there_panel.mark_button, Qt.Key.Key_Return)
        await desk.until_status(booking, CONFIRMED)


async def test_a_missing_property_is_copied_for_the_admin(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.account.silently_lost.add("hs_internal_meeting_notes")
        await desk.book()
        await shows(desk, "WRITE-06", "HubSpot is missing something we need")
        await desk.do(Deed.COPY)
        copied = QGuiApplication.clipboard().text()
        assert "(WRITE-06)" in copied
        assert "Alice" not in copied


async def test_a_missing_right_stops_sending_and_names_the_right(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_403")
        await desk.book()
        await shows(desk, "WRITE-07", "crm.objects.contacts.write")
        await desk.studio.until(lambda: desk.offers(Deed.SETTINGS))
        desk.hubspot.faults.clear()
        await desk.do(Deed.CHECK)
        await desk.studio.until(lambda: desk.states == ["✓ Confirmed in HubSpot"])


async def test_a_number_that_two_people_have_is_a_persons_question(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        for name in ("Alice", "Alan"):
            desk.hubspot.account.create(
                "contacts",
                {"firstname": name, "lastname": "Brown", "phone": "+61412345671"},
            )
        desk.hubspot.account.catch_up()
        booking = await desk.book()
        await desk.until_status(booking, REFUSED)
        desk.page.show_booking(booking.id)
        await shows(desk, "WRITE-08", "HubSpot has this", "2 times")
        await desk.do(Deed.FIX)
        assert desk.page.form.isVisible()


async def test_a_crm_that_is_taken_away_keeps_what_waits_for_it(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_429")
        await desk.book()
        await desk.studio.until(lambda: desk.states == ["◷ Waiting for HubSpot"])
        crm = desk.studio.scene.services.crm
        await crm.save("hubspot", {"PMS_HUBSPOT_BASE_URL": " "})
        desk.studio.scene.clock.pass_by(minutes=6)
        desk.studio.scene.services.sender.wake()
        await shows(desk, "CRM-01", "PMS_HUBSPOT_BASE_URL")
        await leads_to_settings(desk)


async def test_a_refused_key_is_told_with_its_code(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_401")
        await desk.book()
        await shows(desk, "CRM-02", "HubSpot needs a new sign-in", "nothing is lost")
        await leads_to_settings(desk)


async def leads_to_settings(desk: Desk) -> None:
    """The CRM's keys and addresses are corrected there."""
    await desk.do(Deed.SETTINGS)
    window = desk.studio.window
    await desk.studio.until(lambda: window.page is not None and window.page.title == "Settings")


async def test_a_locked_record_is_tried_again_by_itself(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add(LOCKED, method="POST", path="/meetings", times=1)
        booking = await desk.book()
        await shows(desk, "CRM-03", "HubSpot was busy with this record")
        desk.studio.scene.clock.pass_by(minutes=6)
        desk.studio.scene.services.sender.wake()
        await desk.until_status(booking, CONFIRMED)


async def test_undoing_too_late_is_told_and_changes_nothing(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await desk.confirmed()
        await desk.studio.until(lambda: desk.offers(Deed.CANCEL))
        desk.page.pane.deed_wanted.emit(Deed.UNDO)  # as pressed in the moment it was told
        await desk.studio.until(lambda: "(ASK-06)" in desk.studio.window.message_bar.text)
        assert (await desk.service.get(booking.id)).status is CONFIRMED


async def test_the_likeliest_deed_stands_first_and_none_lies_on_another(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed()
        desk.hubspot.faults.add("lost_answer", method="POST", path="/meetings", times=1)
        booking = await desk.book("Sara", "Khan", days=2)
        desk.page.show_booking(booking.id)
        await shows(desk, "WRITE-03")
        buttons = desk.page.pane.buttons
        places = [buttons[deed] for deed in (Deed.CHECK, Deed.MOVE, Deed.CANCEL)]

        def in_order() -> bool:
            shown = [each.geometry() for each in places]
            apart = not any(one.intersects(next_one) for one, next_one in pairwise(shown))
            return apart and shown == sorted(shown, key=lambda each: (each.y(), each.x()))

        await desk.studio.until(in_order)
