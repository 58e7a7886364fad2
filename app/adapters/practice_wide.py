"""A day that a system lists for the whole practice at once, handed out per practitioner."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.adapters.base import (
    NOBODY,
    KnownPages,
    PageMark,
    PractitionerDay,
    PractitionerFailure,
)
from app.adapters.passes import Content, PageReader, read_day
from app.domain.appointment import Appointment, QuarantinedRecord
from app.domain.errors import NoInternet, PracticeNotConnected, RunSheetError, SignInAgain
from app.domain.practice_day import PracticeDay

POINTLESS = (SignInAgain, PracticeNotConnected, NoInternet)
"""What concerns every practitioner alike: the fetch ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDay:
    """What a mapping made of a list. `unreadable`: records by practitioner, `NOBODY` for those
    that name none. `failures`: practitioners whose rows lack something that could not be read now.
    `is_lasting`: the same pages will mean the same rows later, too.
    """

    rows: tuple[Appointment, ...]
    unreadable: Sequence[tuple[str, QuarantinedRecord]] = ()
    failures: Mapping[str, RunSheetError] = field(default_factory=dict)
    is_lasting: bool = True


ReadRows = Callable[[Content], Awaitable[WholeDay]]
"""Maps the list's records; may ask the system for what they name."""


async def fetch_cells(
    day: PracticeDay,
    practitioner_ids: Sequence[str],
    known: KnownPages,
    *,
    reader: PageReader,
    read_rows: ReadRows,
) -> AsyncGenerator[PractitionerDay | PractitionerFailure, None]:
    """`PmsAdapter.fetch_day` over one list. Every cell gets the whole list's page marks; they hold
    only as long as all that are asked for have the same ones.
    """
    asked = tuple(dict.fromkeys(practitioner_ids))
    marks = _common_marks(asked, known)
    try:
        read = await read_day(reader, marks)
        whole = await read_rows(read.content) if read.content is not None else None
    except POINTLESS:
        raise
    except RunSheetError as error:
        for one in asked:
            yield PractitionerFailure(pms_practitioner_id=one, error=error)
        return
    if read.content is None or whole is None:
        for one in (*asked, *({NOBODY} & known.keys())):
            yield PractitionerDay(
                pms_practitioner_id=one, is_complete=True, is_unchanged=True, page_marks=marks
            )
        return
    is_complete = read.is_agreed and not read.content.without_id
    is_lasting = is_complete and whole.is_lasting and not whole.failures
    split = _Split(day, whole, read.content.without_id)
    for one in (*asked, *split.nobody(known)):
        if one in whole.failures:
            yield PractitionerFailure(pms_practitioner_id=one, error=whole.failures[one])
            continue
        yield PractitionerDay(
            pms_practitioner_id=one,
            is_complete=is_complete,
            appointments=tuple(split.rows.get(one, ())),
            quarantined=tuple(split.quarantined.get(one, ())),
            page_marks=read.marks if is_lasting else (),
        )


class _Split:
    """The list's rows and unreadable records by practitioner; only rows that start on the day."""

    def __init__(
        self, day: PracticeDay, whole: WholeDay, without_id: Sequence[QuarantinedRecord]
    ) -> None:
        start, end = day.start, day.end
        self.rows: dict[str, list[Appointment]] = {}
        self.quarantined: dict[str, list[QuarantinedRecord]] = {}
        for row in whole.rows:
            if start <= row.start < end:
                self.rows.setdefault(row.pms_practitioner_id, []).append(row)
        for practitioner_id, record in (*whole.unreadable, *((NOBODY, one) for one in without_id)):
            self.quarantined.setdefault(practitioner_id, []).append(record)

    def nobody(self, known: KnownPages) -> tuple[str, ...]:
        """The cell of nobody, where it has something to tell or had at the last time."""
        return (NOBODY,) if NOBODY in self.quarantined or NOBODY in known else ()


def _common_marks(asked: Sequence[str], known: KnownPages) -> tuple[PageMark, ...]:
    all_marks = {tuple(known.get(one, ())) for one in asked}
    return all_marks.pop() if len(all_marks) == 1 else ()
