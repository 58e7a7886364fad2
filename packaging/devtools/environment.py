"""The project's .venv: made from requirements.lock, and left alone while its stamp holds."""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from devtools.console import SetupError, child_environment, run_logged, say, step

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
BUILD = ROOT / "build"
LOG = BUILD / "setup.log"
VENV = ROOT / ".venv"


def venv_program(name: str, venv: Path = VENV) -> Path:
    """Where the environment keeps one of its programs."""
    return venv / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}")


def describe_inputs(root: Path = ROOT) -> str:
    """A fingerprint of all that decides what stands in .venv: lock, project table, Python, place.

    Tool settings are left out: a change of a linter rule needs no new environment.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    parts = [
        (root / "requirements.lock").read_text("utf-8"),
        json.dumps([project.get("build-system"), project.get("project")], sort_keys=True),
        ".".join(map(str, sys.version_info[:2])),
        platform.machine(),
        str(root),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_current(root: Path = ROOT) -> bool:
    """Whether .venv was finished for exactly these inputs."""
    stamp = root / ".venv" / "runsheet-stamp"
    if not venv_program("python", root / ".venv").exists() or not stamp.exists():
        return False
    return stamp.read_text("utf-8") == describe_inputs(root)


def ensure_environment() -> None:
    """Makes .venv unless it is current. A half-made one has no stamp and is made again."""
    if is_current():
        return
    with _only_one_at_a_time():
        if not is_current():
            _make_environment()


def _make_environment() -> None:
    BUILD.mkdir(exist_ok=True)
    LOG.unlink(missing_ok=True)
    with step("Making .venv"):
        if VENV.exists():
            _remove(VENV)
        _run(sys.executable, "-m", "venv", VENV)
    with step(f"Installing {_count_requirements()} pinned libraries (the longest step)"):
        _pip("--require-hashes", "--only-binary", ":all:", "--no-compile", "-r", LOCK)
    with step("Compiling them"):
        compile_folder(VENV)
    with step("Installing RunSheet itself"):
        # Editable, so a change in app/ counts at once. The build backend is in the lock:
        # no isolated build, and so nothing else to download.
        _pip("--no-build-isolation", "--no-index", "--no-deps", "--editable", ROOT)
    (VENV / "runsheet-stamp").write_text(describe_inputs(), "utf-8")


def compile_folder(folder: Path) -> None:
    """Byte-compiles in parallel; the templates some libraries ship are no Python and stay."""
    with contextlib.suppress(SetupError):
        _run(venv_program("python"), "-m", "compileall", "-q", "-j", "0", folder)


def _pip(*arguments: str | Path) -> None:
    _run(
        venv_program("python"),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--progress-bar",
        "off",
        *arguments,
    )


def _run(*command: str | Path) -> None:
    environment = child_environment() | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    run_logged(command, log=LOG, environment=environment, cwd=ROOT)


def _count_requirements() -> int:
    return sum("==" in line for line in LOCK.read_text("utf-8").splitlines())


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be removed ({error.strerror}). Close programs that run from it."
        ) from error


@contextlib.contextmanager
def _only_one_at_a_time() -> Iterator[None]:
    """Waits while another dev.py makes .venv; the system drops the lock with its owner."""
    with (ROOT / ".venv.lock").open("w") as handle:
        if sys.platform == "win32":
            import msvcrt

            while True:  # each try gives up after ten seconds
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another dev.py is making .venv; waiting for it.")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
