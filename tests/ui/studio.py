"""The studio of the screenshots: a window on a scene, put into a state and photographed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.window.main_window import MainWindow
from tests.ui.scene import NINE_27, Scene, scene

DEADLINE_S = 10


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A state to photograph: its file's name and how to get there from an empty RunSheet.

    `opens`: the scene it begins on, called with a folder and `now`; one Gentu unless told.
    """

    name: str
    build: Callable[["Studio"], Awaitable[None]]
    now: datetime = NINE_27
    is_small_too: bool = False
    is_large_too: bool = False
    opens: Callable[..., AbstractAsyncContextManager[Scene]] = scene


class Studio:
    """`scene` to arrange, `window` to look at once `open` has run."""

    def __init__(self, app: Application, scene: Scene) -> None:
        self.app, self.scene = app, scene
        self.theme = Theme(app, choice=SchemeChoice.LIGHT)
        self.window = MainWindow(self.theme, pc_zone=lambda: "Australia/Melbourne")
        self.window.resize(1366, 768)

    async def open(self) -> MainWindow:
        """Opens the window on the scene and waits for the list."""
        self.window.attach(self.scene.services, await self.scene.services.preferences.read())
        self.window.show()
        self.window.activateWindow()  # without a window manager nobody else gives it the focus
        await self.until(self.window.isActiveWindow)
        await self.settle()
        return self.window

    async def settle(self) -> None:
        """Waits until the newest snapshot is on screen and nothing more is on its way."""
        today = self.window.today
        await self.until(lambda: today.context.feed.is_idle and today.is_settled)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Waits for a condition of the window."""
        async with asyncio.timeout(DEADLINE_S):
            while not is_so():  # noqa: ASYNC110  # a condition of many widgets has no event
                await asyncio.sleep(0.01)

    async def photograph(self, file: Path, scheme: SchemeChoice) -> None:
        """One picture at the window's size."""
        self.theme.choose(scheme)
        await asyncio.sleep(0.1)
        if not self._in_front().grab().save(str(file)):
            raise OSError(f"could not write {file}")

    def _in_front(self) -> QWidget:
        """The dialog over the window, if there is one."""
        dialogs = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        return dialogs[-1] if dialogs else self.window

    async def photograph_small(self, file: Path) -> None:
        """At the smallest size there is."""
        self.window.resize(1024, 640)
        await self.photograph(file, SchemeChoice.LIGHT)
        self.window.resize(1366, 768)

    async def photograph_large(self, file: Path) -> None:
        """At 200 % text."""
        self.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        await asyncio.sleep(0.1)
        await self.photograph(file, SchemeChoice.LIGHT)
        self.theme.choose(SchemeChoice.LIGHT, scale=1.0)

    async def aclose(self) -> None:
        """Closes the window; the scene stays."""
        self.window.hide()
        await self.window.aclose()
        self.window.deleteLater()
        self.theme.deleteLater()


@contextlib.asynccontextmanager
async def studio_on(
    app: Application, folder: Path, *, now: datetime = NINE_27
) -> AsyncIterator[Studio]:
    """A studio on a fresh scene; everything is closed afterwards."""
    async with scene(folder, now=now) as desk:
        studio = Studio(app, desk)
        try:
            yield studio
        finally:
            await studio.aclose()
