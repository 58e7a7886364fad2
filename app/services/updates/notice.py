"""A notice of a newer version: a signed JSON text, believed only as a whole.

    {"signed": "BASE64 of the text", "signatures": [{"key": "NAME", "signature": "BASE64"}]}

The text is signed byte for byte with Ed25519, so nothing has to be put into a normal form first. It
is `{"product": "RunSheet", "number": 7, "version": "0.2.0", "expires_at": "…Z", "page": "https://…",
"security": false, "files": […]}`; packaging/announce.py writes it.
"""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.domain.update import Refusal, Release, is_newer

PRODUCT = "RunSheet"
LONGEST = 65536
"""Bytes of a notice; a real one has about 1,500."""


class NoticeRefused(Exception):
    """`refusal` says why it counts as none."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def read_notice(
    body: bytes, *, keys: Mapping[str, bytes], now: datetime, newest_number: int
) -> Release:
    """What a notice announces. Raises NoticeRefused.

    `keys`: the public keys that may sign, 32 bytes each. `newest_number`: the highest number that
    this PC has believed. Takes milliseconds and loads a library: not in the loop.
    """
    signed, signatures = _envelope(body)
    _check_signed(signed, signatures, keys)
    release = _release(signed)
    if release.expires_at <= now:
        raise NoticeRefused(Refusal.EXPIRED)
    if release.number < newest_number:
        raise NoticeRefused(Refusal.OLDER)
    return release


def _envelope(body: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """The signed text, and what is said to be its signatures, each with its key's name."""
    if len(body) > LONGEST:
        raise NoticeRefused(Refusal.UNREADABLE)
    try:
        told = json.loads(body)
        signed = b64decode(told["signed"], validate=True)
        signatures = list(_signatures(told.get("signatures", [])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotBase64):
        raise NoticeRefused(Refusal.UNREADABLE) from None
    return signed, signatures


def _signatures(told: list[dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    for each in told:
        yield str(each["key"]), b64decode(each["signature"], validate=True)


def _check_signed(
    signed: bytes, signatures: list[tuple[str, bytes]], keys: Mapping[str, bytes]
) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not signatures:
        raise NoticeRefused(Refusal.UNSIGNED)
    for name, signature in signatures:
        if name not in keys:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(keys[name]).verify(signature, signed)
        except InvalidSignature:
            continue
        return
    raise NoticeRefused(Refusal.WRONG_KEY)


def _release(signed: bytes) -> Release:
    """Of a text that we signed; one that can't be read is a mistake of ours, and counts as none."""
    try:
        told: dict[str, Any] = json.loads(signed)
        if told["product"] != PRODUCT:
            raise NoticeRefused(Refusal.OTHER_PRODUCT)
        release = Release(
            version=str(told["version"]),
            number=int(told["number"]),
            page=str(told["page"]),
            is_security=bool(told["security"]),
            expires_at=datetime.fromisoformat(told["expires_at"]),
        )
        is_newer(release.version, "0.0.0")
    except (ValueError, KeyError, TypeError):
        raise NoticeRefused(Refusal.UNREADABLE) from None
    if release.expires_at.tzinfo is None or not release.page.startswith("https://"):
        raise NoticeRefused(Refusal.UNREADABLE)
    return release
