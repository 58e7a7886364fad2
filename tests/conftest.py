"""What holds for every test: own folders, no network, no unexpected logs, coroutines run."""

import asyncio
import gc
import inspect
import ipaddress
import logging
import os
import socket
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

pytest_plugins = ["tests.proofs.plugin"]

# A shared machine stutters: a deadline per example would fail at random. CI repeats its examples.
hypothesis.settings.register_profile(
    "runsheet", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("runsheet")

# These kill, fork and signal processes, or change the PC's zone, as only POSIX can.
POSIX_ONLY = [
    "end_to_end",
    "services/test_pc_zone.py",
    "cli/test_demo.py",
    "cli/test_start.py",
    "cli/test_window.py",
]
collect_ignore = [] if os.name == "posix" else POSIX_ONLY

GROUP_ADDRESS = "224.0.0.1"

HOME_VARIABLES = (
    "APPDATA",
    "HOME",
    "LOCALAPPDATA",
    "USERPROFILE",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)


def pytest_collection_finish() -> None:
    """What the imports made lives until the end: no collection has to look through it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a coroutine test: on Qt's loop if it uses `qapp`, on a plain asyncio loop otherwise."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    with asyncio.Runner(loop_factory=_loop_factory(pyfuncitem)) as runner:
        runner.run(_run_watched(test))
    return True


def _loop_factory(
    pyfuncitem: pytest.Function,
) -> Callable[[], asyncio.AbstractEventLoop] | None:
    if "qapp" not in pyfuncitem.fixturenames:
        return None
    from app.ui.process.event_loop import new_event_loop

    return lambda: new_event_loop(pyfuncitem.funcargs["qapp"])


async def _run_watched(test: Coroutine[Any, Any, None]) -> None:
    """Awaits the test; fails it for errors only the loop saw and for tasks it left behind."""
    unhandled: list[dict[str, Any]] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: unhandled.append(context))
    await test
    await asyncio.sleep(0)  # what was cancelled just now may end
    left = asyncio.all_tasks() - {asyncio.current_task()}
    described = [repr(task) for task in left]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    assert not described, "the test left tasks behind"
    assert not unhandled, "errors that only the event loop saw"


@pytest.fixture(autouse=True)
def private_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Own data and home folders, and none of the developer's RunSheet or CRM settings; no window
    locks behind the developer's own password.
    """
    for name in list(os.environ):
        if name.startswith(("RUNSHEET_", "PMS_")):
            monkeypatch.delenv(name)
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("RUNSHEET_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("app.services.lock.os_account.has_password", lambda: False)


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuses addresses outside this machine; the test fails even if it swallows the refusal."""
    refused: list[str] = []
    connect, connect_ex, getaddrinfo = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def refuse_foreign(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
        if name.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "reserved: never resolves")
        if name == GROUP_ADDRESS:
            return  # every system answers with *network is unreachable*, and nothing is sent
        if not _is_here(name):
            refused.append(name)
            raise ConnectionRefusedError(f"tests must not reach {name}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            refuse_foreign(address[0])
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            refuse_foreign(address[0])
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse_foreign(host)
        return getaddrinfo(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    assert not refused, f"the test tried to reach {refused}"


def _is_here(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning or worse from a logger it does not announce.

    Announce with @pytest.mark.expected_logs("app.services.sync.service").
    """
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append  # type: ignore[method-assign]  # a handler in one line
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    expected = {name for mark in request.node.iter_markers("expected_logs") for name in mark.args}
    lines = [_describe(record) for record in records if not _is_expected(record, expected)]
    assert not lines, "unexpected logs:\n" + "\n".join(lines)


@pytest.fixture(autouse=True)
def nothing_caught_in_the_log() -> Iterator[None]:
    """Fails a test in which our log had to hold something back: the code must not write it."""
    from app.services.logs import caught

    caught.left_out = caught.masked = 0
    yield
    found = caught.left_out, caught.masked
    caught.left_out = caught.masked = 0
    assert found == (0, 0), f"the log left out {found[0]} facts and masked {found[1]} places"


def _is_expected(record: logging.LogRecord, names: set[str]) -> bool:
    return any(record.name == name or record.name.startswith(f"{name}.") for name in names)


def _describe(record: logging.LogRecord) -> str:
    return f"{record.levelname} {record.name}: {record.getMessage()} ({record.pathname})"


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """One QApplication for the whole run: our own, whose Quit is a wish."""
    from app.ui.run import Application

    return Application


@pytest.fixture(autouse=True)
def garbage_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As `app.ui.process.garbage` has it: a server's thread must never free a Qt object."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()
