"""The Bookings page: lists that follow what the CRM says, and what a person does with a booking."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.booking import BookingStatus, Person
from app.domain.booking_request import BookingRequest
from app.domain.errors import DatabaseBusy
from app.domain.stored_booking import Booking, BookingView
from app.ui.bookings.deeds import Deed
from app.ui.bookings.page import BookingsPage
from app.ui.run import Application
from app.ui.window.pages import PageName
from tests.support.crms import CRMS
from tests.support.waiting import patience
from tests.ui.scene import scene
from tests.ui.studio import Studio

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
CONFIRMED = BookingStatus.CONFIRMED


@dataclass
class Desk:
    """The page in a window, with the sender at work and a HubSpot behind it."""

    studio: Studio
    page: BookingsPage
    hubspot: Any

    @property
    def service(self) -> Any:
        return self.studio.scene.services.bookings

    async def book(
        self,
        first: str = "Alice",
        last: str = "Brown",
        *,
        days: int = 1,
        contact_id: str | None = None,
    ) -> Booking:
        start = self.studio.scene.clock().replace(second=0) + timedelta(days=days, hours=1)
        request = BookingRequest(
            provider="hubspot",
            patient=Person(
                first_name=first,
                last_name=last,
                phone=f"041234567{days}",
                external_contact_id=contact_id,
            ),
            service="Check-up",
            start=start,
            duration_minutes=45,
        )
        return await self.service.book(request, reference=str(uuid4()))

    async def confirmed(self, *args: str, **kwargs: int) -> Booking:
        booking = await self.book(*args, **kwargs)
        await self.until_status(booking, CONFIRMED)
        return booking

    async def until_status(self, booking: Booking, status: BookingStatus) -> None:
        """Until it is so, and the page shows it."""
        async with patience():
            while (await self.service.get(booking.id)).status is not status:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await self.studio.until(lambda: self.page.is_settled)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifier)

    async def do(self, deed: Deed) -> None:
        """Presses one of the details' buttons by keyboard."""
        await self.studio.until(lambda: self.offers(deed))
        self.page.pane.buttons[deed].setFocus()
        self.press(Qt.Key.Key_Return)

    def offers(self, deed: Deed) -> bool:
        button = self.page.pane.buttons.get(deed)
        return button is not None and button.isVisible() and button.isEnabled()

    @property
    def states(self) -> list[str]:
        return [row.cells[-1] for row in self.page.model.rows]

    def text(self, name: str) -> str:
        found = self.page.findChild(QWidget, name)
        assert found is not None
        return found.text() if found.isVisible() else ""  # type: ignore[attr-defined]


@contextlib.asynccontextmanager
async def bookings(qapp: Application, folder: Path, *, has_crm: bool = True) -> AsyncIterator[Desk]:
    with CRMS["hubspot"].running() as hubspot:
        environment = hubspot.environment if has_crm else {}
        async with scene(folder, environment=environment) as desk:
            await desk.ready()
            studio = Studio(qapp, desk)
            sending = asyncio.ensure_future(desk.services.sender.run())
            try:
                window = await studio.open()
                page = window.open_page(PageName.BOOKINGS)
                assert isinstance(page, BookingsPage)
                await studio.until(lambda: page.is_settled)
                yield Desk(studio, page, hubspot)
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)
                await studio.aclose()


async def test_a_booking_shows_at_once_and_says_when_hubspot_has_it(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        assert desk.page.empty.title == "No bookings yet."
        await desk.book()
        await desk.studio.until(lambda: len(desk.page.model.rows) == 1)
        await desk.studio.until(lambda: desk.states == ["✓ Confirmed in HubSpot"])
        (row,) = desk.page.model.rows
        assert row.spoken.endswith("Alice Brown, Check-up, Confirmed in HubSpot")
        await desk.studio.until(lambda: desk.text("booking_state") == "✓ Confirmed in HubSpot")
        assert len(desk.hubspot.account.records("meetings")) == 1


async def test_without_a_crm_the_page_leads_to_its_settings(qapp, tmp_path):
    async with bookings(qapp, tmp_path, has_crm=False) as desk:
        assert desk.page.empty.title == "No booking system is set up yet."
        desk.page.empty.buttons[0].setFocus()
        desk.press(Qt.Key.Key_Return)
        settings = desk.studio.window.page
        assert settings is not None
        await desk.studio.until(lambda: settings.title == "Settings" and settings.is_filled)


async def test_del_asks_why_and_undo_keeps_hubspot_from_being_told(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await desk.confirmed()
        await desk.studio.until(lambda: desk.offers(Deed.CANCEL))
        asked = len(desk.hubspot.requests)
        desk.page.table.setFocus()
        desk.press(Qt.Key.Key_Delete)
        assert desk.page.cancel_panel.isVisible()
        assert "stays in HubSpot" in desk.text("cancel_note")
        desk.page.cancel_panel.cancel_button.setFocus()
        desk.press(Qt.Key.Key_Return)
        await desk.studio.until(lambda: desk.page.undo_bar.text)
        await desk.studio.until(lambda: desk.states == ["✕ Cancelled, HubSpot not told yet"])
        desk.page.table.setFocus()
        desk.press(Qt.Key.Key_Z, CTRL)
        await desk.studio.until(lambda: desk.states == ["✓ Confirmed in HubSpot"])
        assert not desk.page.undo_bar.text
        assert len(desk.hubspot.requests) == asked
        assert (await desk.service.get(booking.id)).status is CONFIRMED


async def test_a_cancellation_is_told_when_the_time_to_undo_it_is_over(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await desk.confirmed()
        await desk.do(Deed.CANCEL)
        desk.page.cancel_panel.reason.setCurrentIndex(1)
        desk.page.cancel_panel.cancel_button.setFocus()
        desk.press(Qt.Key.Key_Return)
        await desk.studio.until(lambda: desk.page.undo_bar.text)
        desk.studio.scene.clock.pass_by(seconds=11)
        desk.studio.scene.services.sender.wake()
        await desk.until_status(booking, BookingStatus.CANCELLED)
        (meeting,) = desk.hubspot.account.records("meetings")
        assert meeting.properties["hs_meeting_outcome"] == "CANCELED"
        desk.page.show_booking(booking.id)
        await desk.studio.until(lambda: desk.text("booking_state") == "✕ Cancelled")
        await desk.studio.until(
            lambda: "Cancelled here: clinician away" in " ".join(_texts(desk.page.pane))
        )
        assert not desk.page.undo_bar.text


async def test_the_bar_to_undo_goes_when_its_time_is_over_whichever_list_is_shown(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await desk.confirmed()
        desk.page.show_booking(booking.id)
        await desk.do(Deed.CANCEL)
        desk.page.cancel_panel.cancel_button.click()
        await desk.studio.until(lambda: desk.page.undo_bar.text)
        desk.page.tabs.choose(BookingView.ATTENTION)
        await desk.studio.until(lambda: desk.page.is_settled and not desk.states)
        assert desk.page.undo_bar.text
        desk.studio.scene.clock.pass_by(seconds=11)
        desk.studio.scene.services.sender.wake()
        await desk.until_status(booking, BookingStatus.CANCELLED)
        await desk.studio.until(lambda: not desk.page.undo_bar.text)


async def test_the_quick_box_asks_why_beside_the_booking_it_names_and_cancels_nothing_itself(
    qapp, tmp_path
):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed("Thomas", "Nguyen", days=1)
        other = await desk.confirmed("Alice", "Brown", days=2)
        desk.page.show_booking(other.id)
        await desk.studio.until(lambda: "Alice Brown" in desk.text("booking_title"))
        desk.page.quick_box.line.setFocus()
        QTest.keyClicks(desk.page.quick_box.line, "cancel Thomas Nguyen")
        desk.press(Qt.Key.Key_Return)
        await desk.studio.until(desk.page.cancel_panel.reason.hasFocus)
        assert "Thomas Nguyen" in desk.text("booking_title")
        assert desk.page.quick_box.line.text() == ""
        assert desk.states == ["✓ Confirmed in HubSpot"] * 2
        desk.page.cancel_panel.cancel_button.setFocus()
        desk.press(Qt.Key.Key_Return)
        cancelled = "✕ Cancelled, HubSpot not told yet"
        await desk.studio.until(lambda: cancelled in desk.states)
        assert "10 seconds" in desk.page.undo_bar.text
        states = {row.cells[1]: row.cells[-1] for row in desk.page.model.rows}
        assert states == {"Thomas Nguyen": cancelled, "Alice Brown": "✓ Confirmed in HubSpot"}


async def test_keeping_the_appointment_changes_nothing(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed()
        await desk.do(Deed.CANCEL)
        desk.press(Qt.Key.Key_Escape)
        assert not desk.page.cancel_panel.isVisible()
        assert desk.states == ["✓ Confirmed in HubSpot"]
        assert QApplication.focusWidget() is desk.page.table


async def test_a_lost_answer_says_so_and_ends_as_one_meeting(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("lost_answer", method="POST", path="/meetings", times=1)
        booking = await desk.book()
        await desk.studio.until(lambda: desk.states == ["↥ Checking with HubSpot"])
        await desk.studio.until(lambda: "(WRITE-03)" in desk.text("booking_error"))
        desk.studio.scene.clock.pass_by(seconds=91)
        desk.studio.scene.services.sender.wake()
        await desk.until_status(booking, CONFIRMED)
        assert len(desk.hubspot.account.records("meetings")) == 1


async def test_what_hubspot_refuses_needs_attention_and_can_be_set_aside(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_400", method="POST", path="/meetings", times=1)
        booking = await desk.book()
        await desk.until_status(booking, BookingStatus.REFUSED)
        attention = desk.page.tabs.buttons[BookingView.ATTENTION]
        await desk.studio.until(lambda: attention.text() == "Needs attention (1)")
        attention.setFocus()
        desk.press(Qt.Key.Key_Return)
        await desk.studio.until(lambda: desk.states == ["! Couldn't be sent"])
        await desk.studio.until(lambda: "(WRITE-01)" in desk.text("booking_error"))
        await desk.studio.until(lambda: desk.offers(Deed.FIX))
        await desk.do(Deed.SET_ASIDE)
        await desk.studio.until(lambda: attention.text() == "Needs attention")
        assert desk.page.empty.title == "Nothing needs a look."


async def test_the_find_box_finds_by_name_and_says_when_nothing_fits(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed("Alice", "Brown", days=1)
        await desk.confirmed("Thomas", "Nguyen", days=2)
        await desk.studio.until(lambda: len(desk.page.model.rows) == 2)
        desk.page.open_find()
        QTest.keyClicks(desk.page.tabs.find_box, "nguyen")
        await desk.studio.until(
            lambda: [r.cells[1] for r in desk.page.model.rows] == ["Thomas Nguyen"]
        )
        QTest.keyClicks(desk.page.tabs.find_box, "xyz")
        await desk.studio.until(desk.page.empty.isVisible)
        assert desk.page.empty.title == "No booking has that in it."


async def test_privacy_hides_who_and_what_for(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed()
        await desk.studio.until(lambda: "Alice Brown" in desk.text("booking_title"))
        desk.studio.window.privacy.turn_on()
        await desk.studio.until(lambda: "Alice" not in desk.text("booking_title"))
        (row,) = desk.page.model.rows
        seen = " ".join((*row.cells, row.spoken, *_texts(desk.page.pane)))
        for part in ("Alice", "Brown", "Check-up", "345"):
            assert part not in seen
        desk.studio.window.privacy.turn_off()


async def test_a_refused_key_stops_sending_and_leads_to_settings(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.hubspot.faults.add("status_401")
        await desk.book()
        await desk.studio.until(lambda: desk.states == ["◷ Waiting for HubSpot"])
        await desk.studio.until(lambda: "(CRM-02)" in desk.text("booking_error"))
        await desk.do(Deed.SETTINGS)
        window = desk.studio.window
        await desk.studio.until(lambda: window.page is not None and window.page.title == "Settings")


def _texts(widget: QWidget) -> list[str]:
    shown = [each for each in widget.findChildren(QWidget) if each.isVisible()]
    return [each.text() for each in shown if hasattr(each, "text")]


async def test_a_list_that_can_t_be_read_is_told_once_and_not_read_for_ever(
    qapp, tmp_path, monkeypatch
):
    async with bookings(qapp, tmp_path) as desk:
        tries = []

        async def busy(*_args: object, **_options: object) -> None:
            tries.append(1)
            raise DatabaseBusy()

        monkeypatch.setattr(desk.service, "list", busy)
        desk.page.on_shown()
        await desk.studio.until(lambda: tries and desk.page.is_settled)
        for _ in range(20):  # what would be read again would be by now
            await asyncio.sleep(0)
        assert len(tries) == 1


async def test_what_is_looked_for_goes_when_names_are_hidden(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed()
        desk.page.tabs.choose(BookingView.ALL, "Zacharias")
        await desk.studio.until(lambda: not desk.page.model.rows)
        desk.studio.window.privacy.turn_on()
        await desk.studio.until(lambda: desk.page.model.rows)
        assert not desk.page.tabs.find_box.text()
