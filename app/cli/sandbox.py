"""`runsheet sandbox`: the vendors' servers in small, in the foreground."""

import errno

from app.cli.outcome import FAILED, say_error
from app.cli.printing import say_aside
from app.sandbox import PortUnusable, run_foreground


def run_sandbox(port: int) -> int:
    """Serve every vendor, the first on `port`, until Ctrl-C or SIGTERM, then 0.

    1 when a port can't be had.
    """
    try:
        run_foreground(port, announce=_announce)
    except PortUnusable as error:
        is_taken = error.errno == errno.EADDRINUSE
        reason = "is already in use" if is_taken else "can't be opened"
        say_error(f"Port {error.port} {reason}. Choose another one with --port.")
        return FAILED
    return 0


def _announce(line: str) -> None:
    """The variables for a program to read, a word about them for the person beside it."""
    if line.startswith("RUNSHEET_GENTU_BASE_URL="):
        say_aside(
            "Point RunSheet here with these variables. Those with SANDBOX in their name are what "
            "its forms ask for. Ctrl-C ends the sandbox."
        )
    print(line, flush=True)
