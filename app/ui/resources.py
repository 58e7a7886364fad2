"""The only reader of `resources/`: tokens and icons, from the source tree or a frozen app."""

import json
import sys
from functools import lru_cache
from pathlib import Path

Tokens = dict[str, str]


@lru_cache(maxsize=1)
def resources_dir() -> Path:
    """Where `resources/` lies: beside `app/`, or in PyInstaller's folder when frozen."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return root / "resources"


@lru_cache(maxsize=1)
def token_sets() -> dict[str, Tokens]:
    """Colour tokens by scheme: `token_sets()["dark"]["bg.app"]` is `#12181E`."""
    sets: dict[str, Tokens] = json.loads((resources_dir() / "tokens.json").read_text("utf-8"))
    return sets


@lru_cache(maxsize=64)
def icon_svg(name: str) -> str:
    """The SVG text of an icon in `resources/icons`; raises FileNotFoundError for a wrong name."""
    return (resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")
