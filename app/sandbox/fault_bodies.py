"""The bodies that faults send: changed true ones, and hostile ones made when first needed."""

import functools
import json
import re
import typing as t
import zlib

LOOPING_CURSOR = "00000000-0000-4000-8000-0000000000aa"
MEBIBYTE = 1024 * 1024


def truncate(body: bytes) -> bytes:
    return body[: len(body) // 2]


def pad_hugely(body: bytes) -> bytes:
    """Still the true JSON, followed by 9 MiB of spaces."""
    return body + b" " * (9 * MEBIBYTE)


def put_nan(body: bytes) -> bytes:
    """The first duration, or else a new first member, becomes NaN, which JSON does not know."""
    changed, count = re.subn(rb'"minutesDuration":\d+', b'"minutesDuration":NaN', body, count=1)
    if count:
        return changed
    return body[:1] + (b'"odd":NaN,' if body[:1] == b"{" else b"NaN,") + body[1:]


def spoil_encoding(body: bytes) -> bytes:
    """A byte that UTF-8 never has, inside the first string."""
    return body.replace(b'"', b'"\xff', 1)


def swap_shape(body: bytes) -> bytes:
    """An object where a list belongs, and the other way round."""
    value = json.loads(body)
    return _dump({"items": value} if isinstance(value, list) else [value])


def drop_pagination(body: bytes) -> bytes:
    value = json.loads(body)
    if isinstance(value, dict):
        value.pop("pagination", None)
    return _dump(value)


def null_the_appointments(body: bytes) -> bytes:
    value = json.loads(body)
    if isinstance(value, dict) and "appointments" in value:
        value["appointments"] = None
    return _dump(value)


def empty_the_list(body: bytes) -> bytes:
    """Lists lose their rows; a page becomes the empty last page."""
    value = json.loads(body)
    if isinstance(value, list):
        return b"[]"
    if "pagination" in value:
        value["pagination"]["next"] = None
        value = {key: [] if isinstance(item, list) else item for key, item in value.items()}
    return _dump(value)


def repeat_the_page(body: bytes) -> bytes:
    """Every page says that one more follows, and names the same cursor for it."""
    value = json.loads(body)
    if isinstance(value, dict) and "pagination" in value:
        value["pagination"]["next"] = LOOPING_CURSOR
    return _dump(value)


@functools.cache
def deep_nesting() -> bytes:
    return b"[" * 100_000 + b"]" * 100_000


@functools.cache
def gzip_bomb() -> bytes:
    """64 MiB of spaces in some 300 kB."""
    packer = zlib.compressobj(level=1, wbits=31)
    packed = b"".join(packer.compress(b" " * MEBIBYTE) for _ in range(64))
    return packed + packer.flush()


def _dump(value: t.Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
