"""Several names in a sentence."""

from collections.abc import Sequence


def listed_words(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
