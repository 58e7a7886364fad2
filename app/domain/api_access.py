"""Who may call RunSheet's HTTP API, and for what."""

from collections.abc import Sequence
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
    def names(self) -> Sequence[str]:
        """What a caller's Host header may say. Browsers on this PC reach the loopback by foreign
        names, too (DNS rebinding); those are not among them.
        """
        hosts = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", self.url[7:].rpartition(":")[0]))
        return tuple(f"{host}:{self.port}".casefold() for host in hosts)
