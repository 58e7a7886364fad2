"""The end of a sleep is heard from logind: a bus of the test's own stands for the system's."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process

import pytest
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface
from dbus_fast.service import signal as dbus_signal

from tests.support.desktop_bus import environment_with, own_bus
from tests.support.waiting import patience

# dbus-fast reads D-Bus signatures from the annotations, which no type checker or linter knows.
# ruff: noqa: F821, N802
LOGIN, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"

LISTENER = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher
from app.ui.process.resume import ResumeWatch

app = QCoreApplication(sys.argv)
watch = ResumeWatch(app)
watch.resumed.connect(lambda: print("resumed", flush=True))
watch.start()
bus = QDBusConnection.systemBus()
logind = QDBusServiceWatcher("org.freedesktop.login1", bus)
logind.serviceUnregistered.connect(app.quit)
if bus.isConnected():
    # An answer of the bus: what was asked of it before, is in force.
    bus.interface().isServiceRegistered("org.freedesktop.login1")
    print("listening", flush=True)
    app.exec()
print("over", flush=True)
"""


class Manager(ServiceInterface):
    """logind, as far as sleep goes."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Manager")

    @dbus_signal()
    def PrepareForSleep(self, is_beginning) -> "b":
        return is_beginning


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="logind is Linux")
async def test_the_end_of_a_sleep_is_heard_and_its_beginning_is_not() -> None:
    with own_bus() as address:
        bus = await MessageBus(bus_address=address).connect()
        manager = Manager()
        bus.export(PATH, manager)
        await bus.request_name(LOGIN)
        listener = await _listener(address)
        assert await _said(listener) == "listening"
        manager.PrepareForSleep(True)
        manager.PrepareForSleep(False)
        manager.PrepareForSleep(True)
        bus.disconnect()  # logind is gone: the listener leaves
        assert [await _said(listener) for _ in range(2)] == ["resumed", "over"]
        assert await listener.wait() == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="logind is Linux")
async def test_without_a_system_bus_nothing_is_heard_and_nothing_fails() -> None:
    listener = await _listener("unix:path=/nowhere/bus")
    assert await _said(listener) == "over"
    assert await listener.wait() == 0


async def _listener(address: str) -> Process:
    surroundings = environment_with(address) | {"DBUS_SYSTEM_BUS_ADDRESS": address}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", LISTENER, env=surroundings, stdout=PIPE
    )


async def _said(listener: Process) -> str:
    assert listener.stdout is not None
    async with patience():
        return (await listener.stdout.readline()).decode().strip()
