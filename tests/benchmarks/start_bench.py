"""Part 2: from process start to today's list painted; the idle window's memory and CPU."""

import os
import tempfile
from collections.abc import Callable
from typing import Any

from tests.benchmarks.children import running_sandbox
from tests.benchmarks.figures import Aim, Series, print_table, series
from tests.benchmarks.idle import measure_idle, print_idle
from tests.benchmarks.page_cache import forget_files
from tests.benchmarks.programs import BARE, OURS, prepare, programs, started

WARM_AIM, COLD_AIM = Aim(limit=350, unit="ms"), Aim(limit=600, unit="ms")


def bench_start(*, quick: bool) -> dict[str, Any]:
    """Measures and prints both; needs a screen and a keyring (dev.py bench brings them)."""
    rounds = 1 if quick else 5
    with running_sandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | sandbox.environment | {"RUNSHEET_DATA_DIR": folder}
        rows = prepare(environment)
        warm = _starts(environment, rounds, before=lambda: None)
        how = forget_files()
        cold = _starts(environment, rounds, before=forget_files)
        _print_starts(f"start to {rows} rows painted; cold = {how}; {rounds} rounds", warm, cold)
        idle = {name: measure_idle(environment, name, quick=quick) for name in programs()}
    print_idle(idle, quick=quick)
    return {"warm": warm, "cold": cold, "cold_how": how, "idle": idle}


def _starts(
    environment: dict[str, str], rounds: int, *, before: Callable[[], object]
) -> dict[str, dict[str, Series]]:
    """By program and mark, over the rounds; one start ahead of them is not counted."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in programs()}
    for number in range(rounds + 1):
        for name in programs():
            before()
            with started(environment, name) as (_, marks):
                if number:
                    found[name].append(marks)
    return {
        name: {mark: series([one[mark] for one in starts]) for mark in starts[0]}
        for name, starts in found.items()
    }


def _print_starts(
    title: str, warm: dict[str, dict[str, Series]], cold: dict[str, dict[str, Series]]
) -> None:
    rows = []
    for words, starts, aim in (("warm", warm, WARM_AIM), ("cold", cold, COLD_AIM)):
        floor = starts[BARE]["painted"].median
        for name, marks in starts.items():
            painted = marks["painted"]
            on_the_way = ", ".join(f"{mark} {found.median:.0f}" for mark, found in marks.items())
            verdict = f"{aim.verdict(painted.median)}  " if name == OURS else ""
            rows.append(
                (
                    name, words, f"{painted.median:.0f}", painted.spread(),
                    f"{painted.median / floor:.2f}", verdict + f"({on_the_way})",
                )
            )  # fmt: skip
    print_table(title, ("program", "files", "painted ms", "spread", "ratio", "aim"), rows)
