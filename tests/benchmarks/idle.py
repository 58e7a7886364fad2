"""The idle program's memory and CPU (Linux; elsewhere not a number)."""

import time
from pathlib import Path

from tests.benchmarks.figures import Aim, print_table
from tests.benchmarks.programs import OURS, started

MEMORY_AIM, IDLE_AIM = Aim(limit=110, unit="MB"), Aim(limit=0.05, unit="CPU s a minute")


def measure_idle(environment: dict[str, str], name: str, *, quick: bool) -> dict[str, float]:
    """Memory after 30 s (5 with quick), CPU of the minute (10 s) that follows, as of a minute."""
    settle_s, watch_s = (5, 10) if quick else (30, 60)
    with started(environment, name) as (pid, _):
        time.sleep(settle_s)
        memory_mb = resident_mb(pid)
        cpu_began = cpu_s_of(pid)
        time.sleep(watch_s)
        cpu_s = (cpu_s_of(pid) - cpu_began) * 60 / watch_s
    return {"memory_mb": memory_mb, "cpu_s_a_minute": cpu_s}


def print_idle(idle: dict[str, dict[str, float]], *, quick: bool) -> None:
    rows = []
    for name, found in idle.items():
        memory, cpu = found["memory_mb"], found["cpu_s_a_minute"]
        is_ours = name == OURS
        verdict = f"{MEMORY_AIM.verdict(memory)}; {IDLE_AIM.verdict(cpu)}" if is_ours else ""
        rows.append((name, f"{memory:.0f}", f"{cpu:.4f}", verdict))
    times = "after 5 s, CPU of 10 s × 6 (--quick)" if quick else "after 30 s, CPU of 60 s"
    print_table(f"idle, {times}", ("program", "resident MB", "CPU s a minute", "aim"), rows)


def resident_mb(pid: int) -> float:
    """Memory that is really there; NaN elsewhere than on Linux."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def cpu_s_of(pid: int) -> float:
    """All its threads' time on a CPU, ended ones too: clock_getcpuclockid(3) of another process."""
    if not Path("/proc/self").exists():
        return float("nan")
    return time.clock_gettime((~pid << 3) | 2)
