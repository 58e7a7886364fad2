"""What RunSheet is built from: known faults of its libraries, and their list as CycloneDX."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.console import child_environment, run_logged, say, step
from devtools.environment import BUILD, LOCK, ROOT, ensure_environment, venv_program
from devtools.foreground import run_in_front
from devtools.tools import SUPPLY

BOM = BUILD / "runsheet.cdx.json"
Document = dict[str, Any]
_RUNSHEET = "runsheet (pyproject-toml)"


@dataclass(frozen=True, slots=True)
class Lock:
    """What requirements.lock says: each library's hashes, and who asked for it."""

    hashes: dict[str, list[str]]
    asked_by: dict[str, set[str]]

    @classmethod
    def read(cls, text: str) -> "Lock":
        """Of the lock's text, with the comments that uv writes."""
        hashes, asked_by = dict[str, list[str]](), dict[str, set[str]]()
        for entry in re.split(r"\n(?=\S)", text):
            name = normal_name(entry.partition("==")[0])
            hashes[name] = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
            via = entry.partition("# via")[2].replace("#", " ")
            asked_by[name] = {normal_name(each.strip()) for each in via.splitlines()} - {""}
        return cls(hashes, asked_by)

    def needed_at_work(self) -> frozenset[str]:
        """Those that RunSheet asks for at work, and what they ask for."""
        needed, before = {_RUNSHEET}, set[str]()
        while needed != before:
            before = set(needed)
            needed |= {name for name, parents in self.asked_by.items() if parents & before}
        return frozenset(needed - {_RUNSHEET})


def audit(arguments: list[str]) -> int:
    """pip-audit over every locked library; a library that can't be judged is a failure, too."""
    options = ("--strict", "--require-hashes", "--disable-pip", "--requirement", str(LOCK))
    return run_in_front(
        [SUPPLY.program("pip-audit"), *options, *arguments],
        environment=child_environment(),
    )


def make_bom(arguments: list[str]) -> int:
    """Writes the list of what ships: libraries that RunSheet itself needs, with their licences."""
    target = Path(arguments[0]) if arguments else BOM
    lister = SUPPLY.program("cyclonedx-py")
    ensure_environment()
    whole = BUILD / "environment.cdx.json"
    command = ("environment", str(venv_program("python")), "--pyproject", "pyproject.toml")
    with step("Listing what RunSheet is built from"):
        _run(lister, *command, "--output-file", whole)
    bom = shipped(json.loads(whole.read_text("utf-8")), Lock.read(LOCK.read_text("utf-8")))
    target.write_text(json.dumps(bom, indent=1), "utf-8")
    say(f"{len(bom['components'])} libraries are listed in {target}.")
    return 0


def shipped(bom: Document, lock: Lock) -> Document:
    """Only what RunSheet needs at work, each with the hashes that its wheels must have."""
    names = lock.needed_at_work()
    components = [one for one in bom["components"] if normal_name(one["name"]) in names]
    for one in components:
        told, hashes = one.get("properties", []), lock.hashes[normal_name(one["name"])]
        one["properties"] = [
            *told,
            *({"name": "runsheet:wheel:sha256", "value": each} for each in hashes),
        ]
    kept = {one["bom-ref"] for one in components} | {bom["metadata"]["component"]["bom-ref"]}
    links = [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", []) if ref in kept]}
        for each in bom["dependencies"]
        if each["ref"] in kept
    ]
    return {**bom, "components": components, "dependencies": links}


def normal_name(name: str) -> str:
    """As indexes compare names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _run(*command: str | Path) -> None:
    run_logged(command, log=BUILD / "supply.log", environment=child_environment(), cwd=ROOT)
