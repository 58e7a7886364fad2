"""The studio of the screenshots: a window on a scene, put into a state and photographed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.ui.help.window import HelpWindow
from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.window.main_window import MainWindow
from tests.support.opened import Opened
from tests.support.waiting import until
from tests.ui.scene import NINE_27, Scene, scene

USUAL = (1366, 768)
LOOKS_AT_MOST = 10


class Look(StrEnum):
    """How a state is looked at; the value ends its file's name. Light unless it says otherwise."""

    LIGHT = "light"
    DARK = "dark"
    SMALL = "small"  # 1024 x 640, the smallest window
    LAPTOP = "1280"  # 1280 x 720
    LARGE = "200"  # 200 % text
    PRIVATE = "private"
    LONG = "long"  # a made-up language, 40 % longer
    RTL = "rtl"  # another, from the right to the left


SIZES = {Look.SMALL: (1024, 640), Look.LAPTOP: (1280, 720)}


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A state to photograph: its file's name and how to get there from an empty RunSheet.

    `opens`: the scene it begins on, called with a folder and `now`; one Gentu unless told.
    """

    name: str
    build: Callable[["Studio"], Awaitable[None]]
    now: datetime = NINE_27
    opens: Callable[..., AbstractAsyncContextManager[Scene]] = scene


class Studio:
    """`scene` to arrange, `window` to look at once `open` has run."""

    def __init__(self, app: Application, scene: Scene) -> None:
        self.app, self.scene = app, scene
        self.theme = Theme(app, choice=SchemeChoice.LIGHT)
        self.window = MainWindow(self.theme, pc_zone=lambda: "Australia/Melbourne")
        self.window.resize(*USUAL)
        self.in_view: QWidget | None = None
        """What is scrolled into view before each picture."""
        self.bring: Callable[[], object] | None = None
        """The same by the page's own hand: another size has moved it."""
        self.other: QWidget | None = None
        """A window of its own that is photographed in the place of this one."""
        self.opened: Opened | None = None
        """What was handed to the browser, where a test takes it."""

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
        await until(is_so)

    async def photograph(self, file: Path, look: Look) -> None:
        """One picture in a look; the window keeps it until the next."""
        scheme = SchemeChoice.DARK if look is Look.DARK else SchemeChoice.LIGHT
        self.theme.choose(scheme, scale=2.0 if look is Look.LARGE else 1.0)
        self.window.resize(*SIZES.get(look, USUAL))
        hides_for_this = look is Look.PRIVATE and not self.window.privacy.is_on
        if hides_for_this:
            self.window.privacy.turn_on()
        if not (await self._still_picture()).save(str(file)):
            raise OSError(f"could not write {file}")
        if hides_for_this:
            self.window.privacy.turn_off()

    async def _still_picture(self) -> QImage:
        """What is on screen once every layout has come to rest; something may move for good."""
        picture = QImage()
        for _ in range(LOOKS_AT_MOST):
            await asyncio.sleep(0.1)
            self._bring()
            before, picture = picture, self._in_front().grab().toImage()
            if picture == before:
                break
        return picture

    def _bring(self) -> None:
        """Scrolls as far as `in_view` asks for; its bottom counts for more than its top."""
        if self.bring is not None:
            self.bring()
        part = self.in_view
        areas = [each for each in self.window.findChildren(QScrollArea) if each.isVisible()]
        for area in areas if part is not None and part.isVisible() else ():
            if area.isAncestorOf(part):
                area.ensureWidgetVisible(part, 0, 40)

    def _in_front(self) -> QWidget:
        """The menu or the dialog over the window, if there is one."""
        if self.other is not None:
            return self.other
        curtain = self.window.curtain
        if curtain is not None and curtain.lock is not None:
            curtain.lock.resize(self.window.size())
            return curtain.lock
        menu = self.app.activePopupWidget()
        kinds = (*self.window.findChildren(QDialog), *self.window.findChildren(HelpWindow))
        dialogs = [each for each in kinds if each.isVisible()]
        return menu or (dialogs[-1] if dialogs else self.window)

    async def aclose(self) -> None:
        """Closes the window; the scene stays."""
        self.window.hide()
        if self.other is not None:
            self.other.hide()
            self.other.deleteLater()
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
