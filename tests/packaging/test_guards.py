"""The guards of tests/conftest.py: what must fail does, and what is fine passes."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = """
import asyncio, logging, os, socket, warnings

import pytest


def test_fails_on_a_warning(): warnings.warn("x")
def test_fails_on_a_log(): logging.getLogger("a.b").warning("x")
@pytest.mark.expected_logs("a.bb")
def test_fails_on_a_log_of_another_logger(): logging.getLogger("a.b").warning("x")
@pytest.mark.expected_logs("a")
def test_passes_with_an_announced_log(): logging.getLogger("a.b").warning("x")


def test_fails_on_a_qt_message(qapp):
    from PySide6.QtCore import qWarning
    qWarning("x")


def test_fails_on_a_swallowed_foreign_address():
    with pytest.raises(OSError):
        socket.create_connection(("192.0.2.1", 80), 1)


def test_fails_on_a_swallowed_foreign_name():
    with pytest.raises(OSError):
        socket.getaddrinfo("example.com", 80)


def test_passes_on_loopback_and_on_reserved_names():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nothing.invalid", 80)


def test_passes_with_private_folders(tmp_path):
    assert os.environ["RUNSHEET_DATA_DIR"].startswith(str(tmp_path))
    assert os.environ["HOME"].startswith(str(tmp_path))
    assert "PMS_GHL_API_KEY" not in os.environ


async def test_passes_on_a_plain_loop():
    assert "qasync" not in type(asyncio.get_running_loop()).__module__
    await asyncio.sleep(0.01)


async def test_passes_on_the_loop_of_qt(qtbot):
    assert isinstance(asyncio.get_running_loop(), __import__("qasync").QEventLoop)
    await asyncio.sleep(0.01)


async def test_fails_as_a_coroutine(): assert 1 == 2
async def test_fails_as_a_coroutine_on_the_loop_of_qt(qapp): assert 1 == 2
async def test_fails_with_a_task_left(): asyncio.create_task(asyncio.sleep(9))
async def test_fails_with_a_task_left_to_qt(qapp): asyncio.create_task(asyncio.sleep(9))


async def test_fails_on_an_error_in_a_callback(qapp):
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.02)
"""


def test_the_guards_let_through_what_is_fine_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests/conftest.py").read_bytes())
    (tmp_path / "test_cases.py").write_text(CASES, "utf-8")
    result = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-rA", "--tb=no", "-p", "no:cacheprovider"),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), str(tmp_path)),
        ],
        cwd=tmp_path,
        env=os.environ | {"PMS_GHL_API_KEY": "x"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    outcomes = re.findall(r"^(PASSED|FAILED|ERROR) \S+::(\w+)", result.stdout, re.MULTILINE)
    bad = {name for outcome, name in outcomes if outcome != "PASSED"}
    names = set(re.findall(r"def (test_\w+)", CASES))
    assert bad == {name for name in names if name.startswith("test_fails")}, result.stdout
    assert names == {name for _, name in outcomes}
