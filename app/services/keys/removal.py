"""*Remove this PC*: everything RunSheet keeps here goes, and a receipt says what went.

The keys go first: a removal that is interrupted leaves files that nobody can read, and is ended by
asking for it again.
"""

import asyncio
import contextlib
import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app import __version__
from app.domain.contents import Contents
from app.domain.errors import DatabaseBusy, RunSheetError, SecretStoreMissing
from app.domain.words import count_words, short_date, wall_time
from app.secrets import KeyringSecrets, SecretStore
from app.services.api_access import LOCK_FILE, PORT_FILE, TOKEN_FILE
from app.services.core import Core
from app.services.keys.kept import NAMES_FILE, noted_names
from app.services.language import LANGUAGE
from app.services.logs import close_logging
from app.services.pc.autostart import Autostart
from app.services.settings import Settings
from app.store.contents import count_contents
from app.store.file.folder import DATA_FILE, former_files, translated_faults
from app.store.file.key_file import KEY_FILES, read_key_file
from app.store.file.open import data_file_of, opening
from app.store.file.put_aside import half_copies, remove_database
from app.store.file.set_aside import LOCKED
from app.store.sync.leases import is_anybody_there

_DATABASE = r"(-wal|-shm|-journal|\.new-key.*|\.partial.*|\.ready-.+)?"
_OURS: dict[str, tuple[str, ...]] = {
    "backup": ("backups/runsheet-*.db", "backups/before-*.db"),
    "downtime pack": ("downtime/*.pdf",),
    "log file": ("logs/runsheet.log*", "logs/crash.log"),
    "API token": (TOKEN_FILE,),
    "": (
        *("backups/*.partial*", "backups/*-wal", "backups/*-shm", "backups/*-journal"),
        *("downtime/.runsheet-*", "holders/*.lock", PORT_FILE, LOCK_FILE),
        *(*KEY_FILES, *(f"{Path(each).stem}.partial" for each in KEY_FILES)),
        *("moving-to*", LANGUAGE),
    ),
}
"""What RunSheet makes in a data folder; of another file nothing is touched, whatever it is."""

_SET_ASIDE = re.compile(rf"{LOCKED}\d{{8}}T\d{{6}}Z")
_SUBFOLDERS = ("backups", "downtime", "logs", "holders")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalReceipt:
    """What was removed, in counts. `contents` is None where the data could not be opened any more.
    `left` counts files in the folder that are not RunSheet's, such as a `.env` of one's own.
    """

    at: datetime
    pc: str
    folder: Path
    contents: Contents | None
    secrets: int
    files: dict[str, int] = field(default_factory=dict)
    is_store_silent: bool = False
    had_autostart: bool = False
    left: int = 0

    def lines(self) -> list[str]:
        """As it is printed, the moment as this PC's clock has it. Nobody's name is in it."""
        at = self.at.astimezone()
        lines = [
            "RunSheet was removed from this PC.",
            f"When: {short_date(at.date())}, {wall_time(at)} {at:%Z}",
            f"PC: {self.pc}",
            f"RunSheet {__version__}, data folder {self.folder}",
            "",
            "Removed:",
            *(f"- {words}" for words in self._removed()),
        ]
        if self.is_store_silent:
            lines.append("Not removed: keys in the password store, which did not answer.")
        if self.left:
            files = count_words(self.left, "file")
            lines.append(f"Left in the folder: {files} that RunSheet did not make.")
        return lines

    def _removed(self) -> Iterable[str]:
        if self.contents is None:
            yield "the data file, which could not be opened any more"
        else:
            yield f"the data file with {self.contents.words()}"
        yield from (count_words(count, name) for name, count in self.files.items() if count)
        yield f"{count_words(self.secrets, 'key')} in the password store"
        if self.had_autostart:
            yield "the start with this PC"


async def contents_of(core: Core) -> Contents:
    """What is in the data file, in counts: what a removal takes with it."""
    return await core.database.read(count_contents, now=core.now())


async def remove_this_pc(
    settings: Settings,
    *,
    contents: Contents | None,
    now: datetime,
    secrets: SecretStore | None = None,
) -> RemovalReceipt:
    """Call it when the services are closed. Raises DatabaseBusy while a RunSheet runs on the
    folder, LOC-01, LOC-09; then it may be asked for again.
    """
    folder = settings.data_dir
    with translated_faults():
        async with opening(folder):
            if is_anybody_there(folder / "holders"):
                raise DatabaseBusy()
            count, is_silent = await _forget_secrets(folder, secrets or KeyringSecrets())
            had_autostart = await _forget_autostart(settings)
            close_logging()
            files = await asyncio.to_thread(_remove_files, settings)
        left = await asyncio.to_thread(_remove_rest, folder, keeps_names=is_silent)
    return RemovalReceipt(
        at=now,
        pc=platform.node() or "this PC",
        folder=folder,
        contents=contents,
        secrets=count,
        files=files,
        is_store_silent=is_silent,
        had_autostart=had_autostart,
        left=left,
    )


async def _forget_secrets(folder: Path, secrets: SecretStore) -> tuple[int, bool]:
    """How many were there, and whether the store did not answer. None where there is no store."""
    count = 0
    try:
        for name in _names(folder):
            if await secrets.read(name) is not None:
                await secrets.delete(name)
                count += 1
    except SecretStoreMissing:
        return count, bool(noted_names(folder))
    return count, False


def _names(folder: Path) -> tuple[str, ...]:
    """The noted ones, and the keys that key.json names."""
    names = list(noted_names(folder))
    with contextlib.suppress(RunSheetError):
        told = read_key_file(folder)
        names += [told.secret_name(each.id) for each in told.records]
    return tuple(dict.fromkeys(names))


async def _forget_autostart(settings: Settings) -> bool:
    """True where there was one that starts RunSheet on this very folder; another's stays."""
    autostart = Autostart.of(settings)
    if not await autostart.is_for(settings):
        return False
    await autostart.turn_off()
    return True


def _remove_files(settings: Settings) -> dict[str, int]:
    """How many there were of each kind that a person knows."""
    folder = settings.data_dir
    data_file = data_file_of(settings.database_url, data_dir=folder)
    counts = _remove_ours(folder, data_file)
    # A removal that was cut short may have taken the data file of one, and no more.
    aside = [path for path in folder.glob(f"{LOCKED}*") if _SET_ASIDE.fullmatch(path.name)]
    for path in aside:
        _remove_ours(path, path / DATA_FILE)
        _remove_if_empty(path)
    return {**counts, "set-aside folder": len(aside)}


def _remove_ours(folder: Path, data_file: Path) -> dict[str, int]:
    is_database = re.compile(re.escape(data_file.name) + _DATABASE)
    for path in list(data_file.parent.glob(f"{data_file.name}*")):
        if is_database.fullmatch(path.name):
            path.unlink()
    former = former_files(data_file)
    for path in former:
        remove_database(path)
    for path in half_copies(data_file):
        path.unlink()
    counts = {"former data file": len(former)}
    for words, patterns in _OURS.items():
        found = [path for pattern in patterns for path in folder.glob(pattern)]
        for path in found:
            path.unlink()
        counts[words] = len(found)
    for name in _SUBFOLDERS:
        _remove_if_empty(folder / name)
    counts.pop("")
    return counts


def _remove_rest(folder: Path, *, keeps_names: bool) -> int:
    """The list of names goes last; how many files are left that RunSheet did not make."""
    (folder / "opening.lock").unlink(missing_ok=True)
    if not keeps_names:
        (folder / NAMES_FILE).unlink(missing_ok=True)
    left = sum(path.is_file() and path.name != NAMES_FILE for path in folder.rglob("*"))
    _remove_if_empty(folder)
    return left


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
