"""Gives memory that is free again back to the system after work that needed a lot at once.

C's allocator on Linux keeps what threads have freed, scattered over their arenas: backups and packs
would stay as megabytes for the rest of the day. Windows and macOS give it back themselves.
"""

import ctypes
import sys


def give_back() -> None:
    """Takes some milliseconds: in a thread that nobody waits for."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)
