"""Where a line may break: never within a time, an amount or a phone number."""

import re

NO_BREAK = "\u00a0"
_BOUND = re.compile(r"(?<=[\d)]) (?=(?:am|pm|min|h|s|%|kB|MB|GB|\d{3,4})\b)")


def unbroken(text: str) -> str:
    """`9:27 am`, `10 min`, `0412 345 678` with spaces that no line breaks at."""
    return _BOUND.sub(NO_BREAK, text)


def plain(text: str) -> str:
    """The same with ordinary spaces."""
    return text.replace(NO_BREAK, " ")
