"""The bodies that faults send: changed true ones, and hostile ones made when first needed.

`FaultBodies` holds what depends on a vendor: the refusals it would send, and how a page of its
own loses its rows or its paging. `PLAIN` is a vendor that has no pages.
"""

import collections.abc as c
import dataclasses
import functools
import json
import re
import typing as t
import zlib

Edit = c.Callable[[bytes], bytes]
MEBIBYTE = 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FaultBodies:
    """One vendor's bodies. The edits get a true body and must cope with every one of them.

    `expired` is sent with 401, `forbidden` with 403 as for a practice that switched the app off,
    `quota` with 429. `number_field` names a whole number of an appointment, `looped_query` the
    parameters without which every page is the first one.
    """

    content_type: str = "application/json"
    bad_request: bytes = b'{"message":"Bad request"}'
    expired: bytes = b'{"message":"Unauthorized"}'
    forbidden: bytes = b'{"message":"Forbidden"}'
    not_found: bytes = b'{"message":"Not found"}'
    quota: bytes = b'{"message":"Too many requests"}'
    server_error: bytes = b'{"message":"Internal server error"}'
    number_field: str = "minutesDuration"
    drop_pagination: Edit = bytes
    null_the_rows: Edit = bytes
    empty_the_list: Edit = bytes
    repeat_the_page: Edit = bytes
    looped_query: tuple[str, ...] = ()


PLAIN = FaultBodies()


def truncate(body: bytes) -> bytes:
    return body[: len(body) // 2]


def pad_hugely(body: bytes) -> bytes:
    """Still the true JSON, followed by 9 MiB of spaces."""
    return body + b" " * (9 * MEBIBYTE)


def put_nan(body: bytes, *, field: str) -> bytes:
    """The first `field`, or else a new first member, becomes NaN, which JSON does not know."""
    name = f'"{field}":'.encode()
    changed, count = re.subn(re.escape(name) + rb"\d+", name + b"NaN", body, count=1)
    if count:
        return changed
    return body[:1] + (b'"odd":NaN,' if body[:1] == b"{" else b"NaN,") + body[1:]


def spoil_encoding(body: bytes) -> bytes:
    """A byte that UTF-8 never has, inside the first string."""
    return body.replace(b'"', b'"\xff', 1)


def swap_shape(body: bytes) -> bytes:
    """An object where a list belongs, and the other way round."""
    value = json.loads(body)
    return dump({"items": value} if isinstance(value, list) else [value])


@functools.cache
def deep_nesting() -> bytes:
    return b"[" * 100_000 + b"]" * 100_000


@functools.cache
def gzip_bomb() -> bytes:
    """64 MiB of spaces in some 300 kB."""
    packer = zlib.compressobj(level=1, wbits=31)
    packed = b"".join(packer.compress(b" " * MEBIBYTE) for _ in range(64))
    return packed + packer.flush()


def dump(value: t.Any) -> bytes:
    """As JSON, as small as a vendor's."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
