"""Privacy mode names nobody in what is not on screen either: a screen reader finds it there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.ui.run import Application
from app.ui.widgets.ticks import TickBox
from app.ui.window.main_window import MainWindow
from tests.ui.privacy.people import named, people_of, spoken_texts, widget_texts
from tests.ui.studio import Studio, studio_on
from tests.ui.today.test_page import ELEVEN


async def desk(studio: Studio) -> tuple[MainWindow, set[str]]:
    """The window with the board on screen, and who must not be named."""
    await studio.scene.ready()
    window = await studio.open()
    people = people_of(await studio.scene.services.run_sheet.sheet())
    assert named(all_texts(window), people) != set()
    return window, people


def all_texts(window: MainWindow) -> list[str]:
    return widget_texts() + spoken_texts(window)


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def test_the_columns_behind_the_list_name_nobody(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        click(window, "view_list")
        window.privacy.turn_on()
        assert named(all_texts(window), people) == set()
        click(window, "view_columns")
        shown = [card for c in window.today.board.columns for card in c.view.cards.cards]
        assert len(shown) > 50
        assert named(all_texts(window), people) == set()
        window.privacy.turn_off()
        assert (
            named([card.spoken for card in window.today.board.columns[0].view.cards.cards], people)
            != set()
        )


async def test_a_column_that_was_left_out_names_nobody(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        first = window.today.board.columns[0].clinician_id
        assert window.today.filter_bar.leave_out(first)
        window.privacy.turn_on()
        assert named(all_texts(window), people) == set()


async def test_the_day_before_an_empty_day_names_nobody(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        for _ in range(2):
            click(window, "previous_day")
            await studio.settle()
        assert not window.today.board.isVisible()
        window.privacy.turn_on()
        assert named(all_texts(window), people) == set()


async def test_the_closed_details_name_nobody(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        view = window.today.board.columns[0].view
        window.today.board.select(view.cards.cards[3].id)
        QTest.keyClick(view, Qt.Key.Key_D)
        boxes = window.today.drawer.findChildren(TickBox)
        assert named([box.text() for box in boxes], people) != set()
        QTest.keyClick(boxes[0], Qt.Key.Key_Escape)
        assert not window.today.drawer.isVisible()
        window.privacy.turn_on()
        assert named(all_texts(window), people) == set()


async def test_the_identity_check_ends_with_privacy_and_leaves_the_focus_in_the_details(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        view = window.today.board.columns[0].view
        window.today.board.select(view.cards.cards[3].id)
        QTest.keyClick(view, Qt.Key.Key_D)
        boxes = window.today.drawer.findChildren(TickBox)
        await studio.until(boxes[0].hasFocus)
        window.privacy.turn_on()
        assert named(all_texts(window), people) == set()
        assert window.today.drawer.close_button.hasFocus()
