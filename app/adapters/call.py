"""One call on its way to a vendor: what is sent, and the setbacks it meets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

import httpx

from app.domain.errors import RunSheetError

Params = Mapping[str, str] | Sequence[tuple[str, str]]
"""A query; pairs where a name comes twice."""


class Setback(Exception):
    """An attempt that failed: our error, whether trying again may help, what Retry-After said,
    and whether the vendor may have done what was asked.
    """

    def __init__(
        self,
        error: RunSheetError,
        *,
        may_repeat: bool,
        pause_s: float | None = None,
        may_have_landed: bool = False,
    ) -> None:
        super().__init__()
        self.error = error
        self.may_repeat = may_repeat
        self.pause_s = pause_s
        self.may_have_landed = may_have_landed


@dataclass(slots=True)
class Call:
    """A call under way. `begun_s` moves on while it waits for the rate limit: `call_s` leaves
    that out.
    """

    method: str
    url: str
    begun_s: float
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    is_read: bool = False


@lru_cache(maxsize=512)
def parsed(url: str) -> httpx.URL:
    """A sync asks for the same addresses as the one before; httpx takes long to parse one."""
    return httpx.URL(url)


def query_of(params: Params) -> str:
    pairs = params.items() if isinstance(params, Mapping) else params
    query = "&".join(f"{name}={segment(value)}" for name, value in pairs)
    return f"?{query}" if query else ""


@lru_cache(maxsize=512)
def segment(value: str) -> str:
    """One part of a path or a query, whatever stands in it."""
    return quote(value, safe="")
