"""Everything that must hold before a change counts: linters, types, import rules, tests."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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


BESIDE = (
    *("tests/adapters", "tests/domain", "tests/end_to_end", "tests/sandbox", "tests/services"),
)
"""The tests of the second lane: about half of the whole time."""


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
    """All tests in two lanes side by side, each on a desktop of its own; chosen ones in one."""
    if arguments:
        return _run_lane("pytest", arguments)
    with _beside("pytest (2)", list(BESIDE)) as finish:
        passed = _run_lane("pytest (1)", [f"--ignore={place}" for place in BESIDE])
        return finish() and passed


def _run_lane(name: str, arguments: list[str]) -> bool:
    with desktop_session() as environment:
        started_at = time.monotonic()
        exit_code = run_in_front(
            _pytest(arguments), environment=environment, cwd=ROOT, stdin=subprocess.DEVNULL
        )
    _say_outcome(name, passed=exit_code == 0, seconds=time.monotonic() - started_at)
    return exit_code == 0


@contextmanager
def _beside(name: str, arguments: list[str]) -> Iterator[Callable[[], bool]]:
    """A lane in the background; what it yields waits for it, and shows what it said."""
    with (
        desktop_session() as environment,
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output,
    ):
        started_at = time.monotonic()
        lane = subprocess.Popen(
            _pytest(arguments),
            env=dict(environment),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

        def finish() -> bool:
            passed = lane.wait() == 0
            output.seek(0)
            say(output.read().rstrip())
            _say_outcome(name, passed=passed, seconds=time.monotonic() - started_at)
            return passed

        try:
            yield finish
        finally:
            lane.terminate()
            lane.wait()


def _pytest(arguments: list[str]) -> list[str]:
    return [str(venv_program("python")), "-m", "pytest", *arguments]


def _say_outcome(name: str, *, passed: bool, seconds: float) -> None:
    say(f"{name:<13} {'passed' if passed else 'FAILED'} in {seconds:.1f} s")
