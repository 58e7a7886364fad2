"""Ids in one support export: the same id gives the same pseudonym there, and in no other export."""

import hashlib
import hmac
import re
import secrets

PSEUDONYM = re.compile(r"id-[0-9a-f]{12}")


class Pseudonyms:
    """Keyed with random bytes that nobody keeps: nobody can go back from a pseudonym to the id."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of(self, *parts: str) -> str:
        """`id-3fa91c20b7d4`. `parts`: the id, with its connection's where a vendor gave it."""
        text = "\0".join(parts).encode()
        return f"id-{hmac.new(self._key, text, hashlib.sha256).hexdigest()[:12]}"
