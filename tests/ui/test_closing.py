"""Closing the window: explained once, hidden to a tray, asked about without one, or a quit."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.run import Application
from app.ui.window.closing import KEEP, Closing
from app.ui.window.main_window import MainWindow
from tests.ui.studio import studio_on


class Choices:
    """What closing is told, and what it did."""

    def __init__(self, window: MainWindow, *, has_tray: bool) -> None:
        self.saved: dict[str, str] = {}
        self.left = 0
        self.window = window
        window.closing = Closing(
            window,
            has_tray=lambda: has_tray,
            saved=lambda: self.saved,
            save=self.saved.__setitem__,
            leave=self._leave,
        )

    def _leave(self) -> None:
        self.left += 1

    def press(self, text: str) -> None:
        button = next(one for one in self.window.message_bar.buttons if one.text() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def test_with_a_tray_it_is_explained_in_the_window_once_and_then_hides(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        choices = Choices(window, has_tray=True)
        window.close()
        assert window.isVisible()
        assert "keeps RunSheet checking" in window.message_bar.text
        choices.press("Close the window")
        assert window.isHidden()
        window.show()
        window.close()
        assert window.isHidden()
        assert choices.left == 0


async def test_without_a_tray_it_asks_and_quits_only_on_that_answer(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        choices = Choices(window, has_tray=False)
        window.close()
        assert window.isVisible()
        buttons = window.message_bar.buttons
        assert [one.text() for one in buttons] == ["Keep checking in the background", "Quit"]
        assert buttons[0].hasFocus()
        choices.press("Quit")
        assert choices.left == 1


async def test_keeping_on_in_the_background_minimises_now_and_the_next_time(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        choices = Choices(window, has_tray=False)
        window.close()
        choices.press("Keep checking in the background")
        assert window.isMinimized()
        assert not window.message_bar.text
        window.showNormal()
        window.close()
        assert window.isMinimized()
        assert choices.left == 0


@pytest.mark.parametrize("has_tray", [True, False])
async def test_who_chose_so_quits_by_closing(
    qapp: Application, tmp_path: Path, *, has_tray: bool
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        choices = Choices(window, has_tray=has_tray)
        choices.saved[KEEP] = "no"
        window.close()
        assert choices.left == 1


async def test_ctrl_q_quits_whatever_closing_means(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        Choices(window, has_tray=True)
        wanted: list[bool] = []
        window.quit_wanted.connect(lambda: wanted.append(True))
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert wanted == [True]
        assert window.isVisible()
