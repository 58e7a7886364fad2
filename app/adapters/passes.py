"""Reading a list of appointments page after page until two passes agree."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from app.adapters.answer import Answer
from app.adapters.base import PageMark
from app.adapters.pacing import Turns
from app.adapters.records import quarantined
from app.adapters.values import record_id
from app.domain.appointment import QuarantinedRecord
from app.domain.errors import BadAnswer

MOST_PAGES = 200
MOST_PASSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One decoded page: its records, what came along with them by id, where the next page is.

    `total`: how many records the system says the whole list has, None where it doesn't say.
    """

    records: list[Any]
    next_cursor: str | None
    included: dict[str, Any] = field(default_factory=dict)
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReader:
    """How one vendor's pages are had. `ask` fetches the page at a cursor, None for the first;
    `digest` names an answer's content, so that the same content always has the same digest;
    `decode` raises BadAnswer for what is no page. `is_timeless` False: the same pages may mean
    other rows later, so known ones save the second pass and never the reading.
    """

    ask: Callable[[str | None], Awaitable[Answer]]
    digest: Callable[[Answer], str]
    decode: Callable[[Answer], Page]
    is_timeless: bool = True


@dataclass(slots=True, kw_only=True)
class Content:
    """What one or several passes hold. `records` by appointment id, `included` raw, newest wins."""

    records: dict[str, Any] = field(default_factory=dict)
    included: dict[str, Any] = field(default_factory=dict)
    without_id: list[QuarantinedRecord] = field(default_factory=list)
    has_duplicates: bool = False
    total: int | None = None

    @property
    def is_consistent(self) -> bool:
        """False when the list moved under the reading: a row came twice, or the count is wrong."""
        count = len(self.records) + len(self.without_id)
        return not self.has_duplicates and self.total in (None, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """One list of appointments: `content` is None when every page equals the known marks."""

    marks: tuple[PageMark, ...]
    content: Content | None
    is_agreed: bool


@dataclass(slots=True, kw_only=True)
class _Page:
    mark: PageMark
    answer: Answer
    decode: Callable[[Answer], Page]
    decoded: Page | None

    def content(self) -> Page:
        if self.decoded is None:
            self.decoded = self.decode(self.answer)
        return self.decoded


@dataclass(slots=True, kw_only=True)
class _Pass:
    pages: list[_Page]
    turns: Turns
    read: Content | None = None

    @property
    def marks(self) -> tuple[PageMark, ...]:
        return tuple(page.mark for page in self.pages)

    async def content(self) -> Content:
        if self.read is None:
            self.read = Content()
            for number, page in enumerate(self.pages):
                if number:
                    await self.turns.come()
                _merge(page.content(), self.read)
        return self.read


async def read_day(
    reader: PageReader, known: Sequence[PageMark], turns: Turns | None = None
) -> DayRead:
    """The list as it is now; up to three passes where it takes several pages.

    Unchanged against `known` counts as agreeing with the pass that made `known`. One page is
    atomic. A page that repeats an id was read while the list moved. Whatever goes on side by side
    shares its `turns`, a page each.
    """
    turns = turns or Turns()
    passes = [await _read_pass(reader, known, turns)]
    if known and passes[0].marks == tuple(known):
        content = None if reader.is_timeless else await passes[0].content()
        return DayRead(marks=passes[0].marks, content=content, is_agreed=True)
    if len(passes[0].pages) == 1 and (await passes[0].content()).is_consistent:
        return await _day_of(passes[0])
    while len(passes) < MOST_PASSES:
        passes.append(await _read_pass(reader, passes[-1].marks, turns))
        if await _agree(passes[-2], passes[-1]):
            return await _day_of(passes[-1])
    contents = [await one.content() for one in passes]
    return DayRead(marks=(), content=_union(contents), is_agreed=False)


def digest_of(content: bytes, *, version: bytes) -> str:
    """Names a page's bytes together with the version of the mapping that read them."""
    return blake2b(content, digest_size=20, key=version).hexdigest()


async def _day_of(one: _Pass) -> DayRead:
    return DayRead(marks=one.marks, content=await one.content(), is_agreed=True)


async def _read_pass(reader: PageReader, known: Sequence[PageMark], turns: Turns) -> _Pass:
    pages: list[_Page] = []
    cursor: str | None = None
    seen: set[str] = set()
    while True:
        answer = await reader.ask(cursor)
        was = known[len(pages)] if len(pages) < len(known) else None
        pages.append(await _page_of(answer, reader, was, turns))
        cursor = pages[-1].mark.next_cursor
        if cursor is None:
            return _Pass(pages=pages, turns=turns)
        if cursor in seen or len(pages) >= MOST_PAGES:
            raise BadAnswer(system=answer.system)
        seen.add(cursor)


async def _page_of(
    answer: Answer, reader: PageReader, known: PageMark | None, turns: Turns
) -> _Page:
    """The page with its mark; not decoded when its content is the known one's."""
    digest = reader.digest(answer)
    if known is not None and known.digest == digest:
        return _Page(mark=known, answer=answer, decode=reader.decode, decoded=None)
    await turns.come()
    decoded = reader.decode(answer)
    mark = PageMark(digest=digest, next_cursor=decoded.next_cursor)
    return _Page(mark=mark, answer=answer, decode=reader.decode, decoded=decoded)


def _merge(page: Page, whole: Content) -> None:
    whole.included.update(page.included)
    whole.total = page.total
    for record in page.records:
        appointment_id = record_id(record)
        if appointment_id is None:
            reason = "id_missing" if isinstance(record, dict) else "not_an_object"
            whole.without_id.append(quarantined(record, reason))
        else:
            whole.has_duplicates |= appointment_id in whole.records
            whole.records[appointment_id] = record


async def _agree(earlier: _Pass, later: _Pass) -> bool:
    """Same appointments with the same content; cursors may differ from pass to pass.

    Pages that are the same need not be decoded a second time.
    """
    if earlier.marks == later.marks:
        later.read = await earlier.content()
        return later.read.is_consistent
    was, now = await earlier.content(), await later.content()
    if not (was.is_consistent and now.is_consistent):
        return False
    return was.records == now.records and was.without_id == now.without_id


def _union(passes: list[Content]) -> Content:
    """Everything that any pass saw, the newest pass winning; what has no id counts once."""
    whole = Content()
    for content in passes:
        whole.records.update(content.records)
        whole.included.update(content.included)
        known = {one.payload_sha256 for one in whole.without_id}
        whole.without_id.extend(
            one for one in content.without_id if one.payload_sha256 not in known
        )
    return whole
