"""The walk through one state: everything that ux.md 3.13 asks of it, as a list of what is wrong."""

import asyncio
from collections.abc import Iterator

from PySide6.QtWidgets import QMenu, QWidget

from app.ui.high_contrast import without_fills
from app.ui.resources import Tokens, token_sets
from app.ui.theme import SchemeChoice
from tests.ui.accessibility.leaving import not_left_by_escape
from tests.ui.accessibility.names import misnamed
from tests.ui.accessibility.pairs import Pair, pairs_in_use
from tests.ui.accessibility.parts import inside, places, spot
from tests.ui.accessibility.room import clipped
from tests.ui.accessibility.tabbing import lost_by_tab
from tests.ui.accessibility.targets import too_small
from tests.ui.studio import Shot, Studio
from tests.ui.test_contrast import contrast

LOOKS_AT_MOST = 20
READABLE = 4.5


async def walk(studio: Studio, shot: Shot) -> list[str]:
    """Builds the state and looks at it: what is wrong, in words."""
    studio.theme.choose(SchemeChoice.DARK)  # no two inks or grounds of it are alike
    await shot.build(studio)
    await still()
    found = [finding for place in places() for finding in _look(place, studio)]
    studio.theme.choose(SchemeChoice.DARK, scale=2.0)
    await still()
    found += [f"at 200 %: {finding}" for place in places() for finding in clipped(place)]
    return found + await not_left_by_escape(studio)


def _look(place: QWidget, studio: Studio) -> Iterator[str]:
    yield from misnamed(place)
    yield from too_small(place)
    yield from unreadable(pairs_in_use(place, studio.theme.tokens))
    if not isinstance(place, QMenu):
        yield from lost_by_tab(place, studio.theme)


def unreadable(pairs: set[Pair]) -> Iterator[str]:
    """The pairs that are too pale in one of the looks; what is switched off may be."""
    for ink, ground in sorted(pairs):
        for look, tokens in _looks().items():
            ratio = contrast(tokens.get(ink, ink), tokens.get(ground, ground))
            if ratio < READABLE and ink != "text.disabled":
                yield f"{ink} on {ground} has {ratio:.2f}:1 in the {look} look"


def _looks() -> dict[str, Tokens]:
    """Light, dark, and both without fills."""
    plain = token_sets()
    strong = {
        f"high contrast {scheme}": without_fills(tokens, is_dark=scheme == "dark")
        for scheme, tokens in plain.items()
    }
    return plain | strong


async def still() -> None:
    """Waits until every layout has come to rest; something may move for good."""
    before: list[object] = []
    for _ in range(LOOKS_AT_MOST):
        await asyncio.sleep(0.03)
        now: list[object] = [(id(each), spot(each)) for top in places() for each in inside(top)]
        if now == before:
            return
        before = now
