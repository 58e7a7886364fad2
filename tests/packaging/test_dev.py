"""dev.py: what it decides before it starts anything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import commands, environment
from devtools.system_packages import find_missing, parse_installed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with just what the stamp is made of, and a finished .venv."""
    root = tmp_path / "clone"
    python = environment.venv_program("python", root / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    for name in ("pyproject.toml", "requirements.lock"):
        (root / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    (root / ".venv/runsheet-stamp").write_text(environment.describe_inputs(root), "utf-8")
    return root


def test_a_finished_environment_is_left_alone(clone: Path) -> None:
    assert environment.is_current(clone)


def test_a_half_made_environment_is_made_again(clone: Path) -> None:
    (clone / ".venv/runsheet-stamp").unlink()
    assert not environment.is_current(clone)


def test_an_environment_without_its_python_is_made_again(clone: Path) -> None:
    environment.venv_program("python", clone / ".venv").unlink()
    assert not environment.is_current(clone)


def test_a_changed_lock_asks_for_a_new_environment(clone: Path) -> None:
    with (clone / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("another==1.0\n")
    assert not environment.is_current(clone)


def test_a_changed_dependency_asks_for_a_new_environment(clone: Path) -> None:
    _replace(clone / "pyproject.toml", '"qasync>=0.28"', '"qasync>=0.29"')
    assert not environment.is_current(clone)


def test_a_changed_linter_rule_does_not(clone: Path) -> None:
    _replace(clone / "pyproject.toml", "line-length = 100", "line-length = 99")
    assert environment.is_current(clone)


def test_another_python_asks_for_a_new_environment(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert not environment.is_current(clone)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_only_packages_that_dpkg_calls_installed_count() -> None:
    listing = "xvfb installed\nlibgl1 config-files\ndbus not-installed\nlibglib2.0-0t64 installed\n"
    assert parse_installed(listing) == {"xvfb", "libglib2.0-0t64"}


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="asks a Debian")
def test_a_package_that_is_not_installed_is_found_missing() -> None:
    assert find_missing(("dpkg", "no-such-package")) == ["no-such-package"]
    assert find_missing(()) == []


@pytest.mark.parametrize(
    ("platform", "variables", "arguments", "expected"),
    [
        ("linux", {}, [], ["--headless"]),
        ("linux", {}, ["--date", "2026-04-05"], ["--headless", "--date", "2026-04-05"]),
        ("linux", {}, ["--headless"], ["--headless"]),
        ("linux", {"DISPLAY": ":0"}, [], []),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, [], []),
        ("win32", {}, [], []),
        ("darwin", {}, [], []),
    ],
)
def test_the_demo_is_printed_where_no_window_can_open(
    platform: str, variables: dict[str, str], arguments: list[str], expected: list[str]
) -> None:
    headless = commands.with_headless(arguments, platform=platform, environment=variables)
    assert headless == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["--data-dir=/x"], True),
        (["demo"], True),
        (["demo", "--headless"], False),
        (["today"], False),
    ],
)
def test_only_what_opens_a_window_needs_the_window_packages(
    arguments: list[str], expected: bool
) -> None:
    assert commands.opens_window(arguments) is expected


def test_every_command_is_explained_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    explained = _run_dev("--help", cwd=tmp_path)
    assert explained.returncode == 0
    assert all(f"\n  {name} " in explained.stdout for name in commands.COMMANDS)
    refused = _run_dev("tset", cwd=tmp_path)
    assert refused.returncode == 2
    assert "'tset'" in refused.stdout


def _run_dev(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "packaging/dev.py"), *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
