"""The guides as Help knows them: pages of Markdown, their sections, and what is found in them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.ui.resources import docs_dir

PAGE_NAMES = (
    "reception",
    "patients",
    "bookings",
    "trouble",
    "keys",
    "manager",
    "support",
    "codes",
)
"""What Help shows of docs/, in its order; the rest is for people who write programs."""

CODES_PAGE = "codes"
CODE = re.compile(r"\b[A-Z]{2,5}-\d\d\b")
"""A code of the fault catalogue."""
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
"""A picture of a page; its file, seen from docs/."""
_HEADING = re.compile(r"(#{1,3}) (.+)")
_FENCE = "```"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where Help can be: a page, and a section of it; no anchor is the page's beginning."""

    page: str
    anchor: str = ""

    @classmethod
    def of(cls, link: str) -> "Place | None":
        """Of a link as the guides write it, `patients.md#print-the-list`; None where it leads out
        of Help.
        """
        file, _, anchor = link.partition("#")
        page = file.removesuffix(".md")
        return cls(page=page, anchor=anchor) if page in PAGE_NAMES and page != file else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it, up to the next one. `level`: 1 is the page's own."""

    place: Place
    title: str
    level: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """A page; its first section is its own beginning."""

    name: str
    markdown: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].title


@lru_cache(maxsize=1)
def help_pages() -> dict[str, HelpPage]:
    """Every page of Help by its name, in its order. Raises OSError where RunSheet's own files are
    not there.
    """
    return {name: _read(name) for name in PAGE_NAMES}


def place_of_code(code: str) -> Place | None:
    """Where a code of the fault catalogue is explained; None for no code."""
    for section in help_pages()[CODES_PAGE].sections:
        if code and section.title.startswith(code):
            return section.place
    return None


def find(text: str) -> Sequence[Section]:
    """The sections that have every word of `text`, those with one in their title first; empty
    where nothing is asked for.
    """
    wanted = text.casefold().split()
    if not wanted:
        return ()
    sections = [one for page in help_pages().values() for one in page.sections]
    found = [one for one in sections if all(word in one.words for word in wanted)]
    return sorted(found, key=lambda one: not any(w in one.title.casefold() for w in wanted))


def anchor_of(title: str) -> str:
    """A heading as links name it, the way MkDocs does."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


def _read(name: str) -> HelpPage:
    text = (docs_dir() / f"{name}.md").read_text("utf-8")
    return HelpPage(name=name, markdown=text, sections=tuple(_sections(name, text)))


def _sections(page: str, text: str) -> Iterator[Section]:
    level, title, lines = 0, "", list[str]()
    is_code = False
    for line in text.splitlines():
        is_code = is_code != line.startswith(_FENCE)
        found = None if is_code else _HEADING.fullmatch(line)
        if found is None:
            lines.append(line)
            continue
        if level:
            yield _section(page, level, title, lines)
        level, title, lines = len(found[1]), found[2], []
    yield _section(page, level, title, lines)


def _section(page: str, level: int, title: str, lines: Sequence[str]) -> Section:
    place = Place(page=page, anchor=anchor_of(title) if level > 1 else "")
    words = " ".join((title, *lines)).casefold()
    return Section(place=place, title=title, level=level, words=words)
