"""Everything that must hold before a change counts: linters, types, import rules, tests."""

import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from devtools.console import child_environment, say
from devtools.environment import ROOT, venv_program
from devtools.foreground import run_in_front
from devtools.session import desktop_session

LINTERS: dict[str, list[str]] = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import rules": ["lint-imports", "--no-logo"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one tool ended."""

    passed: bool
    seconds: float
    output: str


def run_checks(arguments: list[str]) -> int:
    """Runs the linters, two at a time, then pytest with the arguments. 0 if all passed, else 1."""
    pytest_arguments = [argument for argument in arguments if argument != "--tests-only"]
    failed = [] if "--tests-only" in arguments else _run_linters()
    if not _run_pytest(pytest_arguments):
        failed.append("pytest")
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def _run_linters() -> list[str]:
    environment = child_environment() | {"COLUMNS": "100"}
    with ThreadPoolExecutor(max_workers=2) as pool:
        # The slow one first; they are reported in their own order.
        order = sorted(LINTERS, key=lambda name: name != "mypy")
        running = {name: pool.submit(_run_tool, LINTERS[name], environment) for name in order}
        return [name for name in LINTERS if not _report(name, running[name])]


def _run_tool(command: list[str], environment: Mapping[str, str]) -> Outcome:
    started_at = time.monotonic()
    result = subprocess.run(
        [str(venv_program(command[0])), *command[1:]],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Outcome(
        passed=result.returncode == 0,
        seconds=time.monotonic() - started_at,
        output=result.stdout + result.stderr,
    )


def _report(name: str, running: Future[Outcome]) -> bool:
    outcome = running.result()
    _say_outcome(name, passed=outcome.passed, seconds=outcome.seconds)
    if not outcome.passed:
        say(outcome.output.rstrip() + "\n")
    return outcome.passed


def _run_pytest(arguments: list[str]) -> bool:
    with desktop_session() as environment:
        started_at = time.monotonic()
        command = [str(venv_program("python")), "-m", "pytest", *arguments]
        exit_code = run_in_front(
            command, environment=environment, cwd=ROOT, stdin=subprocess.DEVNULL
        )
    _say_outcome("pytest", passed=exit_code == 0, seconds=time.monotonic() - started_at)
    return exit_code == 0


def _say_outcome(name: str, *, passed: bool, seconds: float) -> None:
    say(f"{name:<13} {'passed' if passed else 'FAILED'} in {seconds:.1f} s")
