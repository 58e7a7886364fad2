"""The broken variants of what keeps the data whole: each must fail, or its proof shows nothing."""

import contextlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import text

from app.domain import reconcile
from app.domain.errors import DiskFull
from app.store.file.database import encrypted_engine, translated_errors
from tests.domain.test_practice_day import DAYS, FIRST, ZONES
from tests.services.test_vanish import MASSES, removed
from tests.support.desk import front_desk

KEY = bytes(range(32))
ROWS = 60

ROW_BY_ROW = """
import sqlite3, sys
sql = sqlite3.connect(sys.argv[1], isolation_level=None)
print("ready", flush=True)
generation = 0
while True:
    generation += 1
    for row in range(60):
        sql.execute("UPDATE sheet SET generation = ? WHERE id = ?", (generation, row))
"""


@pytest.mark.proves("R1", control=True)
def test_rows_that_are_written_one_by_one_are_torn_by_a_kill(tmp_path, figure):
    file, dice, torn = tmp_path / "naive.db", random.Random(1), 0
    with sqlite3.connect(file) as sql:
        sql.execute("PRAGMA journal_mode = WAL")
        sql.execute("CREATE TABLE sheet (id INTEGER PRIMARY KEY, generation INTEGER)")
        sql.executemany("INSERT INTO sheet VALUES (?, 0)", [(row,) for row in range(ROWS)])
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", ROW_BY_ROW, file], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            threading.Event().wait(dice.uniform(0.005, 0.03))  # somewhere in its rows
            process.send_signal(signal.SIGKILL)
        with sqlite3.connect(file) as sql:
            torn += sql.execute("SELECT COUNT(DISTINCT generation) FROM sheet").fetchone()[0] > 1
        sql.close()
    figure(f"{torn} of 12 torn")
    assert torn > 0


@pytest.mark.proves("R5", control=True)
async def test_without_the_guard_a_mass_that_vanishes_is_taken_off(tmp_path, monkeypatch, figure):
    for name in ("MASS_VANISH_ROWS", "MASS_VANISH_SHARE", "MASS_VANISH_FLOOR"):
        monkeypatch.setattr(reconcile, name, 10**6)
    act, _ = MASSES["all rows deleted"]
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        act(desk)
        await desk.sync()
        gone = removed(await desk.stored())
    figure(f"{len(gone)} rows taken off")
    assert gone


ODD_TIMES = (
    "20260405", "0", "1", "2026-04-05", "2026-04-05T09:00", "2026-04-05T09:00:00", "1775379600",
    "2026-04-05 09:00", "1e9", "  2026-04-05T09:00:00Z  ", "2026-04-05T09", "99999999999",
)  # fmt: skip


@pytest.mark.proves("R6", control=True)
def test_a_lax_reader_takes_odd_times_for_wrong_or_naive_ones(figure):
    lax, taken = TypeAdapter(datetime), []
    for odd in ODD_TIMES:
        try:
            read = lax.validate_python(odd)
        except ValidationError:
            continue
        if read.tzinfo is None or read.year != 2026:
            taken.append(odd)
    figure(f"{len(taken)} of {len(ODD_TIMES)} odd times taken")
    assert len(taken) >= 5


@pytest.mark.proves("R7", control=True)
def test_httpxs_own_limit_never_ends_a_slow_drip(figure):
    got, limit_s = 0, 0.3
    with dripping() as port, httpx.Client(timeout=limit_s, trust_env=False) as client:
        began = time.monotonic()
        with client.stream("GET", f"http://127.0.0.1:{port}/") as answer:
            for piece in answer.iter_raw():
                got += len(piece)
                if time.monotonic() - began > 10 * limit_s:
                    break
    figure(f"ten times its limit of {limit_s} s and still reading")
    assert got > 1


@contextlib.contextmanager
def dripping():
    """The port of a vendor that sends a byte every 50 ms, for ever."""
    listening, is_over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve():
        wire, _ = listening.accept()
        with wire, contextlib.suppress(OSError):
            wire.recv(4096)
            wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while not is_over.wait(0.05):
                wire.sendall(b"x")

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        is_over.set()
        thread.join()
        listening.close()


@pytest.mark.proves("R12", control=True)
def test_a_full_disk_that_is_swallowed_loses_rows_without_a_word(tmp_path, figure):
    engine, kept = encrypted_engine(tmp_path / "full.db", KEY), 0
    with engine.connect() as sql, sql.begin():
        sql.execute(text("CREATE TABLE rows (id INTEGER PRIMARY KEY, words TEXT)"))
        pages = sql.execute(text("PRAGMA page_count")).scalar_one()
        sql.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
    for number in range(200):
        try:
            with translated_errors(), engine.connect() as sql, sql.begin():
                words = {"number": number, "words": "x" * 500}
                sql.execute(text("INSERT INTO rows VALUES (:number, :words)"), words)
                kept += 1
        except DiskFull:
            continue
    with engine.connect() as sql, sql.begin():
        stored = sql.execute(text("SELECT COUNT(*) FROM rows")).scalar_one()
    engine.dispose()
    figure(f"{200 - stored} of 200 rows lost")
    assert stored < 200


@pytest.mark.proves("R14", control=True)
def test_plain_sqlite_misses_flipped_bits(tmp_path, figure):
    file, dice, missed = tmp_path / "plain.db", random.Random(4), 0
    with sqlite3.connect(file) as sql:
        sql.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)")
        sql.executemany("INSERT INTO people VALUES (?, ?)", [(n, f"name {n}") for n in range(4000)])
    sql.close()
    whole = file.read_bytes()
    for _ in range(40):
        place = dice.randrange(4096, len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << dice.randrange(8)
        file.write_bytes(flipped)
        sql = sqlite3.connect(file)
        try:
            missed += sql.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            pass
        finally:
            sql.close()
    figure(f"{missed} of 40 flipped bits unseen")
    assert missed > 0


@pytest.mark.proves("R16", control=True)
def test_days_of_24_hours_overlap_or_leave_gaps(figure):
    wrong = 0
    for name in ZONES:
        tz = ZoneInfo(name)
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            start = datetime(day.year, day.month, day.day, tzinfo=tz).astimezone(UTC)
            after = day + timedelta(days=1)
            following = datetime(after.year, after.month, after.day, tzinfo=tz).astimezone(UTC)
            wrong += start + timedelta(hours=24) != following
    figure(f"{wrong} days wrong")
    assert wrong > 0


@pytest.mark.proves("R19", control=True)
def test_a_copy_of_the_file_lacks_what_is_in_the_log(tmp_path, figure):
    engine = encrypted_engine(tmp_path / "live.db", KEY)
    with engine.connect() as sql, sql.begin():
        sql.execute(text("CREATE TABLE rows (id INTEGER PRIMARY KEY)"))
    with engine.connect() as sql:
        raw = sql.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(50):
        with engine.connect() as sql, sql.begin():
            sql.execute(text("INSERT INTO rows VALUES (:n)"), {"n": number})
    shutil.copy(tmp_path / "live.db", tmp_path / "copied.db")
    engine.dispose()
    copy = encrypted_engine(tmp_path / "copied.db", KEY)
    with copy.connect() as sql, sql.begin():
        found = sql.execute(text("SELECT COUNT(*) FROM rows")).scalar_one()
    copy.dispose()
    figure(f"{50 - found} of 50 rows missing")
    assert found < 50
