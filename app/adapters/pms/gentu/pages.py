"""Reading one practitioner's day page after page until two passes agree."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from app.adapters.answer import Answer
from app.adapters.base import PageMark
from app.adapters.pacing import Turns
from app.adapters.pms.gentu.mapping import MAPPING_VERSION, quarantined
from app.adapters.pms.gentu.values import read_id, record_id
from app.domain.appointment import QuarantinedRecord
from app.domain.errors import BadAnswer

MOST_PAGES = 200
MOST_PASSES = 3

AskForPage = Callable[[str | None], Awaitable[Answer]]
"""Fetches the page at a cursor, None for the first."""


@dataclass(slots=True, kw_only=True)
class Content:
    """What one or several passes hold. `records` by appointment id, `patients` raw, newest wins."""

    records: dict[str, Any] = field(default_factory=dict)
    patients: dict[str, Any] = field(default_factory=dict)
    without_id: list[QuarantinedRecord] = field(default_factory=list)
    has_duplicates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """One practitioner's day: `content` is None when every page equals the known marks."""

    marks: tuple[PageMark, ...]
    content: Content | None
    is_agreed: bool


@dataclass(slots=True, kw_only=True)
class _Page:
    mark: PageMark
    answer: Answer
    decoded: dict[str, Any] | None

    def content(self) -> dict[str, Any]:
        if self.decoded is None:
            self.decoded = _decode(self.answer)
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
    ask: AskForPage, known: Sequence[PageMark], turns: Turns | None = None
) -> DayRead:
    """The day as it is now; up to three passes where it takes several pages.

    Unchanged against `known` counts as agreeing with the pass that made `known`. One page is
    atomic. A page that repeats an id was read while the list moved. Whatever goes on side by side
    shares its `turns`, a page each.
    """
    turns = turns or Turns()
    passes = [await _read_pass(ask, known, turns)]
    if known and passes[0].marks == tuple(known):
        return DayRead(marks=passes[0].marks, content=None, is_agreed=True)
    if len(passes[0].pages) == 1 and not (await passes[0].content()).has_duplicates:
        return await _day_of(passes[0])
    while len(passes) < MOST_PASSES:
        passes.append(await _read_pass(ask, passes[-1].marks, turns))
        if await _agree(passes[-2], passes[-1]):
            return await _day_of(passes[-1])
    contents = [await one.content() for one in passes]
    return DayRead(marks=(), content=_union(contents), is_agreed=False)


def digest_of(body: bytes) -> str:
    """Names a page's bytes together with the version of the mapping that read them."""
    return blake2b(body, digest_size=20, key=MAPPING_VERSION).hexdigest()


async def _day_of(one: _Pass) -> DayRead:
    return DayRead(marks=one.marks, content=await one.content(), is_agreed=True)


async def _read_pass(ask: AskForPage, known: Sequence[PageMark], turns: Turns) -> _Pass:
    pages: list[_Page] = []
    cursor: str | None = None
    seen: set[str] = set()
    while True:
        answer = await ask(cursor)
        was = known[len(pages)] if len(pages) < len(known) else None
        pages.append(await _page_of(answer, was, turns))
        cursor = pages[-1].mark.next_cursor
        if cursor is None:
            return _Pass(pages=pages, turns=turns)
        if cursor in seen or len(pages) >= MOST_PAGES:
            raise BadAnswer(system=answer.system)
        seen.add(cursor)


async def _page_of(answer: Answer, known: PageMark | None, turns: Turns) -> _Page:
    """The page with its mark; not decoded when it is byte for byte the known one."""
    digest = digest_of(answer.body)
    if known is not None and known.digest == digest:
        return _Page(mark=known, answer=answer, decoded=None)
    await turns.come()
    decoded = _decode(answer)
    mark = PageMark(digest=digest, next_cursor=_next_cursor(decoded, answer))
    return _Page(mark=mark, answer=answer, decoded=decoded)


def _decode(answer: Answer) -> dict[str, Any]:
    page: dict[str, Any] = answer.json_object()
    if not isinstance(page.get("appointments"), list):
        raise BadAnswer(system=answer.system)
    return page


def _next_cursor(page: dict[str, Any], answer: Answer) -> str | None:
    pagination = page.get("pagination")
    if not isinstance(pagination, dict) or "next" not in pagination:
        raise BadAnswer(system=answer.system)
    cursor = pagination["next"]
    if cursor is not None and read_id(cursor) is None:
        raise BadAnswer(system=answer.system)
    return read_id(cursor)


def _merge(page: dict[str, Any], whole: Content) -> None:
    whole.patients.update(_by_id(page.get("patients")))
    for record in page["appointments"]:
        appointment_id = record_id(record)
        if appointment_id is None:
            reason = "id_missing" if isinstance(record, dict) else "not_an_object"
            whole.without_id.append(quarantined(record, reason))
        else:
            whole.has_duplicates |= appointment_id in whole.records
            whole.records[appointment_id] = record


def _by_id(records: Any) -> dict[str, Any]:
    if not isinstance(records, list):
        return {}
    return {found: one for one in records if (found := record_id(one)) is not None}


async def _agree(earlier: _Pass, later: _Pass) -> bool:
    """Same appointments with the same content; cursors may differ from pass to pass."""
    was, now = await earlier.content(), await later.content()
    if was.has_duplicates or now.has_duplicates:
        return False
    return was.records == now.records and was.without_id == now.without_id


def _union(passes: list[Content]) -> Content:
    """Everything that any pass saw, the newest pass winning; what has no id counts once."""
    whole = Content()
    for content in passes:
        whole.records.update(content.records)
        whole.patients.update(content.patients)
        known = {one.payload_sha256 for one in whole.without_id}
        whole.without_id.extend(
            one for one in content.without_id if one.payload_sha256 not in known
        )
    return whole
