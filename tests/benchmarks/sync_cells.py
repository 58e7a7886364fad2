"""A cell of the sync benchmark, its aim, and the tables of many."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.figures import Aim, Series, print_table

Size = tuple[int, int]
"""Practitioners and appointments."""

FIRST, UNCHANGED, UPDATED = "created", "unchanged", "updated"
LEAD = 5.0
"""Times ahead of dlt, at least."""

TITLES = {FIRST: "first", UNCHANGED: "re-sync", UPDATED: "2 moved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One side of one cell."""

    ms: Series
    cpu_s: Series
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One kind of sync of one practice; `dlt` where it was beside."""

    vendor: str
    size: Size
    latency_ms: int
    kind: str
    ours: Measured
    floor: Measured
    dlt: Measured | None = None

    @property
    def ratio(self) -> float:
        return self.ours.ms.median / self.floor.ms.median

    @property
    def lead(self) -> float | None:
        """How many times ahead of dlt."""
        return self.dlt.ms.median / self.ours.ms.median if self.dlt else None

    @property
    def aim(self) -> Aim | None:
        if self.kind == FIRST:
            return Aim(limit=1.5 if self.latency_ms else 3.0, unit="× floor")
        if self.kind == UNCHANGED and self.latency_ms:
            return Aim(limit=1.2, unit="× floor")
        if self.kind == UNCHANGED and self.size[1] >= 2_000:
            return Aim(limit=1.0, unit="× floor")
        return None


def words_of(size: Size) -> str:
    """`50 × 2,000`."""
    return f"{size[0]} × {size[1]:,}"


def print_cells(title: str, cells: Sequence[Cell]) -> None:
    head = (
        "system", "practice", "latency", "sync", "ms", "spread", "floor", "spread", "ratio",
        "CPU s", "floor", "ratio", "peak MB", "floor", "aim",
    )  # fmt: skip
    rows = [
        (
            cell.vendor, words_of(cell.size), f"{cell.latency_ms} ms", TITLES[cell.kind],
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


def print_leads(cells: Sequence[Cell]) -> None:
    """Beside dlt, where it ran."""
    rows = [
        (
            words_of(cell.size), f"{cell.latency_ms} ms", TITLES[cell.kind],
            f"{cell.ours.ms.median:.0f}", f"{cell.dlt.ms.median:.0f}", cell.dlt.ms.spread(),
            f"{cell.lead:.1f}", f"{cell.dlt.cpu_s.median / cell.ours.cpu_s.median:.1f}",
            f"{cell.ours.peak_mb:.0f}", f"{cell.dlt.peak_mb:.0f}", lead_verdict(cell.lead),
        )
        for cell in cells
        if cell.dlt is not None and cell.lead is not None
    ]  # fmt: skip
    head = (
        "practice", "latency", "sync", "ms", "dlt", "spread", "times ahead", "in CPU", "peak MB",
        "dlt", "aim",
    )  # fmt: skip
    if rows:
        print_table("beside dlt (REST source into SQLite, merge)", head, rows)


def lead_verdict(lead: float) -> str:
    return f"aim {'met' if lead >= LEAD else 'MISSED'}: {lead:.1f} of {LEAD:g} × ahead of dlt"


def print_proportions(cells: Sequence[Cell]) -> None:
    """Microseconds a row should not rise with the rows: cost in proportion."""
    rows = [
        (
            cell.vendor, words_of(cell.size), f"{cell.latency_ms} ms", TITLES[cell.kind],
            f"{cell.ours.ms.median / cell.size[1] * 1000:.0f}",
            f"{cell.floor.ms.median / cell.size[1] * 1000:.0f}",
            f"{cell.ours.cpu_s.median / cell.size[1] * 1e6:.0f}",
            f"{cell.floor.cpu_s.median / cell.size[1] * 1e6:.0f}",
        )
        for cell in sorted(
            cells, key=lambda cell: (cell.vendor, cell.kind, cell.latency_ms, cell.size)
        )
    ]  # fmt: skip
    head = ("system", "practice", "latency", "sync", "µs a row", "floor", "CPU µs a row", "floor")
    print_table("cost in proportion to rows", head, rows)
