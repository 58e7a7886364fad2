"""Decoded answers damaged at random, for the fuzz tests of every vendor."""

import copy

NAME = "Zzyzx-Fuzzname"
"""A surname that must never be seen in an error or a log."""

ODD = (
    None, True, -1, 0, 1e308, 2**70, "", " ", "\x00", "\u202e", "😀" * 50, "x" * 5_000, [], {},
    [[]], {"a": {"b": []}}, "2026-01-15", "20260115", "NaN", "../..", NAME,
)  # fmt: skip


def damaged(page, dice, *, roots, odd, depth=0.9):
    """A copy with one to four cuts: a value dropped, replaced, nested, retyped or doubled.

    Each cut goes down from the page's own keys or `roots` (given more often: where the records
    are), one level deeper with the chance `depth`. `odd`: the vendor's own strange values beside
    `ODD`. A page that was damaged down to nothing is an empty one.
    """
    page = copy.deepcopy(page)
    try:
        for _ in range(dice.randint(1, 4)):
            _cut(*_somewhere(page, dice, roots, depth), dice, (*ODD, *odd))
    except (KeyError, IndexError):
        return {}
    return page


def _cut(node, key, dice, odd):
    match dice.randrange(5):
        case 0:
            del node[key]
        case 1:
            node[key] = dice.choice(odd)
        case 2:
            node[key] = [node[key]]
        case 3:
            node[key] = str(node[key])
        case _:
            node[key] = {"value": node[key]}


def _somewhere(page, dice, roots, depth):
    node, key = page, dice.choice((*page, *roots))
    while isinstance(node[key], dict | list) and node[key] and dice.random() < depth:
        node = node[key]
        key = dice.choice(list(node)) if isinstance(node, dict) else dice.randrange(len(node))
    return node, key
