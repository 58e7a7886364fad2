"""Several names in a sentence."""

from collections.abc import Sequence

from app.ui.language import tr


def listed_words(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return tr("{most} and {last}", most=", ".join(names[:-1]), last=names[-1])
