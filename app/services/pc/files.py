"""Files that a person saves where they choose: whole, or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from app.domain.errors import FileNotSaved
from app.domain.said import say

_REASONS = {
    errno.ENOSPC: say("the disk is full."),
    errno.EACCES: say("this folder doesn't let you save files."),
    errno.EPERM: say("this folder doesn't let you save files."),
    errno.EROFS: say("this folder is read-only."),
    errno.ENOENT: say("this folder is not there."),
}


def write_atomically(path: Path, body: bytes) -> None:
    """A new file in place of the old one, on disk before this returns. Raises FileNotSaved."""
    try:
        _write_beside(path, body)
    except OSError as error:
        raise FileNotSaved(reason=_REASONS.get(error.errno or 0, "try another folder.")) from None


def _write_beside(path: Path, body: bytes) -> None:
    """The old file stays until the new one is whole."""
    handle, name = tempfile.mkstemp(prefix=".runsheet-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
