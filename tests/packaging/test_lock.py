"""requirements.lock: complete, hashed, free of hosts, and good for every system we ship to."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from devtools.tools import TOOL_SETS

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
TOOLS = [each.lock.read_text("utf-8") for each in TOOL_SETS]
IDS = ["runsheet", *(each.name for each in TOOL_SETS)]
SYSTEMS = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}


def _entries(text: str = LOCK) -> dict[str, str]:
    """A lock's entries by name, each with its hashes."""
    entries = re.split(r"\n(?=\S)", re.sub(r"\n\s+#.*", "", text).strip())
    return {entry.split("==", 1)[0]: entry for entry in entries}


@pytest.mark.parametrize("text", [LOCK, *TOOLS], ids=IDS)
@pytest.mark.proves("S13")
def test_every_entry_is_pinned_and_hashed(text: str) -> None:
    for name, entry in _entries(text).items():
        assert re.search(r"==\S+", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


@pytest.mark.parametrize("text", [LOCK, *TOOLS], ids=IDS)
def test_no_host_is_named(text: str) -> None:
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("system", SYSTEMS)
def test_everything_asked_for_is_locked_on_every_system(system: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked_for = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = {name for name, entry in _entries().items() if _applies(entry, system)}
    for requirement in map(Requirement, asked_for):
        is_for_it = requirement.marker is None or requirement.marker.evaluate(_system(system))
        assert (canonicalize_name(requirement.name) in locked) or not is_for_it


def test_each_system_gets_its_own_keyring_libraries() -> None:
    entries = _entries()
    assert _applies(entries["secretstorage"], "linux")
    assert not _applies(entries["secretstorage"], "darwin")
    assert _applies(entries["pywin32-ctypes"], "win32")


def _applies(entry: str, system: str) -> bool:
    _, _, marker = entry.split("\\\n", 1)[0].partition(";")
    return not marker.strip() or Marker(marker.strip()).evaluate(_system(system))


def _system(name: str) -> dict[str, str]:
    """What a marker asks about a system."""
    return {"sys_platform": name, "platform_system": SYSTEMS[name]}
