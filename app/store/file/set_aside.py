"""Starting fresh: everything of a data folder that nobody can open moves into a folder of its own.

Nothing is deleted: whoever finds the key later opens that folder as it is. A note says where things
are moving, and goes last: ended anywhere, the next start moves on.
"""

from datetime import UTC, datetime
from pathlib import Path
from shutil import move

from app.store.file.backup import BACKUP_FOLDER
from app.store.file.folder import DATA_FILE
from app.store.file.key_file import KEY_FILES, sync_folder

LOCKED = "locked-"
_NOTE = "moving-to"
_BESIDE = ("-wal", "-shm", "-journal")
"""What stands beside a database goes first: SQLite would take it for the next one's."""


def set_aside(data_dir: Path, data_file: Path, *, now: datetime) -> Path:
    """The folder that holds it all from now on: `locked-20251118T224500Z`. Raises OSError.

    Call it while the opening lock is held and nobody has the file open.
    """
    folder = data_dir / f"{LOCKED}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    beside = data_dir / f"{_NOTE}.partial"
    beside.write_text(folder.name, "utf-8")
    beside.replace(data_dir / _NOTE)
    sync_folder(data_dir)
    finish_setting_aside(data_dir, data_file)
    return folder


def finish_setting_aside(data_dir: Path, data_file: Path) -> None:
    """Ends what was interrupted; does nothing where there is nothing to end. Raises OSError."""
    note = data_dir / _NOTE
    if not note.exists():
        return
    folder = data_dir / note.read_text("utf-8")
    folder.mkdir(mode=0o700, exist_ok=True)
    for ending in (*_BESIDE, ""):
        _move(data_file.with_name(data_file.name + ending), folder / f"{DATA_FILE}{ending}")
    for name in (BACKUP_FOLDER, *reversed(KEY_FILES)):
        _move(data_dir / name, folder / name)
    sync_folder(folder)
    note.unlink()
    sync_folder(data_dir)


def _move(path: Path, target: Path) -> None:
    if path.exists():
        move(path, target)
