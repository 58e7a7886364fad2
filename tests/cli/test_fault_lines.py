"""Faults that only a command meets, each one plain line with its code and what to do."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Office, one_line, run_app
from tests.support.desktop_bus import own_bus
from tests.support.waiting import wait_until


def test_a_connection_whose_set_up_was_left_is_named_as_not_paired(office: Office) -> None:
    """AUTH-08."""
    connection = office.act(lambda services: services.connections.create("gentu"))
    done = office.run("sync", connection.id)
    assert done.returncode == 1
    assert one_line(done.stderr).endswith("is not paired with Gentu yet. (AUTH-08)")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="gnome-keyring is Linux")
def test_a_password_store_that_nobody_unlocked_is_named_and_nothing_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KEY-02, with the real store of a desktop."""
    monkeypatch.delenv("DISPLAY", raising=False)  # else it asks there, and waits
    office = tmp_path / "office"
    with locked_desktop(tmp_path) as surroundings:
        done = run_app("--data-dir", str(office), "today", **surroundings)
    assert (done.returncode, done.stdout) == (1, "")
    line = "The password store of this PC is locked. Unlock it (sign in) and start again. (KEY-02)"
    assert one_line(done.stderr) == line
    left = [path.name for path in office.rglob("*") if path.is_file() and path.stat().st_size]
    assert left == ["runsheet.log"]


@contextlib.contextmanager
def locked_desktop(folder: Path) -> Iterator[dict[str, str]]:
    """The variables of a desktop whose gnome-keyring runs, locked, and has nobody to ask."""
    with own_bus() as address:
        surroundings = {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "PYTHONWARNINGS": "ignore",  # the client of the store leaves its socket to Python
        }
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        pipe = subprocess.PIPE
        daemon = subprocess.Popen(
            command, env=os.environ | surroundings, stdin=pipe, stdout=pipe, stderr=pipe
        )
        try:
            _wait_for_secrets(address)
            yield surroundings
        finally:
            daemon.terminate()
            daemon.communicate()


def _wait_for_secrets(address: str) -> None:
    question = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    target = ["--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    command = ["dbus-send", f"--bus={address}", *target, *question]

    def is_there() -> bool:
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        return "true" in answer.stdout

    wait_until(is_there)
