"""The .deb in a bare Debian 12: installed, started, syncing, removed without a trace but the data.

The bare system is debootstrap's smallest, in a folder; only what the package asks for is added.
Screen, password store and D-Bus are outside, as a desktop's are: a missing library of RunSheet's
own can't be hidden by theirs.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from devtools.console import SetupError, child_environment, say, step
from devtools.environment import BUILD, ROOT
from devtools.foreground import run_in_front
from devtools.freeze import OUT
from devtools.screen import Screen, open_screen
from devtools.session import desktop_session
from devtools.system_packages import SESSION_PACKAGES, ensure_packages
from devtools.try_out import (
    Program,
    is_window_on,
    sandbox,
    set_up_and_sync,
    settled,
    wait_until,
)

SUITE = "bookworm"
BARE = BUILD / f"{SUITE}.tar"
DATA = Path("/root/.local/share/RunSheet")
_LOG = BUILD / "clean-root.log"
_COLOURS = 60
"""A window with a list on it has hundreds; an empty screen one."""

# What apt, dpkg and the dynamic linker write about their own work, whatever is installed.
SYSTEMS_OWN = (
    "/var/lib/dpkg/",
    "/var/lib/apt/",
    "/var/cache/",
    "/var/log/",
    "/etc/ld.so.cache",
    "/etc/.pwd.lock",
    "/tmp/",  # noqa: S108 - in there, not here
)
_OWN_MOUNTS = "RUNSHEET_OWN_MOUNTS"
"""Set in the process whose mounts are nobody else's, and are gone with it."""


def prove_install() -> int:
    """0 where all of it holds. Raises SetupError with what does not."""
    _refuse_without_means()
    if _OWN_MOUNTS not in os.environ:
        command = ["unshare", "--mount", sys.executable, *sys.argv]
        return run_in_front(command, environment={**os.environ, _OWN_MOUNTS: "1"})
    deb = _newest_deb()
    ensure_packages(SESSION_PACKAGES)
    _LOG.unlink(missing_ok=True)
    with _bare_system() as root:
        before = listing(root)
        with step(f"Installing {deb.name} into a bare Debian"):
            shutil.copy(deb, root / "tmp" / "runsheet.deb")
            _enter(root, "apt-get", *_QUIET, "install", "/tmp/runsheet.deb")  # noqa: S108
        _check_installed(root)
        _check_at_work(root)
        with step("Removing what it brought along"):
            _enter(root, "apt-get", *_QUIET, "autoremove", "--purge")
        left = leftovers(before, listing(root))
    _judge(left)
    return 0


_QUIET = ("--yes", "--no-install-recommends", "-qq", "-o", "Dpkg::Use-Pty=0")


def listing(root: Path) -> dict[str, str]:
    """Every file, link and folder of a system, with what tells that it changed: size and mode."""
    found: dict[str, str] = {}
    for folder, folders, files in os.walk(root):
        if Path(folder) == root:
            folders[:] = [name for name in folders if name not in {"proc", "sys", "dev"}]
        for name in (*files, *(each for each in folders)):
            path = Path(folder) / name
            inside = "/" + str(path.relative_to(root))
            facts = path.lstat()
            is_folder = path.is_dir() and not path.is_symlink()
            found[inside] = "folder" if is_folder else f"{facts.st_size} {facts.st_mode:o}"
    return found


def leftovers(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What is there afterwards that was not, or is another; without the system's own books."""
    return sorted(
        path
        for path, facts in after.items()
        if before.get(path) != facts and not path.startswith(SYSTEMS_OWN)
    )


def _judge(left: list[str]) -> None:
    own = [path for path in left if path == str(DATA) or path.startswith(f"{DATA}/")]
    above = {str(parent) for parent in DATA.parents}
    others = [path for path in left if path not in own and path not in above]
    if others:
        raise SetupError("Left behind beside the data folder:\n" + "\n".join(others))
    if not own:
        raise SetupError("The data folder went, too.")
    say(f"Nothing is left but the data folder {DATA} ({len(own)} files and folders).")


def _check_installed(root: Path) -> None:
    """Every library finds what it links to, and a user without rights can start it."""
    find = "find /usr/lib/runsheet -name '*.so*' -type f -print0 | xargs -0 ldd 2>/dev/null"
    told = _enter(root, "sh", "-c", f"LD_LIBRARY_PATH=/usr/lib/runsheet/_internal; {find}")
    missing = sorted({line.strip() for line in told.splitlines() if "not found" in line})
    if missing:
        raise SetupError("Libraries are missing:\n" + "\n".join(missing))
    words = _enter(root, "setpriv", *_NOBODY, "/usr/bin/runsheet", "--version")
    brought = len(_enter(root, "dpkg-query", "--show").splitlines())
    say(f"{words.strip()} starts for a user without rights; {brought} packages are installed.")


_NOBODY = ("--reuid=65534", "--regid=65534", "--clear-groups")


def _check_at_work(root: Path) -> None:
    """It syncs, shows the list, and is asked to quit when its package goes while it runs."""
    with ExitStack() as stack:
        environment = stack.enter_context(desktop_session())
        place = BUILD / "clean-root-screen"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        screen = stack.enter_context(open_screen(place, environment))
        stack.enter_context(_bus_inside(root, environment["DBUS_SESSION_BUS_ADDRESS"]))
        program = _program(root, environment)
        variables = stack.enter_context(sandbox(program))
        with step("It syncs a sandbox there"):
            count = set_up_and_sync(program, DATA, variables)
        say(f"{count} appointments are on its run sheet.")
        with (
            step("Its window opens, and quits when it is asked"),
            program.running(display=screen.display, **variables) as window,
        ):
            _see_window(screen)
            program.run("--quit")
            window.wait(30)
        with (
            step("Its package goes while it runs: it is asked to quit first"),
            program.running(display=screen.display, **variables) as window,
        ):
            _see_window(screen)
            _enter(root, "apt-get", *_QUIET, "purge", "runsheet")
            if window.wait(30) != 0:
                raise SetupError(f"The window ended with {window.returncode}.")


def _see_window(screen: Screen) -> None:
    wait_until(lambda: is_window_on(screen.display), "A window")
    picture = settled(screen)
    picture.save(OUT / "clean-root.png")
    if picture.colours < _COLOURS:
        raise SetupError(f"Its window shows nothing ({picture.colours} colours).")


def _program(root: Path, environment: Mapping[str, str]) -> Program:
    inside = {name: value for name, value in environment.items() if not name.startswith("XDG_")}
    command = ("chroot", str(root), "/usr/bin/runsheet")
    return Program(command=command, environment={**inside, "HOME": "/root"}, root=root)


@contextmanager
def _bus_inside(root: Path, address: str) -> Iterator[None]:
    """The session's D-Bus, at the same place in there."""
    found = re.match(r"unix:path=([^,]+)", address)
    if found is None:
        raise SetupError("This D-Bus has no socket that could be shown in there.")
    place = root / found[1].lstrip("/")
    place.touch()
    _run("mount", "--bind", found[1], str(place))
    try:
        yield
    finally:
        _run("umount", str(place))


def _enter(root: Path, *command: str) -> str:
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "DEBIAN_FRONTEND": "noninteractive",
        "LC_ALL": "C.UTF-8",
        "HOME": "/root",
    }
    done = subprocess.run(
        ["chroot", str(root), *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    with _LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}")
    if done.returncode != 0:
        last = (done.stdout + done.stderr)[-1500:]
        raise SetupError(f"{command[0]} failed in the bare Debian:\n{last}")
    return done.stdout


@contextmanager
def _bare_system() -> Iterator[Path]:
    """A fresh one in a folder, gone afterwards; its archive is kept for the next time."""
    root = BUILD / "clean-root"
    shutil.rmtree(root, ignore_errors=True)
    if not BARE.exists():
        _fetch_bare_system(root)
    root.mkdir()
    _run("tar", "--extract", "--file", str(BARE), "--directory", str(root))
    _run("mount", "-t", "proc", "proc", str(root / "proc"))
    try:
        yield root
    finally:
        _run("umount", str(root / "proc"))
        shutil.rmtree(root, ignore_errors=True)


def _fetch_bare_system(root: Path) -> None:
    with step("Fetching a bare Debian"):
        _run("debootstrap", "--variant=minbase", SUITE, str(root))
        _enter(root, "apt-get", "-qq", "update")
        _run("tar", "--create", "--file", str(BARE), "--directory", str(root), ".")
        shutil.rmtree(root)


def _run(*command: str) -> None:
    with _LOG.open("a", encoding="utf-8") as log:
        done = subprocess.run(
            command, stdout=log, stderr=log, env=child_environment(), cwd=ROOT, check=False
        )
    if done.returncode != 0:
        raise SetupError(f"{command[0]} failed; its words are in {_LOG}.")


def _newest_deb() -> Path:
    found = sorted(OUT.glob("*.deb"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise SetupError("There is no .deb yet: python3 packaging/dev.py package --build-only")
    return found[-1]


def _refuse_without_means() -> None:
    if os.geteuid() != 0:
        raise SetupError("A bare Debian in a folder needs root: run this with sudo.")
    if absent := [name for name in ("debootstrap", "unshare") if shutil.which(name) is None]:
        raise SetupError(f"Please install {' and '.join(absent)}.")
