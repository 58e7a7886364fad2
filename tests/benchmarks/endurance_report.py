"""What `bench endurance` prints: what the program was at first, after an hour and at the end."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.figures import Aim, print_table

SETTLED_AFTER = 1 / 8
MEMORY = Aim(limit=20, unit="MB")
WAL = Aim(limit=16, unit="MB")
FLAT = Aim(limit=4, unit="more than after an hour")
IDLE_CPU = Aim(limit=0.5, unit="% of a core")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One look at the program. `at_s`: real seconds since it was ready."""

    at_s: float
    memory_mb: float
    wal_mb: float
    file_mb: float
    handles: int
    threads: int
    cpu_s: float


def print_endurance(found: dict[str, Any], *, speed: float) -> None:
    """Two tables: the figures beside their aims, and what the program met and did."""
    samples: list[Sample] = found["samples"]
    settled = [each for each in samples if each.at_s >= samples[-1].at_s * SETTLED_AFTER]
    few = max(3, len(settled) // 10)
    first, last = settled[:few], settled[-few:]
    rows = [
        _row("memory MB", "memory_mb", samples, first, last, MEMORY, is_growth=True),
        _row("write-ahead log MB", "wal_mb", samples, first, last, WAL),
        _row("data file MB", "file_mb", samples, first, last),
        _row("handles", "handles", samples, first, last, FLAT, is_growth=True),
        _row("threads", "threads", samples, first, last, FLAT, is_growth=True),
    ]
    title = f"endurance: {found['hours']:.1f} h at {speed:.0f} × speed, three vendors"
    head = ("figure", "at first", "after an hour", "at the end", "most", "aim")
    print_table(title, head, rows)
    told, idle, whole_s = found["told"], found["idle"], found["hours"] * 3600
    share = (samples[-1].cpu_s - samples[0].cpu_s) / whole_s * 100
    facts = [
        ("requests", str(found["requests"])),
        ("struck by a fault", f"{sum(found['strikes'].values())}, {len(found['strikes'])} kinds"),
        ("timed syncs", _words(told["statuses"])),
        ("their codes", _words(told["codes"]) or "none"),
        ("started by", _words(told["triggers"])),
        ("oldest list at the end", f"{told['oldest_list_min']:.0f} min"),
        ("unhandled exceptions", str(found["bugs"])),
        ("bytes on stderr", str(found["stderr"])),
        ("exit code of SIGTERM", str(found["exit_code"])),
        ("CPU of the whole day", f"{share:.2f} % of a core, syncs and window together"),
        ("CPU idle at 1 ×", f"{IDLE_CPU.verdict(idle['percent'])}"),
        ("  in its middle second", f"{idle['middle']:.2f} %"),
        ("  in its busiest", f"{idle['busiest']:.1f} %"),
        ("  requests then, and before", f"{idle['requests']:.0f}"),
    ]
    print_table("what came of it", ("fact", ""), facts)


def _row(
    words: str,
    name: str,
    samples: Sequence[Sample],
    first: Sequence[Sample],
    last: Sequence[Sample],
    aim: Aim | None = None,
    *,
    is_growth: bool = False,
) -> tuple[str, ...]:
    """`is_growth`: the aim is for how much more it is at the end than after the first hour."""
    at_first, most = getattr(samples[0], name), max(getattr(each, name) for each in samples)
    early = statistics.median(getattr(each, name) for each in first)
    late = statistics.median(getattr(each, name) for each in last)
    verdict = aim.verdict(late - early if is_growth else most) if aim is not None else ""
    figures = (f"{value:.1f}" for value in (at_first, early, late, most))
    return (words, *figures, verdict)


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
