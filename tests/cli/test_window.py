"""The window's start as the command line begins it: quick, lean, and ended by SIGTERM."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Office
from tests.support.waiting import PATIENCE_S, on_this_machine, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGTERM to close the window")
WITHOUT_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}

TIMED_DEMO = """
import os, signal, sys
from time import perf_counter
from app.cli.demo import run_demo

def open_window(open_services):
    from app.ui.run import run_window
    moments = []
    async def open_and_note():
        services = await open_services()
        moments.append(perf_counter())
        return services
    def note_painted():
        print("painted after", perf_counter() - moments[0], flush=True)
        os.kill(os.getpid(), signal.SIGTERM)
    return run_window(open_and_note, argv=["runsheet"], on_painted=note_painted)

sys.exit(run_demo(open_window=open_window, headless=False, day=None))
"""


def test_the_demos_window_shows_today_within_2_s_of_the_sync_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", TIMED_DEMO],
        cwd=ROOT,
        env=os.environ | WITHOUT_SCREEN | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    painted = next(line for line in done.stdout.splitlines() if line.startswith("painted after"))
    assert float(painted.rsplit(" ", 1)[1]) < on_this_machine(2)
    assert list(temporary.iterdir()) == []


def test_the_window_opens_the_folder_of_the_option_without_the_command_lines_libraries(
    office: Office, tmp_path: Path
) -> None:
    mine, account = tmp_path / "mine", tmp_path / "imports.txt"
    with account.open("wb") as stderr:
        window = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "app", "--data-dir", str(mine)],
            cwd=ROOT,
            env=os.environ | office.environment | WITHOUT_SCREEN,
            stderr=stderr,
        )
        try:
            _wait_for_file(mine / "runsheet.db", window)
            window.send_signal(signal.SIGTERM)
            assert window.wait(PATIENCE_S) in (0, 1)  # 1: it was closed before the folder was open
        finally:
            window.kill()
            window.wait()
    lines = account.read_text("utf-8").splitlines()
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "PySide6" in modules
    assert modules & {"typer", "rich"} == set()


def _wait_for_file(path: Path, process: subprocess.Popen[bytes]) -> None:
    wait_until(lambda: process.poll() is not None or path.exists())
    assert process.poll() is None, "the window has ended"


HANGING = """
import asyncio, os, signal, sys, threading, time
from app.__main__ import end_process
from app.ui.run import run_window
from app.domain.errors import SecretStoreMissing

async def open_services():
    # As a name that is looked up without a network: a thread that nobody can call back.
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 600)
    print("hanging", flush=True)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    raise SecretStoreMissing(advice="None.")

sys.exit(end_process(run_window(open_services, argv=["runsheet"])))
"""


def test_a_thread_that_hangs_does_not_keep_the_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HANGING],
        cwd=ROOT,
        env=os.environ | WITHOUT_SCREEN | {"RUNSHEET_DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "hanging\n"
        assert child.wait(timeout=PATIENCE_S) == 1
