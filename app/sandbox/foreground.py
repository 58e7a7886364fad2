"""The sandboxes alone, in the foreground: prints what leads to each, then serves them all."""

import asyncio
import collections.abc as c
import contextlib
import errno
import re
import sys
import typing as t

from app.sandbox.gentu.sandbox import GentuSandbox
from app.sandbox.ghl.sandbox import GhlSandbox
from app.sandbox.halaxy.sandbox import HalaxySandbox
from app.sandbox.hubspot.sandbox import HubSpotSandbox
from app.sandbox.medirecords.sandbox import MediRecordsSandbox
from app.sandbox.runner import listening, stop_signal
from app.sandbox.salesforce.sandbox import SalesforceSandbox
from app.sandbox.served import ServedSandbox

Announce = c.Callable[[str], None]

VENDORS: t.Final[c.Mapping[str, c.Callable[..., ServedSandbox]]] = {
    one.vendor: one
    for one in (
        GentuSandbox,
        MediRecordsSandbox,
        HalaxySandbox,
        GhlSandbox,
        SalesforceSandbox,
        HubSpotSandbox,
    )
}
"""By name, in the order of their ports: the practice systems, then the CRMs."""

_LAST_PORT = 65535


class PortUnusable(OSError):
    """`port` is the one that can't be had."""

    def __init__(self, number: int, port: int, reason: str) -> None:
        super().__init__(number, reason)
        self.port = port


def made_up_sandboxes(*, latency_s: float = 0) -> list[ServedSandbox]:
    """One of each vendor, with its made-up practice or account."""
    return [make(latency_s=latency_s) for make in VENDORS.values()]


def run_foreground(
    port: int = 0,
    *,
    sandboxes: c.Sequence[ServedSandbox] | None = None,
    announce: Announce | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM; for the main thread only.

    The first of `sandboxes` (default: one of each vendor) gets `port`, the next ones the ports
    after it; 0: any free ones. `announce` gets one `NAME=value` line at a time (default: standard
    output, flushed). Raises PortUnusable.
    """
    asyncio.run(serve(port, sandboxes=sandboxes, announce=announce))


async def serve(
    port: int = 0,
    *,
    sandboxes: c.Sequence[ServedSandbox] | None = None,
    announce: Announce | None = None,
) -> None:
    """`run_foreground` inside a running loop."""
    served = made_up_sandboxes() if sandboxes is None else sandboxes
    with stop_signal() as stop:
        async with contextlib.AsyncExitStack() as stack:
            for place, sandbox in enumerate(served):
                await _listen(stack, sandbox, port and port + place)
            for sandbox in served:
                for line in _lines(sandbox):
                    (announce or _print_line)(line)
            await stop.wait()


async def _listen(stack: contextlib.AsyncExitStack, sandbox: ServedSandbox, port: int) -> None:
    if port > _LAST_PORT:
        raise PortUnusable(errno.EINVAL, port, f"the last port is {_LAST_PORT}")
    sandbox.warm_up()
    try:
        sandbox.port = await stack.enter_async_context(listening(sandbox.handler, port))
    except OSError as error:
        number, reason = error.errno or errno.EIO, error.strerror or "no reason given"
        raise PortUnusable(number, port, reason) from None


def _lines(sandbox: ServedSandbox) -> c.Iterator[str]:
    """The variables for RunSheet, then what a person types into its form."""
    for name, value in sandbox.environment.items():
        yield f"{name}={value}"
    for field, value in sandbox.sign_in.items():
        word = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", field).upper()
        yield f"RUNSHEET_SANDBOX_{sandbox.vendor.upper()}_{word}={value}"


def _print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
