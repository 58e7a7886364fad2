"""A fault that was kept as text, known again by its code, so that a screen can translate it."""

import re
from string import Formatter

from app.domain.errors import CATALOGUE
from app.domain.said import Said

_SENTENCES = frozenset({"advice", "reason"})


def recalled(code: str | None, text: str) -> str:
    """`text` as it was said when the fault of this code was raised, with its code behind it or
    without; as it stands where it was another sentence.
    """
    fault = CATALOGUE.get(code or "")
    if fault is None or isinstance(text, Said):
        return text
    ending = f" ({code})"
    sentence = text.removesuffix(ending)
    for kind in (fault, *fault.__subclasses__()):
        found = re.fullmatch(_pattern(kind.template), sentence, re.DOTALL)
        if found is not None:
            said = Said(sentence, kind.template, _values(found.groupdict()))
            return (
                said
                if sentence == text
                else Said(text, f"{{sentence}}{ending}", {"sentence": said})
            )
    return text


def _values(found: dict[str, str]) -> dict[str, str]:
    """A reason was a sentence of ours itself; the others are names and figures."""
    return {name: Said(text) if name in _SENTENCES else text for name, text in found.items()}


def _pattern(template: str) -> str:
    parts, seen = [], set()
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(literal))
        if name is not None:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return "".join(parts)
