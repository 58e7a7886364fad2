"""Builds the frozen folder: RunSheet with Python and its libraries, for a PC that has neither."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.console import child_environment, run_logged, step
from devtools.environment import BUILD, LOCK, ROOT, venv_program
from devtools.supply import Lock, normal_name
from devtools.tools import BUILDER

OUT = BUILD / "packages"
MADE = OUT / "made"
FROZEN = OUT / "frozen" / "runsheet"
LOG = BUILD / "package.log"
RELEASE = ROOT / "packaging" / "release.json"
_VERSION = re.compile(r'^__version__ = "([0-9.]+)"$', re.MULTILINE)
_METADATA = (
    "import sys, hatchling.build as b; print(b.prepare_metadata_for_build_wheel(sys.argv[1]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildFacts:
    """What a frozen RunSheet knows of its making. `commit` ends in `+` where files had changed.
    `committed_at`: seconds since 1970, the date that the files of a package get.
    """

    version: str
    commit: str
    committed_at: int


def version() -> str:
    """The one in app/__init__.py; nothing else in packaging/ says one."""
    found = _VERSION.search((ROOT / "app" / "__init__.py").read_text("utf-8"))
    assert found is not None  # noqa: S101 - a test of ours holds it; tells mypy so
    return found[1]


def build_facts() -> BuildFacts:
    """Of this tree; without git the commit is empty."""
    commit, changed = _git("rev-parse", "HEAD"), _git("status", "--porcelain")
    seconds = _git("log", "-1", "--format=%ct")
    return BuildFacts(
        version=version(),
        commit=f"{commit}{'+' if changed else ''}",
        committed_at=int(seconds or 0),
    )


def freeze() -> Path:
    """Makes the frozen folder anew, from this tree and the locks; returns it. Raises SetupError."""
    facts = build_facts()
    LOG.unlink(missing_ok=True)
    ensure_builder()
    shutil.rmtree(OUT, ignore_errors=True)
    MADE.mkdir(parents=True)
    _write_facts(facts)
    python = venv_program("python", BUILDER.venv)
    with step("Drawing the icons"):
        _run(facts, python, ROOT / "packaging" / "icons.py", MADE)
    _run(facts, python, "-c", _METADATA, MADE)
    with step("Freezing RunSheet (the longest step)"):
        options = ("--noconfirm", "--clean", "--log-level", "WARN")
        places = ("--distpath", FROZEN.parent, "--workpath", OUT / "work")
        spec = ROOT / "packaging" / "runsheet.spec"
        _run(facts, python, "-m", "PyInstaller", *options, *places, spec)
    shutil.rmtree(OUT / "work")
    return FROZEN


def ensure_builder() -> None:
    """The builder's environment: PyInstaller, and only those libraries that RunSheet ships."""
    BUILDER.ensure()
    wanted = runtime_lock(LOCK.read_text("utf-8"))
    stamp = BUILDER.venv / "runtime-stamp"
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    requirements = BUILDER.venv / "runtime.lock"
    requirements.write_text(wanted, "utf-8")
    with step("Fetching what RunSheet ships with"):
        install = ("-m", "pip", "install", "--quiet", "--no-input", "--require-hashes")
        options = ("--only-binary", ":all:", "-r", requirements)
        run_logged(
            (venv_program("python", BUILDER.venv), *install, *options),
            log=LOG,
            environment=child_environment(),
            cwd=ROOT,
        )
    stamp.write_text(wanted, "utf-8")


def runtime_lock(text: str) -> str:
    """Of requirements.lock what RunSheet needs at work, hashes and all."""
    needed = Lock.read(text).needed_at_work()
    entries = re.split(r"\n(?=\S)", text)
    kept = [one for one in entries if normal_name(one.partition("==")[0]) in needed]
    return "\n".join(kept) + "\n"


def program(folder: Path = FROZEN) -> Path:
    """The frozen program that a console can use."""
    if sys.platform == "darwin":
        return folder.parent / "RunSheet.app" / "Contents" / "MacOS" / "RunSheet"
    return folder / ("runsheet-cli.exe" if os.name == "nt" else "runsheet")


def release_facts() -> dict[str, Any]:
    """What whoever publishes RunSheet has set: where updates are told and by whose keys, and whom
    its packages name as maintainer.
    """
    told: dict[str, Any] = json.loads(RELEASE.read_text("utf-8"))
    return told


def _write_facts(facts: BuildFacts) -> None:
    body = {"version": facts.version, "commit": facts.commit, **release_facts()}
    (MADE / "build.json").write_text(json.dumps(body, indent=1), "utf-8")


def _git(*arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(
        [git, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.strip()


def _run(facts: BuildFacts, *command: str | Path) -> None:
    """The same tree gives the same folder: fixed hashes, the commit's date."""
    environment = child_environment() | {
        "RUNSHEET_MADE": str(MADE),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(facts.committed_at),
    }
    run_logged(command, log=LOG, environment=environment, cwd=ROOT)
