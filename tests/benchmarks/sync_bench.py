"""Part 1: a first sync, an unchanged re-sync and one with two moved rows, beside the floor."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.children import Sandbox, Worker, running_sandbox
from tests.benchmarks.figures import Aim, Series, print_table, series

Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((10, 200), (50, 2_000), (200, 20_000))
LATENCIES_MS = (0, 50)
FIRST, UNCHANGED, UPDATED = "created", "unchanged", "updated"
TITLES = {FIRST: "first", UNCHANGED: "re-sync", UPDATED: "2 moved"}
SIDES = ("ours", "floor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One side of one cell."""

    ms: Series
    cpu_s: Series
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One kind of sync of one practice."""

    size: Size
    latency_ms: int
    kind: str
    ours: Measured
    floor: Measured

    @property
    def ratio(self) -> float:
        return self.ours.ms.median / self.floor.ms.median

    @property
    def aim(self) -> Aim | None:
        if self.kind == FIRST:
            return Aim(limit=1.5 if self.latency_ms else 3.0, unit="× floor")
        if self.kind == UNCHANGED and self.latency_ms:
            return Aim(limit=1.2, unit="× floor")
        if self.kind == UNCHANGED and self.size[1] >= 2_000:
            return Aim(limit=1.0, unit="× floor")
        return None


def bench_sync(
    *, sizes: Sequence[Size] = SIZES, latencies_ms: Sequence[int] = LATENCIES_MS, quick: bool
) -> list[Cell]:
    """Measures and prints every cell."""
    cells: list[Cell] = []
    for size in sizes:
        rounds = 1 if quick else (3 if size[1] >= 20_000 else 5)
        for latency_ms in latencies_ms:
            found = _bench_practice(size, latency_ms, rounds)
            cells += found
            _print_cells(f"sync, {_words(size)}, {latency_ms} ms, {rounds} rounds", found)
    _print_cells("sync, everything", cells)
    _print_proportions(cells)
    return cells


def _words(size: Size) -> str:
    return f"{size[0]} × {size[1]:,}"


def start_sandbox(stack: ExitStack, size: Size, latency_ms: int) -> Sandbox:
    bulk = ("--bulk", f"{size[0]}x{size[1]}", "--latency-ms", str(latency_ms))
    return stack.enter_context(running_sandbox(*bulk))


def _bench_practice(size: Size, latency_ms: int, rounds: int) -> list[Cell]:
    with ExitStack() as stack:
        sandbox = start_sandbox(stack, size, latency_ms)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        sandbox.pair()
        primer = stack.enter_context(_worker("floor", sandbox))
        primer.ask("open", folder=str(folder / "primer"))
        primer.ask("prime")
        run = _Run(sandbox, folder, primer, size[1], rounds)
        measured = [
            (FIRST, run.first()),
            (UNCHANGED, run.again(UNCHANGED)),
            (UPDATED, run.again(UPDATED)),
        ]
        primer.ask("close")
    return [
        Cell(size=size, latency_ms=latency_ms, kind=kind, ours=sides["ours"], floor=sides["floor"])
        for kind, sides in measured
    ]


class _Run:
    """The cells of one practice. The two sides take turns; each has a process of its own."""

    def __init__(
        self, sandbox: Sandbox, folder: Path, primer: Worker, rows: int, rounds: int
    ) -> None:
        self._sandbox = sandbox
        self._folder = folder
        self._primer = primer
        self._rows = rows
        self._rounds = rounds
        self._secrets: dict[str, Any] = {}

    def first(self) -> dict[str, Measured]:
        """Each round into an empty folder; the last one's are kept for the re-syncs."""

        def prepare(name: str, worker: Worker, number: int) -> None:
            if number:
                worker.ask("close")
            worker.ask("open", folder=str(self._place(name, number)))

        return self._measure(FIRST, prepare, keep=True)

    def again(self, kind: str) -> dict[str, Measured]:
        """In new processes; one sync ahead of the measured ones warms both up."""
        moves = self._moves() if kind == UPDATED else None

        def prepare(name: str, worker: Worker, number: int) -> None:
            if number == 0:
                place = self._place(name, self._rounds - 1)
                worker.ask("open", folder=str(place), secrets=self._secrets[name])
                worker.ask("sync", expect=UNCHANGED)

        return self._measure(kind, prepare, change=moves)

    def _measure(
        self,
        kind: str,
        prepare: Callable[[str, Worker, int], None],
        *,
        change: Callable[[], None] | None = None,
        keep: bool = False,
    ) -> dict[str, Measured]:
        with ExitStack() as stack:
            workers = {name: stack.enter_context(_worker(name, self._sandbox)) for name in SIDES}
            answers: dict[str, list[dict[str, Any]]] = {name: [] for name in SIDES}
            for number in range(self._rounds):
                for name, worker in workers.items():
                    prepare(name, worker, number)
                if change is not None:
                    change()
                for name in SIDES if number % 2 == 0 else reversed(SIDES):
                    answers[name].append(workers[name].ask("sync", expect=kind))
            facts = {name: worker.ask("facts") for name, worker in workers.items()}
            for worker in workers.values():
                worker.ask("close")
        if keep:
            self._secrets = {name: facts[name]["secrets"] for name in SIDES}
        return {name: self._checked(answers[name], facts[name]["peak_mb"]) for name in SIDES}

    def _moves(self) -> Callable[[], None]:
        """Two appointments, a minute later each time; the pages are encoded again by the primer."""
        moved = self._sandbox.look()["appointments"][:2]
        minutes = 0

        def move() -> None:
            nonlocal minutes
            minutes += 1
            for one in moved:
                start = datetime.fromisoformat(one["startAt"]) + timedelta(minutes=minutes)
                self._sandbox.move(one["id"], start.isoformat())
            self._primer.ask("prime")

        return move

    def _place(self, name: str, number: int) -> Path:
        return self._folder / f"{name}-{number}"

    def _checked(self, answers: list[dict[str, Any]], peak_mb: float) -> Measured:
        if any(answer["rows"] != self._rows for answer in answers):
            raise AssertionError(f"not {self._rows} rows: {answers}")
        return Measured(
            ms=series([answer["ms"] for answer in answers]),
            cpu_s=series([answer["cpu_s"] for answer in answers]),
            peak_mb=peak_mb,
        )


def _worker(name: str, sandbox: Sandbox) -> Worker:
    return Worker("tests.benchmarks.worker", name, environment=sandbox.environment)


def _print_cells(title: str, cells: Sequence[Cell]) -> None:
    head = (
        "practice", "latency", "sync", "ms", "spread", "floor", "spread", "ratio",
        "CPU s", "floor", "ratio", "peak MB", "floor", "aim",
    )  # fmt: skip
    rows = [
        (
            _words(cell.size), f"{cell.latency_ms} ms", TITLES[cell.kind],
            f"{cell.ours.ms.median:.0f}", cell.ours.ms.spread(),
            f"{cell.floor.ms.median:.0f}", cell.floor.ms.spread(), f"{cell.ratio:.2f}",
            f"{cell.ours.cpu_s.median:.3f}", f"{cell.floor.cpu_s.median:.3f}",
            f"{cell.ours.cpu_s.median / cell.floor.cpu_s.median:.2f}",
            f"{cell.ours.peak_mb:.0f}", f"{cell.floor.peak_mb:.0f}",
            cell.aim.verdict(cell.ratio) if cell.aim else "",
        )
        for cell in cells
    ]  # fmt: skip
    print_table(title, head, rows)


def _print_proportions(cells: Sequence[Cell]) -> None:
    """Microseconds a row should not rise with the rows: cost in proportion."""
    rows = [
        (
            _words(cell.size), f"{cell.latency_ms} ms", TITLES[cell.kind],
            f"{cell.ours.ms.median / cell.size[1] * 1000:.0f}",
            f"{cell.floor.ms.median / cell.size[1] * 1000:.0f}",
            f"{cell.ours.cpu_s.median / cell.size[1] * 1e6:.0f}",
            f"{cell.floor.cpu_s.median / cell.size[1] * 1e6:.0f}",
        )
        for cell in sorted(cells, key=lambda cell: (cell.kind, cell.latency_ms, cell.size))
    ]  # fmt: skip
    head = ("practice", "latency", "sync", "µs a row", "floor", "CPU µs a row", "floor")
    print_table("cost in proportion to rows", head, rows)
