"""Two hundred damages of a data file, each of them noticed before anything is read."""

import random
from contextlib import closing

import pytest

from app.store.file.cipher import open_encrypted
from app.store.file.damage import is_damaged

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
