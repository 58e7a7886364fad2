"""How many requests a day costs: counted by the sandbox, over a working day on RunSheet's clock.

From 7:30 to 18:00 every 15 minutes: a first sync and 42 more, once on a day on which nothing
changes and once with two rows moved ahead of each sync. RunSheet stays open the whole day, and
tokens grow old on its clock. The floor's tokens are not counted.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from statistics import median_low
from typing import Any

from app.adapters.registry import PMS_SPECS
from tests.benchmarks.children import Sandbox, Worker
from tests.benchmarks.figures import print_table
from tests.benchmarks.parties import start_sandbox, start_worker
from tests.benchmarks.sync_cells import FIRST, UNCHANGED, UPDATED, words_of
from tests.benchmarks.vendors import SMALL, ZONE, Vendor

OPENS, EVERY, SYNCS = time(7, 30), timedelta(minutes=15), 43
ANYTHING = "anything"  # Halaxy's rows change by the clock alone
_ID = re.compile(r"/(?=[^/]*\d[^/]*\d)[^/]{5,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The requests of a day's syncs, one after another, and all of them by kind."""

    syncs: list[int]
    kinds: Counter[str]

    @property
    def later(self) -> int:
        """What a sync costs as a rule, the first one apart."""
        return median_low(self.syncs[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One vendor's requests; `floor`: of a first sync, a re-sync and one with two moved rows.

    `limit`: how many RunSheet allows itself in a minute.
    """

    vendor: str
    limit: int
    set_up: int
    quiet: Day
    busy: Day
    floor: list[int]


def bench_requests(vendors: Sequence[Vendor]) -> list[Counted]:
    """Counts and prints."""
    found = [_count(vendor) for vendor in vendors]
    _print_counts(found)
    for one in found:
        _print_kinds(one)
    return found


class _Journal:
    """What came in since the last look. Raises AssertionError for a broken contract."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._seen = 0
        self.kinds: Counter[str] = Counter()

    def count(self) -> int:
        journal = self._sandbox.requests()
        new = journal[self._seen :]
        self._seen = len(journal)
        if broken := [one["violation"] for one in new if one["violation"]]:
            raise AssertionError(broken)
        self.kinds.update(f"{one['method']} {_ID.sub('/…', one['path'])}" for one in new)
        return len(new)


def _count(vendor: Vendor) -> Counted:
    with ExitStack() as stack:
        sandbox = start_sandbox(stack, SMALL, vendor=vendor.name)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        sandbox.pair()
        journal, move = _Journal(sandbox), sandbox.mover()
        floor = start_worker(stack, "floor", sandbox)
        floor.ask("open", folder=str(folder / "floor"))
        found = [_sync(floor, journal, kind, move) for kind in (FIRST, UNCHANGED, UPDATED)]
        floor.ask("close")
        journal.count()
        ours = start_worker(stack, "ours", sandbox)
        set_up, quiet = _opened_day(ours, journal, folder / "quiet", None)
        _, busy = _opened_day(ours, journal, folder / "busy", move)
    return Counted(
        vendor=vendor.label,
        limit=PMS_SPECS[vendor.name].rate_limit.requests,
        set_up=set_up,
        quiet=quiet,
        busy=busy,
        floor=found,
    )


def _opened_day(
    worker: Worker, journal: _Journal, folder: Path, change: Callable[[], None] | None
) -> tuple[int, Day]:
    """A day in a new folder; ahead of it the requests of its set-up."""
    worker.ask("set clock", moment=_moment(0).isoformat())
    worker.ask("open", folder=str(folder))
    set_up = journal.count()
    day = _day(worker, journal, change)
    worker.ask("close")
    return set_up, day


def _sync(worker: Worker, journal: _Journal, kind: str, move: Callable[[], None]) -> int:
    journal.count()
    if kind == UPDATED:
        move()
    worker.ask("sync", expect=kind)
    return journal.count()


def _day(worker: Worker, journal: _Journal, change: Callable[[], None] | None) -> Day:
    journal.kinds.clear()
    syncs = []
    for number in range(SYNCS):
        if change is not None and number:
            change()
        worker.ask("set clock", moment=_moment(number).isoformat())
        worker.ask("sync", expect=ANYTHING if number else FIRST)
        syncs.append(journal.count())
    return Day(syncs=syncs, kinds=Counter(journal.kinds))


def _moment(number: int) -> datetime:
    """When the day's sync of that number begins."""
    return datetime.combine(datetime.now(ZONE).date(), OPENS, ZONE) + number * EVERY


def _print_counts(found: Sequence[Counted]) -> None:
    rows: list[tuple[Any, ...]] = [
        (
            one.vendor, one.set_up, one.quiet.syncs[0], one.floor[0], one.quiet.later,
            one.floor[1], one.busy.later, one.floor[2], max(one.quiet.syncs[1:]),
            one.limit, sum(one.quiet.syncs), sum(one.busy.syncs),
        )
        for one in found
    ]  # fmt: skip
    head = (
        "system", "set-up", "first", "floor", "re-sync", "floor", "2 moved", "floor",
        "dearest re-sync", "limit a minute", f"day of {SYNCS}", "day, 2 moved each",
    )  # fmt: skip
    title = f"requests, {words_of(SMALL)}, every 15 minutes from 7:30 to 18:00"
    print_table(title, head, [tuple(map(str, row)) for row in rows])


def _print_kinds(one: Counted) -> None:
    kinds = sorted(one.quiet.kinds | one.busy.kinds, key=lambda kind: -one.quiet.kinds[kind])
    rows = [(kind, str(one.quiet.kinds[kind]), str(one.busy.kinds[kind])) for kind in kinds]
    print_table(f"{one.vendor}, the day's requests", ("address", "quiet", "2 moved each"), rows)
