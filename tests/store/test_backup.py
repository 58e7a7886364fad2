"""Backups: whole at one moment while others write, encrypted, checked, thinned out by age."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.backups import is_due, surplus
from app.domain.errors import BackupUnusable, DiskFull
from app.store.file import backup
from app.store.file.backup import (
    backup_times,
    list_backups,
    make_backup,
    newest_good,
    thin_out,
    verify_backup,
)
from app.store.file.cipher import open_encrypted

NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
PAGE = 4096


@pytest.fixture
def data_file(tmp_path):
    """A file with the tables that backups tell of, and a few thousand rows."""
    path = tmp_path / "runsheet.db"
    with closing(open_encrypted(path, KEY)) as raw:
        raw.execute("CREATE TABLE run_sheet_appointments (id INTEGER PRIMARY KEY, name TEXT)")
        raw.execute("CREATE TABLE sync_snapshots (fetched_at TEXT)")
        raw.execute("INSERT INTO sync_snapshots VALUES ('2026-03-04 00:55:00.000000+00:00')")
        add_rows(raw, 5000)
    return path


def add_rows(raw, count):
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(
        "INSERT INTO run_sheet_appointments (name) VALUES (?)",
        [(f"Quincey Marchbanks {'x' * 200}",)] * count,
    )
    raw.execute("COMMIT")


def count_rows(path):
    with closing(open_encrypted(path, KEY)) as raw:
        return raw.execute("SELECT COUNT(*) FROM run_sheet_appointments").fetchone()[0]


def made(data_file, *, at=NOW):
    return make_backup(data_file, data_file.parent / "backups", key=KEY, now=at)


def test_a_backup_is_named_by_its_utc_time_and_holds_what_there_was(data_file):
    path = made(data_file, at=NOW.astimezone(ZoneInfo("Australia/Sydney")))
    assert path.name == "runsheet-20260304T010000Z.db"
    (found,) = list_backups(path.parent, key=KEY)
    assert (found.made_at, found.size_bytes) == (NOW, path.stat().st_size)
    assert found.contents.appointments == 5000
    assert found.contents.bookings == 0
    assert found.contents.read_until == datetime(2026, 3, 4, 0, 55, tzinfo=UTC)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_backup_is_encrypted(data_file):
    path = made(data_file)
    assert b"Marchbanks" not in path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as plain:
        plain.execute("SELECT * FROM sqlite_master")


@pytest.mark.proves("R19")
def test_what_is_written_meanwhile_waits_for_nothing_and_is_not_half_in_it(
    data_file, monkeypatch, figure
):
    """Every step of the copy has a commit of another connection before it."""
    with closing(open_encrypted(data_file, KEY)) as writer:

        def open_and_write(path, key):
            source = open_encrypted(path, key)
            return Interrupted(source, lambda: add_rows(writer, 10))

        monkeypatch.setattr(backup, "open_encrypted", open_and_write)
        monkeypatch.setattr(backup, "_PAGES", 20)
        path = made(data_file)
    assert count_rows(path) == 5000
    assert count_rows(data_file) > 5100
    figure(f"{count_rows(data_file) - 5000} rows written meanwhile, none of them half in it")


class Interrupted:
    """A connection whose copying is interrupted at every step."""

    def __init__(self, raw, between):
        self._raw, self._between = raw, between

    def backup(self, target, *, pages):
        self._raw.backup(target._raw, pages=pages, progress=lambda *_: self._between())

    def __getattr__(self, name):
        return getattr(self._raw, name)


def test_a_copy_that_is_not_what_was_copied_gets_no_name(data_file, monkeypatch):
    """Control of the check: a copy that is whole, of something else."""
    copy = backup._copy

    def copy_less(source, target, key):
        wanted = copy(source, target, key)
        with closing(open_encrypted(target, key)) as raw:
            raw.execute("DELETE FROM run_sheet_appointments WHERE id = 7")
            raw.execute("PRAGMA journal_mode = DELETE")
        return wanted

    monkeypatch.setattr(backup, "_copy", copy_less)
    with pytest.raises(BackupUnusable):
        made(data_file)
    assert not list((data_file.parent / "backups").iterdir())


def test_a_full_disk_leaves_the_backups_as_they_were(data_file, monkeypatch):
    first = made(data_file)

    def open_small(path, key):
        raw = open_encrypted(path, key)
        if path != data_file:
            raw.execute("PRAGMA max_page_count = 10")
        return raw

    monkeypatch.setattr(backup, "open_encrypted", open_small)
    with pytest.raises(DiskFull):
        made(data_file, at=NOW + timedelta(hours=1))
    assert list(first.parent.iterdir()) == [first]
    verify_backup(first, key=KEY)


def _with_a_bit_turned(all_, place):
    return all_[:place] + bytes([all_[place] ^ 1]) + all_[place + 1 :]


def _with_two_pages_swapped(all_):
    pages = [all_[start : start + PAGE] for start in range(0, len(all_), PAGE)]
    pages[1], pages[2] = pages[2], pages[1]
    return b"".join(pages)


DAMAGES = {
    "a bit": lambda all_: _with_a_bit_turned(all_, PAGE * 3 + 100),
    "the first byte": lambda all_: _with_a_bit_turned(all_, 0),
    "half of it": lambda all_: all_[: len(all_) // 2],
    "half of its pages": lambda all_: all_[: len(all_) // 2 // PAGE * PAGE],
    "two pages": _with_two_pages_swapped,
    "empty": lambda _all: b"",
    "zeros": lambda all_: bytes(len(all_)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_backup_is_not_good(data_file, damage):
    path = made(data_file)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(BackupUnusable):
        verify_backup(path, key=KEY)


def test_the_newest_good_one_is_found_behind_damaged_ones(data_file):
    good = made(data_file)
    for hours in (1, 2):
        path = made(data_file, at=NOW + timedelta(hours=hours))
        path.write_bytes(path.read_bytes()[:-PAGE])
    assert newest_good(good.parent, key=KEY).name == good.name
    assert newest_good(good.parent, key=OTHER_KEY) is None
    assert [each.contents is None for each in list_backups(good.parent, key=OTHER_KEY)] == [
        True
    ] * 3


@pytest.mark.proves("R19")
def test_seven_days_and_four_weeks_stay_and_nothing_else(data_file, figure):
    """Six weeks of a backup every three hours, thinned out each time as RunSheet does."""
    folder = data_file.parent / "backups"
    folder.mkdir()
    start = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)  # a Monday
    for hour in range(0, 24 * 45, 3):
        now = start + timedelta(hours=hour)
        (folder / backup.backup_name(now)).touch()
        thin_out(folder, now=now, zone=UTC)
    ages = [now - at for at in backup_times(folder)]
    assert ages[0] == timedelta()
    days = [age.days for age in ages if age < timedelta(days=7)]
    assert days == list(range(7))
    weeks = [at.isocalendar().week for at in backup_times(folder)]
    assert len(set(weeks)) == 4
    assert len(ages) == 7 + 2
    assert max(ages) < timedelta(weeks=4)
    figure(f"of 45 days {len(days)} days and {len(set(weeks))} weeks kept")


def test_old_backups_go_by_age_but_never_the_last_one():
    old = [NOW - timedelta(days=days) for days in (60, 90, 120)]
    assert surplus(old, now=NOW, zone=UTC) == set(old[1:])
    assert surplus([*old, NOW], now=NOW, zone=UTC) == set(old)


def test_days_are_those_of_the_desk():
    sydney = ZoneInfo("Australia/Sydney")
    evening = datetime(2026, 3, 4, 18, 0, tzinfo=sydney)
    morning = datetime(2026, 3, 5, 8, 0, tzinfo=sydney)  # still the 4th in UTC
    assert surplus([evening, morning], now=morning, zone=sydney) == set()
    assert surplus([evening, morning], now=morning, zone=UTC) == {evening}


def test_what_an_interrupted_backup_left_goes_after_an_hour(data_file):
    path = made(data_file)
    left, at_work = (path.parent / f"{name}.partial" for name in ("left", "at-work"))
    for each in (left, at_work):
        each.touch()
    hour_ago = left.stat().st_mtime - 3700
    os.utime(left, (hour_ago, hour_ago))
    thin_out(path.parent, now=NOW)
    assert sorted(path.parent.iterdir()) == sorted([at_work, path])


def test_a_backup_is_due_hourly_and_after_the_clock_was_set_back():
    assert is_due(None, now=NOW)
    assert not is_due(NOW - timedelta(minutes=59), now=NOW)
    assert is_due(NOW - timedelta(hours=1), now=NOW)
    assert is_due(NOW + timedelta(minutes=5), now=NOW)
