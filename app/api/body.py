"""A request's body, read whole before any route: JSON, and not too much of it."""

from collections.abc import Callable

from starlette.types import Message, Receive

from app.api.refusal import Refusal

LONGEST_BODY = 64 * 1024
_DRAINED = 1024 * 1024
"""How much of a body that is too long is still taken, so that its sender hears why."""

_TOO_LONG = "The body is longer than 64 KiB."
_NOT_JSON = "Send the body as application/json."
_CLOSE = {"Connection": "close"}


async def read_body(
    method: str, headers: Callable[[bytes], list[bytes]], receive: Receive
) -> bytes:
    """The whole body. Raises Refusal 413 and 415."""
    types = [value.partition(b";")[0].strip().lower() for value in headers(b"content-type")]
    if method not in {"GET", "HEAD"} and any(each != b"application/json" for each in types):
        raise Refusal(415, _NOT_JSON, headers=_CLOSE)
    told = headers(b"content-length")
    if told and told[0].isdigit() and int(told[0]) > _DRAINED:
        raise Refusal(413, _TOO_LONG, headers=_CLOSE)
    body = await _receive_all(receive)
    if body and types != [b"application/json"]:
        raise Refusal(415, _NOT_JSON)
    return body


async def _receive_all(receive: Receive) -> bytes:
    """Too much of it is read on for a while and thrown away."""
    kept, taken, has_more = bytearray(), 0, True
    while has_more and taken <= _DRAINED:
        message = await receive()
        if message["type"] != "http.request":
            raise Refusal(400, "The body ended too early.", headers=_CLOSE)
        piece: bytes = message.get("body", b"")
        taken += len(piece)
        has_more = message.get("more_body", False)
        if taken <= LONGEST_BODY:
            kept += piece
    if taken > LONGEST_BODY:
        raise Refusal(413, _TOO_LONG, headers=_CLOSE)
    return bytes(kept)


def replayed(body: bytes, receive: Receive) -> Receive:
    """What a route receives: the body at once, then whatever comes of the connection."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def take() -> Message:
        return pending.pop() if pending else await receive()

    return take
