"""A vendor's answer: read within its size cap, judged by status and content type, decoded."""

import errno
import socket
import ssl
import zlib
from collections.abc import Callable, Container
from dataclasses import dataclass, field

import httpx
import msgspec

from app.domain.errors import (
    BadAnswer,
    Blocked,
    NoInternet,
    NotFound,
    PracticeNotConnected,
    RequestRefused,
    RunSheetError,
    SignInAgain,
    SlowDown,
    TooSlow,
    Unreachable,
    VendorTrouble,
)

_NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, 10050, 10051}
_PORTAL_STATUSES = {407, 511}
_GZIP_OR_ZLIB = 47
_CORRELATION_HEADERS = ("x-sfdc-request-id", "x-hubspot-correlation-id", "x-request-id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Status, the decoded bytes of the body and what the headers say of it.

    `rate_limit`, `rate_remaining`: requests in the vendor's own window, where it tells them.
    `rate_window_s`: how long that window is.
    `correlation_id`: what the vendor's support asks for, from its headers.
    """

    system: str
    status: int
    content_type: str
    retry_after: str | None
    body: bytes = field(repr=False)
    rate_limit: int | None = None
    rate_remaining: int | None = None
    rate_window_s: float | None = None
    correlation_id: str | None = None

    @property
    def is_json(self) -> bool:
        """True when the body is announced as JSON and does not start as HTML."""
        is_announced = self.content_type == "application/json" or self.content_type.endswith(
            "+json"
        )
        return is_announced and self.body.lstrip()[:1] != b"<"

    def json(self) -> object:
        """The body decoded strictly (no NaN, bounded depth, UTF-8); raises BadAnswer."""
        try:
            return msgspec.json.decode(self.body)
        except (ValueError, RecursionError, MemoryError):
            failure = BadAnswer(system=self.system)
        raise failure

    def json_object(self) -> dict[str, object]:
        """The body as a JSON object; raises BadAnswer."""
        value = self.json()
        if not isinstance(value, dict):
            raise BadAnswer(system=self.system)
        return value

    def json_list(self) -> list[object]:
        """The body as a JSON array; raises BadAnswer."""
        value = self.json()
        if not isinstance(value, list):
            raise BadAnswer(system=self.system)
        return value


async def read_answer(response: httpx.Response, system: str, *, cap_bytes: int) -> Answer:
    """Read the body to its end; raises BadAnswer beyond `cap_bytes`, counted decompressed."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in {"gzip", "x-gzip", "deflate"}:
        body = await _read_compressed(response, system, cap_bytes)
    elif coding in {"identity", ""}:
        body = await _read_plain(response, system, cap_bytes)
    else:
        raise BadAnswer(system=system)
    return Answer(
        system=system,
        status=response.status_code,
        content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        retry_after=response.headers.get("retry-after"),
        body=body,
        rate_limit=_count(response.headers.get("x-ratelimit-limit")),
        rate_remaining=_count(response.headers.get("x-ratelimit-remaining")),
        rate_window_s=_window_s(response.headers.get("x-ratelimit-interval-milliseconds")),
        correlation_id=_correlation_id(response.headers),
    )


def _correlation_id(headers: httpx.Headers) -> str | None:
    """An id is short and printable; whatever else a proxy puts there is left."""
    told = next((headers[name] for name in _CORRELATION_HEADERS if name in headers), None)
    return told if told and len(told) <= 100 and told.isascii() and told.isprintable() else None


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _window_s(milliseconds: str | None) -> float | None:
    told = _count(milliseconds)
    return None if told is None else told / 1000


async def _read_plain(response: httpx.Response, system: str, cap_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > cap_bytes:
            raise BadAnswer(system=system)
    return bytes(body)


async def _read_compressed(response: httpx.Response, system: str, cap_bytes: int) -> bytes:
    """Decompress as it comes, never more than the cap allows: a gzip bomb stays small."""
    inflater, body = zlib.decompressobj(_GZIP_OR_ZLIB), bytearray()
    async for chunk in response.aiter_raw():
        inflated = _inflate(inflater, chunk, cap_bytes - len(body) + 1)
        if inflated is None or len(body) + len(inflated) > cap_bytes:
            raise BadAnswer(system=system)
        body += inflated
    if not inflater.eof:
        raise BadAnswer(system=system)
    return bytes(body)


def _inflate(inflater: "zlib._Decompress", chunk: bytes, most_bytes: int) -> bytes | None:
    try:
        return inflater.decompress(chunk, most_bytes)
    except zlib.error:
        return None


def judge(answer: Answer, *, error_keys: Container[str]) -> RunSheetError | None:
    """What a status and content type mean; None for an answer that may be decoded.

    A 403 or 404 counts as the vendor's own only as a JSON object with one of `error_keys`: a
    proxy's "not found" must never be read as "deleted".
    """
    system, status = answer.system, answer.status
    if status == 429:
        return SlowDown(system=system)
    if status in _PORTAL_STATUSES or 300 <= status < 400:
        return Blocked(system=system)
    if status >= 500:
        return VendorTrouble(system=system)
    if status == 401 and not _is_html(answer):
        return SignInAgain(system=system)
    if 200 <= status < 300:
        return _judge_success(answer)
    return _judge_refusal(answer, error_keys)


def _judge_success(answer: Answer) -> RunSheetError | None:
    if not answer.body:
        return BadAnswer(system=answer.system)
    return None if answer.is_json else Blocked(system=answer.system)


def _judge_refusal(answer: Answer, error_keys: Container[str]) -> RunSheetError:
    if answer.status == 408:
        return TooSlow(system=answer.system)
    if not answer.is_json:
        return Blocked(system=answer.system)
    if answer.status in {403, 404, 410}:
        if not _is_own_error(answer, error_keys):
            return Blocked(system=answer.system)
        kind = PracticeNotConnected if answer.status == 403 else NotFound
        return kind(system=answer.system)
    return RequestRefused(system=answer.system, status=answer.status)


def _is_own_error(answer: Answer, error_keys: Container[str]) -> bool:
    try:
        return any(key in error_keys for key in answer.json_object())
    except BadAnswer:
        return False


def _is_html(answer: Answer) -> bool:
    return "html" in answer.content_type or answer.body.lstrip()[:1] == b"<"


def translate(
    error: httpx.HTTPError, system: str, *, has_route: Callable[[], bool]
) -> RunSheetError:
    """A transport failure in our words. `has_route` tells whether this PC has any network."""
    cause = error.__cause__
    if isinstance(cause, ssl.SSLError | ssl.CertificateError):
        return Blocked(system=system)
    if isinstance(cause, OSError) and _network_is_out(cause, has_route):
        return NoInternet()
    if isinstance(error, httpx.TimeoutException):
        return TooSlow(system=system)
    if isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError):
        return BadAnswer(system=system)
    return Unreachable(system=system)


def never_sent(error: httpx.HTTPError) -> bool:
    """True when the request cannot have reached the vendor."""
    return isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)


def _network_is_out(cause: OSError, has_route: Callable[[], bool]) -> bool:
    if cause.errno in _NO_NETWORK:
        return True
    if not isinstance(cause, socket.gaierror):
        return False
    return cause.errno == socket.EAI_AGAIN or not has_route()


def has_route() -> bool:
    """True when this PC has a way out, by its routing table: nothing is sent."""
    targets = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
    return any(_routes_to(family, address) for family, address in targets)


def _routes_to(family: socket.AddressFamily, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
    except OSError:
        return False
    return True
