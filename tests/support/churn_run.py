"""Many churned days over one desk; also a program, so that several run side by side.

python -m tests.support.churn_run FOLDER DAYS RATE STYLE   (a name in STYLES)
"""

import asyncio
import json
import random
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from app.domain.sync_run import SyncStatus
from app.sandbox import CursorStyle, GentuSandbox
from tests.support.churn import (
    Churn,
    book_of,
    false_removals,
    sheet_of,
    small_practice,
    stored_around,
)
from tests.support.desk import DAY, Clock, Desk
from tests.support.memory_vendor import MemoryVendor, memory_desk
from tests.support.systems import SYSTEMS, OpenAdapter, Sandbox, System

DAYS_OF_A_PRACTICE = 25
QUIET_EVERY = 4

STYLES: dict[str, Callable[..., Sandbox]] = {
    **{f"gentu-{style}": partial(GentuSandbox, cursors=style) for style in CursorStyle},
    "medirecords": SYSTEMS["medirecords"].sandbox,
    "halaxy": SYSTEMS["halaxy"].sandbox,
}
"""The vendors, Gentu's with each kind of cursor it may have."""


@dataclass
class Tally:
    """What went wrong over many days, and what it cost."""

    days: int = 0
    strikes: int = 0
    incomplete: int = 0
    held: int = 0
    false_removals: int = 0
    missed: int = 0
    quiet_days: int = 0
    wrong_after_quiet: int = 0
    requests: int = 0


async def run_days(
    folder: Path,
    *,
    days: int,
    rate: float,
    style: str,
    open_adapter: OpenAdapter | None = None,
) -> Tally:
    """`days` syncs of a day that changes under them; every fourth is followed by a quiet one."""
    day, is_held = DAY, False
    tally, dice = Tally(), random.Random(f"{rate}/{style}")
    system = SYSTEMS[style.partition("-")[0]]
    first = small_practice(DAY, dice, rows=8, system=system.pms_type)
    vendor = MemoryVendor(STYLES[style](first))
    async with memory_desk(folder, vendor, clock=Clock(), open_adapter=open_adapter) as desk:
        for number in range(days):
            if number % DAYS_OF_A_PRACTICE == 0 or is_held:
                day += timedelta(days=3)
                churn = _new_practice(vendor, system, day, dice, rate=rate)
                sandbox = STYLES[style](churn.practice, tokens=vendor.sandbox.tokens)
                vendor.use(sandbox)
                await desk.sync(day=day)
            is_held = await _churned_sync(desk, vendor, churn, tally)
            if number % QUIET_EVERY == 0 and not is_held:
                is_held = await _quiet_sync(desk, churn, tally)
    return tally


def _new_practice(
    vendor: MemoryVendor, system: System, day: date, dice: random.Random, *, rate: float
) -> Churn:
    practice = small_practice(day, dice, rows=dice.randrange(14, 24), system=system.pms_type)
    practice.pair()
    people = [one.id for one in practice.practitioners() if one.active][:2]
    churn = Churn(system=system, practice=practice, day=day, dice=dice, rate=rate, people=people)
    vendor.on_request[:], vendor.spoil = [churn], churn.spoil
    return churn


async def _churned_sync(desk: Desk, vendor: MemoryVendor, churn: Churn, tally: Tally) -> bool:
    """True when so much is gone at once that a person is asked: then another practice goes on."""
    churn.strike()  # since the last sync, so that there always is something to find
    churn.touched.clear()
    churn.swapped.clear()
    before, strikes, requests = set(book_of(churn.practice, churn.day)), churn.strikes, vendor.count
    churn.is_on = True
    run = await desk.sync(day=churn.day)
    churn.is_on = False
    stored = await stored_around(desk, churn.day)
    sheet, book = sheet_of(stored, churn.day), book_of(churn.practice, churn.day)
    steady = {key for key in before & set(book) if key[0] not in churn.touched}
    tally.days += 1
    tally.strikes += churn.strikes - strikes
    tally.requests += vendor.count - requests
    tally.incomplete += run.status is not SyncStatus.SUCCESS
    # A patient swapped out and, after the reading, in again was truly gone when it was read.
    false = [key for key in false_removals(stored, churn.practice) if key[0] not in churn.swapped]
    tally.false_removals += len(false)
    tally.missed += sum(key not in sheet for key in steady)
    tally.held += run.counts.held > 0
    return run.counts.held > 0


async def _quiet_sync(desk: Desk, churn: Churn, tally: Tally) -> bool:
    run = await desk.sync(day=churn.day)
    stored = await stored_around(desk, churn.day)
    tally.false_removals += len(false_removals(stored, churn.practice))
    if run.counts.held:
        tally.held += 1
        return True
    sheet, book = sheet_of(stored, churn.day), book_of(churn.practice, churn.day)
    # A cancelled row that the vendor drops later stays on the sheet as cancelled.
    sheet = {key: place for key, place in sheet.items() if key in book or not place[2]}
    tally.quiet_days += 1
    tally.wrong_after_quiet += sheet != book or run.status is not SyncStatus.SUCCESS
    return False


def main() -> None:
    """One shard; prints its tally as JSON."""
    folder, days, rate, style = sys.argv[1:]
    tally = asyncio.run(run_days(Path(folder), days=int(days), rate=float(rate), style=style))
    print(json.dumps(asdict(tally)))


if __name__ == "__main__":
    main()
