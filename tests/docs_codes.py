"""The guide's page of fault codes: its quotes come from the catalogue, the rest is by hand.

`python -m tests.docs_codes` writes the quotes anew; `dev.py docs` begins with that.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import CATALOGUE, RunSheetError

PAGE = Path(__file__).parents[1] / "docs" / "codes.md"
_HEADING = re.compile(r"^### ([A-Z]+-\d\d) .+$", re.MULTILINE)
_QUOTE = re.compile(r"(?:^>.*\n)+", re.MULTILINE)
_EXAMPLES = {
    "advice": "…",
    "at": "10:15 am",
    "before": "GNOME Keyring",
    "changed": "the time",
    "count": 3,
    "differs": "the time",
    "field": "pipeline",
    "missing": "Service key",
    "name": "RunSheet-2025-11-18.db",
    "now": "KWallet",
    "part": "the crash log",
    "port": 3000,
    "printer": "Front desk printer",
    "problems": "…",
    "reason": "…",
    "right": "crm.objects.contacts.write",
    "seconds": 30,
    "system": "Gentu",
    "what": "the PIN",
}
_OF_CRMS = {"system": "HubSpot", "what": "booking"}


def told_codes(text: str) -> list[str]:
    """The codes that a page explains, in its order."""
    return _HEADING.findall(text)


def refreshed(text: str) -> str:
    """The page with every quote as the catalogue has it now; a code that is not in the catalogue
    (a note of the day's list) keeps its own.
    """
    parts = _HEADING.split(text)
    head, codes, bodies = parts[0], parts[1::2], parts[2::2]
    titles = [found[0] for found in _HEADING.finditer(text)]
    written = [_with_quotes(code, body) for code, body in zip(codes, bodies, strict=True)]
    return head + "".join(title + body for title, body in zip(titles, written, strict=True))


def sentences(code: str) -> list[str]:
    """What the catalogue says under a code, as a person might read it; none for another's code."""
    kind = CATALOGUE.get(code, RunSheetError if code == RunSheetError.code else None)
    if kind is None:
        return []
    facts = _EXAMPLES | (_OF_CRMS if code.startswith(("WRITE-", "CRM-")) else {})
    templates = dict.fromkeys(one.template for one in _family(kind))
    return [template.format(**facts) for template in templates if template != "{reason}"]


def _family(kind: type[RunSheetError]) -> Iterator[type[RunSheetError]]:
    """A fault and those that say the same code in other words."""
    yield kind
    for child in kind.__subclasses__():
        if child.code == kind.code and kind is not RunSheetError:
            yield from _family(child)


def _with_quotes(code: str, body: str) -> str:
    said = sentences(code)
    quote = "".join(f"> {each}\n>\n" for each in said).removesuffix(">\n")
    return _QUOTE.sub(lambda _found: quote, body, count=1) if said else body


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf-8")), "utf-8")
