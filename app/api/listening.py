"""The socket of the API: this PC's own, and ours alone."""

import errno
import socket
import sys

from app.domain.errors import PortUnusable

_BACKLOG = 128
_REASONS = {
    errno.EADDRINUSE: "another program has it. Choose another port.",
    errno.EACCES: "this PC doesn't let you use it. Choose a port above 1023.",
}


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; `port` 0: any free one. Raises PortUnusable.

    We bind it ourselves: uvicorn sets SO_REUSEADDR, with which Windows lets another person's
    program take the same port and harvest the tokens.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise PortUnusable(port=port, reason=f"{host} is no address of this PC.") from None
    found = socket.socket(family, kind, protocol)
    try:
        _be_alone(found)
        found.bind(address)
        found.listen(_BACKLOG)
        found.setblocking(False)
    except OSError as error:
        found.close()
        reason = _REASONS.get(error.errno or 0, f"{host} is no address of this PC.")
        raise PortUnusable(port=port, reason=reason) from None
    return found


def _be_alone(found: socket.socket) -> None:
    """Elsewhere SO_REUSEADDR only forgives what a server that ended left behind."""
    if sys.platform == "win32":
        found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
