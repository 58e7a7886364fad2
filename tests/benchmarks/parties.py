"""Who takes part in a measurement of syncs: a vendor's sandbox, RunSheet, its floor, and dlt."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.benchmarks.children import Sandbox, Worker, running_sandbox
from tests.benchmarks.peers import peer
from tests.benchmarks.sync_cells import Size
from tests.benchmarks.vendors import Vendor


def vendors_and_sizes(
    vendors: Sequence[Vendor], sizes: Sequence[Size] | None
) -> Iterator[tuple[Vendor, Size]]:
    for vendor in vendors:
        for size in vendor.sizes if sizes is None else sizes:
            yield vendor, size


def start_sandbox(
    stack: ExitStack, size: Size, latency_ms: int = 0, *, vendor: str = "gentu"
) -> Sandbox:
    bulk = ("--bulk", f"{size[0]}x{size[1]}", "--latency-ms", str(latency_ms))
    return stack.enter_context(running_sandbox(*bulk, vendor=vendor))


def start_worker(stack: ExitStack, side: str, sandbox: Sandbox) -> Worker:
    """`side`: ours or floor."""
    environment = sandbox.environment | sandbox.clock
    worker = Worker("tests.benchmarks.worker", side, sandbox.vendor.name, environment=environment)
    return stack.enter_context(worker)


def start_dlt(stack: ExitStack, sandbox: Sandbox) -> Worker | None:
    """None where there is no environment with it, or the vendor isn't the one it was taught."""
    program = peer("dlt_syncs.py")
    if program is None or sandbox.vendor.name != "gentu":
        return None
    environment = sandbox.environment | {"PYTHONWARNINGS": "ignore"}  # SQLAlchemy's, about dlt
    return stack.enter_context(Worker(program=program, environment=environment))
