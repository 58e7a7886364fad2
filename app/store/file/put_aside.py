"""What was put aside in a data folder: found by its name, removed when it has had its time."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.domain.set_aside import PutAside, SetAside
from app.store.file.backup import BACKUP_FOLDER, PARTIAL
from app.store.file.folder import DATA_FILE, former_files, translated_faults
from app.store.file.key_file import KEY_FILES
from app.store.file.set_aside import LOCKED

STAMP = "%Y%m%dT%H%M%SZ"
_SIDES = ("-wal", "-shm", "-journal")


def half_copies(data_file: Path) -> list[Path]:
    """What is being made anew of one of these, or was when RunSheet was ended."""
    return list(data_file.parent.glob(f"{data_file.stem}-*{PARTIAL}"))


def list_put_aside(data_dir: Path, data_file: Path) -> list[PutAside]:
    """The newest first."""
    found = [*_files(data_file), *_folders(data_dir)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def remove_put_aside(data_dir: Path, data_file: Path, each: PutAside) -> None:
    """For good; of a folder what RunSheet put there. Raises LOC-09."""
    with translated_faults():
        if each.why is not SetAside.LOCKED:
            remove_database(data_file.with_name(each.name))
            return
        folder = data_dir / each.name
        for path in (folder / BACKUP_FOLDER).glob("*.db"):
            remove_database(path)
        # The data file goes last: it is what makes the folder one that was put aside.
        for name in (*KEY_FILES, DATA_FILE):
            remove_database(folder / name)
        for empty in (folder / BACKUP_FOLDER, folder):
            with contextlib.suppress(OSError):
                empty.rmdir()


def _files(data_file: Path) -> Iterator[PutAside]:
    for path in former_files(data_file):
        why, _, stamp = path.stem.removeprefix(f"{data_file.stem}-").partition("-")
        with contextlib.suppress(OSError, ValueError):
            yield PutAside(
                name=path.name, why=SetAside(why), at=_moment(stamp), size_bytes=_size(path)
            )


def _folders(data_dir: Path) -> Iterator[PutAside]:
    for folder in data_dir.glob(f"{LOCKED}*"):
        own = [folder / name for name in (DATA_FILE, *KEY_FILES)]
        files = [*own, *(folder / BACKUP_FOLDER).glob("*.db")]
        size = sum(map(_size, files))
        with contextlib.suppress(ValueError):
            at = _moment(folder.name.removeprefix(LOCKED))
            if size:
                yield PutAside(name=folder.name, why=SetAside.LOCKED, at=at, size_bytes=size)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def remove_database(path: Path) -> None:
    """A database and what stands beside it. Raises OSError."""
    for ending in (*_SIDES, ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)
