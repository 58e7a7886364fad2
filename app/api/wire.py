"""What can't even be read as HTTP is refused in our words and with our headers; what never ends
coming is given up.
"""

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.api.errors import answer
from app.api.guard import with_our_headers


class Wire(H11Protocol):
    """uvicorn's HTTP/1.1, which would wait for the rest of a request for good."""

    longest_request_s: ClassVar = 30.0
    """From a connection's or a request's first byte until the last one has come."""
    giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.giving_up = self.loop.call_later(self.longest_request_s, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_giving_up()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            if self.giving_up is None:
                self.giving_up = self.loop.call_later(self.longest_request_s, self.transport.close)
        else:
            self._stop_giving_up()

    def _stop_giving_up(self) -> None:
        if self.giving_up is not None:
            self.giving_up.cancel()
            self.giving_up = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's own words
        """Headers that never end, or a line that is none; then the connection is closed."""
        refused = answer(400, "This isn't a request that can be read.")
        headers = [*with_our_headers(refused.raw_headers), (b"connection", b"close")]
        for event in (
            h11.Response(status_code=refused.status_code, headers=headers),
            h11.Data(data=bytes(refused.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
