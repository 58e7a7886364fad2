"""Every figure of a run in one table: ours, what stands beside it, how far apart, the aim."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.api_bench import LEAST_A_SECOND, MOST_MS, Load
from tests.benchmarks.bookings_bench import CONFIRMED, LATENCY_S, Figures
from tests.benchmarks.figures import Series, print_table
from tests.benchmarks.idle import IDLE_AIM, MEMORY_AIM
from tests.benchmarks.loop_bench import AIM as LOOP_AIM
from tests.benchmarks.loop_bench import KINDS
from tests.benchmarks.programs import OURS
from tests.benchmarks.requests_bench import Counted
from tests.benchmarks.start_bench import COLD_AIM, WARM_AIM
from tests.benchmarks.sync_cells import TITLES, Cell, lead_verdict, words_of
from tests.benchmarks.window_bench import CARDS, FRAME, KEY, SCROLLED, late


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure. `beside`: a floor or a peer, by its name; `ratio`: ours to that one's."""

    figure: str
    ours: str
    beside: str = ""
    ratio: str = ""
    aim: str = ""


def print_summary(found: dict[str, Any]) -> list[Line]:
    """Of the parts that ran."""
    parts = (
        ("sync", _syncs), ("requests", _requests), ("start", _starts), ("loop", _loops),
        ("window", _windows), ("bookings", _bookings), ("api", _api),
    )  # fmt: skip
    lines = [line for name, read in parts if name in found for line in read(found[name])]
    print_table(
        "all figures",
        ("figure", "RunSheet", "beside it", "ratio", "aim"),
        [(each.figure, each.ours, each.beside, each.ratio, each.aim) for each in lines],
    )
    missed = sum("MISSED" in each.aim for each in lines)
    print(f"{len(lines)} figures, {sum(bool(each.aim) for each in lines)} aims, {missed} missed")
    return lines


def _syncs(cells: Sequence[Cell]) -> Iterator[Line]:
    for cell in cells:
        ours, floor = cell.ours.ms.median, cell.floor.ms.median
        words = f"{cell.vendor}, {words_of(cell.size)}, {cell.latency_ms} ms, {TITLES[cell.kind]}"
        aim = cell.aim.verdict(cell.ratio) if cell.aim else ""
        yield Line(
            figure=words,
            ours=f"{ours:.0f} ms",
            beside=f"floor {floor:.0f} ms",
            ratio=f"{cell.ratio:.2f}",
            aim=aim,
        )
        if cell.dlt is not None and cell.lead is not None:
            yield Line(
                figure=words,
                ours=f"{ours:.0f} ms",
                beside=f"dlt {cell.dlt.ms.median:.0f} ms",
                ratio=f"{1 / cell.lead:.2f}",
                aim=lead_verdict(cell.lead),
            )


def _requests(counted: Sequence[Counted]) -> Iterator[Line]:
    for each in counted:
        ours, floor = each.quiet.later, each.floor[1]
        yield Line(
            figure=f"{each.vendor}: requests of a re-sync",
            ours=str(ours),
            beside=f"floor {floor}",
            ratio=f"{ours / floor:.2f}",
        )


def _starts(found: dict[str, Any]) -> Iterator[Line]:
    for kind, aim in (("warm", WARM_AIM), ("cold", COLD_AIM)):
        times = {name: marks["painted"].median for name, marks in found[kind].items()}
        ours = times.pop(OURS)
        for name, theirs in times.items():
            yield Line(
                figure=f"start to painted, {kind}",
                ours=f"{ours:.0f} ms",
                beside=f"{name} {theirs:.0f} ms",
                ratio=f"{ours / theirs:.2f}",
                aim=aim.verdict(ours),
            )
    for key, words, unit, aim in (
        ("memory_mb", "idle: resident", "MB", MEMORY_AIM),
        ("cpu_s_a_minute", "idle: CPU", "s a minute", IDLE_AIM),
    ):
        amounts = {name: figures[key] for name, figures in found["idle"].items()}
        ours = amounts.pop(OURS)
        for name, theirs in amounts.items():
            yield Line(
                figure=words,
                ours=f"{ours:.3g} {unit}",
                beside=f"{name} {theirs:.3g} {unit}",
                ratio=f"{ours / theirs:.2f}" if theirs else "",
                aim=aim.verdict(ours),
            )


def _loops(found: dict[str, Any]) -> Iterator[Line]:
    for vendor, rounds in found.items():
        longest = {
            kind: Series(values=tuple(one[kind]["max_ms"] for one in rounds)).median
            for kind in KINDS
        }
        for kind in KINDS[1:]:
            yield Line(
                figure=f"{vendor}: longest block of the loop, {kind}",
                ours=f"{longest[kind]:.1f} ms",
                beside=f"idle {longest[KINDS[0]]:.1f} ms",
                ratio=f"{longest[kind] / longest[KINDS[0]]:.1f}",
                aim=LOOP_AIM.verdict(longest[kind]),
            )


def _windows(found: dict[str, Any]) -> Iterator[Line]:
    floor = statistics.median(found["floor"])
    for name in SCROLLED:
        median = statistics.median(found[name])
        yield Line(
            figure=f"scrolling {CARDS} cards: {name}",
            ours=f"{1000 / median:.0f} frames a second",
            beside=f"Qt's own list {1000 / floor:.0f}",
            ratio=f"{median / floor:.1f}",
            aim=FRAME.verdict(late(found[name])),
        )
    for name, times in found["keys"].items():
        yield Line(
            figure=f"find as you type, {found['rows']:,} rows, {name}",
            ours=f"{max(times):.0f} ms at most",
            aim=KEY.verdict(max(times)),
        )


def _bookings(found: Sequence[Figures]) -> Iterator[Line]:
    for each in found:
        floor_s, ours_s = each.requests_each * LATENCY_S, each.confirmed_s.median
        yield Line(
            figure=f"{each.crm}: Book to Confirmed",
            ours=f"{ours_s * 1000:.0f} ms",
            beside=f"floor {floor_s * 1000:.0f} ms",
            ratio=f"{ours_s / floor_s:.2f}",
            aim=CONFIRMED.verdict(ours_s),
        )
        yield Line(
            figure=f"{each.crm}: bookings a minute",
            ours=f"{each.a_minute:.0f}",
            beside=f"{each.busiest} of {each.allowed} requests in {each.window_s:g} s",
        )


def _api(loads: Sequence[Load]) -> Iterator[Line]:
    bare = {each.path: each for each in loads if each.while_what == "bare route"}
    for each in loads:
        if each.while_what == "bare route":
            continue
        enough = "met" if each.a_second >= LEAST_A_SECOND else "MISSED"
        yield Line(
            figure=f"{each.path}, {each.while_what}",
            ours=f"{each.a_second:.0f} a second, p99 {each.p99_ms:.0f} ms",
            beside=f"bare route {bare[each.path].a_second:.0f}",
            ratio=f"{each.a_second / bare[each.path].a_second:.2f}",
            aim=f"{enough}: {LEAST_A_SECOND} a second; {MOST_MS.verdict(each.p99_ms)}",
        )
