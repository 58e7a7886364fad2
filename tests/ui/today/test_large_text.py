"""200 % text in the smallest window: nothing is cut in two, and what has no room can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolTip, QWidget

from app.ui.run import Application
from app.ui.theme import SchemeChoice
from tests.ui import faults as of
from tests.ui.scene import scene as one_gentu
from tests.ui.studio import Studio
from tests.ui.three_vendors import three_vendors
from tests.ui.today.test_page import ELEVEN


async def enlarged(studio: Studio) -> None:
    studio.window.resize(1024, 640)
    await studio.scene.ready()
    await studio.open()
    studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
    await studio.settle()
    header = studio.window.today.header
    await studio.until(lambda: header.add_button.text() == "")


def cut(place: QWidget) -> Iterator[str]:
    """The buttons that are narrower than their words."""
    for button in place.findChildren(QPushButton):
        if button.text() and button.isVisible() and button.width() < button.sizeHint().width():
            yield button.text()


@pytest.mark.parametrize("is_asked", [False, True])
async def test_nothing_on_the_page_is_cut_in_two(
    qapp: Application, tmp_path: Path, is_asked: bool
) -> None:
    opens = one_gentu if is_asked else three_vendors
    async with opens(tmp_path, now=ELEVEN) as scene:
        studio = Studio(qapp, scene)
        try:
            await enlarged(studio)
            if is_asked:
                await of.a_mass_vanish(studio)
                await studio.until(lambda: bool(studio.window.banner.text))
            window, today = studio.window, studio.window.today
            await studio.until(lambda: window.width() == 1024)
            await studio.until(lambda: window.minimumSizeHint().width() <= 1024)
            for place in (today.header, today.filter_bar, window.banner):
                await studio.until(lambda place=place: list(cut(place)) == [])
            pill = today.header.findChild(QWidget, "freshness")
            await studio.until(lambda: pill.width() >= pill.minimumSizeHint().width())
            assert today.header.add_button.accessibleName() == "Add row"
            assert "Add a walk-in" in today.header.add_button.toolTip()
        finally:
            await studio.aclose()


async def test_larger_again_the_buttons_tell_their_keys(qapp: Application, tmp_path: Path) -> None:
    async with three_vendors(tmp_path, now=ELEVEN) as scene:
        studio = Studio(qapp, scene)
        try:
            await enlarged(studio)
            studio.theme.choose(SchemeChoice.LIGHT, scale=1.0)
            header = studio.window.today.header
            await studio.until(lambda: header.add_button.text() == "Add row")
            assert header.sync_button.text().startswith("Sync now  ")
        finally:
            await studio.aclose()


async def test_the_status_bar_takes_a_second_line_before_its_counts_are_cut(
    qapp: Application, tmp_path: Path
) -> None:
    async with three_vendors(tmp_path, now=ELEVEN) as scene:
        studio = Studio(qapp, scene)
        try:
            await enlarged(studio)
            bar = studio.window.status_bar
            marks = bar.findChild(QWidget, "status_connections")
            await studio.until(lambda: marks.width() >= marks.sizeHint().width())
            counts = bar.findChild(QLabel, "status_counts")
            assert "2 did not attend" in counts.text()
            await studio.until(lambda: counts.y() + counts.height() <= marks.y())
            await studio.until(lambda: counts.height() >= counts.heightForWidth(counts.width()))
            assert bar.toolTip() == ""
        finally:
            await studio.aclose()


async def test_marks_without_room_are_told_to_pointer_and_keyboard(
    qapp: Application, tmp_path: Path
) -> None:
    async with one_gentu(tmp_path, now=ELEVEN) as scene:
        studio = Studio(qapp, scene)
        try:
            await enlarged(studio)
            bar = studio.window.status_bar
            marks = "    ".join(f"Gentu, Brunswick Specialist Centre {n} ✓" for n in range(3))
            bar.show_words(
                counts="9 appointments", zone="", next_check="", marks=marks, spoken_marks=""
            )
            assert bar.toolTip() == bar.text
            assert marks in bar.text
            bar.setFocus(Qt.FocusReason.TabFocusReason)
            await studio.until(lambda: QToolTip.text() == bar.text)
            QTest.keyClick(bar, Qt.Key.Key_Tab)
            await studio.until(lambda: not QToolTip.isVisible())
        finally:
            QToolTip.hideText()
            await studio.aclose()
