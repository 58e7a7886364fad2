"""The system packages RunSheet needs on Debian and Ubuntu: finds and installs what is missing."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from devtools.console import SetupError, child_environment, run_logged, say, step
from devtools.environment import BUILD, is_current

# Found by dropping each in turn on a bare Debian 12: what Qt's xcb platform loads.
WINDOW_PACKAGES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
SESSION_PACKAGES = ("at-spi2-core", "curl", "dbus", "gnome-keyring", "trayer", "xdotool", "xvfb")
SESSION_PROGRAMS = (
    *("curl", "dbus-daemon", "dbus-send", "gnome-keyring-daemon", "trayer", "xdotool", "Xvfb"),
)


def ensure_packages(names: tuple[str, ...]) -> None:
    """Installs those of the packages that are missing. Raises SetupError when that is not possible.

    Adds the one that Python needs to make .venv, as long as there is none.
    Does nothing where there is no dpkg: Windows and macOS need none of them.
    """
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("dpkg-query") is None:
        _explain_other_linux(names)
        return
    missing = find_missing(names + _venv_package())
    if missing:
        _install(missing)


def find_missing(names: tuple[str, ...]) -> list[str]:
    """Those of the packages that dpkg does not hold, not even under their t64 name."""
    if not names:
        return []  # asked for nothing, dpkg-query would list everything
    candidates = [candidate for name in names for candidate in (name, f"{name}t64")]
    result = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *candidates],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = parse_installed(result.stdout)
    return [name for name in names if not {name, f"{name}t64"} & installed]


def parse_installed(listing: str) -> set[str]:
    """The names in dpkg-query's listing whose status is `installed`."""
    rows = (line.split() for line in listing.splitlines())
    return {row[0] for row in rows if row[1:] == ["installed"]}


def _venv_package() -> tuple[str, ...]:
    """Debian keeps the module venv needs in a package of its own."""
    if is_current() or importlib.util.find_spec("ensurepip") is not None:
        return ()
    return (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",)


def _install(missing: list[str]) -> None:
    prefix = _root_prefix()
    apt = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    patient = ["-o", "DPkg::Lock::Timeout=120"]  # a fresh machine often updates itself first
    if prefix is None:
        raise SetupError(
            f"Some system packages are missing. Install them with:\n  sudo {' '.join(apt)}"
        )
    say(f"Missing system packages: {' '.join(missing)}")
    if not any(Path("/var/lib/apt/lists").glob("*Packages*")):
        _update(prefix)
    with step("Installing them"):
        failed = not _succeeds([*prefix, *apt, *patient])
    if failed:  # the lists may be older than the archive
        _update(prefix)
        with step("Installing them again"):
            _run_apt([*prefix, *apt, *patient])


def _update(prefix: list[str]) -> None:
    with step("Refreshing the package lists"):
        _run_apt([*prefix, "apt-get", "update"])


def _succeeds(command: list[str]) -> bool:
    try:
        _run_apt(command)
    except SetupError:
        return False
    return True


def _run_apt(command: list[str]) -> None:
    BUILD.mkdir(exist_ok=True)
    environment = child_environment() | {"LC_ALL": "C.UTF-8"}
    run_logged(command, log=BUILD / "apt.log", environment=environment, cwd=BUILD)


def _root_prefix() -> list[str] | None:
    """What makes a command run as root without a question, or None."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n", *quiet]
    return None


def _explain_other_linux(names: tuple[str, ...]) -> None:
    if "xvfb" not in names:
        return  # a desktop that runs Qt programs has the libraries; Qt names what it lacks
    absent = [program for program in SESSION_PROGRAMS if shutil.which(program) is None]
    if absent:
        raise SetupError(
            f"Please install what provides {', '.join(absent)} with your package manager."
        )
