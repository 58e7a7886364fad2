"""Power cuts at any write: by RunSheet's own settings nothing acknowledged is lost (R2)."""

import contextlib
import random
from collections import Counter

import apsw
import pytest

from app.store.file import cipher
from tests.proofs.plugin import is_proving
from tests.proofs.power import Disk, PowerCut

CUTS = 3_000 if is_proving() else 300
CONTROL_CUTS = 300
ROWS = 20


def pragmas(synchronous=None):
    """RunSheet's own, on this disk; `synchronous` instead of its FULL."""
    own = [each for each in cipher.PRAGMAS if "cache_size" not in each and "busy" not in each]
    told = [f"PRAGMA synchronous = {synchronous}"] if synchronous else []
    return ["PRAGMA locking_mode = EXCLUSIVE", *own, "PRAGMA wal_autocheckpoint = 8", *told]


def opened(disk, synchronous):
    sql = apsw.Connection("desk.db", vfs=disk.called)
    for each in pragmas(synchronous):
        sql.execute(each)
    return sql


def commit(sql, number):
    """One transaction over many pages."""
    with sql:
        sql.execute("UPDATE sheet SET sync = ?, words = hex(randomblob(60))", (number,))


def life(disk, dice, synchronous):
    """Syncs until the power goes; the last number that was acknowledged."""
    acknowledged = 0
    disk.left = dice.randrange(4, 90)
    sql = apsw.Connection("desk.db", vfs=disk.called)
    with contextlib.suppress(PowerCut, apsw.Error):
        for each in pragmas(synchronous):
            sql.execute(each)
        for number in range(1, 60):
            commit(sql, number)
            acknowledged = number
    disk.is_dark = True  # it fell, or was still at work
    with contextlib.suppress(apsw.Error):
        sql.close(True)
    return acknowledged


def outcomes(cuts, synchronous=None):
    """How many cuts were survived, lost an acknowledged sync, or left a damaged file."""
    dice, found = random.Random(2), Counter()
    for count in range(cuts):
        disk = Disk(f"disk-{synchronous}-{count}")
        sql = opened(disk, synchronous)
        sql.execute("CREATE TABLE sheet (id INTEGER PRIMARY KEY, sync INTEGER, words TEXT)")
        sql.execute("CREATE INDEX by_words ON sheet (words)")
        with sql:
            sql.executemany("INSERT INTO sheet VALUES (?, 0, '')", [(row,) for row in range(ROWS)])
        sql.close()
        for file in disk.files.values():
            file.sync()
        acknowledged = life(disk, dice, synchronous)
        disk.cut(dice)
        found[_judged(disk, acknowledged)] += 1
        disk.unregister()
    return found


def _judged(disk, acknowledged):
    try:
        sql = opened(disk, None)
        is_sound = sql.execute("PRAGMA integrity_check").get == "ok"
        syncs = {row[0] for row in sql.execute("SELECT sync FROM sheet")}
        sql.close()
    except apsw.Error:
        return "damaged"
    if not is_sound or len(syncs) != 1:
        return "damaged"
    return "lost" if syncs.pop() < acknowledged else "whole"


@pytest.mark.proves("R2")
def test_a_power_cut_loses_nothing_that_was_acknowledged(figure):
    found = outcomes(CUTS)
    figure(f"{CUTS} cuts: {found['lost']} lost, {found['damaged']} damaged")
    assert found == {"whole": CUTS}


@pytest.mark.proves("R2", control=True)
@pytest.mark.parametrize(("synchronous", "loss"), [("NORMAL", "lost"), ("OFF", "damaged")])
def test_with_less_care_it_loses_or_damages(figure, synchronous, loss):
    found = outcomes(CONTROL_CUTS, synchronous)
    figure(f"{synchronous}: {found[loss]} of {CONTROL_CUTS} {loss}")
    assert found[loss] > 0
