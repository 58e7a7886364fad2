"""RunSheet, a bare Qt window and Vorta as programs: started, painted, ended."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from tests.benchmarks.children import python
from tests.benchmarks.peers import peer

OURS, BARE, VORTA = "RunSheet", "bare PySide6 window", "Vorta"
PAINT_TIMEOUT_S = 30
_DRIVER = python("-m", "tests.benchmarks.start_driver")


def programs() -> dict[str, list[str]]:
    """Name and command of each; Vorta where there is an environment with it."""
    vorta = peer("vorta_start.py")
    ours = {OURS: _DRIVER, BARE: [*_DRIVER, "--bare"]}
    return ours | ({VORTA: vorta} if vorta else {})


def prepare(environment: dict[str, str]) -> int:
    """Fill the data folder by a real sync, its key in the session's keyring; how many rows."""
    done = subprocess.run(
        python("-m", "tests.benchmarks.prepare"),
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return int(json.loads(done.stdout)["rows"])


@contextmanager
def started(
    environment: dict[str, str], name: str, errors: IO[str] | None = None
) -> Iterator[tuple[int, dict[str, float]]]:
    """The program once it has painted: its process id, and milliseconds from start to each mark."""
    began = time.monotonic_ns()
    process = subprocess.Popen(
        programs()[name],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=errors or (subprocess.DEVNULL if name == VORTA else None),
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise AssertionError(f"{name} ended before it painted")
        marks = {mark: (moment - began) / 1e6 for mark, moment in json.loads(line).items()}
        yield process.pid, marks
    finally:
        process.terminate()
        process.wait(PAINT_TIMEOUT_S)
        process.stdout.close()
