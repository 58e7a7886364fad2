"""Every fault by name, so that a test can run over all of them."""

import collections.abc as c
import typing as t

from app.sandbox import fault_bodies as bodies
from app.sandbox.fault_kinds import Fault, FaultKind

_HTML = b"<!doctype html><html><body><h1>It is not you, it is us</h1></body></html>"
_QUOTA = (
    b'{"fault":{"faultstring":"Rate limit quota violation",'
    b'"detail":{"errorcode":"policies.ratelimit.QuotaViolation"}}}'
)
_EXPIRED = (
    b'{"fault":{"faultstring":"Access Token expired",'
    b'"detail":{"errorcode":"keymanagement.service.access_token_expired"}}}'
)


def _message(text: str) -> bytes:
    return b'{"message":"' + text.encode() + b'"}'


def _replace(name: str, status: int, body: bytes = b"", **more: t.Any) -> Fault:
    return Fault(name=name, kind=FaultKind.REPLACE, status=status, body=body, **more)


def _html(name: str, status: int) -> Fault:
    return _replace(name, status, _HTML, content_type="text/html")


def _throttled(name: str, retry_after: str | None) -> Fault:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return _replace(name, 429, _QUOTA, headers=headers)


def _edit(name: str, edit: c.Callable[[bytes], bytes], **more: t.Any) -> Fault:
    return Fault(name=name, kind=FaultKind.EDIT, edit=edit, **more)


_ALL = (
    Fault(name="latency", kind=FaultKind.DELAY, seconds=1, is_well_formed=True),
    _replace("status_400", 400, _message("Bad request")),
    _replace("status_401", 401, _EXPIRED),
    _replace("status_403", 403, _message("Tenant is not enabled for this application")),
    _replace("status_404", 404, _message("Not found")),
    _html("proxy_404_html", 404),
    _replace("proxy_404_text", 404, b"404 page not found\n", content_type="text/plain"),
    _throttled("status_429", None),
    _throttled("status_429_retry_after", "1"),
    _throttled("status_429_retry_after_date", "Wed, 21 Oct 2015 07:28:00 GMT"),
    _throttled("status_429_retry_after_far_date", "Fri, 31 Dec 2100 23:59:59 GMT"),
    _throttled("status_429_retry_after_absurd", str(10**9)),
    _throttled("status_429_retry_after_nonsense", "soon"),
    _replace("status_500", 500, _message("Internal server error")),
    _html("status_502", 502),
    _replace("status_503", 503),
    _replace("status_503_retry_after", 503, headers={"Retry-After": "1"}),
    _html("status_504", 504),
    _replace("status_204", 204, content_type=None),
    _html("html_200", 200),
    _edit("wrong_content_type", bytes, content_type="text/plain"),
    _replace("empty_body", 200),
    _edit("json_truncated", bodies.truncate),
    Fault(name="body_cut_short", kind=FaultKind.CUT),
    Fault(name="slow_drip", kind=FaultKind.DRIP, seconds=0.1),
    Fault(name="drop", kind=FaultKind.DROP),
    Fault(name="reset", kind=FaultKind.RESET),
    Fault(name="hang", kind=FaultKind.HANG),
    Fault(name="stall_after_head", kind=FaultKind.STALL),
    _edit("huge_body", bodies.pad_hugely),
    _edit("json_nan", bodies.put_nan),
    _edit("not_utf8", bodies.spoil_encoding),
    Fault(name="json_deep", kind=FaultKind.REPLACE, body=bodies.deep_nesting),
    _edit("wrong_shape", bodies.swap_shape),
    _replace("json_null", 200, b"null"),
    _edit("missing_pagination", bodies.drop_pagination),
    _edit("null_appointments", bodies.null_the_appointments),
    _replace("redirect", 302, headers={"Location": "https://elsewhere.example.com/v1/tenants"}),
    Fault(
        name="gzip_bomb",
        kind=FaultKind.REPLACE,
        body=bodies.gzip_bomb,
        headers={"Content-Encoding": "gzip"},
    ),
    _edit("empty_list", bodies.empty_the_list, is_well_formed=True),
    _edit("cursor_loop", bodies.repeat_the_page, ignored_query=("cursor",)),
    Fault(name="garbage_status_line", kind=FaultKind.RAW, body=b"\x00\x01 no HTTP at all\r\n\r\n"),
)

FAULTS: t.Final[c.Mapping[str, Fault]] = {fault.name: fault for fault in _ALL}
