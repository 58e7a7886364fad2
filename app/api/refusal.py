"""What the guard says to a request that no route gets to see."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """An answer's status, its plain sentence, its details and headers."""

    def __init__(
        self,
        status: int,
        sentence: str,
        *,
        details: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.details = details
        self.headers = dict(headers or {})
