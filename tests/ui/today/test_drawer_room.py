"""The drawer on a small screen: deeds and note stay in view, the history is a press away."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from app.domain.appointment import AppointmentStatus
from app.services.sheet.desk import EditChanges
from app.ui.run import Application
from app.ui.today.page import TodayPage
from tests.ui.studio import Studio, studio_on
from tests.ui.today.hands import ELEVEN, coming, focused, opened, press

ENOUGH_PX = 370


async def with_two_edits(studio: Studio) -> TodayPage:
    page = await opened(studio)
    studio.window.resize(1366, 768)
    row = coming(page).row
    await studio.scene.services.desk.change(
        row.id, EditChanges(phone="0400 111 222", status=AppointmentStatus.ARRIVED)
    )
    await studio.settle()
    page.board.select(row.id)
    press(Qt.Key.Key_Return)
    await studio.until(lambda: len(page.drawer.history) > 1 and len(page.edits.section.texts) == 2)
    return page


def scroller(page: TodayPage) -> QScrollArea:
    found = page.drawer.findChild(QScrollArea, "drawer_scroller")
    assert isinstance(found, QScrollArea)
    return found


def is_in_view(page: TodayPage, name: str) -> bool:
    area = scroller(page)
    part = page.drawer.findChild(QLabel, name)
    assert isinstance(part, QLabel)
    top = part.mapTo(area.viewport(), QPoint(0, 0)).y()
    return 0 <= top <= area.viewport().height() - part.height()


async def test_the_facts_have_room_and_what_may_be_done_stays_in_view(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await with_two_edits(studio)
        area = scroller(page)
        assert area.viewport().height() >= ENOUGH_PX
        for part in (page.edits.section.change_button, page.edits.section.note):
            assert part.isVisible()
            assert not area.isAncestorOf(part)


async def test_the_history_of_an_edited_row_is_a_press_away(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await with_two_edits(studio)
        await studio.until(lambda: not is_in_view(page, "drawer_history"))  # once it is laid out
        page.drawer.history_button.setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: is_in_view(page, "drawer_history"))
        press(Qt.Key.Key_PageUp)
        assert scroller(page).verticalScrollBar().value() == 0
        press(Qt.Key.Key_PageDown)
        press(Qt.Key.Key_PageDown)
        bar = scroller(page).verticalScrollBar()
        assert bar.value() == bar.maximum()
        assert focused() is page.drawer.history_button
