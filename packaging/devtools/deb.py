"""Builds the .deb from the frozen folder, with dpkg's own programs alone.

What Debian itself brings is not in the frozen folder and is depended on, so that Debian's security
updates reach it. dpkg-shlibdeps reads which packages those are.
"""

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from devtools.console import SetupError, child_environment, step
from devtools.environment import ROOT
from devtools.freeze import FROZEN, MADE, OUT, BuildFacts, build_facts, release_facts
from devtools.system_packages import WINDOW_PACKAGES

PARTS = ROOT / "packaging" / "deb"
PROGRAM = Path("usr/lib/runsheet")
METAINFO = "usr/share/metainfo/au.runsheet.RunSheet.metainfo.xml"
_LIBRARY = re.compile(r"\.so(\.[0-9]+)*$")


def make_deb() -> Path:
    """The package's file, from the frozen folder as it lies there. Raises SetupError."""
    facts = build_facts()
    tree = OUT / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    with step("Laying out the .deb"):
        shutil.copytree(FROZEN, tree / PROGRAM, symlinks=True)
        _strip(tree / PROGRAM)
        _add_desktop(tree, facts)
        _add_papers(tree, facts)
    with step("Reading what it depends on"):
        depends = with_named(read_depends(tree))
    _write_control(tree, facts, depends)
    _validate(tree)
    _set_modes(tree)
    target = OUT / f"runsheet_{facts.version}_{_architecture()}.deb"
    with step("Packing it"):
        options = ("--root-owner-group", "-Zzstd", "-z9", "--build")
        environment = {"SOURCE_DATE_EPOCH": str(facts.committed_at)}
        _run("dpkg-deb", *options, str(tree), str(target), environment=environment)
    shutil.rmtree(tree)
    return target


def control_text(*, version: str, architecture: str, size_kib: int, depends: list[str]) -> str:
    """The control file."""
    return (
        (PARTS / "control.in")
        .read_text("utf-8")
        .format(
            version=version,
            architecture=architecture,
            size_kib=size_kib,
            depends=", ".join(depends),
            maintainer=release_facts()["maintainer"],
        )
    )


def desktop_entry_text() -> str:
    """The menu's entry, in the words that the autostart entry has."""
    import sys

    sys.path.insert(0, str(ROOT))
    from app.services.pc.desktop_entry import desktop_entry  # standard library only

    return desktop_entry(("runsheet",))


def metainfo_text(facts: BuildFacts) -> str:
    """What software centres show, of this version."""
    day = datetime.fromtimestamp(facts.committed_at, UTC).date()
    template = (PARTS / "metainfo.xml").read_text("utf-8")
    return template.format(version=facts.version, date=day.isoformat())


def changelog_text(facts: BuildFacts) -> str:
    """Debian's own kind of list of changes; ours lies beside it."""
    date = format_datetime(datetime.fromtimestamp(facts.committed_at, UTC))
    return (
        f"runsheet ({facts.version}) stable; urgency=medium\n\n"
        f"  * What a user sees is in NEWS.gz.\n\n -- {release_facts()['maintainer']}  {date}\n"
    )


def read_depends(tree: Path) -> list[str]:
    """The packages, with the versions they must have, that bring what the libraries link to."""
    scratch = OUT / "shlibdeps"
    (scratch / "debian").mkdir(parents=True, exist_ok=True)
    (scratch / "debian" / "control").write_text("Source: runsheet\n", "utf-8")
    inside = sorted(str(path) for path in _linked(tree))
    folders = sorted({f"-l{Path(path).parent}" for path in inside})
    options = ("-O", "--ignore-missing-info", "--warnings=0", *folders)
    said = _run("dpkg-shlibdeps", *options, *inside, cwd=scratch)
    shutil.rmtree(scratch)
    return [each.strip() for each in said.partition("=")[2].split(",") if each.strip()]


def with_named(found: list[str]) -> list[str]:
    """What was found, and those that Qt loads by name; each package once."""
    names = {each.split()[0] for each in found}
    return sorted([*found, *(name for name in WINDOW_PACKAGES if name not in names)])


def _strip(folder: Path) -> None:
    """Python's own libraries without their debugging symbols; a wheel's files stay as they came."""
    inside = folder / "_internal"
    libraries = [*inside.glob("libpython3*"), *inside.glob("python3*/lib-dynload/*.so")]
    _run("strip", "--strip-unneeded", *map(str, libraries))


def _add_desktop(tree: Path, facts: BuildFacts) -> None:
    program = tree / "usr/bin/runsheet"
    program.parent.mkdir(parents=True)
    program.symlink_to("../lib/runsheet/runsheet")
    _write(tree / "usr/share/applications/runsheet.desktop", desktop_entry_text())
    _write(tree / METAINFO, metainfo_text(facts))
    icons = tree / "usr/share/icons/hicolor"
    for picture in MADE.glob("runsheet-*.png"):
        size = picture.stem.partition("-")[2]
        _copy(picture, icons / f"{size}x{size}" / "apps" / "runsheet.png")
    _copy(ROOT / "resources" / "runsheet.svg", icons / "scalable" / "apps" / "runsheet.svg")


def _add_papers(tree: Path, facts: BuildFacts) -> None:
    doc = tree / "usr/share/doc/runsheet"
    _copy(PARTS / "copyright", doc / "copyright")
    _write_zipped(changelog_text(facts).encode(), doc / "changelog.gz")
    _write_zipped((ROOT / "CHANGELOG.md").read_bytes(), doc / "NEWS.gz")
    _write_zipped((PARTS / "runsheet.1").read_bytes(), tree / "usr/share/man/man1/runsheet.1.gz")


def _write_control(tree: Path, facts: BuildFacts, depends: list[str]) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file())
    text = control_text(
        version=facts.version,
        architecture=_architecture(),
        size_kib=size // 1024,
        depends=depends,
    )
    _write(tree / "DEBIAN" / "control", text)
    _copy(PARTS / "prerm", tree / "DEBIAN" / "prerm")


def _set_modes(tree: Path) -> None:
    """Programs and folders for everybody to use, nothing for others to change."""
    programs = {tree / PROGRAM / "runsheet", tree / "DEBIAN" / "prerm"}
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


def _validate(tree: Path) -> None:
    """By the desktop's own tools, where this machine has them. Raises SetupError."""
    checks = (
        ("desktop-file-validate", str(tree / "usr/share/applications/runsheet.desktop")),
        ("appstreamcli", "validate", "--no-net", "--explain", str(tree / METAINFO)),
    )
    for command in checks:
        if shutil.which(command[0]) is not None:
            _run(*command)


def _linked(tree: Path) -> Iterator[Path]:
    yield tree / PROGRAM / "runsheet"
    for path in (tree / PROGRAM).rglob("*"):
        if path.is_file() and not path.is_symlink() and _LIBRARY.search(path.name):
            yield path


def _architecture() -> str:
    return _run("dpkg", "--print-architecture").strip()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_zipped(body: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(body, mtime=0))


def _run(*command: str, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=child_environment() | (environment or {}),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout
