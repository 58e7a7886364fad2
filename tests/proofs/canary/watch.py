"""Keeps what there was to see while RunSheet ran: files, file names, processes, texts."""

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.proofs.canary.search import Search

_EVERY_S = 0.03
_TYPED = "cmdline"


class Watch:
    """`temporary`, and every process below this one, are looked at again and again in `with`."""

    def __init__(self, temporary: Path) -> None:
        self._temporary = temporary
        self._bodies: dict[bytes, tuple[str, bytes]] = {}
        self._places: set[str] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look_around)
        self.own_words: set[int] = set()
        """Processes whose arguments a person typed a name into."""

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def places(self) -> int:
        """How many kinds of places were looked at."""
        return len(self._places)

    @property
    def count(self) -> int:
        """How many different files and texts."""
        return len(self._bodies)

    @property
    def size(self) -> int:
        """Bytes of them all."""
        return sum(len(body) for _, body in self._bodies.values())

    def keep(self, place: str, body: bytes) -> None:
        """What could be read in a place; the same twice is kept once."""
        self._places.add(place.rstrip("0123456789 "))
        if body:
            self._bodies.setdefault(hashlib.sha256(body).digest(), (place, body))

    def keep_texts(self, place: str, texts: Iterable[str]) -> None:
        """The same of texts: all of them as one."""
        self.keep(place, "\n".join(texts).encode("utf-8", "replace"))

    def keep_files(self, folder: Path, place: str = "") -> None:
        """Every file below a folder as it is now, and what the files are called. `place`: of all
        of them, where their names are nobody's.
        """
        for path in folder.rglob("*"):
            self.keep_texts("file names", [str(path)])
            with contextlib.suppress(OSError):  # gone already
                if path.is_file():
                    self.keep(place or _kind(path, folder), path.read_bytes())

    def hits(self, values: Iterable[str]) -> list[tuple[str, str, str]]:
        """Place, value and encoding of everything that must not be where it is."""
        search, typed = Search(values), {f"{_TYPED} {process}" for process in self.own_words}
        return [
            (place, *hit)
            for place, body in self._bodies.values()
            if place not in typed
            for hit in search.hits(body)
        ]

    def _look_around(self) -> None:
        while not self._over.wait(_EVERY_S):
            self.keep_files(self._temporary, "temporary files")
            for process in _below(os.getpid()):
                self._keep_process(process)

    def _keep_process(self, process: int) -> None:
        for name in (_TYPED, "environ"):
            with contextlib.suppress(OSError):
                self.keep(f"{name} {process}", Path(f"/proc/{process}/{name}").read_bytes())


def _kind(path: Path, folder: Path) -> str:
    """`runsheet.db-wal`, `backups`, `logs`: one place, whatever its files are called."""
    return path.relative_to(folder).parts[0]


def _below(process: int) -> Iterator[int]:
    """This process and those it started, and theirs."""
    yield process
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _below(int(child))
