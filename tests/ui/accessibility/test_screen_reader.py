"""RunSheet in a process of its own, as a screen reader on Linux reads it: AT-SPI, over D-Bus."""

import asyncio
import contextlib
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.desktop_bus import environment_with, own_bus
from tests.support.screen_reader import Heard, ScreenReader, Thing, listening
from tests.ui.tray.desk_process import DeskProcess, desk_process

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="AT-SPI is a Linux desktop's"
)
CARD = re.compile(r"^\d{1,2}:\d\d [ap]m, (?P<who>[^,]+), .*(in person|telehealth|phone)\b")
NO_ONE = "No patient named"


@contextlib.asynccontextmanager
async def desk_by_ear(
    folder: Path, *options: str
) -> AsyncIterator[tuple[DeskProcess, ScreenReader, Thing]]:
    """A desk, who listens to it, and its window."""
    with own_bus() as address:
        async with (
            listening(address) as reader,
            desk_process(folder, environment_with(address), *options) as desk,
        ):
            yield desk, reader, await reader.window("RunSheet")


async def press(key: str) -> None:
    """A key, on the window in front."""
    find = ("search", "--onlyvisible", "--name", "^RunSheet –")
    command = ("xdotool", *find, "windowfocus", "--sync", "key", key)
    process = await asyncio.create_subprocess_exec(*command)
    assert await process.wait() == 0


async def columns(window: Thing) -> list[tuple[str, list[str]]]:
    """The lists on screen, each with its lines, as they are read."""
    found: list[tuple[str, list[str]]] = []
    for role, name, thing in await window.everything():
        if role == "list":
            lines = await thing.everything(hidden_too=True)  # below the window's edge, as well
            found.append((name, [words for kind, words, _ in lines if kind == "list item"]))
    return found


async def all_words(window: Thing) -> str:
    """Every name in the tree, on screen or not."""
    return "\n".join(name for _, name, _ in await window.everything(hidden_too=True))


async def test_today_is_read_column_by_column_and_hidden_by_f8(tmp_path: Path) -> None:
    async with desk_by_ear(tmp_path) as (desk, reader, window):
        names = (await desk.ask())["names"]
        assert await window.name() == "RunSheet – Today"
        lists = await columns(window)
        assert [name.split(",")[0] for name, _ in lists] == [
            "Run sheet for Dr Priya Raghunathan",
            "Run sheet for Dr Siobhán O'Sullivan",
            "Run sheet for A/Prof Minh Đặng",
            "Run sheet for Papadakis",
        ]
        people = _people(lists)
        assert len(people) > 30
        assert all(set(each.split()) <= set(names) for each in people)
        await press("F8")
        assert await reader.until_announced("Privacy on") == Heard(
            words="Privacy on. Names are hidden.", is_assertive=False
        )
        hidden = await all_words(window)
        assert [each for each in people if each in hidden] == []
        assert _people(await columns(window)) != people
        await press("F8")
        await reader.until_announced("Privacy off")
        assert _people(await columns(window)) == people


def _people(lists: list[tuple[str, list[str]]]) -> set[str]:
    """Who is named on the cards; every card says when, who, and how they come."""
    told = [CARD.match(card) for name, cards in lists for card in cards]
    assert told
    assert None not in told
    return {each["who"] for each in told if each is not None} - {NO_ONE}


async def test_a_banner_is_announced_and_can_be_read(tmp_path: Path) -> None:
    async with desk_by_ear(tmp_path) as (desk, reader, window):
        await desk.ask("revoke")
        heard = await reader.until_announced("Gentu no longer lists this practice as connected.")
        assert heard.is_assertive
        assert [each.words for each in reader.announced].count(heard.words) == 1
        banner = await window.find("panel", f"Notice: {heard.words}")
        assert [role for role, _, _ in await banner.everything()].count("push button") >= 1
        names = (await desk.ask())["names"]
        assert [each for each in names if each in heard.words.split()] == []


async def test_a_booking_is_filled_in_by_its_labels(tmp_path: Path) -> None:
    async with desk_by_ear(tmp_path, "hubspot") as (_desk, reader, window):
        await press("ctrl+n")
        form = await window.find("panel", "New booking")
        await (await form.field("Mobile")).write("0491 574 118")
        await reader.until_announced("Nobody")
        for label, words in (
            ("First name", "Omar"),
            ("Last name", "Benali"),
            ("Service", "Check-up"),
            ("Time", "2 pm"),
        ):
            field = await form.field(label)
            await field.write(words)
            assert await field.text() == words
        await (await form.find("push button", "Book in HubSpot")).press()
        cell = await window.find(
            "cell", "2:00 pm Tue 18 Nov, Omar Benali, Check-up, Confirmed in HubSpot"
        )
        assert await cell.role() == "cell"
        assert "Benali" not in await window.name()
