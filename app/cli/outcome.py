"""How a start of RunSheet ends: exit codes, one plain line per error, Ctrl-C and SIGTERM.

Imported by every start, the window's too: the standard library only.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

from app.domain.errors import RunSheetError

T = TypeVar("T")

FAILED, WRONG_USAGE, INTERRUPTED, TERMINATED = 1, 2, 130, 143

_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_received: list[signal.Signals] = []


class WrongUsage(Exception):
    """What was typed can't be meant; its text is one plain sentence. Ends with exit code 2."""


class Interrupted(Exception):
    """Ctrl-C or SIGTERM; whatever ran has been cancelled and has ended."""


def use_utf8_output() -> None:
    """Windows consoles and plain C locales would refuse our punctuation and patients' names.

    A program of Windows without a console has no output at all: what is said there goes nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def listen_to_interrupts() -> None:
    """SIGTERM ends us as Ctrl-C does, also where a shell started us with Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _end_like_interrupt)


def _end_like_interrupt(_number: int, _frame: object) -> None:
    _received.append(signal.SIGTERM)
    signal.raise_signal(signal.SIGINT)


@contextlib.contextmanager
def signals_ignored() -> Iterator[None]:
    """For the last clean-up: a second Ctrl-C must not leave half of it."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _ENDING_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on its own loop; a signal cancels it, lets it end, raises Interrupted."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise Interrupted from None


def guarded(action: Callable[[], int]) -> int:
    """The action's exit code; every error becomes one line on standard error, never a traceback."""
    # Without a handler Python writes warnings, with their data, to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        code = action()
        sys.stdout.flush()
        return code
    except WrongUsage as error:
        words = str(error)
        end = "" if words.endswith((".", "?")) else "."
        say_error(f"{words}{end} Try: runsheet --help")
        return WRONG_USAGE
    except RunSheetError as error:
        say_error(str(error))
        return FAILED
    except (Interrupted, KeyboardInterrupt):
        say_error("Stopped.")
        return TERMINATED if _received else INTERRUPTED
    except BrokenPipeError:
        return _leave_closed_pipe()
    except Exception as error:  # noqa: BLE001  # the last door: a bug is told and logged, not shown
        _log_bug(error)
        say_error(str(RunSheetError()))
        return FAILED


def say_error(line: str) -> None:
    """One line on standard error."""
    with contextlib.suppress(OSError):
        print(" ".join(line.split()), file=sys.stderr, flush=True)


def _leave_closed_pipe() -> int:
    """Who read our output (`| head`) has gone: say nothing, also not while Python ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _log_bug(error: Exception) -> None:
    with contextlib.suppress(Exception):
        from app.services.logs import log_bug

        log_bug(error)
