"""The sandboxes alone, in the foreground: prints what points RunSheet at them, then serves."""

import asyncio
import collections.abc as c
import sys

from app.sandbox.gentu.practice import Practice
from app.sandbox.gentu.sandbox import GentuSandbox
from app.sandbox.runner import serve_until_signal

Announce = c.Callable[[str], None]


def run_foreground(
    port: int = 0,
    *,
    practice: Practice | None = None,
    latency_s: float = 0,
    announce: Announce | None = None,
) -> None:
    """Serve Gentu on `port` until SIGINT or SIGTERM; for the main thread only.

    `announce` gets one `NAME=value` line at a time (default: standard output, flushed).
    Raises OSError when the port is taken.
    """
    asyncio.run(serve(port, practice=practice, latency_s=latency_s, announce=announce))


async def serve(
    port: int = 0,
    *,
    practice: Practice | None = None,
    latency_s: float = 0,
    announce: Announce | None = None,
) -> None:
    """`run_foreground` inside a running loop."""
    sandbox = GentuSandbox(practice, latency_s=latency_s)
    sandbox.warm_up()

    def on_listening(bound_port: int) -> None:
        sandbox.port = bound_port
        for name, value in sandbox.environment.items():
            (announce or _print_line)(f"{name}={value}")

    await serve_until_signal(sandbox.handler, port=port, announce=on_listening)


def _print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
