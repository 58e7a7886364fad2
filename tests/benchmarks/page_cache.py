"""Makes the next start a cold one: the system forgets what it has read from disk."""

import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SWITCH = Path("/proc/sys/vm/drop_caches")


def forget_files() -> str:
    """Forget; how it was done, in words."""
    if not hasattr(os, "posix_fadvise"):
        return "not cold (no way to drop files here)"
    os.sync()
    try:
        _SWITCH.write_text("3")
    except OSError:
        for path in _program_files():
            _forget(path)
        return "posix_fadvise(DONTNEED) on Python's, .venv's and app's files"
    return "page cache dropped (/proc/sys/vm/drop_caches)"


def _program_files() -> Iterator[Path]:
    folders = (sys.prefix, sysconfig.get_path("stdlib"), ROOT / "app", ROOT / "resources")
    for folder in folders:
        yield from (path for path in Path(folder).rglob("*") if path.is_file())
    yield Path(sys.executable).resolve()


def _forget(path: Path) -> None:
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(file)
