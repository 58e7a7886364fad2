"""Runs one program in front of the user and passes on what ends it: Ctrl-C, SIGINT, SIGTERM."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn


class TerminatedError(KeyboardInterrupt):
    """SIGTERM, treated like Ctrl-C so that everything is torn down."""


def listen_to_interrupts() -> None:
    """SIGTERM ends us like Ctrl-C; and Ctrl-C does so even if a shell made us ignore it."""
    signal.signal(signal.SIGTERM, _raise_terminated)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _raise_terminated(_signal: int, _frame: object) -> NoReturn:
    raise TerminatedError


def run_in_front(
    command: list[str],
    *,
    environment: Mapping[str, str],
    cwd: Path | None = None,
    stdin: int | None = None,
) -> int:
    """Runs a program to its end and returns its exit code, also when it is asked to stop early."""
    with subprocess.Popen(command, env=dict(environment), cwd=cwd, stdin=stdin) as process:
        try:
            return process.wait()
        except KeyboardInterrupt as interrupt:
            pass_on(interrupt, process)
            process.wait()
            raise


def pass_on(interrupt: BaseException, process: subprocess.Popen[Any]) -> None:
    """Asks a program to stop for what stopped us."""
    # A terminal sends Ctrl-C to the program as well; a second one would cut its clean-up short.
    if sys.stdin.isatty() and not isinstance(interrupt, TerminatedError):
        return
    if os.name == "posix":
        process.send_signal(signal.SIGINT)
    else:
        process.terminate()
