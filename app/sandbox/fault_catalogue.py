"""Every fault by name, the same names for every vendor, so that a test can run over all of them."""

import collections.abc as c
import functools
import math
import typing as t

from app.sandbox import fault_bodies as bodies
from app.sandbox.fault_bodies import PLAIN, FaultBodies
from app.sandbox.fault_kinds import Fault, FaultKind

_HTML = b"<!doctype html><html><body><h1>It is not you, it is us</h1></body></html>"

_Body = bytes | c.Callable[[], bytes]


def catalogue(of: FaultBodies) -> dict[str, Fault]:
    """All faults that a read may meet, with the bodies of a vendor."""
    found = (*_answers(of), *_edits(of), *_connections())
    return {fault.name: fault for fault in found}


def write_catalogue(of: FaultBodies) -> dict[str, Fault]:
    """What matters to a write only: whether it was done before its answer went wrong."""
    busy = Fault(
        name="status_503_before", kind=FaultKind.REFUSE, status=503, content_type=of.content_type
    )
    found = (
        busy,
        _replace("status_500_after", 500, of.server_error, content_type=of.content_type),
        Fault(name="lost_answer", kind=FaultKind.DROP),
        Fault(name="late_commit", kind=FaultKind.LATE, seconds=math.inf),
    )
    return {fault.name: fault for fault in found}


def _replace(name: str, status: int, body: _Body = b"", **more: t.Any) -> Fault:
    return Fault(name=name, kind=FaultKind.REPLACE, status=status, body=body, **more)


def _html(name: str, status: int) -> Fault:
    return _replace(name, status, _HTML, content_type="text/html")


def _answers(of: FaultBodies) -> tuple[Fault, ...]:
    """Another answer in place of the true one."""
    own = functools.partial(_replace, content_type=of.content_type)
    throttled = functools.partial(own, status=429, body=of.quota)
    return (
        own("status_400", 400, of.bad_request),
        own("status_401", 401, of.expired),
        own("status_403", 403, of.forbidden),
        own("status_404", 404, of.not_found),
        _html("proxy_404_html", 404),
        _replace("proxy_404_text", 404, b"404 page not found\n", content_type="text/plain"),
        throttled("status_429"),
        *(
            throttled(f"status_429_retry_after{name}", headers={"Retry-After": retry_after})
            for name, retry_after in _RETRY_AFTER.items()
        ),
        own("status_500", 500, of.server_error),
        _html("status_502", 502),
        own("status_503", 503),
        own("status_503_retry_after", 503, headers={"Retry-After": "1"}),
        _html("status_504", 504),
        _replace("status_204", 204, content_type=None),
        _html("html_200", 200),
        own("empty_body", 200),
        own("json_null", 200, b"null"),
        own("json_deep", 200, bodies.deep_nesting),
        own("gzip_bomb", 200, bodies.gzip_bomb, headers={"Content-Encoding": "gzip"}),
        own("redirect", 302, headers={"Location": "https://elsewhere.example.com/v1/tenants"}),
    )


_RETRY_AFTER = {
    "": "1",
    "_date": "Wed, 21 Oct 2015 07:28:00 GMT",
    "_far_date": "Fri, 31 Dec 2100 23:59:59 GMT",
    "_absurd": str(10**9),
    "_nonsense": "soon",
}


def _edits(of: FaultBodies) -> tuple[Fault, ...]:
    """The true answer, late or with another body."""

    def edit(name: str, change: bodies.Edit, **more: t.Any) -> Fault:
        facts = {"content_type": of.content_type, **more}
        return Fault(name=name, kind=FaultKind.EDIT, edit=change, **facts)

    return (
        Fault(name="latency", kind=FaultKind.DELAY, seconds=1, is_well_formed=True),
        edit("wrong_content_type", bytes, content_type="text/plain"),
        edit("json_truncated", bodies.truncate),
        edit("huge_body", bodies.pad_hugely),
        edit("json_nan", functools.partial(bodies.put_nan, field=of.number_field)),
        edit("not_utf8", bodies.spoil_encoding),
        edit("wrong_shape", bodies.swap_shape),
        edit("missing_pagination", of.drop_pagination),
        edit("null_appointments", of.null_the_rows),
        edit("empty_list", of.empty_the_list, is_well_formed=True),
        edit("cursor_loop", of.repeat_the_page, ignored_query=of.looped_query),
    )


def _connections() -> tuple[Fault, ...]:
    """No whole answer at all."""
    return (
        Fault(name="body_cut_short", kind=FaultKind.CUT),
        Fault(name="slow_drip", kind=FaultKind.DRIP, seconds=0.1),
        Fault(name="drop", kind=FaultKind.DROP),
        Fault(name="reset", kind=FaultKind.RESET),
        Fault(name="hang", kind=FaultKind.HANG),
        Fault(name="stall_after_head", kind=FaultKind.STALL),
        Fault(
            name="garbage_status_line", kind=FaultKind.RAW, body=b"\x00\x01 no HTTP at all\r\n\r\n"
        ),
    )


FAULTS: t.Final[c.Mapping[str, Fault]] = catalogue(PLAIN)
"""By name, for running over all of them; a sandbox sends them with its own vendor's bodies."""

WRITE_FAULTS: t.Final[c.Mapping[str, Fault]] = write_catalogue(PLAIN)
"""As `FAULTS`, of writes: refused with nothing done, done and then failed or without an answer
(`lost_answer`), or done only after its sender has given up (`late_commit`: when a test says
`commit_late()`, or as many seconds later as it was armed with).
"""
