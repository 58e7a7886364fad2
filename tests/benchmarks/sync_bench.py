"""Part 1: a first sync, an unchanged re-sync and one with two moved rows, beside the floor."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.children import Sandbox, Worker
from tests.benchmarks.figures import series
from tests.benchmarks.parties import start_dlt, start_sandbox, start_worker, vendors_and_sizes
from tests.benchmarks.sync_cells import (
    FIRST,
    UNCHANGED,
    UPDATED,
    Cell,
    Measured,
    Size,
    print_cells,
    print_leads,
    print_proportions,
    words_of,
)
from tests.benchmarks.vendors import Vendor

LATENCIES_MS = (0, 50)
SIDES = ("ours", "floor")


def bench_sync(
    *,
    vendors: Sequence[Vendor],
    sizes: Sequence[Size] | None,
    latencies_ms: Sequence[int] = LATENCIES_MS,
    quick: bool,
) -> list[Cell]:
    """Measures and prints every cell; without `sizes` each vendor's own."""
    cells: list[Cell] = []
    for vendor, size in vendors_and_sizes(vendors, sizes):
        rounds = 1 if quick else (3 if size[1] >= 20_000 else 5)
        for latency_ms in latencies_ms:
            found = _bench_practice(vendor, size, latency_ms, rounds)
            cells += found
            words = f"{vendor.label}, {words_of(size)}, {latency_ms} ms, {rounds} rounds"
            print_cells(f"sync, {words}", found)
    print_cells("sync, everything", cells)
    print_proportions(cells)
    print_leads(cells)
    return cells


def _bench_practice(vendor: Vendor, size: Size, latency_ms: int, rounds: int) -> list[Cell]:
    with ExitStack() as stack:
        sandbox = start_sandbox(stack, size, latency_ms, vendor=vendor.name)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        sandbox.pair()
        primer = start_worker(stack, "floor", sandbox)
        primer.ask("open", folder=str(folder / "primer"))
        primer.ask("prime")
        run = _Run(sandbox, folder, primer, size[1], rounds)
        measured = [
            (FIRST, run.first()),
            (UNCHANGED, run.again(UNCHANGED)),
            (UPDATED, run.again(UPDATED)),
        ]
        primer.ask("close")
        beside = _beside(
            sandbox, folder / "dlt", size[1], rounds=1 if size[1] >= 20_000 else rounds
        )
    return [
        Cell(
            vendor=vendor.label,
            size=size,
            latency_ms=latency_ms,
            kind=kind,
            ours=sides["ours"],
            floor=sides["floor"],
            dlt=beside.get(kind),
        )
        for kind, sides in measured
    ]


def _beside(sandbox: Sandbox, folder: Path, rows: int, *, rounds: int) -> dict[str, Measured]:
    """dlt's first syncs, each into an empty folder, and its re-syncs of the last; empty without it.

    After ours and the floor, for what takes minutes would leave them another machine. Where nothing
    changed it merges everything again, as it would what moved.
    """
    with ExitStack() as stack:
        worker = start_dlt(stack, sandbox)
        if worker is None:
            return {}
        first = []
        for number in range(rounds):
            worker.ask("open", folder=str(folder / str(number)))
            first.append(worker.ask("sync"))
        again = [worker.ask("sync") for _ in range(rounds)]
        peak_mb = worker.ask("facts")["peak_mb"]
    return {
        kind: _measured(answers, rows, peak_mb)
        for kind, answers in ((FIRST, first), (UNCHANGED, again))
    }


def _measured(answers: list[dict[str, Any]], rows: int, peak_mb: float) -> Measured:
    if any(answer["rows"] != rows for answer in answers):
        raise AssertionError(f"not {rows} rows: {answers}")
    return Measured(
        ms=series([answer["ms"] for answer in answers]),
        cpu_s=series([answer["cpu_s"] for answer in answers]),
        peak_mb=peak_mb,
    )


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
        """In new processes; a sync of the same kind ahead of the measured ones warms both up.

        Of the same kind: an unchanged list needs no patient, so nobody is in memory after it.
        """
        moves = self._moves() if kind == UPDATED else None
        if moves is not None:
            moves()

        def prepare(name: str, worker: Worker, number: int) -> None:
            if number == 0:
                place = self._place(name, self._rounds - 1)
                worker.ask("open", folder=str(place), secrets=self._secrets[name])
                worker.ask("sync", expect=kind)

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
            workers = {name: start_worker(stack, name, self._sandbox) for name in SIDES}
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
        return {
            name: _measured(answers[name], self._rows, facts[name]["peak_mb"]) for name in SIDES
        }

    def _moves(self) -> Callable[[], None]:
        """Two appointments; the pages are encoded again by the primer."""
        move_two = self._sandbox.mover()

        def move() -> None:
            move_two()
            self._primer.ask("prime")

        return move

    def _place(self, name: str, number: int) -> Path:
        return self._folder / f"{name}-{number}"
