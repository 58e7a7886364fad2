"""The private desktop of the tests: its own, and gone without a trace afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import foreground, session

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Windows and macOS use the desktop they have"
)


def test_a_session_has_its_own_display_bus_and_home_and_leaves_nothing() -> None:
    with session.desktop_session() as environment:
        folder = Path(environment["HOME"])
        assert folder.is_dir()
        assert environment["DISPLAY"] != os.environ["DISPLAY"]
        assert environment["DBUS_SESSION_BUS_ADDRESS"] != os.environ["DBUS_SESSION_BUS_ADDRESS"]
        assert len(_processes_of(folder)) == 3
    assert not folder.exists()
    assert not _processes_of(folder)


def _processes_of(home: Path) -> list[str]:
    """The ids of the living processes that were started with this HOME."""
    return [
        entry.parent.name
        for entry in Path("/proc").glob("[0-9]*/environ")
        if f"HOME={home}\0".encode() in _read(entry)
    ]


def _read(entry: Path) -> bytes:
    try:
        return entry.read_bytes()
    except OSError:
        return b""  # it ended meanwhile, or is not ours


def test_a_program_in_front_gives_its_exit_code() -> None:
    command = [sys.executable, "-c", "raise SystemExit(7)"]
    assert foreground.run_in_front(command, environment=os.environ) == 7


def test_a_terminated_dev_py_lets_its_program_clean_up() -> None:
    program = "import time\ntry: print('up', flush=True); time.sleep(60)\nfinally: print('cleaned')"
    outer = (
        "import os, sys\n"
        "from devtools.foreground import listen_to_interrupts, run_in_front\n"
        "listen_to_interrupts()\n"
        f"run_in_front([sys.executable, '-c', {program!r}], environment=os.environ)\n"
    )
    path = str(Path(foreground.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", outer],
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        process.terminate()
        assert process.stdout.read() == "cleaned\n"
