"""Completion by Tab: as each shell asks for it, without a window and without the data folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.services.crm.service import CRM_LABELS
from tests.cli.conftest import NO_KEYRING, ROOT, imported_by, run_app
from tests.support.waiting import PATIENCE_S

SHELLS = ("bash", "zsh", "fish", "powershell")


def asked(shell: str, line: str) -> dict[str, str]:
    """The variables by which a shell's script asks; the line ends where the cursor is."""
    words = line.split(" ")
    more = {"_TYPER_COMPLETE_FISH_ACTION": "get-args"} if shell == "fish" else {}
    return more | {
        "_RUNSHEET_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("runsheet ", {"demo", "sync", "export-support", "crm", "serve"}),
        ("runsheet ser", {"serve"}),
        ("runsheet crm ", {"status"}),
        ("runsheet report --push ", set(CRM_LABELS)),
        ("runsheet today --j", {"--json"}),
    ],
)
def test_commands_options_and_crms_are_completed(line: str, words: set[str]) -> None:
    found = run_app(**asked("bash", line)).stdout.split()
    assert words <= set(found)
    assert words == set(found) or line == "runsheet "


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_is_answered_without_a_window_a_folder_or_a_password(
    shell: str, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    told = {"RUNSHEET_DATA_DIR": str(desk), "DISPLAY": "", "WAYLAND_DISPLAY": "", **NO_KEYRING}
    done = run_app(**told, **asked(shell, "runsheet report --push h"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "hubspot" in done.stdout
    assert "ghl" not in done.stdout
    assert not desk.exists()


def test_completion_loads_no_window_and_no_database() -> None:
    told = asked("bash", "runsheet to")
    done = run_app(python=("-X", "importtime"), **told)
    assert done.stdout == "today\n"
    assert imported_by(done) & {"PySide6", "qasync", "sqlalchemy", "httpx", "fastapi"} == set()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_asks_by_our_variable(shell: str) -> None:
    done = run_app(_RUNSHEET_COMPLETE=f"source_{shell}")
    assert done.returncode == 0
    assert "_RUNSHEET_COMPLETE" in done.stdout
    assert f"complete_{shell}" in done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder with a `runsheet` that a shell finds."""
    program = tmp_path / "runsheet"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m app "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


def in_bash(home: Path, script: str) -> str:
    done = subprocess.run(
        [str(shutil.which("bash")), "--norc", "-c", script],
        cwd=ROOT,
        env=os.environ | {"HOME": str(home), "PATH": f"{home}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Linux and macOS")
def test_a_real_bash_installs_it_and_completes_a_crm(home: Path) -> None:
    told = in_bash(home, "runsheet --install-completion; true")
    assert "bash completion installed in" in told
    assert str(home / ".bash_completions" / "runsheet.sh") in (home / ".bashrc").read_text("utf-8")
    completed = in_bash(
        home,
        """
        source "$HOME/.bash_completions/runsheet.sh"
        COMP_WORDS=(runsheet report --push s); COMP_CWORD=3
        _runsheet_completion runsheet
        printf '%s,' "${COMPREPLY[@]}"
        """,
    )
    assert completed == "salesforce,"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Linux and macOS")
def test_a_real_bash_is_shown_the_script_that_would_be_installed(home: Path) -> None:
    shown = in_bash(home, "runsheet --show-completion; true")
    in_bash(home, "runsheet --install-completion; true")
    assert (home / ".bash_completions" / "runsheet.sh").read_text("utf-8").strip() == shown.strip()
