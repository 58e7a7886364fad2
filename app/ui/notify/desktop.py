"""Notifications over D-Bus (org.freedesktop.Notifications), for a Linux desktop without a tray.

By jeepney, which keyring brings along on Linux, and not by QtDBus: PySide6 can't send the unsigned
number that `Notify` asks for.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.ui.language import tr
from app.ui.tasks import Tasks

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SIGNATURE = "susssasa{sv}i"
_REPLACES_NONE, _USUAL_TIME = 0, -1
_ANSWER_S = 5.0
# A click may come late, from the list of notifications; who looks later than this opens RunSheet.
_REMEMBERED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One notification: `clicked` is called when a person clicks it, `refused` when nobody is
    there to show it.
    """

    title: str
    text: str
    clicked: Callable[[], None]
    refused: Callable[[], None]


def has_session_bus() -> bool:
    """True on a Linux with a session bus to ask."""
    return sys.platform.startswith("linux") and "DBUS_SESSION_BUS_ADDRESS" in os.environ


class DesktopNotifications:
    """Opens its connection to the bus with the first note and keeps it: clicks come over it."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._outgoing: asyncio.Queue[Note] = asyncio.Queue()
        self._shown: dict[int, Note] = {}
        self._talking: asyncio.Task[None] | None = None

    def send(self, note: Note) -> None:
        """Sends it as soon as the bus is there."""
        self._outgoing.put_nowait(note)
        if self._talking is None or self._talking.done():
            self._talking = self._tasks.start(self._talk())

    async def _talk(self) -> None:
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
        from jeepney.io.asyncio import open_dbus_router  # type: ignore[import-untyped]
        from jeepney.io.common import RouterClosed  # type: ignore[import-untyped]

        try:
            async with open_dbus_router() as router:
                await self._serve(router)
        except (OSError, EOFError, KeyError, TimeoutError, DBusErrorResponse, RouterClosed):
            pass  # no bus, or nobody on it who shows notifications
        finally:
            while not self._outgoing.empty():
                self._outgoing.get_nowait().refused()

    async def _serve(self, router: Any) -> None:
        from jeepney import MatchRule, message_bus
        from jeepney.io.asyncio import Proxy

        rule = MatchRule(type="signal", interface=_NAME, member="ActionInvoked", path=_PATH)
        await Proxy(message_bus, router).AddMatch(rule)
        with router.filter(rule, bufsize=_REMEMBERED) as clicks:
            listening = asyncio.ensure_future(self._listen(clicks))
            try:
                while True:
                    await self._notify(router, await self._outgoing.get())
            finally:
                listening.cancel()

    async def _notify(self, router: Any, note: Note) -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

        address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        actions = ["default", tr("Open RunSheet")]
        hints: dict[str, object] = {}
        start = ("RunSheet", _REPLACES_NONE, "", note.title, note.text)
        body = (*start, actions, hints, _USUAL_TIME)
        message = new_method_call(address, "Notify", _SIGNATURE, body)
        try:
            async with asyncio.timeout(_ANSWER_S):
                (number,) = unwrap_msg(await router.send_and_get_reply(message))
        except BaseException:
            note.refused()
            raise
        self._shown[number] = note
        while len(self._shown) > _REMEMBERED:
            del self._shown[next(iter(self._shown))]

    async def _listen(self, clicks: asyncio.Queue[Any]) -> None:
        while True:
            number, _action = (await clicks.get()).body
            note = self._shown.pop(number, None)
            if note is not None:
                note.clicked()
