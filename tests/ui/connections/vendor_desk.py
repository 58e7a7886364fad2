"""The same window over each vendor's sandbox, and hands that only have a keyboard."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from app.sandbox import running_gentu
from app.sandbox.gentu.made_up import made_up_practice
from app.sandbox.halaxy.records import Organization
from app.sandbox.vendor import VendorSandbox
from app.services import Settings, open_services
from app.ui.connections.people.people_preview import PeoplePreview
from tests.support.systems import SYSTEMS
from tests.ui.connections.desk import Desk, window_on
from tests.ui.scene import DAY, NINE_27, Clock, Scene

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
VENDORS = ("gentu", "medirecords", "halaxy")
KEY_VENDORS = ("medirecords", "halaxy")
SECRETS = {"medirecords": "apiToken", "halaxy": "clientSecret"}
CODES = {"gentu": "abcd 1234"}
_OTHERS = {"medirecords": "1f0c7b1e-5a5e-4c66-9f0b-5f8b6f2a0777", "halaxy": "PG-777"}
_TABS = 80


@dataclass(kw_only=True)
class VendorScene(Scene):
    """A scene whose practice system is `sandbox`; a Gentu runs beside it."""

    sandbox: VendorSandbox[Any]
    running: contextlib.ExitStack
    settings: Settings

    @property
    def vendor(self) -> str:
        """The system's type."""
        return self.sandbox.vendor

    @property
    def label(self) -> str:
        """The system's name on screen."""
        systems = self.services.connections.systems()
        return next(each.label for each in systems if each.pms_type == self.vendor)

    async def restart(self) -> None:
        """RunSheet ends and opens its folder anew: only file, drafts and password store stay."""
        await self.services.aclose()
        self.services = await open_services(self.settings, now=self.clock)

    async def secret(self) -> str | None:
        """What the password store holds for the connection."""
        core = self.services.core
        return await core.secrets.read(core.secret_name(self.connection_id))

    def unplug(self) -> None:
        """From now on nobody answers at the vendor's address."""
        self.running.close()

    def become_another_practice(self) -> None:
        """The same address and keys now open another practice."""
        practice = self.sandbox.practice
        self._first = practice.account_id
        if self.vendor == "halaxy":
            self._organization = practice._organizations.pop(practice.account_id)
            practice.put_organization(Organization(id="PG-777", name="Another Allied Health"))
        practice.account_id = _OTHERS[self.vendor]

    def become_the_first_practice_again(self) -> None:
        """They open the practice they opened before."""
        practice = self.sandbox.practice
        if self.vendor == "halaxy":
            practice._organizations.pop("PG-777")
            practice.put_organization(self._organization)
        practice.account_id = self._first


@contextlib.asynccontextmanager
async def vendor_scene(
    folder: Path, vendor: str, *, now: datetime = NINE_27, memory_secrets: bool = True
) -> AsyncIterator[VendorScene]:
    """An empty RunSheet beside one vendor's practice of `DAY`.

    `memory_secrets`: False for the session's real password store, which outlives a restart.
    """
    clock = Clock(now)
    with contextlib.ExitStack() as running:
        gentu = running.enter_context(running_gentu(made_up_practice(DAY)))
        sandbox: VendorSandbox[Any] = gentu
        if vendor != "gentu":
            sandbox = SYSTEMS[vendor].sandbox(SYSTEMS[vendor].made_up(DAY))
            running.enter_context(sandbox.running())
        settings = Settings(
            data_dir=folder / "data",
            environment={**gentu.environment, **sandbox.environment},
            memory_secrets=memory_secrets,
            has_rate_limit=False,
        )
        services = await open_services(settings, now=clock)
        around = VendorScene(
            gentu, services, clock, sandbox=sandbox, running=running, settings=settings
        )
        try:
            yield around
        finally:
            await around.services.aclose()


class Hands(Desk):
    """A person at the window without a mouse."""

    scene: VendorScene

    @property
    def focused(self) -> str:
        """The object name of what has the focus."""
        return self.focus.objectName()

    def tab_to(self, name: str) -> None:
        """Tab until it has the focus, as a person would."""
        for _ in range(_TABS):
            if self.focused == name:
                return
            self.press(Qt.Key.Key_Tab)
        wanted = self.seek(name)
        state = "not on screen" if wanted is None else f"enabled: {wanted.isEnabled()}"
        raise AssertionError(f"Tab never reached {name} ({state}); it is at {self.focused}")

    def enter(self) -> None:
        """Presses Enter where the focus is."""
        self.press(Qt.Key.Key_Return)

    async def begin(self) -> None:
        """From the tiles to the sign-in's first field."""
        await self.until_shown(f"choose_{self.scene.vendor}")
        self.page.focus_first()
        self.tab_to(f"choose_{self.scene.vendor}")
        self.enter()
        first = "pairing_code" if self.scene.vendor == "gentu" else self._entries[0]
        field = await self.until_shown(first)
        await self.until(lambda: field.isAncestorOf(self.focus) or self.focus in self._fields)

    @property
    def _entries(self) -> list[str]:
        return [f"entry_{name}" for name in self.scene.sandbox.sign_in]

    @property
    def _fields(self) -> list[Any]:
        return [self.seek(name) for name in ("pairing_code", *self._entries)]

    def sign_in(self, **instead: str) -> None:
        """Types a code, or every field, and presses Enter; `instead` by the fields' names."""
        vendor = self.scene.vendor
        if vendor == "gentu":
            self.tab_to("pairing_code")
            self.type_text(instead.get("code", CODES["gentu"]))
            return
        for name, right in self.scene.sandbox.sign_in.items():
            value = instead.get(name, right)
            self.tab_to(f"entry_{name}")
            if isinstance(self.focus, QComboBox):
                continue  # the first choice is the right one
            self.press(Qt.Key.Key_A, CTRL)
            self.type_text(value)
        self.enter()

    async def connect(self) -> None:
        """The sign-in, up to *Is this your practice?*"""
        await self.begin()
        self.sign_in()
        await self.until_shown("practice_name")

    def press_yes(self) -> None:
        """*Yes, continue*; where this PC's zone suggests none, Melbourne first."""
        if self.text("zone_reason"):
            self.tab_to("practice_zone")
            for _ in ("Sydney", "Melbourne"):  # Qt adds letters typed soon after others to them
                self.press(Qt.Key.Key_Down)
        self.tab_to("yes_continue")
        self.enter()

    async def say_yes(self) -> None:
        """Confirms the practice and waits for its people."""
        await self.until_shown("yes_continue")
        self.press_yes()
        preview = await self.until_shown("people_preview")
        assert isinstance(preview, PeoplePreview)
        await self.until(lambda: preview.summary)

    async def save_people(self) -> None:
        """Answers who is still on *Choose…*, and goes on."""
        for combo in self.page.findChildren(QComboBox):
            if combo.isVisible() and combo.currentData() == "choose":
                self.tab_to(combo.objectName())
                self.type_text("New")
        await self.until(self.find("next").isEnabled)
        self.press(Qt.Key.Key_S, CTRL)

    async def tick_types(self) -> None:
        """Ticks what is suggested and goes on."""
        box = await self.until_shown("type_1")
        await self.until(box.hasFocus)
        self.tab_to("tick_suggested")
        self.enter()
        self.press(Qt.Key.Key_N, ALT)

    async def to_first_list(self) -> None:
        """From an empty window to the last step's list."""
        await self.connect()
        await self.say_yes()
        await self.save_people()
        if self.scene.vendor == "gentu":
            await self.tick_types()
        await self.until_shown("first_list")


@contextlib.asynccontextmanager
async def hands_on(qapp: QApplication, around: VendorScene) -> AsyncIterator[Hands]:
    """A window over services that run already, as a restart does."""
    async with window_on(qapp, around) as opened:
        await opened.until(lambda: QApplication.focusWidget() is not None)
        yield Hands(opened.window, around)


@contextlib.asynccontextmanager
async def hands(qapp: QApplication, folder: Path, vendor: str) -> AsyncIterator[Hands]:
    """A window on Connections with nothing connected, beside this vendor."""
    async with vendor_scene(folder, vendor) as around, hands_on(qapp, around) as opened:
        yield opened
