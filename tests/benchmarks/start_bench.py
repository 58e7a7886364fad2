"""Part 2: from process start to today's list painted; the idle window's memory and CPU."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.benchmarks.children import python, running_sandbox
from tests.benchmarks.figures import Aim, Series, print_table, series
from tests.benchmarks.page_cache import forget_files

WARM_AIM, COLD_AIM = Aim(limit=350, unit="ms"), Aim(limit=600, unit="ms")
MEMORY_AIM, IDLE_AIM = Aim(limit=110, unit="MB"), Aim(limit=0.05, unit="CPU s a minute")
SIDES: dict[str, tuple[str, ...]] = {"RunSheet": (), "bare PySide6 window": ("--bare",)}
PAINT_TIMEOUT_S = 30


def bench_start(*, quick: bool) -> dict[str, Any]:
    """Measures and prints both; needs a screen and a keyring (dev.py bench brings them)."""
    rounds = 1 if quick else 5
    with running_sandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | sandbox.environment | {"RUNSHEET_DATA_DIR": folder}
        rows = _prepare(environment)
        warm = _starts(environment, rounds, before=lambda: None)
        how = forget_files()
        cold = _starts(environment, rounds, before=forget_files)
        _print_starts(f"start to {rows} rows painted; cold = {how}; {rounds} rounds", warm, cold)
        idle = {name: _idle(environment, name, quick=quick) for name in SIDES}
    _print_idle(idle, quick=quick)
    return {"warm": warm, "cold": cold, "cold_how": how, "idle": idle}


def profile_start() -> list[tuple[str, float, int]]:
    """What the imports cost up to the painted list, by package; dearest first, and printed."""
    with running_sandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | sandbox.environment | {"RUNSHEET_DATA_DIR": folder}
        _prepare(environment)
        with _started(environment, "RunSheet"):  # compiles
            pass
        with tempfile.TemporaryFile("w+") as log:
            with _started(environment | {"PYTHONPROFILEIMPORTTIME": "1"}, "RunSheet", log):
                pass
            log.seek(0)
            imports = _summed_imports(log.readlines())
    rows = [(name, f"{ms:.0f}", str(count)) for name, ms, count in imports[:30]]
    whole = sum(ms for _, ms, _ in imports)
    title = f"imports of a warm start, {whole:.0f} ms in all, measuring included"
    print_table(title, ("package", "own ms", "modules"), rows)
    return imports


def _summed_imports(lines: list[str]) -> list[tuple[str, float, int]]:
    """From the lines of -X importtime: own milliseconds and modules by package, `app` by two."""
    found: dict[str, tuple[float, int]] = {}
    for line in lines:
        own, _, rest = line.removeprefix("import time:").partition("|")
        if line.startswith("import time:") and own.strip().isdigit():
            parts = rest.partition("|")[2].strip().split(".")
            name = ".".join(parts[: 2 if parts[0] in {"app", "PySide6"} else 1])
            ms, count = found.get(name, (0.0, 0))
            found[name] = (ms + int(own) / 1000, count + 1)
    return sorted(((name, *facts) for name, facts in found.items()), key=lambda one: -one[1])


def _prepare(environment: dict[str, str]) -> int:
    done = subprocess.run(
        python("-m", "tests.benchmarks.prepare"),
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return int(json.loads(done.stdout)["rows"])


@contextmanager
def _started(
    environment: dict[str, str], name: str, errors: IO[str] | None = None
) -> Iterator[tuple[int, dict[str, float]]]:
    """The program once it has painted: its process id, and milliseconds from start to each mark."""
    began = time.monotonic_ns()
    process = subprocess.Popen(
        python("-m", "tests.benchmarks.start_driver", *SIDES[name]),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=errors,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise AssertionError(f"{name} ended before it painted")
        marks = {mark: (moment - began) / 1e6 for mark, moment in json.loads(line).items()}
        yield process.pid, marks
    finally:
        process.terminate()
        process.wait(PAINT_TIMEOUT_S)
        process.stdout.close()


def _starts(
    environment: dict[str, str], rounds: int, *, before: Callable[[], object]
) -> dict[str, dict[str, Series]]:
    """By program and mark, over the rounds; one start ahead of them is not counted."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in SIDES}
    for number in range(rounds + 1):
        for name in SIDES:
            before()
            with _started(environment, name) as (_, marks):
                if number:
                    found[name].append(marks)
    return {
        name: {mark: series([one[mark] for one in starts]) for mark in starts[0]}
        for name, starts in found.items()
    }


def _print_starts(
    title: str, warm: dict[str, dict[str, Series]], cold: dict[str, dict[str, Series]]
) -> None:
    rows = []
    for words, starts, aim in (("warm", warm, WARM_AIM), ("cold", cold, COLD_AIM)):
        floor = starts["bare PySide6 window"]["painted"].median
        for name, marks in starts.items():
            painted = marks["painted"]
            on_the_way = ", ".join(f"{mark} {found.median:.0f}" for mark, found in marks.items())
            verdict = f"{aim.verdict(painted.median)}  " if name == "RunSheet" else ""
            rows.append(
                (
                    name, words, f"{painted.median:.0f}", painted.spread(),
                    f"{painted.median / floor:.2f}", verdict + f"({on_the_way})",
                )
            )  # fmt: skip
    print_table(title, ("program", "files", "painted ms", "spread", "ratio", "aim"), rows)


def _idle(environment: dict[str, str], name: str, *, quick: bool) -> dict[str, float]:
    """Memory after 30 s (5 with quick), CPU of the minute (10 s) that follows, as of a minute."""
    settle_s, watch_s = (5, 10) if quick else (30, 60)
    with _started(environment, name) as (pid, _):
        time.sleep(settle_s)
        memory_mb = _resident_mb(pid)
        cpu_began = _cpu_s(pid)
        time.sleep(watch_s)
        cpu_s = (_cpu_s(pid) - cpu_began) * 60 / watch_s
    return {"memory_mb": memory_mb, "cpu_s_a_minute": cpu_s}


def _print_idle(idle: dict[str, dict[str, float]], *, quick: bool) -> None:
    rows = []
    for name, found in idle.items():
        memory, cpu = found["memory_mb"], found["cpu_s_a_minute"]
        is_ours = name == "RunSheet"
        verdict = f"{MEMORY_AIM.verdict(memory)}; {IDLE_AIM.verdict(cpu)}" if is_ours else ""
        rows.append((name, f"{memory:.0f}", f"{cpu:.3f}", verdict))
    times = "after 5 s, CPU of 10 s × 6 (--quick)" if quick else "after 30 s, CPU of 60 s"
    print_table(f"idle, {times}", ("program", "resident MB", "CPU s a minute", "aim"), rows)


def _resident_mb(pid: int) -> float:
    """Linux; elsewhere not a number."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _cpu_s(pid: int) -> float:
    """All threads' time on a CPU, to the nanosecond where the kernel keeps it."""
    threads = Path(f"/proc/{pid}/task")
    if not threads.exists():
        return float("nan")
    if (threads / str(pid) / "schedstat").exists():
        texts = [(thread / "schedstat").read_text() for thread in threads.iterdir()]
        return sum(int(text.split()[0]) for text in texts) / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
