"""Works out requirements.lock: every library with its hashes, for every system we ship to."""

import subprocess
import sys
import tempfile
from pathlib import Path

from devtools.console import SetupError, child_environment, run_logged, step
from devtools.environment import BUILD, LOCK, ROOT, venv_program
from devtools.tools import TOOL_SETS

WHEELS = ("--only-binary", ":all:")
OPTIONS = (
    *("--python-version", "3.11"),
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
)


def remake_lock(arguments: list[str]) -> None:
    """Resolves pyproject.toml and the tools' lists with uv. Versions that still fit stay; --upgrade
    renews them.
    """
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="runsheet-lock-") as folder:
        venv = Path(folder)
        with step("Fetching uv"):
            _run(sys.executable, "-m", "venv", venv)
            _run(venv_program("python", venv), "-m", "pip", "install", "--quiet", "uv")
        with step("Resolving"):
            uv = (str(venv_program("python", venv)), "-m", "uv", "pip", "compile", "--quiet")
            for source, lock in (
                (("pyproject.toml", "--group", "dev", *WHEELS), LOCK),
                *(((str(each.source), *each.forms), each.lock) for each in TOOL_SETS),
            ):
                _run(*uv, *source, *OPTIONS, *arguments, "--output-file", lock)
                _refuse_hosts(lock)


def _run(*command: str | Path) -> None:
    run_logged(command, log=BUILD / "lock.log", environment=child_environment(), cwd=ROOT)


def _refuse_hosts(lock: Path) -> None:
    if "://" in lock.read_text("utf-8"):
        subprocess.run(["git", "checkout", "--", lock], cwd=ROOT, check=False)
        raise SetupError("The new lock named a package index, so the old one was kept.")
