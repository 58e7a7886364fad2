"""Medians with their spread, aims met or missed, and tables of plain text."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What was measured several times; one value's name carries its unit."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def spread(self, digits: int = 0) -> str:
        """Lowest to highest: `431–512`; empty for a single value."""
        if len(self.values) < 2:
            return ""
        return f"{min(self.values):.{digits}f}–{max(self.values):.{digits}f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A figure that should not be exceeded. Reported, never asserted: machines differ."""

    limit: float
    unit: str

    def verdict(self, value: float) -> str:
        word = "met" if value <= self.limit else "MISSED"
        return f"aim {word}: {value:.2f} of {self.limit:g} {self.unit}"


def series(values: Sequence[float]) -> Series:
    return Series(values=tuple(values))


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The first column to the left, the others to the right, an aim's verdict to the left.

    Printed at once, so that a long run shows what it has got.
    """
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    print(f"\n{title}")
    for row in [head, ["-" * width for width in widths], *rows]:
        print(
            "  ".join(
                _cell(text, widths[n], is_left=n == 0 or head[n] == "aim")
                for n, text in enumerate(row)
            )
        )
    print(flush=True)


def _cell(text: str, width: int, *, is_left: bool) -> str:
    return text.ljust(width) if is_left else text.rjust(width)
