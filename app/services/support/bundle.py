"""A support export before it is saved: its files, what was taken out, and what is missing."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import SupportPartMissing
from app.domain.practice_day import local
from app.services.support.marks import Counts, count_marks, removed_words, total_of
from app.services.support.wish import Wish

MANIFEST = "manifest.json"
KIND = "RunSheet support export"
_EARLIEST = 1980


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFile:
    """A file as it will be in the zip: `size` in bytes, what was `removed` by kind, and how much
    of it only the second look found (`caught`).
    """

    name: str
    text: str
    size: int
    removed: Counts
    caught: int


def support_file(name: str, text: str, *, caught: int) -> SupportFile:
    """Counted once: a log may be megabytes long."""
    size, removed = len(text.encode()), count_marks(text)
    return SupportFile(name=name, text=text, size=size, removed=removed, caught=caught)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportExport:
    """What a person looks at before it is saved. `missing`: LOC-05, one for each part.

    `problems`: runs that failed or were not whole, and bugs, in the time it tells of.
    """

    wish: Wish
    timezone: str
    files: tuple[SupportFile, ...]
    missing: tuple[SupportPartMissing, ...] = ()
    problems: int = 0

    @property
    def file_name(self) -> str:
        """`RunSheet-support-2025-11-18-0931.zip`, on the practice's clock."""
        return f"RunSheet-support-{self.made_at:%Y-%m-%d-%H%M}.zip"

    @property
    def made_at(self) -> datetime:
        """On the practice's clock."""
        return local(self.wish.now, self.timezone)

    @property
    def removed(self) -> Counts:
        """Of all files together."""
        return total_of(file.removed for file in self.files)

    @property
    def caught(self) -> int:
        """How often the second look found something that should not have got so far."""
        return sum(file.caught for file in self.files)

    @property
    def summary(self) -> str:
        """Some lines for an e-mail: counts only."""
        lines = [f"{self.file_name}: {len(self.files)} files"]
        lines += [f"{file.name}: {size_words(file.size)}" for file in self.files]
        lines += [removed_words(self.removed) or "nothing removed"]
        lines += [str(error) for error in self.missing]
        return "\n".join(lines)

    def zipped(self) -> bytes:
        """The zip: text files in one folder, times as of its making, nothing of the PC."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in self.files:
                info = zipfile.ZipInfo(file.name, self._zip_time())
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, file.text.encode())
        return out.getvalue()

    def _zip_time(self) -> tuple[int, int, int, int, int, int]:
        at = self.made_at
        return max(at.year, _EARLIEST), at.month, at.day, at.hour, at.minute, at.second


def size_words(size: int) -> str:
    """`42 KB`, at least 1."""
    return f"{max(1, round(size / 1024))} KB"


def is_support_export(body: bytes) -> bool:
    """True for a zip that an earlier export wrote: it may be replaced."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return KIND.encode() in archive.read(MANIFEST)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError):
        return False
