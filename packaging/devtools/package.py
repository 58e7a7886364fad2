"""Builds the packages that this machine can build, and tries the frozen RunSheet out."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from devtools.clean_root import prove_install
from devtools.console import SetupError, child_environment, say, step
from devtools.deb import make_deb
from devtools.environment import ROOT, ensure_environment, venv_program
from devtools.freeze import FROZEN, OUT, freeze, program, version
from devtools.screen import Picture, Screen, open_screen
from devtools.session import desktop_session
from devtools.supply import make_bom
from devtools.system_packages import SESSION_PACKAGES, WINDOW_PACKAGES, ensure_packages
from devtools.try_out import (
    CARET,
    Program,
    is_window_on,
    sandbox,
    set_up_and_sync,
    settled,
    wait_until,
)

SUMS = "SHA256SUMS"
_OPTIONS = {"--build-only", "--try-only", "--prove-install"}


def package(arguments: list[str]) -> int:
    """Builds, then tries out; `--build-only` and `--try-only` do one of them. `--prove-install`
    installs the .deb that was built into a bare Debian and takes it away again.
    """
    if wrong := set(arguments) - _OPTIONS:
        raise SetupError(f"package has no option {min(wrong)}. It has: {', '.join(_OPTIONS)}.")
    if "--prove-install" in arguments:
        return prove_install()
    if "--try-only" not in arguments:
        _build()
    if "--build-only" not in arguments:
        _try_out()
    return 0


def _build() -> None:
    folder = freeze()
    files = [make() for can, make in _INSTALLERS if can()]
    bom = OUT / f"runsheet_{version()}.cdx.json"
    make_bom([str(bom)])
    say(f"{_megabytes(folder)} MB in {folder.relative_to(ROOT)}")
    sums = write_sums([*files, bom])
    say("\n".join(f"{path.name}  {path.stat().st_size / 1e6:.1f} MB" for path in files))
    say(f"Their hashes are in {sums.relative_to(ROOT)}.")


def write_sums(files: list[Path]) -> Path:
    """The hashes of files beside them, as `sha256sum --check` reads it; returns the list's file."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    target = files[0].parent / SUMS
    target.write_text("".join(lines), "utf-8")
    return target


def _megabytes(folder: Path) -> int:
    return round(sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6)


def _make_dmg() -> Path:
    target = OUT / f"RunSheet-{version()}.dmg"
    script = ROOT / "packaging" / "macos" / "make_dmg.sh"
    _installer("bash", str(script), str(FROZEN.parent / "RunSheet.app"), str(target))
    return target


def _make_setup() -> Path:
    name = f"RunSheet-{version()}-setup"
    facts = (f"/DVersion={version()}", f"/DFrozen={FROZEN}", f"/O{OUT}", f"/F{name}")
    signing = ("/DSign", f"/Srunsheet={os.environ['RUNSHEET_SIGN_COMMAND']}")
    chosen = signing if os.environ.get("RUNSHEET_SIGN_COMMAND") else ()
    _installer("iscc", *facts, *chosen, str(ROOT / "packaging" / "windows" / "runsheet.iss"))
    return OUT / f"{name}.exe"


def _installer(*command: str) -> None:
    with step(f"Making the installer with {command[0]}"):
        subprocess.run(command, check=True, cwd=ROOT)


_INSTALLERS: tuple[tuple[Callable[[], bool], Callable[[], Path]], ...] = (
    (lambda: shutil.which("dpkg-shlibdeps") is not None, make_deb),
    (lambda: sys.platform == "darwin", _make_dmg),
    (lambda: shutil.which("iscc") is not None, _make_setup),
)
"""What can be made where; the frozen folder itself always can."""


def _try_out() -> None:
    """The frozen one syncs a sandbox; then its window and the clone's are the same picture."""
    if not sys.platform.startswith("linux"):
        _try_out_without_a_picture()
        return
    ensure_packages(WINDOW_PACKAGES + SESSION_PACKAGES)
    ensure_environment()
    with ExitStack() as stack:
        environment = stack.enter_context(desktop_session())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-try-")))
        frozen = Program(command=(str(program()),), environment=environment)
        clone = (str(venv_program("python")), "-P", "-m", "app")
        unfrozen = Program(command=clone, environment=environment)
        compare(stack, folder, frozen=frozen, unfrozen=unfrozen)


def compare(stack: ExitStack, folder: Path, *, frozen: Program, unfrozen: Program) -> None:
    """Raises SetupError where the frozen one can't sync, shows another picture, or does not quit.

    Both windows are open at the same time, each with its own copy of the same data and on its own
    screen, and are looked at together: so they have one clock, and no minute comes between them.
    """
    variables = stack.enter_context(sandbox(frozen))
    here = folder / "frozen"
    with step("The frozen RunSheet syncs a sandbox"):
        count = set_up_and_sync(frozen, here, variables)
    say(f"{count} appointments are on its run sheet.")
    shutil.copytree(here, folder / "unfrozen")
    desks = [_Desk(stack, folder / "frozen", frozen), _Desk(stack, folder / "unfrozen", unfrozen)]
    with step("Both windows open"):
        for desk in desks:
            desk.open(stack, variables)
        wait_until(lambda: all(is_window_on(desk.screen.display) for desk in desks), "A window")
        pictures = [settled(desk.screen) for desk in desks]
    _judge(desks, pictures)
    with step("The frozen window syncs when it is asked"):
        desks[0].sync()
    with step("Both quit when they are asked"):
        for desk in desks:
            desk.quit()


class _Desk:
    """A program on a screen and a data folder of its own."""

    def __init__(self, stack: ExitStack, data: Path, program: Program) -> None:
        self.data, self.program = data, program
        place = data.with_name(f"{data.name}-screen")
        place.mkdir()
        self.screen: Screen = stack.enter_context(open_screen(place, program.environment))

    def open(self, stack: ExitStack, variables: dict[str, str]) -> None:
        display = self.screen.display
        data = {"RUNSHEET_DATA_DIR": str(self.data)}
        running = self.program.running(display=display, **variables, **data)
        self.process = stack.enter_context(running)

    def sync(self) -> None:
        """Asks until a check is newer; for 30 s after the last one it rests."""
        before = self._checked_at()
        place = ("--data-dir", str(self.data))

        def is_newer() -> bool:
            self.program.run(*place, "--sync-now")
            return self._checked_at() != before

        wait_until(is_newer, "A check that was asked for")

    def _checked_at(self) -> str:
        told = self.program.run("--data-dir", str(self.data), "connections", "--json")
        return str(json.loads(told)["connections"][0]["lastSyncAt"])

    def quit(self) -> None:
        self.program.run("--data-dir", str(self.data), "--quit")
        if self.process.wait(timeout=30) != 0:
            raise SetupError(f"The window ended with {self.process.returncode}.")


def _judge(desks: list[_Desk], pictures: list[Picture]) -> None:
    """Looks again while they differ: a minute may have turned between two looks."""
    apart = [pictures[0].differing(pictures[1])]

    def is_same() -> bool:
        if apart[-1] > CARET:
            pictures[:] = [desk.screen.look() for desk in desks]
            apart.append(pictures[0].differing(pictures[1]))
        return apart[-1] <= CARET

    try:
        wait_until(is_same, "One picture")
    finally:
        for desk, picture in zip(desks, pictures, strict=True):
            picture.save(OUT / f"{desk.data.name}.png")
    say(
        f"Their pictures ({pictures[0].width} × {pictures[0].height}, {pictures[0].colours} "
        f"colours) differ in {apart[-1]} pixels; {CARET} may, for a caret that blinks."
    )


def _try_out_without_a_picture() -> None:
    """Windows and macOS: the desktop is the machine's own; the sync is what is tried."""
    with tempfile.TemporaryDirectory(prefix="runsheet-try-") as folder:
        data = Path(folder) / "data"
        environment = child_environment() | {"RUNSHEET_DATA_DIR": str(data)}
        frozen = Program(command=(str(program()),), environment=environment)
        with sandbox(frozen) as variables, step("The frozen RunSheet syncs a sandbox"):
            count = set_up_and_sync(frozen, data, variables)
        say(f"{count} appointments are on its run sheet.")
