"""A secret in the items of a password store, one of them or, where it is long, several.

Windows' store takes 1,280 characters an item. The parts of a longer secret are put first, then,
under its own name, a list of them; the list goes first when it is taken away. So what stands under
the name is always whole, whenever RunSheet is ended; parts without a list are found by their
numbers.
"""

import hashlib
from typing import Protocol

PART = 600
"""Characters an item: each takes up to four of Windows' 2,560 bytes."""

_LIST = "RunSheet, in parts:"


class Items(Protocol):
    """What a password store does, by name."""

    def get(self, name: str) -> str | None:
        """None where there is none of that name."""
        ...

    def put(self, name: str, text: str) -> None:
        """Replaces nothing: the name is free."""
        ...

    def take_away(self, name: str) -> None:
        """Nothing happens where there is none."""
        ...


def get(items: Items, name: str) -> str | None:
    """The secret; None where there is none, or not the whole of one."""
    text = items.get(name)
    if text is None or not text.startswith(_LIST):
        return text
    count, _, digest = text.removeprefix(_LIST).strip().partition(" ")
    parts = [items.get(_part(name, number)) for number in range(int(count))]
    secret = "".join(part for part in parts if part is not None)
    return secret if _digest(secret) == digest else None


def put(items: Items, name: str, secret: str) -> None:
    """Under a name that is free, its parts' as well."""
    if len(secret) <= PART and not secret.startswith(_LIST):
        items.put(name, secret)
        return
    starts = range(0, len(secret), PART)
    for number, start in enumerate(starts):
        items.put(_part(name, number), secret[start : start + PART])
    items.put(name, f"{_LIST} {len(starts)} {_digest(secret)}")


def take_away(items: Items, name: str) -> None:
    """The secret, whatever of it there is; the last part first, so that none is ever missed."""
    items.take_away(name)
    count = 0
    while items.get(_part(name, count)) is not None:
        count += 1
    for number in reversed(range(count)):
        items.take_away(_part(name, number))


def _part(name: str, number: int) -> str:
    return f"{name}/part/{number}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
