"""What can't even be read as HTTP is refused in our words and with our headers."""

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.api.errors import answer
from app.api.guard import with_our_headers


class Wire(H11Protocol):
    """uvicorn's HTTP/1.1."""

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
