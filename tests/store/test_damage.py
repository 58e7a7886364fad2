"""Two hundred damages of a data file, each of them noticed before anything is read."""

import random
from contextlib import closing

import pytest
from sqlalchemy import text

from app.domain.errors import DatabaseDamaged
from app.store.file.cipher import open_encrypted
from app.store.file.damage import is_damaged
from app.store.file.database import Database
from app.store.retention import empty_log

KEY = bytes(range(32))
PAGE = 4096
NAMES = [(f"Quincey Marchbanks {number}", "x" * 900) for number in range(200)]


def fill(raw):
    raw.execute("CREATE TABLE people (name TEXT, note TEXT)")
    raw.executemany("INSERT INTO people VALUES (?, ?)", NAMES)


@pytest.fixture
def data_file(tmp_path):
    path = tmp_path / "runsheet.db"
    with closing(open_encrypted(path, KEY)) as raw:
        fill(raw)
    return path


def bit(all_, dice):
    place = dice.randrange(len(all_))
    return all_[:place] + bytes([all_[place] ^ (1 << dice.randrange(8))]) + all_[place + 1 :]


def page(all_, dice):
    start = dice.randrange(len(all_) // PAGE) * PAGE
    return all_[:start] + dice.randbytes(PAGE) + all_[start + PAGE :]


def swapped(all_, dice):
    first, second = sorted(dice.sample(range(len(all_) // PAGE), 2))
    pages = [all_[start : start + PAGE] for start in range(0, len(all_), PAGE)]
    pages[first], pages[second] = pages[second], pages[first]
    return b"".join(pages)


def cut(all_, dice):
    return all_[: dice.randrange(1, len(all_))]


def header(all_, dice):
    return dice.randbytes(dice.randrange(1, 100)) + all_[100:]


KINDS = (bit, bit, bit, page, swapped, cut, header)


@pytest.mark.proves("R14")
def test_two_hundred_damages_are_all_noticed(data_file, figure):
    whole, dice = data_file.read_bytes(), random.Random(2026)
    assert not is_damaged(data_file, KEY)
    missed = []
    for number in range(200):
        kind = KINDS[number % len(KINDS)]
        data_file.write_bytes(kind(whole, dice))
        if data_file.read_bytes() != whole and not is_damaged(data_file, KEY):
            missed.append((number, kind.__name__))
    figure("200 damages, all noticed")
    assert missed == []
    data_file.write_bytes(whole)
    assert not is_damaged(data_file, KEY)


async def running_on(path):
    """A database with people in it whose file holds everything, and whose cache holds nothing."""
    database = Database(path, KEY)
    table = text("CREATE TABLE people (name TEXT, note TEXT)")
    await database.write(lambda sql: sql.execute(table))
    insert = text("INSERT INTO people VALUES (:name, :note)")
    rows = [{"name": name, "note": note} for name, note in NAMES]
    await database.write(lambda sql: sql.execute(insert, rows))
    empty_log(path, KEY)
    for pragma in ("cache_size = 10", "shrink_memory"):
        await database.read(lambda sql, each=pragma: sql.exec_driver_sql(f"PRAGMA {each}").close())
    return database


WORKS = ("UPDATE people SET note = 'seen'", "SELECT COUNT(*), MAX(note) FROM people")


@pytest.mark.proves("R14")
@pytest.mark.parametrize("kind", sorted(set(KINDS), key=lambda kind: kind.__name__))
async def test_what_is_damaged_under_a_running_runsheet_is_called_damaged(tmp_path, kind):
    """Not a wrong key, and not a folder that can't be written to."""
    for number in range(4):
        path = tmp_path / f"runsheet-{number}.db"
        database = await running_on(path)
        path.write_bytes(kind(path.read_bytes(), random.Random(number)))
        for work in WORKS:
            act = database.write if work.startswith("UPDATE") else database.read
            with pytest.raises(DatabaseDamaged):
                await act(lambda sql, each=work: len(sql.execute(text(each)).all()))
        await database.aclose()
