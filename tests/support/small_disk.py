"""A disk of a few megabytes that can be filled to its last byte. Root only: it is mounted."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILLER = "filler"


@contextmanager
def small_disk(place: Path, *, kib: int) -> Iterator[None]:
    """A disk of its own at `place`, which is made; gone afterwards with all that is on it."""
    place.mkdir()
    how = ["-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(place)]
    subprocess.run(["mount", *how], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def filled(place: Path, *, left_kib: int) -> Iterator[None]:
    """Only so much is free on it meanwhile."""
    filler = place / _FILLER
    told = os.statvfs(place)
    filler.write_bytes(b"x" * max(0, told.f_bavail * told.f_bsize - left_kib * 1024))
    try:
        yield
    finally:
        filler.unlink()
