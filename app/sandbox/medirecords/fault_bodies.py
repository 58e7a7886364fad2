"""MediRecords' own bodies for the faults of `app.sandbox.fault_catalogue`."""

import json
import typing as t

from app.sandbox.fault_bodies import FaultBodies, dump

_META = (
    "first",
    "last",
    "totalPages",
    "totalElements",
    "numberOfElements",
    "size",
    "page",
)


def _is_page(value: t.Any) -> bool:
    return isinstance(value, dict) and "last" in value


def _drop_pagination(body: bytes) -> bytes:
    value = json.loads(body)
    if _is_page(value):
        value = {key: item for key, item in value.items() if key not in _META}
    return dump(value)


def _null_the_rows(body: bytes) -> bytes:
    value = json.loads(body)
    return dump({**value, "data": None} if _is_page(value) else value)


def _empty_the_list(body: bytes) -> bytes:
    """Lists lose their rows; a page becomes the empty last page."""
    value = json.loads(body)
    if isinstance(value, list):
        return b"[]"
    if not _is_page(value):
        return dump(value)
    nothing = {"data": [], "last": True, "totalElements": 0, "totalPages": 0}
    return dump({**value, **nothing, "numberOfElements": 0})


def _repeat_the_page(body: bytes) -> bytes:
    """Every page is the first one and says that one more follows."""
    value = json.loads(body)
    return dump({**value, "last": False} if _is_page(value) else value)


BODIES = FaultBodies(
    bad_request=b'{"status":400,"error":"Bad Request","message":"Bad request"}',
    expired=b'{"error":"invalid_token","error_description":"Invalid access token"}',
    forbidden=(
        b'{"error":"access_denied",'
        b'"error_description":"Invalid token does not contain resource id"}'
    ),
    not_found=b'{"status":404,"error":"Not Found","message":"Not found"}',
    quota=b'{"status":429,"error":"Too Many Requests"}',
    server_error=b'{"status":500,"error":"Internal Server Error"}',
    number_field="appointmentIntervalCode",
    drop_pagination=_drop_pagination,
    null_the_rows=_null_the_rows,
    empty_the_list=_empty_the_list,
    repeat_the_page=_repeat_the_page,
    looped_query=("page",),
)
