"""The file crash.txt: what `faulthandler` wrote in a crash, reduced to its grammar."""

import re
from datetime import UTC, datetime
from pathlib import Path

from app.services.logs import CRASH_FILE
from app.services.support.marks import Kind, mark
from app.services.support.pseudonyms import Pseudonyms
from app.services.support.writing import utc

_FATAL = re.compile(
    r"(Fatal Python error: |Windows fatal exception: )"
    r"(Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception"
    r"|Floating-point exception|access violation|stack overflow|int divide by zero"
    r"|code 0x[0-9a-f]+)"
)
_THREAD = re.compile(r"(?:Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):")
_FRAME = re.compile(r'  File "(?P<path>[^"]+)", line (?P<line>\d+) in (?P<function>[\w<>.]+)')
_PLAIN = re.compile(r"  (?:<no Python frame>|Garbage-collecting|\.\.\.)")
_MODULES = re.compile(r"Extension modules: .*\(total: (\d+)\)")


def read_crashes(folder: Path, names: Pseudonyms) -> str:
    """What the crash log holds; empty when RunSheet never crashed. Raises OSError."""
    file = folder / CRASH_FILE
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
        written_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except FileNotFoundError:
        return ""
    if not any(line.strip() for line in lines):
        return ""
    cleaned = (_clean(line, names) for line in lines if line.strip())
    return "".join(f"{line}\n" for line in [f"Last written {utc(written_at)}", *cleaned])


def _clean(line: str, names: Pseudonyms) -> str:
    frame = _FRAME.fullmatch(line)
    if frame is not None:
        return f"  {_place(frame['path'])}:{frame['line']}:{frame['function']}"
    modules = _MODULES.fullmatch(line)
    if modules is not None:
        return f"Extension modules: {modules[1]}"
    if _THREAD.fullmatch(line):
        who = "Current thread" if line.startswith("Current") else "Thread"
        return f"{who} {names.of(_thread_id(line))}"
    return line if _FATAL.fullmatch(line) or _PLAIN.fullmatch(line) else mark(Kind.LINE)


def _thread_id(line: str) -> str:
    found = re.search(r"0x[0-9a-f]+", line)
    return found[0] if found else ""


def _place(path: str) -> str:
    """Ours from `app/` on, others by their file's name: the way there names the PC's user."""
    parts = re.split(r"[\\/]", path)
    if "app" in parts:
        last = len(parts) - 1 - parts[::-1].index("app")
        return "/".join(parts[last:])
    return parts[-1]
