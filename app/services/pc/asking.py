"""What a program of the operating system says when it is asked something."""

import shutil
import subprocess
import sys

_WAIT_S = 10.0


def said_by(program: str, *words: str) -> str:
    """In English; nothing where there is no such program, or it does not answer. Blocks: in a
    thread only.
    """
    found = shutil.which(program)
    if found is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603  # the system's own, with words of ours
            [found, *words],
            env=None if sys.platform == "win32" else {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_WAIT_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
