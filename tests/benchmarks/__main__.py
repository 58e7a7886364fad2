"""RunSheet's speed beside the least that any program must do, in one run on one machine.

    python3 packaging/dev.py bench                    everything, under a private screen and keyring
    python -m tests.benchmarks sync --quick           one round of each cell
    python -m tests.benchmarks sync --systems gentu --sizes 200x20000 --latencies 0 --profile
    python -m tests.benchmarks all --json figures.json

sync   A first sync, an unchanged re-sync and a re-sync with two moved rows of 10 × 200, for Gentu
       also of 50 × 2,000 and 200 × 20,000 (practitioners × appointments today), at 0 and 50 ms
       latency, by RunSheet's real services against each vendor's sandbox in another process, a
       minute past noon; vendors' rate limits are set aside. Beside it that vendor's floor: bare
       aiohttp, 16 requests at once, typed msgspec decoding, a dictionary diff against the stored
       rows and one executemany upsert in one transaction of a SQLCipher file (raw key, WAL,
       synchronous FULL). Its requests: Gentu, a chain of cursor pages of 100 per practitioner;
       MediRecords, a chain of pages of 200, then each patient, beside it the interval codes and
       types once (on a re-sync it has patients, codes and types in memory, as RunSheet has);
       Halaxy, a chain of Bundles of 100 that include patients and roles. Both keep their client
       and database open and fetch their token before the clock starts. They take turns, each in a
       process of its own per cell: peak memory is that process's. A first sync goes into a new
       folder each time; a re-sync runs in a new process after one that warms up. Medians of 5
       rounds (3 for 20,000 rows, 1 with --quick, which is then a cold one).
       `--profile` tells instead, by cProfile, where RunSheet's time goes.
requests  How many requests a sync and a working day cost, counted by the sandbox: see
       `requests_bench`.
start  From process start to today's list (60 rows, from disk, real keyring) painted, warm and with
       cold files, beside a bare PySide6 window; memory and CPU of the idle window. `--profile`
       tells instead what each package's imports cost.
loop   The event loop's longest block with the window open on Today, while 2,000 rows are synced for
       the first time and again, and what ran then. A 1 ms timer's gaps, as a person feels them, and
       how much the loop's thread itself computed in a gap: the rest went to other threads, which
       hold Python's lock, and to other programs.
window  How smoothly 300 cards scroll, and how soon a name is found while it is typed, among seven
       days of 2,000 rows: see `window_bench`.
bookings  Bookings into each CRM's sandbox at 50 ms latency: from *Book* to *Confirmed* one by one,
       and how many a minute when many are pressed at once, within the CRM's documented limit: see
       `bookings_bench`.
api    The HTTP API on one core: requests a second and their time, for a sheet of 300 rows and the
       connections, at rest and while syncs run, beside a bare FastAPI route: see `api_bench`.
endurance  Eight hours at 60 × speed (8 minutes of ours; --minutes for less) of the real window with
       three vendors, 5 % of whose requests fail, and books that change: memory, write-ahead log,
       handles and threads after the first hour and at the end, unhandled exceptions, and the CPU of
       a minute that follows at the world's own speed. What a real timer decides is left out: the
       window's own timers run at 1 ×, and no answer hangs. Not part of `all`.

Aims are those of issue 2, for every vendor. A missed one is printed, never raised: machines differ.
Quote ratios.
"""

import argparse
import dataclasses
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.summary import print_summary
from tests.benchmarks.sync_bench import LATENCIES_MS, bench_sync
from tests.benchmarks.sync_cells import Size
from tests.benchmarks.vendors import VENDORS, Vendor

PARTS = ("sync", "requests", "start", "loop", "window", "bookings", "api")
LONG_PARTS = ("endurance",)
JSON = Path(__file__).parents[2] / "build/bench.json"
_ALL = tuple(VENDORS.values())


def main() -> int:
    wishes = _read_arguments()
    parts = PARTS if wishes.part == "all" else (wishes.part,)
    found: dict[str, Any] = {"machine": _machine()}
    began = time.monotonic()
    for part in parts:
        found[part] = _BENCHES[part](wishes)
    if not wishes.profile:
        found["lines"] = print_summary(found)
    print(f"{time.monotonic() - began:.0f} s in all; load now {_load()}")
    if wishes.json or wishes.part == "all":
        file = Path(wishes.json or JSON)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found, indent=1, default=_plain), "utf-8")
        print(f"All of it: {file}")
    return 0


def _sync(wishes: argparse.Namespace) -> Any:
    if wishes.profile:
        from tests.benchmarks.profile_bench import profile_syncs

        return profile_syncs(wishes.systems, wishes.sizes)
    return bench_sync(
        vendors=wishes.systems,
        sizes=wishes.sizes,
        latencies_ms=wishes.latencies,
        quick=wishes.quick,
    )


def _requests(wishes: argparse.Namespace) -> Any:
    from tests.benchmarks.requests_bench import bench_requests

    return bench_requests(wishes.systems)


def _start(wishes: argparse.Namespace) -> Any:
    if wishes.profile:
        from tests.benchmarks.import_profile import profile_start

        return profile_start()
    from tests.benchmarks.start_bench import bench_start

    return bench_start(quick=wishes.quick)


def _loop(wishes: argparse.Namespace) -> Any:
    from tests.benchmarks.loop_bench import bench_loop

    return bench_loop(wishes.systems, quick=wishes.quick)


def _window(wishes: argparse.Namespace) -> Any:
    from tests.benchmarks.window_bench import bench_window

    return bench_window(quick=wishes.quick)


def _bookings(wishes: argparse.Namespace) -> Any:
    from tests.benchmarks.bookings_bench import bench_bookings

    return bench_bookings(quick=wishes.quick)


def _api(wishes: argparse.Namespace) -> Any:
    from tests.benchmarks.api_bench import bench_api

    return bench_api(quick=wishes.quick)


def _endurance(wishes: argparse.Namespace) -> Any:
    from tests.benchmarks.endurance import bench_endurance

    return bench_endurance(minutes=wishes.minutes)


_BENCHES: dict[str, Callable[[argparse.Namespace], Any]] = {
    "sync": _sync,
    "requests": _requests,
    "start": _start,
    "loop": _loop,
    "window": _window,
    "bookings": _bookings,
    "api": _api,
    "endurance": _endurance,
}


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("part", nargs="?", default="all", choices=[*PARTS, *LONG_PARTS, "all"])
    parser.add_argument("--quick", action="store_true", help="one round, a short idle time")
    parser.add_argument("--minutes", type=float, default=8.0, help="endurance: of real time")
    parser.add_argument(
        "--json", metavar="FILE", help="write the figures there (all: to build/bench.json)"
    )
    parser.add_argument("--profile", action="store_true", help="sync, start: where the time goes")
    parser.add_argument("--systems", type=_systems, default=_ALL, metavar="gentu,halaxy")
    parser.add_argument("--sizes", type=_sizes, metavar="10x200,50x2000")
    parser.add_argument("--latencies", type=_latencies, default=LATENCIES_MS, metavar="0,50")
    return parser.parse_args()


def _systems(text: str) -> tuple[Vendor, ...]:
    return tuple(VENDORS[name] for name in text.split(","))


def _sizes(text: str) -> tuple[Size, ...]:
    pairs = (one.split("x") for one in text.split(","))
    return tuple((int(practitioners), int(rows)) for practitioners, rows in pairs)


def _latencies(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(","))


def _machine() -> dict[str, Any]:
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": _load(),
    }


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "?"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
