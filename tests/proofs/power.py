"""A disk in memory whose power can be cut: what was not synced is lost, torn or there, by chance.

SQLite writes to it through apsw's own file layer, with plain SQLite: SQLCipher's pages pass through
the same WAL. One connection at a time, as RunSheet has (`locking_mode = EXCLUSIVE` needs no shared
memory).
"""

import random
from dataclasses import dataclass, field

import apsw

SECTOR = 512


class PowerCut(Exception):
    """The power is gone: nothing more is written."""


@dataclass
class File:
    """`durable` survives a cut; `waiting` are the writes since the last sync, in their order."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    @property
    def seen(self) -> bytearray:
        """The file as its program sees it."""
        content = bytearray(self.durable)
        for change in self.waiting:
            _apply(content, *change)
        return content

    def sync(self) -> None:
        """Everything up to here survives."""
        self.durable, self.waiting = self.seen, []

    def cut(self, dice: random.Random) -> None:
        """Each of the waiting writes may have reached the disk, whole or by sectors, or not."""
        for offset, data in self.waiting:
            luck = dice.random()
            if luck < 0.4:
                continue
            if data is None or luck < 0.8:
                _apply(self.durable, offset, data)
                continue
            for at in range(0, len(data), SECTOR):
                if dice.random() < 0.5:
                    _apply(self.durable, offset + at, data[at : at + SECTOR])
        self.waiting = []


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    """Writes `data` there; None cuts the file off at `offset`."""
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class Disk(apsw.VFS):
    """`left`: how many writes and syncs there is power for; None: enough. What the program does
    while it falls comes to nothing.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, base="")
        self.called = name
        self.files: dict[str, File] = {}
        self.left: int | None = None
        self.is_dark = False

    def spend(self) -> bool:
        """A write or a sync; False in the dark. Raises PowerCut once."""
        if self.is_dark:
            return False
        if self.left == 0:
            self.is_dark = True
            raise PowerCut
        if self.left is not None:
            self.left -= 1
        return True

    def cut(self, dice: random.Random) -> None:
        """What is left once the power is back."""
        for file in self.files.values():
            file.cut(dice)
        self.left, self.is_dark = None, False

    def xOpen(self, name, _flags):  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or "temp"
        return OpenFile(self, self.files.setdefault(path, File()))

    def xDelete(self, name, _sync_folder):  # noqa: N802
        if self.spend():
            self.files.pop(name, None)

    def xAccess(self, name, _flags):  # noqa: N802
        return name in self.files

    def xFullPathname(self, name):  # noqa: N802
        return name


class OpenFile:
    """A file in use; locks are nobody else's."""

    def __init__(self, disk: Disk, file: File) -> None:
        self._disk, self._file = disk, file
        self._level = 0

    def xRead(self, amount, offset):  # noqa: N802
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data, offset):  # noqa: N802
        if self._disk.spend():
            self._file.waiting.append((offset, bytes(data)))

    def xTruncate(self, size):  # noqa: N802
        if self._disk.spend():
            self._file.waiting.append((size, None))

    def xSync(self, _flags):  # noqa: N802
        if self._disk.spend():
            self._file.sync()

    def xFileSize(self):  # noqa: N802
        return len(self._file.seen)

    def xLock(self, level):  # noqa: N802
        self._level = level

    def xUnlock(self, level):  # noqa: N802
        self._level = level

    def xCheckReservedLock(self):  # noqa: N802
        return False

    def xFileControl(self, *_):  # noqa: N802
        return False

    def xSectorSize(self):  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self):  # noqa: N802
        return 0

    def xClose(self):  # noqa: N802
        pass
