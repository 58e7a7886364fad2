"""A bug in the window: its class in the log file, a sentence on screen, nothing on stderr."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.domain.errors import RunSheetError
from app.ui.process.bugs import told_bugs
from tests.support.waiting import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
BROKEN_WINDOW = """
import asyncio, os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.ui.run import run_window

def fail(*_):
    raise ValueError("Alice Brown 0412 345 678")

async def open_services():
    from app.services.logs import configure_logging
    configure_logging(Path(os.environ["RUNSHEET_DATA_DIR"]))
    asyncio.get_running_loop().call_soon(fail)
    QTimer.singleShot(0, fail)
    QTimer.singleShot(300, look)
    await asyncio.Event().wait()

def look():
    bars = [w.message_bar.text for w in QApplication.topLevelWidgets() if hasattr(w, "message_bar")]
    print(*bars, flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

before = sys.excepthook
code = run_window(open_services, argv=["runsheet"])
print("restored", sys.excepthook is before, code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGTERM to close the window")
def test_the_windows_bugs_are_noted_and_told_without_data(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_WINDOW],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "RUNSHEET_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "Something went wrong inside RunSheet. (APP-01)",
        "restored True 1",
    ]
    written = (tmp_path / "logs" / "runsheet.log").read_text("utf-8")
    assert written.count("builtins.ValueError") == 2
    assert "Alice" not in written


@pytest.mark.expected_logs("runsheet.events")
def test_the_hooks_last_as_long_as_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    shown: list[RunSheetError] = []
    with told_bugs() as bugs:
        bugs.show = shown.append
        sys.excepthook(ValueError, ValueError("Alice Brown"), None)
        bugs.show = _gone
        sys.excepthook(ValueError, ValueError("Alice Brown"), None)
        thread = threading.Thread(target=_break)
        thread.start()
        thread.join()
    assert [error.code for error in shown] == ["APP-01"]
    assert before == (sys.excepthook, sys.unraisablehook, threading.excepthook)
    assert capsys.readouterr().err == ""


def _gone(_error: RunSheetError) -> None:
    raise RuntimeError("Internal C++ object already deleted.")


def _break() -> None:
    raise ZeroDivisionError("Alice Brown")
