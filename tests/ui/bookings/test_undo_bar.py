"""The bar that takes a cancellation back waits while somebody is on it."""

import asyncio
from datetime import timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.booking import BookingStatus
from app.ui.bookings.deeds import Deed
from tests.support.waiting import patience
from tests.ui.bookings.test_page import CONFIRMED, Desk, bookings

LATER = "Cancelled here. HubSpot is told 10 seconds later."
HELD = "Cancelled here. HubSpot isn't told while you are on this bar."


async def cancelled(desk: Desk):
    """A confirmed booking that was just cancelled; the focus is in the list."""
    booking = await desk.confirmed()
    desk.page.show_booking(booking.id)
    await desk.do(Deed.CANCEL)
    desk.page.cancel_panel.cancel_button.setFocus()
    desk.press(Qt.Key.Key_Return)
    await desk.studio.until(lambda: desk.page.undo_bar.text == LATER)
    return booking


async def until_told_in(desk: Desk, booking, seconds: int) -> None:
    """Until the outbox has that time."""
    async with patience():
        until = timedelta(seconds=seconds)
        while (found := await desk.service.get(booking.id)).undo_until is not None:
            if found.undo_until - desk.studio.scene.clock() == until:
                return
            await asyncio.sleep(0.01)
    raise AssertionError("HubSpot was told")


async def test_the_focus_on_the_bar_holds_it_and_leaving_begins_the_time_anew(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await cancelled(desk)
        (undo,) = desk.page.undo_bar.buttons
        undo.setFocus()
        await desk.studio.until(lambda: desk.page.undo_bar.text == HELD)
        assert undo.hasFocus(), "the words change beside the button, not with it"
        await until_told_in(desk, booking, 60)
        desk.studio.scene.clock.pass_by(seconds=30)
        desk.studio.scene.services.sender.wake()
        desk.page.undo_bar.time_wanted.emit()  # the timer's quarter of a minute
        await until_told_in(desk, booking, 60)
        desk.page.table.setFocus()
        await desk.studio.until(lambda: desk.page.undo_bar.text == LATER)
        await until_told_in(desk, booking, 10)
        desk.studio.scene.clock.pass_by(seconds=11)
        desk.studio.scene.services.sender.wake()
        await desk.until_status(booking, BookingStatus.CANCELLED)
        await desk.studio.until(lambda: not desk.page.undo_bar.text)


async def test_undo_from_the_held_bar_tells_hubspot_nothing(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await cancelled(desk)
        asked = len(desk.hubspot.requests)
        desk.page.undo_bar.buttons[0].setFocus()
        await until_told_in(desk, booking, 60)
        QTest.keyClick(desk.page.undo_bar.buttons[0], Qt.Key.Key_Space)
        await desk.studio.until(lambda: desk.states == ["✓ Confirmed in HubSpot"])
        assert (desk.page.undo_bar.text, desk.page.undo_bar.is_held) == ("", False)
        assert (await desk.service.get(booking.id)).status is CONFIRMED
        assert len(desk.hubspot.requests) == asked


async def test_the_pointer_on_the_bar_holds_it_too_but_not_for_good(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await cancelled(desk)
        bar = desk.page.undo_bar
        point = QPointF(QPoint(5, 5))
        bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
        QApplication.sendEvent(bar, QEnterEvent(point, point, point))
        assert bar.text == HELD
        await until_told_in(desk, booking, 60)
        for _ in range(20):
            bar._again.timeout.emit()
        assert bar.text == LATER
        await until_told_in(desk, booking, 10)


async def test_a_pointer_that_leaves_lets_go(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        booking = await cancelled(desk)
        bar = desk.page.undo_bar
        point = QPointF(QPoint(5, 5))
        bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
        QApplication.sendEvent(bar, QEnterEvent(point, point, point))
        bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
        assert bar.text == LATER
        await until_told_in(desk, booking, 10)
