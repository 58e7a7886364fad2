"""A real tray of the old kind (trayer): the icon is there, its menu opens and works."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.desktop_bus import environment_with, own_bus
from tests.ui.tray.desk_process import DeskProcess, desk_process

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="XEmbed trays are X11's"
)
SIZE = (1600, 1000)


@contextlib.contextmanager
def own_screen() -> Iterator[str]:
    """The name of a display with a tray at its bottom right corner."""
    reader, writer = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as stream:
        display = f":{stream.readline().strip()}"
    edge = ("--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "28")
    tray = subprocess.Popen(
        ["trayer", *edge],
        env=os.environ | {"DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield display
    finally:
        for process in (tray, screen):
            process.terminate()
            process.wait()


@contextlib.asynccontextmanager
async def desk_with_tray(folder: Path) -> AsyncIterator[tuple[DeskProcess, dict[str, str]]]:
    with own_screen() as display, own_bus() as address:
        environment = environment_with(address) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        async with desk_process(folder, environment) as desk:
            yield desk, environment


async def xdotool(environment: dict[str, str], *arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(
        "xdotool", *arguments, env=environment, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode()


async def test_the_icon_opens_the_window_and_its_menu_syncs(tmp_path: Path) -> None:
    async with desk_with_tray(tmp_path) as (desk, environment):
        told = await desk.until(lambda state: bool(state["tray"]))
        x, y, width, height = told["tray"]
        corner = (x + width // 2, y + height // 2)
        assert corner[0] > SIZE[0] - 100
        assert corner[1] > SIZE[1] - 40
        await desk.ask("close")
        assert not (await desk.ask("close"))["visible"]
        point = ("mousemove", str(corner[0]), str(corner[1]))
        await xdotool(environment, *point, "click", "1")
        await desk.until(lambda state: state["visible"])
        before = (await desk.ask())["runs"]
        await xdotool(environment, *point, "click", "3")
        await desk.until(lambda state: state["menu"])
        await xdotool(environment, "key", "Down", "Down", "Return")
        await desk.until(lambda state: state["runs"] == before + 1)
