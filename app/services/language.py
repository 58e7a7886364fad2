"""Which language the window is to speak, where it can be read before the data are open.

The preference `language` is what was chosen; this file repeats it for the next start.
"""

import contextlib
import os
from pathlib import Path

LANGUAGE = "language"
"""The preference's name, and the file's in the data folder."""

LIKE_THIS_PC = "system"
ENGLISH = "en_AU"
"""What nobody has to choose: no translation is whole yet."""


def kept_language(folder: Path) -> str:
    """What was chosen, English where nobody did."""
    try:
        return (folder / LANGUAGE).read_text("utf-8").strip() or ENGLISH
    except (OSError, UnicodeDecodeError):
        return ENGLISH


def keep_language(folder: Path, wanted: str) -> None:
    """For the next start; where it can't be written, the one before speaks once more."""
    if wanted == kept_language(folder):
        return
    beside = folder / f".{LANGUAGE}-{os.getpid()}"
    with contextlib.suppress(OSError):
        beside.write_text(wanted, "utf-8")
        beside.replace(folder / LANGUAGE)
