"""Words as they are compared: without case and accents, whatever stands between them."""

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`Phạm` and `PHAM` are the same."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def words_of(text: str) -> Iterator[str]:
    """The folded words of a name or a phrase."""
    return (fold(found) for found in WORD.findall(text))
