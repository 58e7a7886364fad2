"""RunSheet's log file: typed events and where bugs happened; never a person's data or a secret.

Foreign messages and exception texts quote URLs, names and keys, so none is written: of every record
that is not one of our events only the logger, the level and the exceptions' classes remain.
"""

import contextlib
import faulthandler
import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app import __version__
from app.services.log_facts import Event, Fact, fitting

__all__ = ["Event", "Fact", "configure_logging", "log_bug", "log_event"]

LOG_FILE, CRASH_FILE = "runsheet.log", "crash.log"
KEPT_DAYS = 14
_FILE_BYTES, _OLD_FILES = 1_000_000, 4
_CRASH_BYTES = 200_000
_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_crash_log: list[int] = []
_APP = Path(__file__).resolve().parents[1]
_events = logging.getLogger("runsheet.events")


@dataclass(slots=True)
class Caught:
    """What the log's two lines of defence held back in this process: facts that an event has no
    place for, and what looked like a person's data or a secret in a finished line.
    """

    left_out: int = 0
    masked: int = 0


caught = Caught()
"""Nothing, as long as no code of ours writes what it should not; the tests hold it to that."""


def configure_logging(data_dir: Path) -> None:
    """This process logs to `<data_dir>/logs/runsheet.log` from now on; not at all if it can't."""
    close_logging()
    folder = logs_folder(data_dir)
    with contextlib.suppress(OSError):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        drop_old_logs(data_dir)
        root = logging.getLogger()
        root.addHandler(_LogFile(folder / LOG_FILE))
        root.setLevel(logging.WARNING)
        _events.setLevel(logging.INFO)
        log_event(Event.STARTED, version=__version__)
        _catch_crashes(folder / CRASH_FILE)


def logs_folder(data_dir: Path) -> Path:
    """Where `configure_logging` puts its files."""
    return data_dir / "logs"


def close_logging() -> None:
    """Let go of the files; events go nowhere until the next `configure_logging`."""
    _stop_catching()
    root = logging.getLogger()
    for handler in [item for item in root.handlers if isinstance(item, _LogFile)]:
        root.removeHandler(handler)
        handler.close()


def log_event(event: Event, **facts: Fact) -> None:
    """Write one event with those of its facts that may stand there; see `log_facts`."""
    kept = fitting(event, facts)
    if len(kept) < len(facts):
        left_out = len(facts) - len(kept)
        caught.left_out += left_out
        kept["left_out"] = left_out
    _events.info(event, extra={"facts": kept})


def log_bug(error: BaseException) -> None:
    """An unexpected exception: its classes and our own lines, without any message."""
    _events.error(Event.BUG, exc_info=error, extra={"facts": {}})


class _LogFile(RotatingFileHandler):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True
        )
        self.setFormatter(_Formatter())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """A full disk or a file that is rotated elsewhere never reaches the user's terminal."""


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Made once: the file asks for it twice, for its length and to write it."""
        line: str | None = getattr(record, "line_of_ours", None)
        if line is None:
            line = record.line_of_ours = _masked(self._line(record))
        return line

    def _line(self, record: logging.LogRecord) -> str:
        at = time.strftime(_STAMP, time.gmtime(record.created))
        facts: dict[str, Fact] = getattr(record, "facts", {})
        what = str(record.msg) if isinstance(record.msg, Event) else record.name
        words = [at, record.levelname, what, *(f"{name}={facts[name]}" for name in facts)]
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([" ".join(words), *(_describe(error) if error else ())])


def _masked(text: str) -> str:
    """The second line: whatever looks like a person's data or a secret does not reach the file."""
    from app.services.support.marks import mark
    from app.services.support.patterns import PATTERNS

    for pattern in PATTERNS:
        for found in {each[0] for each in pattern.expression.finditer(text)}:
            if pattern.holds(found):
                caught.masked += 1
                text = text.replace(found, mark(pattern.kind))
    return text


def _describe(error: BaseException) -> Iterator[str]:
    """The chain of classes, outermost first, each with our own frames."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"  {type(current).__module__}.{type(current).__qualname__}"
        yield from _frames(current)
        if isinstance(current, BaseExceptionGroup):
            current = current.exceptions[0]
        else:
            hidden = current.__suppress_context__
            current = current.__cause__ or (None if hidden else current.__context__)


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_APP):
            yield f"    app/{path.relative_to(_APP).as_posix()}:{line}:{frame.f_code.co_name}"


def _catch_crashes(file: Path) -> None:
    """A crash of Python itself writes files, lines and functions there; never a value.

    In place of the terminal, where faulthandler wrote if somebody had switched it on before.
    """
    crash_log = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    _crash_log.append(crash_log)
    faulthandler.enable(file=crash_log)


def _stop_catching() -> None:
    while _crash_log:
        faulthandler.disable()
        os.close(_crash_log.pop())
        if sys.__stderr__ is not None:
            with contextlib.suppress(OSError, ValueError):
                faulthandler.enable(file=sys.__stderr__)


def drop_old_logs(data_dir: Path) -> None:
    """Whatever is older than two weeks; five files of a megabyte are the most there are."""
    folder = logs_folder(data_dir)
    oldest = time.time() - KEPT_DAYS * 86_400
    crash = folder / CRASH_FILE
    for path in (*folder.glob(f"{LOG_FILE}*"), crash):
        is_there = path.exists()
        if is_there and (path.stat().st_mtime < oldest or _is_too_long(path, crash)):
            path.unlink()
        elif is_there and path != crash:
            _cut_before(path, time.strftime(_STAMP, time.gmtime(oldest)).encode())


def _cut_before(path: Path, oldest: bytes) -> None:
    """Takes older lines out of the very file: whoever has it open writes on at its end."""
    with path.open("rb+") as file:
        lines = file.readlines()
        first = next((n for n, line in enumerate(lines) if _is_of(line, oldest)), len(lines))
        if first:
            file.seek(0)
            file.writelines(lines[first:])
            file.truncate()


def _is_of(line: bytes, oldest: bytes) -> bool:
    """Whether an entry begins here that is not older; where a bug was stands below its entry."""
    return line[:2] == b"20" and line[: len(oldest)] >= oldest


def _is_too_long(path: Path, crash: Path) -> bool:
    return path == crash and path.stat().st_size > _CRASH_BYTES
