"""Searches for data that must not be there, in every form it might hide in."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote, quote_plus

from app.sandbox.vendor import VendorSandbox

ENCODINGS = (
    "raw", "lower", "url", "url plus", "base64 at 0", "base64 at 1", "base64 at 2",
    "hex", "utf-16", "json",
)  # fmt: skip


_WORD = re.compile(rb"[^\W_]+")


def encoded(value: str) -> dict[str, bytes]:
    """The value as it might stand in a file, by the name of the encoding."""
    raw = value.encode()
    forms = {
        "raw": raw,
        "lower": value.lower().encode(),
        "url": quote(value, safe="").encode(),
        "url plus": quote_plus(value).encode(),
        "hex": raw.hex().encode(),
        "utf-16": value.encode("utf-16-le"),
        "json": json.dumps(value)[1:-1].encode(),
    }
    return forms | {f"base64 at {shift}": _inside_base64(raw, shift) for shift in range(3)}


def _inside_base64(raw: bytes, shift: int) -> bytes:
    """What is always the same of it, wherever it lies in something longer that is encoded."""
    whole = base64.b64encode(b"\0" * shift + raw)
    first = (shift * 8 + 5) // 6
    last = (shift + len(raw)) * 8 // 6
    return whole[first:last]


def found_in(body: bytes, values: Iterable[str]) -> list[tuple[str, str]]:
    """Which values are in there, and in which encoding. A name of three or four letters counts
    where it is a word; two letters are no canary.
    """
    lowered, words = body.lower(), set(_WORD.findall(body.lower()))
    return [
        (value, name)
        for value in values
        for name, form in encoded(value).items()
        if _is_in(body, lowered, words, name, form)
    ]


def _is_in(body: bytes, lowered: bytes, words: set[bytes], name: str, form: bytes) -> bool:
    if len(form) < 5:
        return name in {"raw", "lower"} and len(form) > 2 and form.lower() in words
    return form in (lowered if name == "lower" else body)


def files_of(body: bytes) -> dict[str, bytes]:
    """The files of a zip, and the names of them as a file of their own."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    return found | {"names": "\n".join(found).encode()}


_NAMING = ("family", "given", "usual", "phone", "home_phone", "email", "medicare")


def values_of(sandbox: VendorSandbox[Any]) -> Iterator[str]:
    """Everything a practice's system knows of people, and how one gets in."""
    practice = sandbox.practice
    for person in (*practice.patients(), *practice.practitioners()):
        for name in _NAMING:
            value = getattr(person, name, None)
            yield from () if value is None else (value,)
    for patient in practice.patients():
        if patient.birth_date is not None:
            yield from _birth_dates(patient.birth_date)
    yield from (value for value in sandbox.sign_in.values() if len(value) > 5)
    yield from (*sandbox.secrets, practice.account_id)


def _birth_dates(day: date) -> Iterator[str]:
    yield from (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}")
    yield f"{day.day} {day:%b} {day.year}"
