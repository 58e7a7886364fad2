"""A folder that nothing can be written to, for root as well: it may, until it says it may not."""

import ctypes
import os
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VERSION, _OVERRIDE = 0x20080522, 1 << 1


@contextmanager
def unwritable(*paths: Path) -> Iterator[None]:
    """These can be read only, by this thread and those that it starts from now on."""
    before = [stat.S_IMODE(path.stat().st_mode) for path in paths]
    for path, mode in zip(paths, before, strict=True):
        path.chmod(mode & ~0o222)
    try:
        with _without_override():
            yield
    finally:
        for path, mode in zip(paths, before, strict=True):
            path.chmod(mode)


@contextmanager
def _without_override() -> Iterator[None]:
    """Linux's right to write whatever the mode says, given up for a while."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = ctypes.create_string_buffer(struct.pack("=Ii", _VERSION, 0))
    data = ctypes.create_string_buffer(24)
    assert libc.capget(header, data) == 0
    effective, *others = struct.unpack("=6I", data.raw)
    less = ctypes.create_string_buffer(struct.pack("=6I", effective & ~_OVERRIDE, *others))
    assert libc.capset(header, less) == 0
    try:
        yield
    finally:
        assert libc.capset(header, data) == 0
