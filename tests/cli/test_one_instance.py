"""Real starts of the window: one per folder, raised by a second start, ended cleanly and soon."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.sync_run import SyncStatus
from app.ui.process.single import Word, hand_over, name_of
from tests.cli.conftest import Office, run_app, start_app
from tests.support.waiting import PATIENCE_S, on_this_machine, wait_until

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="looks at the window by xdotool",
)
QUIT_WITHIN_S = 2.0


@contextlib.contextmanager
def window(office: Office, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A start that opened its window."""
    process = start_app(*arguments, **office.environment)
    try:
        wait_for(lambda: is_shown(process), process)
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(is_so: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    wait_until(lambda: process.poll() is not None or is_so())
    assert process.poll() is None, "RunSheet has ended"


def windows_of(process: subprocess.Popen[str]) -> list[str]:
    """The visible windows of a process with RunSheet's title, as X numbers them."""
    search = ("--onlyvisible", "--all", "--pid", str(process.pid), "--name", "^RunSheet – ")
    return subprocess.run(
        ["xdotool", "search", *search], capture_output=True, text=True, check=False
    ).stdout.split()


def is_shown(process: subprocess.Popen[str]) -> bool:
    return bool(windows_of(process))


def test_a_second_start_ends_at_once_and_another_folder_is_another_instance(
    office: Office, tmp_path: Path
) -> None:
    office.connect()
    with window(office):
        began = time.monotonic()
        second = run_app(**office.environment)
        took = time.monotonic() - began
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        print(f"a second start ended after {took:.2f} s")
        assert took < on_this_machine(3)
        with window(office, "--data-dir", str(tmp_path / "other")) as other:
            assert other.poll() is None


def test_a_killed_instance_keeps_nobody_out(office: Office) -> None:
    office.connect()
    with window(office) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert not hand_over(name_of(office.data_dir), Word.OPEN)
    with window(office):
        assert hand_over(name_of(office.data_dir), Word.OPEN)


def test_sigterm_in_the_middle_of_a_hanging_sync_ends_within_two_seconds(office: Office) -> None:
    connection = office.connect()
    office.gentu.faults.add("hang")
    with window(office, "--sync-now") as process:
        wait_for(lambda: SyncStatus.RUNNING in _statuses(office, connection.id), process)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
        took = time.monotonic() - began
    print(f"ended {took:.2f} s after SIGTERM")
    # The vendor hangs for ever; what a busy machine adds is its own.
    assert took < on_this_machine(QUIT_WITHIN_S)
    statuses = _statuses(office, connection.id)
    assert SyncStatus.CANCELLED in statuses
    assert SyncStatus.RUNNING not in statuses


def _statuses(office: Office, connection_id: str) -> list[SyncStatus]:
    runs = office.act(lambda services: services.sync.history(connection_id))
    return [run.status for run in runs]


def test_an_installer_asks_it_to_quit_and_waits_until_it_has(office: Office) -> None:
    office.connect()
    with window(office) as process:
        asked = run_app("--quit", **office.environment)
        assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")
        process.wait(PATIENCE_S)


def test_asking_to_quit_opens_nothing_where_none_runs(office: Office) -> None:
    asked = run_app("--quit", **office.environment | {"DISPLAY": ""})
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")
