"""Where RunSheet's own files lie, in a clone or frozen: `resources/` (tokens, icons, licences), and
the guides of `docs/` that Help shows.
"""

import json
import sys
from functools import lru_cache
from pathlib import Path

Tokens = dict[str, str]


@lru_cache(maxsize=1)
def resources_dir() -> Path:
    """Where `resources/` lies."""
    return _root() / "resources"


def docs_dir() -> Path:
    """Where the guides lie: `docs/*.md` and `docs/images/`."""
    return _root() / "docs"


def _root() -> Path:
    """The folder of `app/`, or PyInstaller's when frozen."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def token_sets() -> dict[str, Tokens]:
    """Colour tokens by scheme: `token_sets()["dark"]["bg.app"]` is `#12181E`."""
    sets: dict[str, Tokens] = json.loads((resources_dir() / "tokens.json").read_text("utf-8"))
    return sets


def qt_licence() -> str:
    """The texts that Qt's wheels name and don't bring: LGPL 3, and the GPL 3 that it adds to."""
    folder = resources_dir() / "licences"
    names = ("LGPL-3.0.txt", "GPL-3.0.txt")
    return "\n\n".join((folder / name).read_text("utf-8") for name in names)


@lru_cache(maxsize=64)
def icon_svg(name: str) -> str:
    """The SVG text of an icon in `resources/icons`; raises FileNotFoundError for a wrong name."""
    return (resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")
