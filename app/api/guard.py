"""The guard before every route: who may speak to the API at all, and how much.

A web page in the desk's browser can reach this PC's loopback, with its own name as Host after DNS
rebinding, with forms that need nobody's leave. So every call must name this address as its Host,
come from no page, hold a token, and bring JSON of a bounded size.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.body import read_body, replayed
from app.api.errors import METHODS, answer, bug_answer
from app.api.failed_tokens import FailedTokens
from app.api.refusal import Refusal
from app.api.scopes import GRANT
from app.domain.api_access import Address, Grant
from app.services.api_access import ApiAccessService
from app.services.audit_trail import acting_through

LONGEST_HEAD = 16 * 1024
"""Bytes of a request's first line and headers."""


_OPEN = {("GET", "/api/health"), ("HEAD", "/api/health")}
_OURS = {b"cache-control": b"no-store", b"x-content-type-options": b"nosniff"}
_REALM = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class Headers:
    """A request's headers by their lower-case names, each as often as it was sent."""

    pairs: Iterable[tuple[bytes, bytes]]

    def all(self, name: bytes) -> list[bytes]:
        """Every value of one header."""
        return [value for key, value in self.pairs if key == name]


class Guard:
    """The outermost ASGI app."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        access: ApiAccessService,
        address: Address,
        failed: FailedTokens,
    ) -> None:
        self._app = app
        self._access = access
        self._hosts = frozenset(name.encode() for name in address.names)
        self._is_everywhere = address.is_everywhere
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers by itself what it refuses; hands everything else on with its whole body."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        outgoing = _Outgoing(send)
        try:
            body = await self._admit(scope, receive)
            if scope["method"] == "HEAD":  # as GET; the server leaves the body out
                scope = {**scope, "method": "GET"}
            with acting_through(_way(scope.get(GRANT))):
                await self._app(scope, replayed(body, receive), outgoing.send)
        except Refusal as no:
            refused = answer(no.status, no.sentence, no.details, no.headers)
            await refused(scope, receive, outgoing.send)
        except asyncio.CancelledError:  # RunSheet ends in the middle of it
            if not outgoing.has_begun:
                await answer(500, "RunSheet is ending.")(scope, receive, outgoing.send)
        except Exception as error:  # noqa: BLE001  # the last door
            if not outgoing.has_begun:
                await bug_answer(error)(scope, receive, outgoing.send)

    async def _admit(self, scope: Scope, receive: Receive) -> bytes:
        """The body of a request that may be answered. Raises Refusal."""
        headers = Headers(scope["headers"])
        _check_size(scope)
        self._check_caller(headers, scope["server"])
        if scope["method"] not in METHODS:
            raise Refusal(405, "That method is not taken.", headers={"Allow": ", ".join(METHODS)})
        if (scope["method"], scope["path"]) not in _OPEN:
            scope[GRANT] = await self._grant(headers)
        if "\0" in scope["path"]:  # no id has one, and not every database can be asked for it
            raise Refusal(404, "There is nothing at this address.")
        if len(headers.all(b"idempotency-key")) > 1:
            several = {"fields": {"Idempotency-Key": "is sent once"}}
            raise Refusal(400, "Send one Idempotency-Key.", details=several)
        return await read_body(scope["method"], headers.all, receive)

    def _check_caller(self, headers: Headers, reached: tuple[str, int]) -> None:
        hosts = headers.all(b"host")
        names = self._hosts | {_name_of(reached)} if self._is_everywhere else self._hosts
        if len(hosts) != 1 or hosts[0].lower() not in names:
            raise Refusal(403, "This API answers under its own address only.")
        if headers.all(b"origin") or set(headers.all(b"sec-fetch-site")) - {b"none"}:
            raise Refusal(403, "This API doesn't answer web pages.")
        if any(b"websocket" in value.lower() for value in headers.all(b"upgrade")):
            raise Refusal(403, "This API has no WebSocket.")

    async def _grant(self, headers: Headers) -> Grant:
        sent = headers.all(b"authorization")
        scheme, _, token = sent[0].partition(b" ") if len(sent) == 1 else (b"", b"", b"")
        if scheme.lower() != b"bearer" or not token.strip():
            raise Refusal(401, "Send one header: Authorization: Bearer TOKEN.", headers=_REALM)
        grant = await self._access.check(token.strip().decode("utf-8", "surrogateescape"))
        if grant is not None:
            return grant
        await self._failed.note()
        raise Refusal(401, "This token isn't known, or not any more.", headers=_REALM)


def _name_of(reached: tuple[str, int]) -> bytes:
    """The address that a caller reached, as it says it in the Host header: a number, so that no
    name of a web page's choice is among them.
    """
    return Address(host=reached[0], port=reached[1]).url.removeprefix("http://").encode()


def _way(grant: Grant | None) -> str:
    """As the audit trail names it: a named token by its id."""
    return f"program {(grant.token_id if grant else None) or 'main'}"


class _Outgoing:
    """Passes an answer on with our headers."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            message = {**message, "headers": with_our_headers(message.get("headers", ()))}
        await self._send(message)


def with_our_headers(given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """These headers of an answer with those that all have."""
    return [*((name, value) for name, value in given if name.lower() not in _OURS), *_OURS.items()]


def _check_size(scope: Scope) -> None:
    """Raises Refusal 431."""
    head = len(scope["raw_path"]) + len(scope["query_string"])
    if head + sum(len(name) + len(value) + 4 for name, value in scope["headers"]) > LONGEST_HEAD:
        raise Refusal(431, "The headers are longer than 16 KiB.", headers={"Connection": "close"})
