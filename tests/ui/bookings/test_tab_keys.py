"""Tab leads into the list that is shown, and to the row that is chosen in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.stored_booking import BookingView
from tests.ui.bookings.test_page import Desk, bookings


def focused(desk: Desk, *pressed: Qt.Key) -> list[str]:
    """What has the focus after each key."""
    names = []
    for key in pressed:
        desk.press(key)
        widget = QApplication.focusWidget()
        names.append(widget.objectName() if widget is not None else "")
    return names


async def test_tab_and_shift_tab_come_to_the_list_that_is_shown_whoever_chose_it(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        first = await desk.confirmed(days=1)
        second = await desk.confirmed("Thomas", "Nguyen", days=2)
        await desk.studio.until(lambda: len(desk.page.model.rows) == 2)
        back, on = [Qt.Key.Key_Backtab] * 2, [Qt.Key.Key_Tab] * 3
        desk.page.table.setFocus()
        assert focused(desk, *back) == ["bookings_find", "bookings_upcoming"]
        desk.page.show_booking(first.id, BookingView.ALL)
        await desk.studio.until(lambda: desk.page.is_settled)
        desk.page.table.setFocus()
        assert focused(desk, *back) == ["bookings_find", "bookings_all"]
        desk.page.quick_box.line.setFocus()
        assert focused(desk, *on) == ["bookings_all", "bookings_find", "bookings_table"]
        assert desk.page.table.current.id == first.id != second.id


async def test_arrows_go_from_one_list_to_the_next(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        desk.page.quick_box.line.setFocus()
        assert focused(desk, Qt.Key.Key_Tab, Qt.Key.Key_Right)[1] == "bookings_waiting"
        await desk.studio.until(lambda: desk.page.tabs.wanted.view is BookingView.WAITING)
