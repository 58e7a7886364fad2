"""A screen reader's ears on a bus of a test's own: AT-SPI, as Orca has it, by plain D-Bus.

`listening` starts AT-SPI on the bus as a desktop does (by asking for it) and says that a screen
reader runs; whatever begins after that and is accessible can be read here.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.support.waiting import patience

ACCESSIBLE, REGISTRY = "org.a11y.atspi.Accessible", "org.a11y.atspi.Registry"
ROOT, PROPERTIES = "/org/a11y/atspi/accessible/root", "org.freedesktop.DBus.Properties"
EVENTS = "org.a11y.atspi.Event.Object"
LABELLED_BY, VISIBLE = 2, 30
"""Numbers of AT-SPI's relations and states."""
Line = tuple[str, str, "Thing"]
"""Role, name, and what has them."""


FIELDS = {"text", "combo box", "spin box"}
Answer = TypeVar("Answer")


class NotThere(Exception):
    """What was to be read has gone."""


@dataclass(frozen=True)
class Heard:
    """An announcement: its words, and whether it breaks into what is being read."""

    words: str
    is_assertive: bool


@dataclass
class ScreenReader:
    """`announced` holds every announcement since it began to listen, oldest first."""

    bus: MessageBus
    announced: list[Heard] = field(default_factory=list)

    async def window(self, application: str) -> "Thing":
        """The first window of the application of that name, once it has one."""
        async with patience():
            while True:
                for each in await Thing(self, REGISTRY, ROOT).parts():
                    if await each.name() == application and (windows := await each.parts()):
                        return windows[0]
                await asyncio.sleep(0.05)

    async def until_announced(self, start: str) -> Heard:
        """The first announcement that begins so."""
        async with patience():
            while True:
                for each in self.announced:
                    if each.words.startswith(start):
                        return each
                await asyncio.sleep(0.02)

    async def call(
        self, thing: "Thing", interface: str, member: str, signature: str = "", *body: Any
    ) -> list[Any]:
        """An answer; NotThere when the thing has gone or can't do that."""
        message = Message(
            destination=thing.owner,
            path=thing.path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
        )
        async with patience():
            reply = await self.bus.call(message)
        if reply is None or reply.message_type is not MessageType.METHOD_RETURN:
            raise NotThere(f"{interface}.{member}")
        return list(reply.body)

    def hear(self, message: Message) -> None:
        """Notes what is announced."""
        if message.interface == EVENTS and message.member == "Announcement":
            _kind, politeness, _extra, words, *_rest = message.body
            self.announced.append(Heard(words=words.value, is_assertive=politeness == 2))


@dataclass(frozen=True)
class Thing:
    """Something on the screen, as AT-SPI tells of it."""

    reader: ScreenReader
    owner: str
    path: str

    async def name(self) -> str:
        """What it is called."""
        return str(await self._get(ACCESSIBLE, "Name"))

    async def role(self) -> str:
        """What it is: `push button`, `list item`."""
        return str((await self._ask(ACCESSIBLE, "GetRoleName"))[0])

    async def parts(self) -> list["Thing"]:
        """What is in it."""
        (children,) = await self._ask(ACCESSIBLE, "GetChildren")
        return [Thing(self.reader, owner, path) for owner, path in children]

    async def text(self) -> str:
        """What is typed in it."""
        return str((await self._ask("org.a11y.atspi.Text", "GetText", "ii", 0, -1))[0])

    async def write(self, words: str) -> None:
        """Puts words in place of what is typed in it."""
        done = await self._ask("org.a11y.atspi.EditableText", "SetTextContents", "s", words)
        assert done == [True]

    async def press(self, action: str = "Press") -> None:
        """Does what a press of it does."""
        (told,) = await self._ask("org.a11y.atspi.Action", "GetActions")
        names = [each[0] for each in told]
        await self._ask("org.a11y.atspi.Action", "DoAction", "i", names.index(action))

    async def label(self) -> str:
        """The name of what labels it; empty without a label."""
        (relations,) = await self._ask(ACCESSIBLE, "GetRelationSet")
        for kind, (first, *_others) in relations:
            if kind == LABELLED_BY:
                return await Thing(self.reader, *first).name()
        return ""

    async def is_shown(self) -> bool:
        """Whether it is on screen, or in a list or a table that has scrolled past it."""
        ((low, _high),) = await self._ask(ACCESSIBLE, "GetState")
        return bool(low >> VISIBLE & 1)

    async def everything(self, *, hidden_too: bool = False) -> list[Line]:
        """Role and name of all that is in it, itself first, as it is read; `hidden_too`: of what
        is not on screen, as well.
        """
        try:
            if not hidden_too and not await self.is_shown():
                return []
            found = [(await self.role(), await self.name(), self)]
            for part in await self.parts():
                found += await part.everything(hidden_too=hidden_too)
        except NotThere:
            return []
        return found

    async def find(self, role: str, name: str) -> "Thing":
        """What has this role and begins so, once it is there."""
        found = await self.until(
            lambda lines: [each for *told, each in lines if _is(told, role, name)]
        )
        return found[0]

    async def field(self, label: str) -> "Thing":
        """Where the words go that belong to this label."""
        for role, _name, thing in await self.everything():
            if role in FIELDS and await thing.label() == label:
                inner = [each for kind, _, each in await thing.everything() if kind == "text"]
                return inner[0] if inner else thing
        raise NotThere(label)

    async def until(self, told: Callable[[Sequence[Line]], Answer]) -> Answer:
        """What is made of everything in it, as soon as that is something."""
        async with patience():
            while not (answer := told(await self.everything())):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return answer

    async def _get(self, interface: str, name: str) -> Any:
        return (await self._ask(PROPERTIES, "Get", "ss", interface, name))[0].value

    async def _ask(self, interface: str, member: str, signature: str = "", *body: Any) -> list[Any]:
        return await self.reader.call(self, interface, member, signature, *body)


def _is(told: Sequence[str], role: str, name: str) -> bool:
    return told[0] == role and told[1].startswith(name)


@contextlib.asynccontextmanager
async def listening(address: str) -> AsyncIterator[ScreenReader]:
    """A screen reader on the session bus of that address."""
    session = await MessageBus(bus_address=address).connect()
    launcher = Thing(ScreenReader(session), "org.a11y.Bus", "/org/a11y/bus")
    (where,) = await launcher._ask("org.a11y.Bus", "GetAddress")
    runs = ("org.a11y.Status", "IsEnabled", Variant("b", True))
    await launcher._ask(PROPERTIES, "Set", "ssv", *runs)
    bus = await MessageBus(bus_address=where).connect()
    reader = ScreenReader(bus)
    bus.add_message_handler(reader.hear)
    await reader.call(
        Thing(reader, "org.freedesktop.DBus", "/org/freedesktop/DBus"),
        *("org.freedesktop.DBus", "AddMatch", "s", f"type='signal',interface='{EVENTS}'"),
    )
    await reader.call(
        Thing(reader, REGISTRY, "/org/a11y/atspi/registry"),
        *(REGISTRY, "RegisterEvent", "s", "object:announcement"),
    )
    try:
        yield reader
    finally:
        bus.disconnect()
        session.disconnect()
