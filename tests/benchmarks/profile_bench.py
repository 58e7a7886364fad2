"""`--profile`: where RunSheet's syncs spend their time, at 0 ms latency."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.children import Worker
from tests.benchmarks.figures import print_table
from tests.benchmarks.sync_bench import start_sandbox
from tests.benchmarks.sync_cells import FIRST, TITLES, UNCHANGED, Size, words_of


def profile_syncs(sizes: Sequence[Size]) -> list[dict[str, Any]]:
    """Profiles a first sync and an unchanged re-sync of each size, and prints both."""
    found = []
    for size in sizes:
        for kind in (FIRST, UNCHANGED):
            profile = _profile(size, kind)
            found.append({"size": size, "sync": TITLES[kind], **profile})
            _print_profile(f"{TITLES[kind]} of {words_of(size)}, 0 ms", profile)
    return found


def _profile(size: Size, kind: str) -> dict[str, Any]:
    with ExitStack() as stack:
        sandbox = start_sandbox(stack, size, 0)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        worker = stack.enter_context(
            Worker("tests.benchmarks.worker", "ours", environment=sandbox.environment)
        )
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
