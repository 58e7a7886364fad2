"""An upgrade that is killed anywhere leaves the old file or the new one, with every row (R18)."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.file.database import encrypted_engine
from app.store.migrate import MIGRATIONS, migrate
from app.store.revision import HEAD
from tests.proofs.plugin import is_proving
from tests.proofs.upgrade_worker import KEY, NOW, upgrade

KILLS = 20 if is_proving() else 5
ROWS = 5_000
RELEASED = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))[:-1]


def old_file(folder, revision):
    """A real-sized data file as the version of `revision` left it."""
    versions = folder / "versions"
    versions.mkdir()
    for path in (MIGRATIONS / "versions").glob("0*.py"):
        if path.name[:4] <= revision:
            shutil.copy(path, versions)
    engine = encrypted_engine(folder / "old.db", KEY)
    migrate(engine, key=KEY, backups=folder / "none", now=NOW, head=revision, versions=(versions,))
    rows = [{"name": f"row {number}", "value": "x" * 200} for number in range(ROWS)]
    with engine.connect() as sql, sql.begin():
        sql.execute(text("INSERT INTO preferences (name, value) VALUES (:name, :value)"), rows)
    engine.dispose()
    return folder / "old.db"


def state_of(file):
    """The revision and the rows; the file must be sound."""
    engine = encrypted_engine(file, KEY)
    with engine.connect() as sql, sql.begin():
        assert sql.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        revision = sql.execute(text("SELECT version_num FROM alembic_version")).scalar()
        count = sql.execute(text("SELECT COUNT(*) FROM preferences WHERE name LIKE 'row %'"))
        found = revision, count.scalar()
    engine.dispose()
    return found


@contextlib.contextmanager
def worker():
    program = [sys.executable, "-P", "-m", "tests.proofs.upgrade_worker"]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        yield process
        process.stdin.close()


ROOT = Path(__file__).parents[2]


def a_copy(old, folder):
    folder.mkdir()
    return Path(shutil.copy(old, folder))


def begin(process, file):
    """The child that upgrades the file now."""
    process.stdin.write(f"{file}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def duration(process, file):
    """Seconds that nobody's end takes."""
    began = time.monotonic()
    begin(process, file)
    assert process.stdout.readline() == "ended\n"
    return time.monotonic() - began


@pytest.mark.proves("R18")
@pytest.mark.parametrize("revision", RELEASED)
def test_a_killed_upgrade_is_done_or_not_done_and_loses_no_row(tmp_path, revision, figure):
    dice, ends = random.Random(revision), Counter()
    old = old_file(tmp_path, revision)
    with worker() as process:
        whole_s = duration(process, a_copy(old, tmp_path / "whole"))
        for number in range(KILLS):
            folder = tmp_path / f"{number}"
            file = a_copy(old, folder)
            child = begin(process, file)
            threading.Event().wait(dice.uniform(0.0, whole_s))  # somewhere in its work
            with contextlib.suppress(ProcessLookupError):  # it was done before
                os.kill(child, signal.SIGKILL)
            assert process.stdout.readline() == "ended\n"
            found, count = state_of(file)
            assert (found in {revision, HEAD}, count) == (True, ROWS)
            ends[found] += 1
            upgrade(file)
            assert state_of(file) == (HEAD, ROWS)
            shutil.rmtree(folder)
    figure(f"from {revision}: {KILLS} kills, {ends[revision]} before the end, no row lost")


@pytest.mark.proves("R18", control=True)
def test_an_upgrade_without_a_transaction_stays_half_done(tmp_path, figure):
    with sqlite3.connect(tmp_path / "naive.db", isolation_level=None) as sql:
        sql.execute("CREATE TABLE version (number INTEGER)")
        sql.execute("INSERT INTO version VALUES (1)")
        for step in ("CREATE TABLE one (id)", "CREATE TABLE two (id)"):
            sql.execute(step)  # and here it is killed, before it notes that it is version 2
    sql.close()
    with sqlite3.connect(tmp_path / "naive.db") as sql:
        tables = {name for (name,) in sql.execute("SELECT name FROM sqlite_master")}
        version = sql.execute("SELECT number FROM version").fetchone()[0]
    sql.close()
    figure("version 1 with tables of version 2")
    assert (version, tables) == (1, {"version", "one", "two"})
