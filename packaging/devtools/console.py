"""Says what dev.py does: one line per step with its time, and a log's end on failure."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

LAST_LINES = 25


class SetupError(Exception):
    """What the person at the keyboard has to know; its text is all that is shown."""


def say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Prints the title at once, and the elapsed time behind it when the block is done."""
    print(f"{title} … ", end="", flush=True)
    started_at = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - started_at:.1f} s", flush=True)


def run_logged(
    command: Sequence[str | Path], *, log: Path, environment: Mapping[str, str], cwd: Path
) -> None:
    """Runs a command with its output in the log. Raises SetupError with the log's last lines."""
    with log.open("ab") as output:
        output.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        output.flush()
        result = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd=cwd,
            check=False,
        )
    if result.returncode != 0:
        lines = log.read_text("utf-8", errors="replace").splitlines()[-LAST_LINES:]
        raise SetupError("\n".join([*lines, "", f"The whole output is in {log}"]))


def child_environment() -> dict[str, str]:
    """The environment for programs we start: compiled code is kept, since start-up needs it."""
    environment = dict(os.environ)
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"):
        environment.pop(name, None)
    return environment


def use_utf8_output() -> None:
    """Windows consoles and plain C locales would refuse our punctuation."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
