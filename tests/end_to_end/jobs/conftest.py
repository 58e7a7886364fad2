"""Prints what each job took beside its budget; the time is told and never judged."""

from pathlib import Path

import pytest

from tests.end_to_end.jobs.reception import TAKEN


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a dialog offers to save in."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "Documents"
    folder.mkdir()
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not TAKEN:
        return
    terminalreporter.section("jobs: actions and seconds, beside their budgets")
    for taken in TAKEN:
        actions = f"{taken.actions} of {taken.budget_actions}"
        seconds = f"{taken.seconds:.1f} of {taken.budget_s:g} s"
        terminalreporter.write_line(f"{taken.job:<42} {actions:>9}   {seconds:>14}")
