"""How one vendor speaks HTTP where vendors differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.adapters.answer import Answer
from app.domain.errors import RunSheetError


def _never(_answer: Answer) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """`headers` go with every call, as an API's version.

    `error_keys`: a 403 or 404 is the vendor's own only as a JSON object with one of them.

    `is_expired` tells an answer that refuses a token whatever its status; the token is renewed and
    the call made once more.

    `judge` reads an answer in place of the practice systems' rules, for a CRM has codes of its own:
    the error it means, or None for an answer that the adapter takes as it is.
    """

    accept: str = "application/json"
    user_agent: str = "RunSheet"
    headers: Mapping[str, str] = field(default_factory=dict)
    error_keys: frozenset[str] = frozenset({"message", "fault"})
    is_expired: Callable[[Answer], bool] = _never
    judge: Callable[[Answer], RunSheetError | None] | None = None
