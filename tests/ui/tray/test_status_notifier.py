"""The tray as a StatusNotifier panel sees it, over a D-Bus of the test's own."""

import asyncio
import sys
from pathlib import Path

import pytest

from app.ui.process.single import Word, hand_over, name_of
from tests.support.desktop_bus import Desktop, Item, desktop, environment_with, own_bus
from tests.support.waiting import patience
from tests.ui.tray.desk_process import DeskProcess, desk_process

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="StatusNotifier trays are a Linux desktop's"
)
MENU = [
    "Open RunSheet",
    "✓ Up to date · checked 9:27 am",
    "Sync now",
    "Pause",
    "Pause ▸ For 1 hour",
    "Pause ▸ Until tomorrow",
    "Mute notifications",
    "Mute notifications ▸ For 1 hour",
    "Mute notifications ▸ For today",
    "Privacy mode",
    "Settings…",
    "Quit RunSheet",
]


async def test_the_item_tells_its_state_and_its_menu_works(tmp_path: Path) -> None:
    with own_bus() as address:
        async with (
            desktop(address) as panel,
            desk_process(tmp_path, environment_with(address)) as desk,
        ):
            item = await panel.item()
            await _looks_fresh(item, desk)
            await _menu_works(item, desk)
            await _opens_and_never_hides(item, desk)
            await _another_start_brings_it_back(tmp_path, desk)
            await _asks_for_the_sign_in(item, desk, panel)
            await item.choose("Quit RunSheet")
            async with patience():
                assert await desk.process.wait() == 0


async def _looks_fresh(item: Item, desk: DeskProcess) -> None:
    assert await item.get("Id") == "RunSheet"
    assert await item.get("Status") == "Active"
    await item.until_tooltip("RunSheet – up to date")
    state = await desk.ask()
    coming, telehealth = state["coming"], state["telehealth"]
    assert await item.tooltip() == f"RunSheet – up to date, 9:27 am – {coming} today"
    assert {16, 24, 32} <= set(await item.pixmaps())
    labels = await item.labels()
    assert labels[2].startswith(f"{coming} today · {telehealth} telehealth")
    assert [label for label in labels if label in MENU] == MENU


async def _menu_works(item: Item, desk: DeskProcess) -> None:
    before = (await desk.ask())["runs"]
    await item.choose("Sync now")
    await desk.until(lambda state: state["runs"] == before + 1 and not state["running"])
    await item.choose("Privacy mode")
    assert (await desk.until(lambda state: state["private"]))["private"]
    await item.choose("Mute notifications ▸ For today")
    state = await desk.until(lambda state: bool(state["muted"]))
    assert state["muted"].startswith("2025-11-18T13:00")  # midnight in Melbourne
    await item.choose("Pause ▸ For 1 hour")
    await desk.until(lambda state: state["paused"])
    await item.until_tooltip("RunSheet – paused until 10:27 am")
    assert (await item.labels())[0] == "Resume checking"
    await item.choose("Resume checking")
    await desk.until(lambda state: not state["paused"])
    await item.until_tooltip("RunSheet – up to date")
    await item.choose("Mute notifications ▸ Stop muting")
    await desk.until(lambda state: not state["muted"])


async def _opens_and_never_hides(item: Item, desk: DeskProcess) -> None:
    told = await desk.ask("close")
    assert told["visible"]
    assert "its icon stays beside the clock" in told["message"]
    assert not (await desk.ask("close"))["visible"]
    await item.activate()
    await desk.until(lambda state: state["visible"])
    await item.activate()
    await item.activate()
    assert (await desk.ask())["visible"]


async def _another_start_brings_it_back(folder: Path, desk: DeskProcess) -> None:
    """Also out of the tray; the .desktop entry's words work without raising anything."""
    assert not (await desk.ask("close"))["visible"]
    name = name_of(folder)
    assert await asyncio.to_thread(hand_over, name, Word.PAUSE)
    await desk.until(lambda state: state["paused"])
    assert not (await desk.ask())["visible"]
    assert await asyncio.to_thread(hand_over, name, Word.OPEN)
    await desk.until(lambda state: state["visible"])


async def _asks_for_the_sign_in(item: Item, desk: DeskProcess, panel: Desktop) -> None:
    """Another shape, another first line, one notification without a name; its click leads there."""
    disc = await item.pixmaps()
    names = set((await desk.ask("revoke"))["names"])
    async with patience():
        title, text = await panel.notifications.shown.get()
    assert title == "RunSheet"  # Qt shows it as the tooltip, too, for as long as the message
    assert text == "Gentu no longer lists this practice. Today's list is from 9:27 am."
    key = await item.pixmaps()
    assert {width: _outline(key[width]) for width in key} != {
        width: _outline(disc[width]) for width in disc
    }
    assert (await item.labels())[0] == "Connect Gentu again…"
    said = " ".join([title, text, await item.tooltip(), *(await item.labels())])
    assert not names & set(said.replace(",", " ").split())
    panel.notifications.click()
    await desk.until(lambda state: state["page"] == "RunSheet – Connections")
    assert panel.notifications.shown.empty()


def _outline(pixels: bytes) -> bytes:
    """Which pixels are covered: the shape without its colour (network byte order, alpha first)."""
    return bytes(alpha > 127 for alpha in pixels[::4])


async def test_a_sync_that_rests_is_told_to_who_asked_from_the_tray(tmp_path: Path) -> None:
    with own_bus() as address:
        async with (
            desktop(address) as panel,
            desk_process(tmp_path, environment_with(address)) as desk,
        ):
            item = await panel.item()
            await item.until_tooltip("RunSheet – up to date")
            await desk.ask("close")
            before = await desk.ask("close")
            assert not before["visible"]
            await item.choose("Sync now")
            await desk.until(lambda now: now["runs"] == before["runs"] + 1 and not now["running"])
            await item.choose("Sync now")
            title, text = await panel.next_notification()
            assert title == "RunSheet"
            assert text == "Checked 0 s ago. You can check again in 30 s."
            assert not (await desk.ask())["visible"]


async def test_a_menu_that_is_open_keeps_its_lines_until_it_is_opened_anew(tmp_path: Path) -> None:
    with own_bus() as address:
        async with (
            desktop(address) as panel,
            desk_process(tmp_path, environment_with(address)) as desk,
        ):
            item = await panel.item()
            await item.until_tooltip("RunSheet – up to date")
            lines = dict(await item.menu())
            await desk.ask("revoke")
            await item.until_tooltip("RunSheet – Gentu no longer lists this practice")
            await item.click(lines["Privacy mode"])
            await desk.until(lambda state: state["private"])
            assert (await item.labels())[0] == "Connect Gentu again…"


async def test_a_tray_that_comes_later_gets_the_icon_and_one_that_goes_is_not_hidden_to(
    tmp_path: Path,
) -> None:
    with own_bus() as address:
        async with (
            desktop(address, has_tray=False) as panel,
            desk_process(tmp_path, environment_with(address)) as desk,
        ):
            assert panel.watcher.items.empty()
            await panel.begin_tray()
            item = await panel.item()
            await desk.ask("close")
            assert not (await desk.ask("close"))["visible"]
            await panel.bus.release_name("org.kde.StatusNotifierWatcher")
            # Nobody could get the window back any more: it comes by itself.
            await desk.until(lambda state: state["visible"])
            told = await desk.ask("close")
            assert told["visible"]
            assert told["buttons"] == ["Keep checking in the background", "Quit"]
            assert item.name
