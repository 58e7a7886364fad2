"""The lanes: every test runs in exactly one part, a failure is told, an interrupt ends all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import checks
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]


def test_every_test_runs_in_exactly_one_part() -> None:
    files = [str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(files) > 100
    taken = [each for part in checks.PARTS for each in files if _takes(part, each)]
    assert sorted(taken) == sorted(files)
    assert all((ROOT / part).is_dir() for part in checks.PARTS)


def _takes(part: str, file: str) -> bool:
    command = checks.part_job(part).command
    ignored = [each.removeprefix("--ignore=") for each in command if each.startswith("--ignore=")]
    return file.startswith(f"{part}/") and not any(file.startswith(f"{each}/") for each in ignored)


def test_what_failed_is_named_and_shown_and_the_rest_runs_all_the_same(
    capfd: pytest.CaptureFixture[str],
) -> None:
    fails = checks.Job(name="fails", command=["python", "-c", "print('why'); raise SystemExit(3)"])
    passes = checks.Job(name="passes", command=["python", "-c", ""])
    assert checks.run_in_lanes([fails, passes, passes]) == ["fails"]
    said = capfd.readouterr().out
    assert "why\nfails" in said
    assert said.count("passes") == 2


JOB = """
import pathlib, sys, time
began, cleaned = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
try:
    began.touch()
    time.sleep(120)
finally:
    cleaned.touch()
"""
OUTER = """
import sys
from devtools import checks, foreground
foreground.listen_to_interrupts()
job, *names = sys.argv[1:]
commands = [["python", "-c", job, f"{name}-began", f"{name}-cleaned"] for name in names]
checks.run_in_lanes([checks.Job(name="job", command=command) for command in commands])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_a_terminated_dev_py_lets_its_lanes_clean_up_and_begins_nothing_more(
    tmp_path: Path,
) -> None:
    names = [str(tmp_path / name) for name in "abc"]
    path = str(Path(checks.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", OUTER, JOB, *names],
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        wait_until(lambda: len(list(tmp_path.glob("*-began"))) == checks.LANES)
        process.terminate()
        process.wait()
    found = {each.name for each in tmp_path.iterdir()}
    assert found == {"a-began", "a-cleaned", "b-began", "b-cleaned"}
