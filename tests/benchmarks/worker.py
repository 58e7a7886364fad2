"""The worker process of one side of a sync cell.

python -m tests.benchmarks.worker ours|floor VENDOR
"""

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Protocol

Measure = Callable[[Callable[[], Awaitable[int]]], Awaitable[dict[str, Any]]]


class Side(Protocol):
    """RunSheet or the floor."""

    async def open(self, folder: Path, *, secrets: dict[str, str] | None) -> None:
        """Get ready, outside of the timed part: client built, token fetched, database open.

        `secrets` opens a folder that another worker filled.
        """
        ...

    async def sync(self, *, expect: str) -> int:
        """One sync; how many rows it saw. `expect`: created, unchanged or updated; anything."""
        ...

    async def prime(self) -> None:
        """Fetch everything and throw it away, so that the server has it encoded."""
        ...

    def set_clock(self, moment: datetime) -> None:
        """It is `moment` now, and time goes on from there."""
        ...

    def secrets(self) -> dict[str, str]:
        """What another worker needs to open the folder."""
        ...

    async def profile(self, *, expect: str) -> dict[str, Any]:
        """One sync under the profiler: seconds by function."""
        ...

    async def close(self) -> None: ...


async def serve_commands(side: Side) -> None:
    """One JSON line in, one out, until the input ends."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        facts = json.loads(line)
        try:
            answer = await _carry_out(side, facts)
        except Exception as error:  # noqa: BLE001  # told to the parent, which ends the run
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


async def _carry_out(side: Side, facts: dict[str, Any]) -> dict[str, Any]:
    match facts["command"]:
        case "open":
            await side.open(Path(facts["folder"]), secrets=facts.get("secrets"))
        case "close":
            await side.close()
        case "prime":
            await side.prime()
        case "set clock":
            side.set_clock(datetime.fromisoformat(facts["moment"]))
        case "sync":
            return await _measured(side, facts["expect"])
        case "profile":
            return await side.profile(expect=facts["expect"])
        case "facts":
            return {"secrets": side.secrets(), "peak_mb": peak_mb()}
    return {}


async def _measured(side: Side, expect: str) -> dict[str, Any]:
    gc.collect()
    cpu_began, began = process_time(), perf_counter()
    rows = await side.sync(expect=expect)
    ended, cpu_ended = perf_counter(), process_time()
    return {"ms": (ended - began) * 1000, "cpu_s": cpu_ended - cpu_began, "rows": rows}


def peak_mb() -> float:
    """This process's own highest resident memory.

    ru_maxrss may be the parent's on Linux (it outlives exec), so VmHWM comes first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> None:
    _, side, vendor = sys.argv
    if side == "ours":
        from tests.benchmarks.sync_ours import Ours

        asyncio.run(serve_commands(Ours(vendor)))
    else:
        from tests.benchmarks.sync_floor import Floor

        asyncio.run(serve_commands(Floor(vendor)))


if __name__ == "__main__":
    main()
