"""Everything that must hold before a change counts: linters, types, import rules, tests."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from devtools.console import child_environment, say
from devtools.environment import ROOT, venv_program
from devtools.foreground import pass_on, run_in_front
from devtools.session import desktop_session
from devtools.tools import DOCS

_NO_TESTS = 5
LANES = 2
"""How many jobs run side by side: as many as the smallest build machine has processors."""

PARTS = (
    "tests/end_to_end",
    "tests/services",
    "tests/ui",
    "tests/api",
    "tests/cli",
    "tests/adapters",
    "tests/ui/today",
    "tests/ui/connections",
    "tests",
    "tests/proofs",
    "tests/ui/history",
    "tests/ui/downtime",
)
"""The tests in parts that a free lane takes, the long ones first so that the lanes end together.

A part leaves out the parts inside it: `tests` is whatever the others are not.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A program that a lane runs, by its name in .venv or its path; tests have their own desktop.

    `is_proof`: there may be no test in it, and its output is shown only where one failed.
    """

    name: str
    command: list[str]
    has_desktop: bool = False
    is_proof: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a job ended."""

    passed: bool
    seconds: float
    output: str


LINTERS = (  # the slow one first
    Job(name="mypy", command=["mypy"]),
    Job(name="ruff check", command=["ruff", "check", "."]),
    Job(name="ruff format", command=["ruff", "format", "--check", "."]),
    Job(name="import rules", command=["lint-imports", "--no-logo"]),
)


def docs_job() -> Job:
    """The build of docs/ into build/site; a link that leads nowhere fails it. Fetches MkDocs first,
    where it is not there yet.
    """
    command = [DOCS.program("mkdocs"), "build", "--strict"]  # quiet, it would count no warning
    return Job(name="docs", command=[*command, "--config-file", "packaging/mkdocs.yml"])


def run_checks(arguments: list[str]) -> int:
    """Runs the linters, the build of docs/ and all tests, or only the tests of the arguments. 0 if
    all passed, else 1. `--tests-only` among them leaves out what is no test.
    """
    chosen = [argument for argument in arguments if argument != "--tests-only"]
    jobs = [] if "--tests-only" in arguments else [*LINTERS, docs_job()]
    if not chosen:
        jobs += [part_job(part) for part in PARTS]
    failed = run_in_lanes(jobs)
    if chosen and not _run_chosen(chosen):
        failed.append("pytest")
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def part_job(part: str) -> Job:
    """The tests of a part, without those of the parts inside it."""
    inside = [f"--ignore={other}" for other in PARTS if other.startswith(f"{part}/")]
    return Job(name=part, command=_pytest([part, *inside]), has_desktop=True)


def run_in_lanes(jobs: Sequence[Job], *, lanes: int = LANES) -> list[str]:
    """Runs jobs side by side and shows each as it ends; returns the names of those that failed."""
    now, failed = _Lanes(), list[str]()
    with ThreadPoolExecutor(max_workers=lanes) as pool:
        running = {pool.submit(now.run, job): job for job in jobs}
        try:
            for ended in as_completed(running):
                if not _show(running[ended], ended.result()):
                    failed.append(running[ended].name)
        except BaseException as interrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            now.end(interrupt)
            raise
    return failed


class _Lanes:
    """What runs now, so that an interrupt ends it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[subprocess.Popen[str]] = set()
        self._interrupt: BaseException | None = None

    def run(self, job: Job) -> Outcome:
        """Runs a job to its end."""
        plain = nullcontext(child_environment() | {"COLUMNS": "100"})
        with desktop_session() if job.has_desktop else plain as environment:
            started_at = time.monotonic()
            process = self._start(job, environment)
            output, _ = process.communicate()
        with self._lock:
            self._running.discard(process)
        seconds = time.monotonic() - started_at
        passed = process.returncode == 0 or (job.is_proof and process.returncode == _NO_TESTS)
        return Outcome(passed=passed, seconds=seconds, output=output)

    def end(self, interrupt: BaseException) -> None:
        """Passes an interrupt on to what runs, and to what was about to start."""
        with self._lock:
            self._interrupt = interrupt
            for process in self._running:
                pass_on(interrupt, process)

    def _start(self, job: Job, environment: Mapping[str, str]) -> subprocess.Popen[str]:
        program, *arguments = job.command
        with self._lock:
            process = subprocess.Popen(
                [str(_path_of(program)), *arguments],
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self._running.add(process)
            if self._interrupt is not None:
                pass_on(self._interrupt, process)
        return process


def _path_of(program: str) -> Path:
    return Path(program) if Path(program).is_absolute() else venv_program(program)


def _show(job: Job, outcome: Outcome) -> bool:
    """A linter's words only if it failed; those of tests hold figures that are worth reading."""
    if (job.has_desktop and not job.is_proof) or not outcome.passed:
        say(outcome.output.rstrip())
    _say_outcome(job.name, passed=outcome.passed, seconds=outcome.seconds)
    return outcome.passed


def _run_chosen(arguments: list[str]) -> bool:
    """The tests of these arguments, in front of whoever waits for them."""
    program, *options = _pytest(arguments)
    with desktop_session() as environment:
        started_at = time.monotonic()
        command = [str(venv_program(program)), *options]
        exit_code = run_in_front(
            command, environment=environment, cwd=ROOT, stdin=subprocess.DEVNULL
        )
    _say_outcome("pytest", passed=exit_code == 0, seconds=time.monotonic() - started_at)
    return exit_code == 0


def _pytest(arguments: Sequence[str]) -> list[str]:
    return ["python", "-m", "pytest", *arguments]


def _say_outcome(name: str, *, passed: bool, seconds: float) -> None:
    say(f"{name:<20} {'passed' if passed else 'FAILED'} in {seconds:.1f} s")
