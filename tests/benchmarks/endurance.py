"""Part 5: eight hours at 60 × speed with three vendors, 5 % faults and a book that changes."""

import json
import os
import random
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.sandbox.exchange import Call
from tests.benchmarks.children import python
from tests.benchmarks.endurance_driver import HOURS, SPEED, START
from tests.benchmarks.endurance_report import Sample, print_endurance
from tests.benchmarks.idle import cpu_s_of, resident_mb
from tests.benchmarks.vendors import ZONE
from tests.support.systems import SYSTEMS, Sandbox

FASTER = 60.0
FAULT_RATE, CHURN_EVERY_S = 0.05, 5.0
SAMPLE_S = 2.0
# The downtime pack is made half a minute after a sync: its half second belongs to that sync.
IDLE_SECONDS, IDLE_TRIES, AFTER_SYNC_S = 60, 4, 50.0

# Faults that a timer of the real world decides (a hanging answer is given up after 30 s, which
# would be half an hour here) or that end the timed syncs until a person signs in again.
LEFT_OUT = {"hang", "stall_after_head", "slow_drip", "latency", "status_401", "status_403"}
LEFT_OUT |= {"status_429_retry_after_absurd", "status_429_retry_after_far_date"}


@dataclass
class Trouble:
    """Strikes 5 % of a sandbox's requests and moves its appointments about."""

    sandbox: Sandbox
    day: date
    dice: random.Random
    requests: int = 0
    strikes: Counter[str] = field(default_factory=Counter)
    kinds: list[str] = field(default_factory=list)
    is_on: bool = False

    def __call__(self, _call: Call) -> None:
        if not self.is_on:
            return
        self.requests += 1
        if self.dice.random() < FAULT_RATE:
            name = self.dice.choice(self.kinds)
            self.strikes[name] += 1
            self.sandbox.faults.add(name, times=1)

    def churn(self) -> None:
        """Something of the day is moved or cancelled, or somebody is added."""
        practice = self.sandbox.practice
        rows = [
            row
            for row in practice.appointments(self.day)
            if row.patient_ids and row.practitioner_id
        ]
        row = self.dice.choice(rows)
        match self.dice.randrange(3):
            case 0:
                practice.move(row.id, start=row.start + timedelta(minutes=5))
            case 1 if len(rows) > 30:
                practice.cancel(row.id)
            case _:
                practice.add(
                    practitioner_id=row.practitioner_id,
                    start=row.start,
                    minutes=15,
                    patient_ids=row.patient_ids,
                )
        self.sandbox.journal.clear()


def bench_endurance(*, minutes: float, speed: float = FASTER) -> dict[str, Any]:
    """Prints what eight hours did to the program, in `minutes` of real time; needs a screen."""
    hours = minutes * 60 * speed / 3600
    with ExitStack() as stack:
        troubles = [stack.enter_context(_troubled(name)) for name in SYSTEMS]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-bench-")))
        errors = stack.enter_context((folder / "stderr").open("w+"))
        process = _start(troubles, folder, errors, hours=hours, speed=speed)
        stack.callback(_end, process)
        samples, told = _watch(process, folder, troubles, minutes=minutes)
        idle = _idle(process.pid, troubles)
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
        log = (folder / "data" / "logs" / "runsheet.log").read_text("utf-8")
        errors.seek(0)
        found = {
            "hours": hours,
            "samples": samples,
            "told": told,
            "idle": idle,
            "requests": sum(each.requests for each in troubles),
            "strikes": sum((each.strikes for each in troubles), Counter()),
            "bugs": sum(" ERROR bug" in line for line in log.splitlines()),
            "stderr": len(errors.read()),
            "exit_code": code,
        }
    print_endurance(found, speed=speed)
    return found


@contextmanager
def _troubled(name: str) -> Iterator[Trouble]:
    """A vendor's sandbox with a day's book, in a thread of this process."""
    day = datetime.now(ZONE).date()
    system = SYSTEMS[name]
    with system.sandbox(system.made_up(day)).running() as sandbox:
        trouble = Trouble(sandbox=sandbox, day=day, dice=random.Random(name))
        catalogue = sandbox.faults._catalogue
        trouble.kinds = sorted(catalogue.keys() - LEFT_OUT)
        sandbox.on_request.append(trouble)
        yield trouble


def _start(
    troubles: Sequence[Trouble], folder: Path, errors: Any, *, hours: float, speed: float
) -> "subprocess.Popen[str]":
    """The window at half past eight of the practice's day."""
    day = troubles[0].day
    start = datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZONE).astimezone(UTC)
    environment = {
        "RUNSHEET_DATA_DIR": str(folder / "data"),
        START: start.isoformat(),
        SPEED: str(speed),
        HOURS: str(hours),
    }
    for trouble in troubles:
        environment |= trouble.sandbox.environment
        prefix = f"RUNSHEET_SANDBOX_{trouble.sandbox.vendor.upper()}_"
        for name, value in trouble.sandbox.sign_in.items():
            environment[prefix + _screaming(name)] = value
    return subprocess.Popen(
        python("-m", "tests.benchmarks.endurance_driver"),
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def _screaming(name: str) -> str:
    """`clientId` gives `CLIENT_ID`, as the sandbox announces it."""
    return "".join(f"_{char}" if char.isupper() else char.upper() for char in name)


def _watch(
    process: "subprocess.Popen[str]", folder: Path, troubles: Sequence[Trouble], *, minutes: float
) -> tuple[list[Sample], dict[str, Any]]:
    """Samples from *ready* to *idle*, churning meanwhile; and what the program told at the end."""
    lines: list[dict[str, Any]] = []
    reader = threading.Thread(target=_read_lines, args=(process, lines), daemon=True)
    reader.start()
    _until(lambda: lines or process.poll() is not None, 120)
    if not lines:
        raise AssertionError("the window ended before it was ready")
    for trouble in troubles:
        trouble.is_on = True
    began, churned = time.monotonic(), time.monotonic()
    samples = []
    while len(lines) < 2 and process.poll() is None:
        if time.monotonic() - began > minutes * 60 + 60:
            raise AssertionError("the window did not come to an end of its day")
        samples.append(_sample(process.pid, folder / "data", time.monotonic() - began))
        if time.monotonic() - churned > CHURN_EVERY_S:
            churned = time.monotonic()
            random.choice(troubles).churn()
        time.sleep(SAMPLE_S)
    for trouble in troubles:
        trouble.is_on = False
    return samples, lines[-1]


def _read_lines(process: "subprocess.Popen[str]", lines: list[dict[str, Any]]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(json.loads(line))  # noqa: PERF401  # one by one, as they come


def _until(is_so: Any, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)


def _sample(pid: int, data_dir: Path, at_s: float) -> Sample:
    status = Path(f"/proc/{pid}/status").read_text()
    threads = next(line for line in status.splitlines() if line.startswith("Threads"))
    return Sample(
        at_s=at_s,
        memory_mb=resident_mb(pid),
        wal_mb=_megabytes(data_dir / "runsheet.db-wal"),
        file_mb=_megabytes(data_dir / "runsheet.db"),
        handles=len(list(Path(f"/proc/{pid}/fd").iterdir())),
        threads=int(threads.split()[1]),
        cpu_s=cpu_s_of(pid),
    )


def _megabytes(file: Path) -> float:
    return file.stat().st_size / 2**20 if file.exists() else 0.0


def _idle(pid: int, troubles: Sequence[Trouble]) -> dict[str, float]:
    """Per cent of one core, over the first minute at the world's own speed without a sync, nor one
    just before; what it was in the middle second and in the busiest.
    """
    for _ in range(IDLE_TRIES):
        found = _one_idle_minute(pid, troubles)
        if not found["requests"]:
            break
    return found


def _one_idle_minute(pid: int, troubles: Sequence[Trouble]) -> dict[str, float]:
    for trouble in troubles:
        trouble.sandbox.journal.clear()
    time.sleep(AFTER_SYNC_S)
    seconds: list[float] = []
    for _ in range(IDLE_SECONDS):
        began, cpu_s = time.monotonic(), cpu_s_of(pid)
        time.sleep(1)
        seconds.append((cpu_s_of(pid) - cpu_s) / (time.monotonic() - began) * 100)
    return {
        "percent": statistics.mean(seconds),
        "middle": statistics.median(seconds),
        "busiest": max(seconds),
        "requests": sum(len(each.sandbox.journal.requests) for each in troubles),
    }


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
