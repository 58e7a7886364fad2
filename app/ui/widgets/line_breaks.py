"""Where a line may break: never between a figure and the little word that belongs to it."""

import re

NO_BREAK = "\u00a0"
_BOUND = re.compile(r"(?<=\d) (?=(?:am|pm|min|h|s|%|kB|MB|GB)\b)")


def unbroken(text: str) -> str:
    """`9:27 am`, `1 h 10 min` with spaces that no line breaks at, for texts of several lines."""
    return _BOUND.sub(NO_BREAK, text)


def plain(text: str) -> str:
    """The same with ordinary spaces."""
    return text.replace(NO_BREAK, " ")
