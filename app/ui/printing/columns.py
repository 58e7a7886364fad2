"""How the columns of the printed table share the width of the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a column needs, in points: `least` for its longest word, `wanted` for one line.

    A column that `wraps` takes what is left; the others have exactly their least.
    """

    least: float
    wanted: float
    wraps: bool = False


def shared(needs: Sequence[Need], width: float) -> list[float]:
    """Each column's width. The first that wraps (the name) is served first, up to its share; more
    only for its longest word, where the others keep theirs.
    """
    fixed = sum(each.least for each in needs if not each.wraps)
    room = width - GAP * (len(needs) - 1) - fixed
    name, *others = [each for each in needs if each.wraps]
    share = room * (0.5 if len(others) == 1 else 0.4)
    most = max(room - sum(each.least for each in others), share)
    rooms = [min(max(name.least, min(name.wanted, share)), most)]
    rooms += _in_lines(others, room - rooms[0])
    widths = iter(rooms)
    return [next(widths) if each.wraps else each.least for each in needs]


def _in_lines(needs: Sequence[Need], room: float) -> list[float]:
    """Everybody's longest word first, then the rest as each can use it."""
    least = sum(each.least for each in needs)
    if least >= room:
        return [each.least * room / least for each in needs]
    more = [each.wanted - each.least for each in needs]
    whole = sum(more)
    spare = room - least
    if whole <= spare:
        return [each.wanted + (spare - whole) / len(needs) for each in needs]
    return [each.least + spare * part / whole for each, part in zip(needs, more, strict=True)]
