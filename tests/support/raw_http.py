"""Requests that no client library would send, and the whole answer, over a socket of one's own."""

import asyncio
from dataclasses import dataclass

from app.domain.api_access import Address
from tests.support.waiting import patience


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAnswer:
    """A status (0 where the connection was closed without a word), headers, the body."""

    status: int
    headers: dict[str, str]
    body: bytes


async def send_raw(address: Address, *pieces: bytes) -> RawAnswer:
    """The answer to these bytes; the server is to close the connection after it."""
    reader, writer = await asyncio.open_connection(address.host, address.port)
    async with patience():
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            answer = await reader.read()
        except ConnectionError:
            answer = b""
        finally:
            writer.close()
    return _parse(answer)


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    """Its bytes; after the answer the connection is to be closed."""
    return "\r\n".join([line, *headers, "Connection: close", "", ""]).encode() + body


def _parse(answer: bytes) -> RawAnswer:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split()
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return RawAnswer(status=int(words[1]) if words else 0, headers=headers, body=body)
