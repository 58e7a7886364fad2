"""A session bus of a test's own, with the tray and the notification service that a desktop has."""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from dbus_fast import PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method
from dbus_fast.service import signal as dbus_signal

from tests.support.waiting import patience

# dbus-fast reads D-Bus signatures from the annotations, which no type checker or linter knows.
# ruff: noqa: ARG002, F722, F821, N802, PLR0917
ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
NOTIFICATIONS = "org.freedesktop.Notifications"


@contextlib.contextmanager
def own_bus() -> Iterator[str]:
    """The address of a bus that nobody else is on."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.communicate()


class Watcher(ServiceInterface):
    """Where tray icons register; `items` tells of each."""

    def __init__(self) -> None:
        super().__init__("org.kde.StatusNotifierWatcher")
        self.items: asyncio.Queue[str] = asyncio.Queue()
        self._registered: list[str] = []

    @method()
    def RegisterStatusNotifierItem(self, service: "s"):
        self._registered.append(service)
        self.items.put_nowait(service)
        self.StatusNotifierItemRegistered(service)

    @method()
    def RegisterStatusNotifierHost(self, service: "s"):
        self.StatusNotifierHostRegistered()

    @dbus_signal()
    def StatusNotifierItemRegistered(self, service) -> "s":
        return service

    @dbus_signal()
    def StatusNotifierHostRegistered(self):
        pass

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> "as":
        return self._registered

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> "i":
        return 0


class Notifications(ServiceInterface):
    """What shows notifications; `shown` holds title and text of each."""

    def __init__(self) -> None:
        super().__init__(NOTIFICATIONS)
        self.shown: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self._last = 0

    @method()
    def Notify(
        self,
        app: "s",
        replaces: "u",
        icon: "s",
        title: "s",
        text: "s",
        actions: "as",
        hints: "a{sv}",
        lasts: "i",
    ) -> "u":
        self._last += 1
        self.shown.put_nowait((title, text))
        return self._last

    @method()
    def CloseNotification(self, number: "u"):
        pass

    @method()
    def GetCapabilities(self) -> "as":
        return ["body", "actions"]

    @method()
    def GetServerInformation(self) -> "ssss":
        return ["test", "RunSheet", "1", "1.2"]

    @dbus_signal()
    def ActionInvoked(self, number, action) -> "us":
        return [number, action]

    def click(self, number: int | None = None) -> None:
        """A person clicks a notification, by its number from 1; the one shown last unless told."""
        self.ActionInvoked(self._last if number is None else number, "default")


@dataclass
class Desktop:
    """The bus, and what was exported on it."""

    bus: MessageBus
    watcher: Watcher
    notifications: Notifications

    async def item(self) -> "Item":
        """The next tray icon that registers."""
        async with patience():
            name = await self.watcher.items.get()
        return Item(self.bus, name)

    async def next_notification(self) -> tuple[str, str]:
        """Title and text of the next one shown."""
        async with patience():
            return await self.notifications.shown.get()

    async def begin_tray(self) -> None:
        """From now on there is a tray."""
        await self.bus.request_name("org.kde.StatusNotifierWatcher")


@dataclass
class Item:
    """A tray icon as the panel sees it."""

    bus: MessageBus
    name: str

    async def get(self, what: str) -> Any:
        """A property: Id, Status, ToolTip, IconPixmap."""
        path = "/StatusNotifierItem"
        reply = await self._call(path, "org.freedesktop.DBus.Properties", "Get", "ss", [ITEM, what])
        return reply[0].value

    async def tooltip(self) -> str:
        """The words under the pointer."""
        return str((await self.get("ToolTip"))[2])

    async def until_tooltip(self, start: str) -> None:
        """Waits until the tooltip begins so."""
        async with patience():
            while not (await self.tooltip()).startswith(start):  # noqa: ASYNC110  # it only answers
                await asyncio.sleep(0.05)

    async def pixmaps(self) -> dict[int, bytes]:
        """The icon's pixels (ARGB32) by their width."""
        return {each[0]: bytes(each[2]) for each in await self.get("IconPixmap")}

    async def activate(self) -> None:
        """A left click."""
        await self._call("/StatusNotifierItem", ITEM, "Activate", "ii", [5, 5])

    async def menu(self) -> list[tuple[str, int]]:
        """The labels, inner ones behind their parent as `Pause ▸ For 1 hour`, with their ids."""
        path = await self.get("Menu")
        await self._call(path, MENU, "AboutToShow", "i", [0])
        reply = await self._call(path, MENU, "GetLayout", "iias", [0, -1, []])
        return list(_lines(reply[1]))

    async def labels(self) -> list[str]:
        """The labels alone."""
        return [label for label, _ in await self.menu()]

    async def choose(self, label: str) -> None:
        """A click on a line of the menu."""
        await self.click(dict(await self.menu())[label])

    async def click(self, number: int) -> None:
        """A click on the line of that id."""
        path = await self.get("Menu")
        body = [number, "clicked", Variant("i", 0), 0]
        await self._call(path, MENU, "Event", "isvu", body)

    async def _call(
        self, path: str, interface: str, member: str, signature: str, body: list[Any]
    ) -> list[Any]:
        from dbus_fast import Message, MessageType

        message = Message(
            destination=self.name,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=body,
        )
        async with patience():
            reply = await self.bus.call(message)
        assert reply is not None
        assert reply.message_type is MessageType.METHOD_RETURN, reply.body
        return list(reply.body)


def _lines(node: list[Any], before: str = "") -> Iterator[tuple[str, int]]:
    for child in node[2]:
        number, properties, _ = child.value
        if "label" not in properties:
            continue
        label = before + properties["label"].value
        yield label, number
        yield from _lines(child.value, f"{label} ▸ ")


@contextlib.asynccontextmanager
async def desktop(address: str, *, has_tray: bool = True) -> AsyncIterator[Desktop]:
    """The services of a desktop on a bus."""
    bus = await MessageBus(bus_address=address).connect()
    watcher, notifications = Watcher(), Notifications()
    bus.export("/StatusNotifierWatcher", watcher)
    bus.export("/org/freedesktop/Notifications", notifications)
    await bus.request_name(NOTIFICATIONS)
    found = Desktop(bus, watcher, notifications)
    if has_tray:
        await found.begin_tray()
    try:
        yield found
    finally:
        bus.disconnect()


def environment_with(address: str) -> dict[str, str]:
    """The test's own environment, on another bus."""
    return os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}
