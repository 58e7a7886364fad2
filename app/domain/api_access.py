"""Who may call RunSheet's HTTP API, and for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a token is good for. None of them holds another: each is given by itself."""

    READ = "read"
    """See the run sheet, connections, bookings and reports."""
    BOOK = "book"
    """Book, move and cancel; rows by hand and local edits."""
    ADMIN = "admin"
    """Connections, mappings, syncs, and everything else."""


ALL_SCOPES = frozenset(Scope)
DEFAULT_PORT = 3000
ON_PREFERENCE, PORT_PREFERENCE = "api.on", "api.port"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A program's own token; its secret is known to that program only. Times are UTC."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a request may do; `token_id` is None for the main token."""

    token_id: str | None
    name: str
    scopes: frozenset[Scope]

    def allows(self, scope: Scope) -> bool:
        """True where the token was given this scope."""
        return scope in self.scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the API listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """`http://127.0.0.1:3000`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def is_everywhere(self) -> bool:
        """True where it is every address of this PC."""
        return self.host in {"0.0.0.0", "::"}  # noqa: S104  # nothing is bound here

    @property
    def names(self) -> Sequence[str]:
        """What a caller's Host header may say. Browsers on this PC reach the loopback by foreign
        names, too (DNS rebinding); those are not among them.
        """
        hosts = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", self.url[7:].rpartition(":")[0]))
        return tuple(f"{host}:{self.port}".casefold() for host in hosts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiChoice:
    """What a person chose for the window's API: off, unless they switched it on."""

    is_on: bool = False
    port: int = DEFAULT_PORT

    @classmethod
    def of(cls, saved: Mapping[str, str]) -> "ApiChoice":
        """From the preferences; what is no port is the usual one."""
        port = parse_port(saved.get(PORT_PREFERENCE, ""))
        return cls(is_on=saved.get(ON_PREFERENCE) == "yes", port=port or DEFAULT_PORT)


def parse_port(text: str) -> int | None:
    """A port that a program without special rights may use, 1024 to 65535; else None."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= 5
    return int(text) if is_number and 1024 <= int(text) <= 65_535 else None
