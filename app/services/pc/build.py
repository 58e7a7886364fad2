"""How this RunSheet was built: the facts that packaging puts beside a frozen one."""

import json
import sys
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from app import __version__

FACTS = "build.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """`commit` is empty in a clone. `update_address`: where notices of newer versions lie, empty
    where whoever built this named none; `update_keys`: the public keys (Ed25519, 32 bytes) that may
    sign one, by their names.
    """

    version: str = __version__
    commit: str = ""
    update_address: str = ""
    update_keys: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """`RunSheet 0.1.0 (5b1186d)`."""
        commit = f" ({self.commit[:7]})" if self.commit else ""
        return f"RunSheet {self.version}{commit}"


@lru_cache(maxsize=1)
def this_build() -> Build:
    """Of the program that runs; of a clone nothing but its version is known."""
    bundle = getattr(sys, "_MEIPASS", None)
    return read_build(Path(bundle) / FACTS) if bundle else Build()


def read_build(file: Path) -> Build:
    """What the file says; what it doesn't is as in a clone. A key that is none is left out."""
    try:
        told = json.loads(file.read_text("utf-8"))
        keys = {str(name): b64decode(key) for name, key in told["update_keys"].items()}
        return Build(
            commit=str(told["commit"]),
            update_address=str(told["update_address"]),
            update_keys={name: key for name, key in keys.items() if len(key) == 32},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, NotBase64):
        return Build()
