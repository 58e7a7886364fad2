"""What a person reads who asks the command line for help."""

import pytest
import typer

from app import __version__
from app.cli.help import leave_powershell_as_it_is
from app.cli.main import app
from app.cli.outcome import WrongUsage
from tests.cli.conftest import ROOT, run_app

COMMANDS = (
    (),
    ("demo",),
    ("today",),
    ("sync",),
    ("connections",),
    ("crm",),
    ("crm", "status"),
    ("report",),
    ("export-support",),
    ("audit",),
    ("audit", "list"),
    ("audit", "check"),
    ("audit", "export"),
    ("key",),
    *(("key", each) for each in ("status", "recovery-code", "change", "passphrase", "recover")),
    ("start-fresh",),
    ("remove-this-pc",),
    ("serve",),
    ("sandbox",),
)


def help_of(*command: str, columns: int = 80) -> str:
    done = run_app(*command, "--help", COLUMNS=str(columns))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_whole_plain_words_and_fits_a_terminal(command: tuple[str, ...]) -> None:
    told = help_of(*command)
    assert told.startswith(f"Usage: {' '.join(('runsheet', *command))} ")
    for technical in ("<", ">", "...\n", "…", "\b", "x<=", "range"):
        assert technical not in told.replace("[ARGS]...\n", ""), technical
    assert max(map(len, told.splitlines())) <= 80


def test_a_narrow_terminal_cuts_no_summary() -> None:
    words = " ".join(help_of(columns=50).split())
    summaries = [each.callback.__doc__.partition("\n")[0] for each in app.registered_commands]
    assert len(summaries) == 14
    assert [summary for summary in summaries if summary not in words] == []


def test_the_first_help_names_exit_codes_examples_and_what_to_read() -> None:
    told = help_of()
    for code in ("0", "1", "2", "130", "143"):
        assert f"\n    {code} " in told
    examples = [line.split("    ")[1] for line in told.splitlines() if "    runsheet " in line]
    assert len(examples) == 4
    for example in examples:
        assert run_app(*example.split()[1:], "--help").returncode == 0
    for page in ("README.md", "docs/integrators.md"):
        assert page in told
        assert (ROOT / page).exists()


def test_the_version_is_told_and_nothing_else() -> None:
    done = run_app("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"runsheet {__version__}\n", "")


def test_on_windows_completion_is_not_installed_by_loosening_powershell() -> None:
    command = typer.main.get_command(app)
    leave_powershell_as_it_is(command, platform="win32")
    with pytest.raises(WrongUsage, match="profile yourself"):
        command.main(args=["--install-completion"], prog_name="runsheet", standalone_mode=False)
