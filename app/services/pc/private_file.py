"""Files that only the person who runs RunSheet may read: the API's token and port."""

import contextlib
import os
import secrets
import subprocess
import sys
from pathlib import Path

from app.services.pc.who import current_user

_SYSTEM = "*S-1-5-18"
"""Windows' own account, by the id it has in every language."""


def write_private(path: Path, text: str) -> None:
    """In place of the one before; nobody else can read it at any moment. Raises OSError.

    It is made under a name nobody can foresee, and moved: a link that somebody put in its place is
    replaced, never followed.
    """
    beside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(beside, flags, 0o600), "w", encoding="utf-8") as file:
            _keep_to_us(beside)
            file.write(text)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def remove_private(path: Path, text: str | None = None) -> None:
    """Take it away; with `text` only if it still says that."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if text is None or path.read_text("utf-8") == text:
            path.unlink()


def _keep_to_us(path: Path) -> None:
    """On Windows, where a mode says nothing: nothing inherited, this user and the system alone."""
    if sys.platform == "win32":
        icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
        rights = [f"{current_user()}:F", f"{_SYSTEM}:F"]
        done = subprocess.run(  # noqa: S603  # Windows' own program, by its full path
            [icacls, path, "/inheritance:r", "/grant:r", *rights],
            capture_output=True,
            check=False,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
        if done.returncode:
            raise PermissionError(path.name)
