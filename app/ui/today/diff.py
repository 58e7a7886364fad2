"""The smallest steps from one order of cards to another, so no view need be reset. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remove:
    """Rows first..last (both included) go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insert:
    """The wanted rows first..last come in at `first`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Move:
    """One row goes from `source` up to `target` (target < source)."""

    source: int
    target: int


Step = Remove | Insert | Move


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Steps that turn the ids `old` into `new`, each to be applied before the next is asked for."""
    current = list(old)
    for removal in _removals(current, set(new)):
        del current[removal.first : removal.last + 1]
        yield removal
    known = set(current)
    position = 0
    while position < len(new):
        if position < len(current) and current[position] == new[position]:
            position += 1
        elif new[position] in known:
            source = current.index(new[position], position)
            current.insert(position, current.pop(source))
            yield Move(source, position)
            position += 1
        else:
            last = _run_of_unknown(new, position, known)
            current[position:position] = new[position : last + 1]
            yield Insert(position, last)
            position = last + 1


def _removals(current: Sequence[str], wanted: set[str]) -> list[Remove]:
    """Runs of unwanted rows, from the bottom up so that earlier indexes stay true."""
    runs: list[Remove] = []
    index = len(current) - 1
    while index >= 0:
        if current[index] in wanted:
            index -= 1
            continue
        last = index
        while index >= 0 and current[index] not in wanted:
            index -= 1
        runs.append(Remove(index + 1, last))
    return runs


def _run_of_unknown(new: Sequence[str], first: int, known: set[str]) -> int:
    last = first
    while last + 1 < len(new) and new[last + 1] not in known:
        last += 1
    return last
