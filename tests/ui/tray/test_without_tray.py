"""A desktop without any tray: nothing is lost, nothing is hidden, notifications still come."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from app.ui.presence import Presence
from app.ui.run import Application
from tests.support.desktop_bus import desktop, environment_with, own_bus
from tests.ui.studio import studio_on
from tests.ui.tray.desk_process import desk_process

on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="D-Bus is a Linux desktop's"
)


@on_linux
async def test_a_notification_comes_over_d_bus_and_its_click_leads_to_the_place(
    tmp_path: Path,
) -> None:
    with own_bus() as address:
        async with (
            desktop(address, has_tray=False) as panel,
            desk_process(tmp_path, environment_with(address)) as desk,
        ):
            names = set((await desk.ask("revoke"))["names"])
            title, text = await panel.next_notification()
            assert title == "RunSheet"
            assert text == "Gentu no longer lists this practice. Today's list is from 9:27 am."
            assert not names & set(f"{title} {text}".split())
            panel.notifications.click()
            await desk.until(lambda state: state["page"] == "RunSheet – Connections")
            desk.tell("quit")
            assert await desk.process.wait() == 0


@on_linux
async def test_where_nothing_shows_notifications_the_window_says_it(tmp_path: Path) -> None:
    with own_bus() as address:
        async with desk_process(tmp_path, environment_with(address)) as desk:
            await desk.ask("revoke")
            told = await desk.until(lambda state: bool(state["message"]))
            assert "no longer lists this practice" in told["message"]


def lines_of(menu: QMenu) -> list[str]:
    """Every line, inner ones behind their parent's."""
    found = []
    for action in menu.actions():
        if action.text():
            found.append(action.text())
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += [f"{action.text()} ▸ {line}" for line in lines_of(inner)]
    return found


async def test_the_windows_more_menu_has_every_line_of_the_tray(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        presence = Presence(window, leave=lambda: None, single=None)
        await studio.until(lambda: presence.feed.standing is not None)
        assert window.navigation.more_button.accessibleName() == "More"
        window.navigation.more_button.click()
        await studio.until(presence.more.menu.isVisible)
        presence.tray.desk_menu.refresh()
        assert lines_of(presence.more.menu) == lines_of(presence.tray.desk_menu.menu)
        assert {"Sync now", "Pause ▸ Until tomorrow", "Privacy mode", "Quit RunSheet"} <= set(
            lines_of(presence.more.menu)
        )
        presence.more.menu.close()
        presence.close()


async def test_a_line_of_the_menu_is_done_and_the_menu_shows_it(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        left: list[bool] = []
        presence = Presence(window, leave=lambda: left.append(True), single=None)
        await studio.until(lambda: presence.feed.standing is not None)
        _line(presence, "Privacy mode").trigger()
        await studio.until(lambda: window.privacy.is_on)
        presence.more.refresh()
        assert _line(presence, "Privacy mode").isChecked()
        _line(presence, "Settings…").trigger()
        assert window.windowTitle() == "RunSheet – Settings"
        _line(presence, "Quit RunSheet").trigger()
        assert left == [True]
        presence.close()


def _line(presence: Presence, text: str) -> QAction:
    return next(action for action in presence.more.menu.actions() if action.text() == text)


async def test_the_tray_tells_of_today_while_another_day_is_on_screen(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        presence = Presence(window, leave=lambda: None, single=None)
        await studio.until(lambda: presence.feed.standing is not None)
        today = presence.feed.standing
        told: list[object] = []
        presence.feed.changed.connect(told.append)
        window.context.feed.step_day(1)
        await studio.until(lambda: bool(told))
        await studio.settle()
        assert today is not None
        assert {standing.sheet.day for standing in told} == {today.sheet.day}  # type: ignore[attr-defined]
        assert window.context.feed.snapshot is not None
        assert window.context.feed.snapshot.sheet.day > today.sheet.day
        presence.close()
        assert not QApplication.activePopupWidget()
