"""Part 4: how smoothly 300 cards scroll, and how soon a name that is typed is found among 14,000.

The window is a process of its own on a private screen: 1366 × 768, drawn by the processor, as on
a clinic's PC. A frame is one notch of a wheel until everything of it is painted. The floor is Qt's
own list of as many lines in a window of that size.
"""

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.children import python
from tests.benchmarks.figures import Aim, print_table, series

CARDS = 300
SCROLLED = ("one column", "twelve columns, sideways", "list")
FRAME = Aim(limit=20.0, unit="ms a frame")
"""50 frames a second."""

KEY = Aim(limit=100.0, unit="ms")


def bench_window(*, quick: bool) -> dict[str, Any]:
    """Measures and prints; needs a screen (dev.py bench brings one)."""
    done = subprocess.run(
        python("-m", "tests.benchmarks.window_driver", *(["--quick"] if quick else [])),
        stdout=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    _print_frames(found)
    _print_keys(found)
    return found


def _print_frames(found: dict[str, Any]) -> None:
    floor = series(found["floor"]).median
    rows = []
    for name in (*SCROLLED, "floor"):
        frames = series(found[name])
        rows.append(
            (
                name, f"{frames.median:.1f}", frames.spread(1), f"{1000 / frames.median:.0f}",
                f"{frames.median / floor:.1f}",
                FRAME.verdict(late(found[name])) if name != "floor" else "",
            )
        )  # fmt: skip
    head = (f"{CARDS} cards", "ms a frame", "spread", "frames a second", "ratio", "aim")
    print_table("scrolling; the aim is for 99 frames in 100", head, rows)


def _print_keys(found: dict[str, Any]) -> None:
    rows = [
        (name, f"{max(times):.0f}", f"{series(times).median:.0f}", KEY.verdict(max(times)))
        for name, times in found["keys"].items()
    ]
    title = f"find as you type: {found['rows']:,} rows in {found['days']} days"
    print_table(title, ("a key, until painted", "longest ms", "median", "aim"), rows)


def late(times: Sequence[float]) -> float:
    """The frame that 99 in 100 don't exceed."""
    return sorted(times)[len(times) * 99 // 100]
