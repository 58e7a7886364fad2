"""`--profile`: where RunSheet's syncs spend their time, at 0 ms latency."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import print_table
from tests.benchmarks.parties import start_sandbox, start_worker, vendors_and_sizes
from tests.benchmarks.sync_cells import FIRST, TITLES, UNCHANGED, Size, words_of
from tests.benchmarks.vendors import Vendor


def profile_syncs(vendors: Sequence[Vendor], sizes: Sequence[Size] | None) -> list[dict[str, Any]]:
    """Profiles a first sync and an unchanged re-sync of each size, and prints both."""
    found = []
    for vendor, size in vendors_and_sizes(vendors, sizes):
        for kind in (FIRST, UNCHANGED):
            profile = _profile(vendor, size, kind)
            found.append({"system": vendor.label, "size": size, "sync": TITLES[kind], **profile})
            words = f"{TITLES[kind]} of {vendor.label}, {words_of(size)}, 0 ms"
            _print_profile(words, profile)
    return found


def _profile(vendor: Vendor, size: Size, kind: str) -> dict[str, Any]:
    with ExitStack() as stack:
        sandbox = start_sandbox(stack, size, vendor=vendor.name)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        worker = start_worker(stack, "ours", sandbox)
        worker.ask("open", folder=str(folder / "warm"))
        worker.ask("sync", expect=FIRST)  # imports, statement caches, the server's pages
        if kind == FIRST:
            worker.ask("close")
            worker.ask("open", folder=str(folder / "measured"))
        else:
            worker.ask("sync", expect=UNCHANGED)
        profile = worker.ask("profile", expect=kind)
        worker.ask("close")
    return profile


def _print_profile(title: str, profile: dict[str, Any]) -> None:
    busy = sum(seconds for name, seconds in profile["layers"] if not name.startswith("waiting"))

    def shares(places: list[tuple[str, float]]) -> list[tuple[str, str, str]]:
        return [
            (name, f"{seconds * 1000:.0f}", "" if "waiting" in name else f"{seconds / busy:.0%}")
            for name, seconds in places
        ]

    print_table(f"profile by layer, {title}", ("layer", "ms", "share"), shares(profile["layers"]))
    print_table("by module", ("module", "ms", "share"), shares(profile["modules"]))
    head = ("function", "calls", "own ms", "with callees ms")
    for name, words in (("functions", "dearest functions"), ("cumulated", "ours, with callees")):
        rows = [
            (function[-70:], f"{calls:,}", f"{own * 1000:.0f}", f"{total * 1000:.0f}")
            for function, calls, own, total in profile[name]
        ]
        print_table(f"{words}, {title}", head, rows)
