"""Part 3: how long the event loop is blocked while 2,000 rows are synced under an open window."""

import json
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.children import Sandbox, Worker, python
from tests.benchmarks.figures import Aim, print_table, series
from tests.benchmarks.parties import start_sandbox
from tests.benchmarks.vendors import Vendor

SIZE = (50, 2_000)
AIM = Aim(limit=20, unit="ms")
KINDS = ("idle", "first", "re-sync")


def bench_loop(vendors: Sequence[Vendor], *, quick: bool) -> dict[str, Any]:
    """Measures and prints; needs a screen (dev.py bench brings one)."""
    return {vendor.name: _bench_vendor(vendor, rounds=1 if quick else 5) for vendor in vendors}


def _bench_vendor(vendor: Vendor, *, rounds: int) -> list[dict[str, Any]]:
    with ExitStack() as stack:
        sandbox = start_sandbox(stack, SIZE, vendor=vendor.name)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        found = [_round(sandbox, folder / str(number)) for number in range(rounds)]
    _print_gaps(vendor.label, found)
    return found


def _round(sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    """A practice paired and mapped, not synced yet; then the window in a process of its own."""
    environment = sandbox.environment
    arguments = ("tests.benchmarks.worker", "ours", sandbox.vendor.name)
    with Worker(*arguments, environment=environment) as worker:
        worker.ask("open", folder=str(folder))
        secrets = worker.ask("facts")["secrets"]
        worker.ask("close")
    own = {"RUNSHEET_DATA_DIR": str(folder), "BENCH_SECRETS": json.dumps(secrets)}
    done = subprocess.run(
        python("-m", "tests.benchmarks.loop_driver"),
        env=os.environ | environment | own,
        stdout=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _print_gaps(label: str, found: list[dict[str, Any]]) -> None:
    rows = []
    for kind in KINDS:
        longest = series([one[kind]["max_ms"] for one in found])
        busy = series([one[kind]["max_busy_ms"] for one in found])
        busiest = series([one[kind]["busiest_ms"] for one in found])
        late = series([one[kind]["p99_ms"] for one in found])
        over = series([one[kind]["over_20_ms"] for one in found])
        rows.append(
            (
                kind, f"{longest.median:.1f}", longest.spread(1), f"{busy.median:.1f}",
                f"{busiest.median:.1f}", busiest.spread(1),
                f"{late.median:.1f}", f"{over.median:.0f}",
                AIM.verdict(longest.median) if kind != "idle" else "what this machine does alone",
            )
        )  # fmt: skip
    head = (
        "sync", "longest ms", "spread", "of it own CPU", "most own CPU", "spread", "p99 ms",
        "over 20 ms", "aim",
    )  # fmt: skip
    print_table(f"event loop, {label}, {SIZE[1]:,} rows, {len(found)} rounds", head, rows)
    for kind in KINDS[1:]:
        places: Counter[str] = Counter()
        for one in found:
            places.update(dict(one[kind]["places"]))
        if places:
            lines = [(place, str(count)) for place, count in places.most_common(12)]
            print_table(
                f"what ran in gaps over 20 ms: {kind}", ("our line → callee", "seen"), lines
            )
