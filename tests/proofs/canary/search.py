"""Looks for many values in many bytes: where a piece of one is met, the whole is looked for."""

from collections import defaultdict
from collections.abc import Iterable

from tests.support.canaries import encoded, found_in

_PIECE, _STEP = 5, 4
_SHORTEST = _PIECE + _STEP - 1


class Search:
    """Every fourth place of a body is compared with the first four pieces of each encoding."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = sorted(set(values))
        self._whose: dict[bytes, set[str]] = defaultdict(set)
        for value in self.values:
            for form in encoded(value).values():
                assert len(form) >= _SHORTEST, "too short to be told from chance"
                for at in range(_STEP):
                    self._whose[form[at : at + _PIECE]].add(value)
        self._pieces = frozenset(self._whose)

    def hits(self, body: bytes) -> list[tuple[str, str]]:
        """Which values are in there, and in which encoding, as `found_in` has them."""
        met = self._met(body) | self._met(body.lower())
        return found_in(body, sorted(met)) if met else []

    def _met(self, body: bytes) -> set[str]:
        there = {body[at : at + _PIECE] for at in range(0, len(body), _STEP)}
        return set().union(*(self._whose[piece] for piece in there & self._pieces))
