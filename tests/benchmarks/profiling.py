"""Where a sync's time goes: cProfile in the loop's thread and the database's, summed by layer.

The profiler makes Python calls dearer than they are: read shares, not milliseconds.
"""

import cProfile
import pstats
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from app.store.file.database import Database

ROOT = Path(__file__).parents[2]

# The first that is part of the place wins; a place is `app/...py` or `library`.
LAYERS = (
    ("decode + map", "app/adapters/pms app/domain/appointment msgspec hashlib _strptime"),
    (
        "http",
        "app/adapters aiohttp httpx yarl multidict tenacity asyncio selectors ssl socket urllib",
    ),
    ("compare", "app/domain app/services"),
    ("store", "app/store sqlalchemy sqlcipher3 uuid zoneinfo concurrent"),
)

# Built-in functions that are a layer of their own, whoever calls them.
_WAITING = ("'poll' of 'select", "'acquire' of '_thread", "'get' of '_queue", "select.select")
_OF_LIBRARY = {"sqlcipher3": "sqlcipher3", "msgspec": "msgspec", "_blake2": "hashlib"}


@asynccontextmanager
async def profiled(database: Database) -> AsyncIterator[dict[str, Any]]:
    """Profiles the block; the mapping it yields is filled at its end."""
    found: dict[str, Any] = {}
    here, there = cProfile.Profile(), cProfile.Profile()
    await database.run_unmanaged(there.enable)
    here.enable()
    try:
        yield found
    finally:
        here.disable()
        await database.run_unmanaged(there.disable)
        found.update(_summed([here, there]))


def _summed(profiles: list[cProfile.Profile]) -> dict[str, Any]:
    """Own seconds by layer, module and function, the dearest first; cumulated ones by function."""
    layers: dict[str, float] = defaultdict(float)
    modules: dict[str, float] = defaultdict(float)
    functions: dict[str, tuple[int, float, float]] = {}
    for profile in profiles:
        for function, (_, calls, own, total, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
            for place, seconds in _places(function, own, callers):
                modules[place] += seconds
                layers[layer_of(place)] += seconds
            before = functions.get(_name(function), (0, 0.0, 0.0))
            functions[_name(function)] = (before[0] + calls, before[1] + own, before[2] + total)
    return {
        "layers": _dearest(layers, 9),
        "modules": _dearest(modules, 15),
        "functions": sorted(
            ((name, *entry) for name, entry in functions.items() if not _waits(name)),
            key=lambda item: -item[2],
        )[:15],
        "cumulated": sorted(
            ((name, *entry) for name, entry in functions.items() if name.startswith("app/")),
            key=lambda item: -item[3],
        )[:25],
    }


def layer_of(place: str) -> str:
    """The layer of a module of ours or of a library."""
    if place == "waiting":
        return "waiting (server, other thread)"
    for layer, parts in LAYERS:
        if any(place.startswith(part) for part in parts.split()):
            return layer
    return "other"


def _places(
    function: tuple[str, int, str], own: float, callers: dict[Any, Any]
) -> list[tuple[str, float]]:
    """Where a function's own time belongs; a built-in one's is its callers'."""
    file, _, name = function
    if file != "~":
        return [(_place(file), own)]
    if _waits(name):
        return [("waiting", own)]
    for part, library in _OF_LIBRARY.items():
        if part in name:
            return [(library, own)]
    return [(_place(caller[0]), facts[2]) for caller, facts in callers.items()] or [("other", own)]


def _waits(name: str) -> bool:
    return any(part in name for part in _WAITING)


def _place(file: str) -> str:
    path = Path(file)
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    if path.is_relative_to(ROOT):
        return str(path.relative_to(ROOT))
    parts = path.parts
    return parts[-2] if parts[-2:-1] and not parts[-2].startswith("python") else path.stem


def _name(function: tuple[str, int, str]) -> str:
    file, line, name = function
    if file == "~":
        return name
    place = _place(file)
    inside = place if place.startswith("app/") else f"{place}/{Path(file).name}"
    return f"{inside}:{line} {name}"


def _dearest(seconds: dict[str, float], most: int) -> list[tuple[str, float]]:
    return sorted(seconds.items(), key=lambda item: -item[1])[:most]
