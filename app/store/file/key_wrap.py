"""A key locked up under words of a person: a passphrase or a recovery code, stretched by scrypt."""

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O or U, which are misread."""

CODE_LENGTH = 26
"""130 bits."""

SHORTEST_PASSPHRASE = 12
_GROUP = 4
_MISREAD = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess costs scrypt: memory of 1,024 bytes times `n`, and time with it."""

    n: int
    r: int = 8
    p: int = 1

    @property
    def is_bearable(self) -> bool:
        """False for what a changed file could ask for to bring this PC to its knees."""
        return 2 <= self.n <= 2**20 and 1 <= self.r <= 16 and 1 <= self.p <= 4


STRONG = Cost(n=2**17)
"""For a passphrase, which might be guessed: 128 MB and about half a second a guess."""

QUICK = Cost(n=2**14)
"""For a recovery code, which nobody can guess: 130 random bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedKey:
    """A key that only the words open; nothing of it is secret without them."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    cost: Cost

    def to_json(self) -> dict[str, Any]:
        """As it stands in key.json."""
        texts = {"salt": self.salt, "nonce": self.nonce, "sealed": self.sealed}
        told = {name: base64.b64encode(value).decode() for name, value in texts.items()}
        return {**told, "n": self.cost.n, "r": self.cost.r, "p": self.cost.p}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> "WrappedKey":
        """Raises ValueError, KeyError or TypeError for what is not one."""
        cost = Cost(n=int(facts["n"]), r=int(facts["r"]), p=int(facts["p"]))
        if not cost.is_bearable:
            raise ValueError("that cost is not ours")
        try:
            salt, nonce, sealed = (
                base64.b64decode(facts[name], validate=True) for name in ("salt", "nonce", "sealed")
            )
        except binascii.Error:
            raise ValueError("that is not base64") from None
        return cls(salt=salt, nonce=nonce, sealed=sealed, cost=cost)


def wrap(key: bytes, words: str, *, owner: str, cost: Cost = STRONG) -> WrappedKey:
    """The key under `words`. `owner`: the data folder's id; elsewhere it opens nothing.

    Takes as long as `cost` says: call it in a thread.
    """
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = _cipher(words, salt, cost).encrypt(nonce, key, owner.encode())
    return WrappedKey(salt=salt, nonce=nonce, sealed=sealed, cost=cost)


def unwrap(wrapped: WrappedKey, words: str, *, owner: str) -> bytes | None:
    """The key; None for other words. Takes as long as `wrap`."""
    from cryptography.exceptions import InvalidTag

    try:
        cipher = _cipher(words, wrapped.salt, wrapped.cost)
        return bytes(cipher.decrypt(wrapped.nonce, wrapped.sealed, owner.encode()))
    except (InvalidTag, ValueError):
        return None


def new_recovery_code() -> str:
    """26 letters and digits, without marks between them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def in_groups(code: str) -> str:
    """A recovery code as it is read and written: `3F7K-…`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed_code(text: str) -> str | None:
    """The recovery code that somebody typed, however they grouped it; None if it can't be one."""
    code = "".join(char for char in text.upper() if char.isalnum()).translate(_MISREAD)
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def _cipher(words: str, salt: bytes, cost: Cost) -> Any:
    # A tenth of a second to load, and needed by few starts.
    import hashlib

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    room = 128 * cost.r * (cost.n + cost.p) + 2**20
    stretched = hashlib.scrypt(
        words.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=room, dklen=32
    )
    return AESGCM(stretched)
