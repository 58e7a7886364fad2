"""Carries a fault out on a connection."""

import asyncio
import dataclasses
import typing as t

from aiohttp import web

from app.sandbox.exchange import Answer
from app.sandbox.fault_kinds import Fault, FaultKind


def edited(fault: Fault, answer: Answer) -> Answer:
    """What is sent in place of `answer` by a fault that answers whole (REPLACE, EDIT, DELAY)."""
    if fault.kind is FaultKind.REPLACE:
        return replaced(fault)
    if fault.kind is FaultKind.EDIT and fault.edit is not None and answer.status == 200:
        body = fault.edit(answer.body)
        return dataclasses.replace(answer, body=body, content_type=fault.content_type)
    return answer


def replaced(fault: Fault) -> Answer:
    """The answer that `fault` names itself (REPLACE, REFUSE)."""
    return Answer(
        status=fault.status,
        headers=fault.headers,
        body=fault.made_body(),
        content_type=fault.content_type,
    )


def breaks_off(fault: Fault) -> bool:
    """Whether no whole answer follows."""
    whole = {FaultKind.DELAY, FaultKind.REPLACE, FaultKind.REFUSE, FaultKind.EDIT}
    return fault.kind not in whole


async def break_off(fault: Fault, request: web.BaseRequest, answer: Answer) -> t.NoReturn:
    """Do what `fault` says and wait until the connection is gone; ends by cancellation."""
    transport = request.transport
    if transport is None:
        raise asyncio.CancelledError
    match fault.kind:
        case FaultKind.RAW:
            _send_and_close(transport, fault.made_body())
        case FaultKind.CUT:
            _send_and_close(transport, _head(answer) + answer.body[: len(answer.body) // 2])
        case FaultKind.DROP | FaultKind.LATE:
            transport.close()
        case FaultKind.RESET:
            transport.abort()
        case FaultKind.STALL:
            transport.write(_head(answer))
        case FaultKind.DRIP:
            await _drip(transport, fault.seconds)
    await asyncio.Event().wait()
    raise asyncio.CancelledError


def _head(answer: Answer) -> bytes:
    lines = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(answer.body)}"
    )
    return f"{lines}\r\n\r\n".encode()


def _send_and_close(transport: asyncio.WriteTransport, data: bytes) -> None:
    transport.write(data)
    transport.close()


async def _drip(transport: asyncio.WriteTransport, seconds: float) -> None:
    """A body that grows by one space each `seconds`: always alive, never done."""
    transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
    transport.write(b"Content-Length: 1000000\r\n\r\n")
    while not transport.is_closing():
        transport.write(b" ")
        await asyncio.sleep(seconds)
