"""Halaxy's references to other resources: absolute, from the root, or relative."""

import re
from functools import lru_cache
from typing import Any

# FHIR's own grammar of an id; one beyond it would have a whole batch of patients refused.
_REFERENCE = re.compile(r"(?:.*/)?([A-Z][A-Za-z]{2,40})/([A-Za-z0-9.-]{1,64})", re.ASCII)
_LONGEST = 300

Reference = tuple[str, str]
"""The resource type and the id."""


def read_reference(value: Any) -> Reference | None:
    """From `{"reference": …}`, by its last two path segments; None for anything else.

    `type` and `display` are not looked at: they are often absent and never needed.
    """
    text = value.get("reference") if isinstance(value, dict) else None
    return _split(text) if isinstance(text, str) and len(text) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _split(text: str) -> Reference | None:
    match = _REFERENCE.fullmatch(text)
    return (match[1], match[2]) if match else None
