"""That nobody can be at the desk is heard from logind: a bus of the test's own is the system's."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process

import pytest
from dbus_fast.aio import MessageBus
from dbus_fast.service import PropertyAccess, ServiceInterface, dbus_property
from dbus_fast.service import signal as dbus_signal

from tests.support.desktop_bus import environment_with, own_bus
from tests.support.waiting import patience

# dbus-fast reads D-Bus signatures from the annotations, which no type checker or linter knows.
# ruff: noqa: F821, N802
LOGIN, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"

LISTENER = """
import sys
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher
from PySide6.QtWidgets import QApplication, QWidget
from app.ui.privacy.session import SessionWatch

app = QApplication(sys.argv)
window = QWidget()
watch = SessionWatch(window)
watch.locked.connect(lambda: print("nobody there", flush=True))
watch.start()
bus = QDBusConnection.systemBus()
logind = QDBusServiceWatcher("org.freedesktop.login1", bus)
logind.serviceUnregistered.connect(app.quit)
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


class Session(ServiceInterface):
    """Somebody's session of logind."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Session")

    @dbus_signal()
    def Lock(self) -> None:
        pass

    @dbus_property(access=PropertyAccess.READ)
    def Active(self) -> "b":
        return True

    @dbus_property(access=PropertyAccess.READ)
    def IdleHint(self) -> "b":
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="logind is Linux")
@pytest.mark.proves("S10")
async def test_a_lock_another_users_turn_and_sleep_are_heard() -> None:
    said = (
        lambda _manager, session: session.Lock(),
        lambda manager, _session: manager.PrepareForSleep(True),
        lambda _manager, session: turn(session, Active=False),
    )
    assert [await heard(act) for act in said] == [["nobody there", "over"]] * 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="logind is Linux")
async def test_what_says_that_somebody_is_there_hides_nothing() -> None:
    def come_back(manager: Manager, session: Session) -> None:
        manager.PrepareForSleep(False)
        turn(session, Active=True)
        turn(session, IdleHint=False)

    assert await heard(come_back) == ["over"]


def turn(session: Session, **facts: bool) -> None:
    session.emit_properties_changed(facts)


async def heard(act) -> list[str]:
    """What the watch says from when logind is there until it is gone."""
    with own_bus() as address:
        bus = await MessageBus(bus_address=address).connect()
        manager, session = Manager(), Session()
        bus.export(PATH, manager)
        bus.export(f"{PATH}/session/_32", session)
        await bus.request_name(LOGIN)
        listener = await _listener(address)
        assert await _said(listener) == "listening"
        act(manager, session)
        bus.disconnect()  # logind is gone: the listener leaves
        words = []
        while not words or words[-1] != "over":
            words.append(await _said(listener))
        assert await listener.wait() == 0
        return words


async def _listener(address: str) -> Process:
    surroundings = environment_with(address) | {"DBUS_SYSTEM_BUS_ADDRESS": address}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", LISTENER, env=surroundings, stdout=PIPE
    )


async def _said(listener: Process) -> str:
    assert listener.stdout is not None
    async with patience():
        return (await listener.stdout.readline()).decode().strip()
