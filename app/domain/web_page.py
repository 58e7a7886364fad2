"""A vendor's public page in the web, for a person's browser."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """`words`: what it is, after the vendor's name (*status page*, *help page*). `address`: an
    https URL that anybody may open; nothing of the practice's is in it.
    """

    words: str
    address: str
