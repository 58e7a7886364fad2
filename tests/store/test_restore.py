"""A backup in the data file's place: nothing is deleted, and a kill at any point loses nothing."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import BackupUnusable
from app.domain.set_aside import SetAside
from app.store.file.backup import make_backup
from app.store.file.cipher import open_encrypted
from app.store.file.restore import RESTORED_AT, finish_restore, restore

NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
KEY = bytes(range(32))
TABLES = """
    CREATE TABLE run_sheet_appointments (name TEXT);
    CREATE TABLE sync_snapshots (fetched_at TEXT);
    CREATE TABLE preferences (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE api_tokens (digest TEXT, revoked_at TEXT);
"""


class Killed(BaseException):
    """Nobody catches it, as nobody catches a power cut."""


@pytest.fixture
def folder(tmp_path):
    """A data file of two moments, with a backup of the first one."""
    with closing(open_encrypted(tmp_path / "runsheet.db", KEY)) as raw:
        for statement in TABLES.split(";"):
            raw.execute(statement)
        raw.execute("INSERT INTO run_sheet_appointments VALUES ('first')")
        raw.execute("INSERT INTO api_tokens VALUES ('kept', NULL), ('ended since', NULL)")
        make_backup(tmp_path / "runsheet.db", tmp_path / "backups", key=KEY, now=NOW)
        raw.execute("INSERT INTO run_sheet_appointments VALUES ('second')")
        raw.execute("UPDATE api_tokens SET revoked_at = 'then' WHERE digest = 'ended since'")
        raw.execute("INSERT INTO api_tokens VALUES ('made since', NULL)")
    return tmp_path


def names_in(path):
    return read(path, "SELECT name FROM run_sheet_appointments")


def read(path, query):
    with closing(open_encrypted(path, KEY)) as raw:
        return [row[0] for row in raw.execute(query)]


def restored(folder, *, why=SetAside.REPLACED):
    (backup,) = (folder / "backups").iterdir()
    return restore(folder / "runsheet.db", backup, key=KEY, why=why, now=LATER)


def test_the_old_file_is_kept_under_another_name(folder):
    aside = restored(folder)
    assert aside.name == "runsheet-replaced-20260304T013000Z.db"
    assert names_in(aside) == ["first", "second"]
    assert names_in(folder / "runsheet.db") == ["first"]
    assert len(list((folder / "backups").iterdir())) == 1


def test_the_restored_file_says_that_it_is_one(folder):
    restored(folder)
    query = f"SELECT value FROM preferences WHERE name = '{RESTORED_AT}'"
    assert read(folder / "runsheet.db", query) == ["2026-03-04 01:30:00.000000+00:00"]


def test_an_access_that_was_ended_since_the_backup_stays_ended(folder):
    restored(folder)
    living = "SELECT digest FROM api_tokens WHERE revoked_at IS NULL"
    assert read(folder / "runsheet.db", living) == ["kept"]


def test_a_damaged_file_is_not_touched_but_renamed_and_every_access_ends(folder):
    data_file = folder / "runsheet.db"
    data_file.write_bytes(data_file.read_bytes()[:5000])
    before = data_file.read_bytes()
    aside = restored(folder, why=SetAside.DAMAGED)
    assert aside.name == "runsheet-damaged-20260304T013000Z.db"
    assert aside.read_bytes() == before
    assert names_in(data_file) == ["first"]
    assert not read(data_file, "SELECT digest FROM api_tokens WHERE revoked_at IS NULL")


def test_the_log_beside_a_damaged_file_goes_with_it(folder):
    data_file = folder / "runsheet.db"
    with closing(open_encrypted(data_file, KEY)) as raw:
        raw.execute("INSERT INTO run_sheet_appointments VALUES ('third')")
        log = (folder / "runsheet.db-wal").read_bytes()
        assert log
        killed = folder / "killed"
        killed.mkdir()
        for path in folder.glob("runsheet.db*"):
            (killed / path.name).write_bytes(path.read_bytes())
    (folder / "runsheet.db").write_bytes((killed / "runsheet.db").read_bytes())
    (folder / "runsheet.db-wal").write_bytes(log)
    aside = restored(folder, why=SetAside.DAMAGED)
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log
    assert names_in(data_file) == ["first"]


def test_a_damaged_backup_changes_nothing(folder):
    (backup,) = (folder / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:-100])
    before = sorted(folder.rglob("*"))
    with pytest.raises(BackupUnusable):
        restored(folder)
    assert sorted(folder.rglob("*")) == before
    assert names_in(folder / "runsheet.db") == ["first", "second"]


@pytest.mark.parametrize("why", SetAside)
@pytest.mark.parametrize("step", range(8))
def test_a_kill_at_any_point_leaves_the_old_or_the_restored_file(folder, monkeypatch, step, why):
    data_file, replace, steps = folder / "runsheet.db", Path.replace, []
    with closing(open_encrypted(data_file, KEY)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def replace_or_end(path, target):
        """A kill before, or right after, one of the renamings."""
        if len(steps) == step:
            raise Killed
        done = replace(path, target)
        steps.extend((path, target))
        if len(steps) == step + 1:
            raise Killed
        return done

    monkeypatch.setattr(Path, "replace", replace_or_end)
    was_killed = False
    try:
        restored(folder, why=why)
    except Killed:
        was_killed = True
    monkeypatch.undo()
    finish_restore(data_file)
    finish_restore(data_file)
    assert was_killed == (step < 6)
    found = names_in(data_file)
    assert found == (["first", "second"] if step == 0 else ["first"])
    kept = [path for path in folder.glob("runsheet-*.db") if names_in(path) == ["first", "second"]]
    assert len(kept) == (0 if step == 0 else 1)
    assert not list(folder.glob("*.ready-*"))
