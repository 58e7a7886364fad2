"""What asks something is in sight: at 200 % text, and in the smallest windows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.stored_booking import BookingView
from app.ui.bookings.deeds import Deed
from app.ui.run import Application
from tests.ui.bookings.shots import clash, listed, old_list, with_hubspot
from tests.ui.desk_shots import ELEVEN
from tests.ui.studio import Studio


async def test_what_del_asks_is_seen_at_200_percent(qapp: Application, tmp_path: Path) -> None:
    async with with_hubspot(tmp_path) as desk:
        studio = Studio(qapp, desk)
        try:
            page = await listed(studio)
            studio.theme.choose(studio.theme.choice, scale=2.0)
            studio.window.resize(1024, 640)
            await studio.until(lambda: page.cancel_panel.isHidden() and page.is_settled)
            QTest.keyClick(page.table, Qt.Key.Key_Delete)
            await studio.until(page.cancel_panel.reason.hasFocus)
            await studio.until(lambda: is_seen_whole(page.cancel_panel.cancel_button))
            await studio.until(lambda: is_seen_whole(page.cancel_panel.reason))
        finally:
            await studio.aclose()


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640)])
async def test_the_words_of_what_is_asked_before_a_cancellation_are_whole(
    qapp: Application, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_hubspot(tmp_path) as desk:
        studio = Studio(qapp, desk)
        try:
            studio.window.resize(*size)
            page = await listed(studio)
            page.pane.deed_wanted.emit(Deed.CANCEL)
            panel = page.cancel_panel
            await studio.until(panel.reason.hasFocus)
            for button in (panel.cancel_button, panel.keep_button):
                wanted = button.sizeHint().width()
                await studio.until(lambda each=button, room=wanted: each.width() >= room)
        finally:
            await studio.aclose()


@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1.0), ((1024, 640), 1.0), ((1366, 768), 2.0)]
)
async def test_the_clashs_buttons_are_seen_whole_without_scrolling(
    qapp: Application, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    async with with_hubspot(tmp_path, now=ELEVEN) as desk:
        studio = Studio(qapp, desk)
        try:
            studio.theme.choose(studio.theme.choice, scale=scale)
            studio.window.resize(*size)
            box = (await clash(studio)).form.shown.clash
            for button in (box.other_button, box.anyway_button):
                await studio.until(lambda each=button: is_seen_whole(each))
        finally:
            await studio.aclose()


@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1.0), ((1024, 640), 1.0), ((1366, 768), 2.0)]
)
async def test_what_an_old_list_asks_is_seen_whole_beside_a_clash(
    qapp: Application, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    async with with_hubspot(tmp_path, now=ELEVEN) as desk:
        studio = Studio(qapp, desk)
        try:
            studio.theme.choose(studio.theme.choice, scale=scale)
            studio.window.resize(*size)
            shown = (await old_list(studio)).form.shown
            for part in (*shown.old_list.buttons, shown.book_button):
                await studio.until(lambda each=part: is_seen_whole(each))
        finally:
            await studio.aclose()


def is_seen_whole(widget: QWidget) -> bool:
    """Nothing of it lies beyond an edge that it would have to be scrolled over."""
    return widget.visibleRegion().boundingRect() == widget.rect()


async def test_a_list_that_empties_leaves_the_focus_on_the_next_step(
    qapp: Application, tmp_path: Path
) -> None:
    async with with_hubspot(tmp_path) as desk:
        studio = Studio(qapp, desk)
        try:
            page = await listed(studio)
            await studio.until(page.table.hasFocus)
            page.tabs.choose(BookingView.WAITING)
            await studio.until(lambda: page.is_settled and not page.table.isVisible())
            assert page.empty.buttons[0].hasFocus()
        finally:
            await studio.aclose()
