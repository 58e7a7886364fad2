"""When Python itself crashes, the crash log names files and lines, and the export carries it."""

import os
import subprocess
import sys
from pathlib import Path

from app.services.logs import CRASH_FILE, close_logging, configure_logging, logs_folder
from app.services.support.crash_file import read_crashes
from app.services.support.pseudonyms import Pseudonyms

CRASHES = """
import faulthandler, sys
from pathlib import Path
from app.services.logs import configure_logging
configure_logging(Path(sys.argv[1]))
def look_up(patient):
    faulthandler._sigsegv()
look_up("Mary Johnson")
"""


def _crash(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CRASHES, str(folder)],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | {"PYTHONFAULTHANDLER": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_crash_names_the_place_and_nobody(tmp_path: Path) -> None:
    done = _crash(tmp_path)
    assert done.returncode != 0
    assert done.stderr == ""
    raw = (logs_folder(tmp_path) / CRASH_FILE).read_text("utf-8")
    assert "Fatal Python error: Segmentation fault" in raw
    assert "Mary" not in raw
    told = read_crashes(logs_folder(tmp_path), Pseudonyms()).splitlines()
    assert told[0].startswith("Last written 20")
    assert "  <string>:7:look_up" in told
    assert not [line for line in told if "removed" in line]


def test_without_a_crash_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert read_crashes(tmp_path, Pseudonyms()) == ""
    configure_logging(tmp_path)
    close_logging()
    assert read_crashes(logs_folder(tmp_path), Pseudonyms()) == ""


def test_a_crash_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    folder = logs_folder(tmp_path)
    folder.mkdir()
    (folder / CRASH_FILE).write_text("x" * 200_001)
    configure_logging(tmp_path)
    close_logging()
    assert (folder / CRASH_FILE).stat().st_size == 0
