"""A day fetched over its practitioners, side by side; each one's outcome as it comes."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from app.adapters.answer import Answer
from app.adapters.base import PageMark, PractitionerDay, PractitionerFailure
from app.adapters.http import AT_ONCE
from app.adapters.pacing import Turns
from app.adapters.passes import Content, DayRead, PageReader, digest_of, read_day
from app.adapters.pms.gentu import mapping
from app.adapters.pms.gentu.pages import read_page
from app.adapters.records import Unreadable, quarantined
from app.domain.appointment import Appointment, Patient, QuarantinedRecord
from app.domain.errors import (
    NoInternet,
    PracticeNotConnected,
    RunSheetError,
    SignInAgain,
    SlowDown,
)
from app.domain.practice_day import PracticeDay

SYSTEM = "Gentu"
_RECORDS_A_TURN = 100
_POINTLESS = (SignInAgain, PracticeNotConnected, NoInternet)

Outcome = PractitionerDay | PractitionerFailure | Exception
"""A practitioner's day or failure; an exception is what makes the whole fetch pointless."""


class Calls(Protocol):
    """What of the adapter a fetch needs (the adapter imports this module)."""

    async def page(self, day: PracticeDay, practitioner_id: str, cursor: str | None) -> Answer:
        """One page of a practitioner's day."""
        ...

    async def type_minutes(self, records: Iterable[Any]) -> Mapping[str, float]:
        """Minutes per type id, as far as the records need them."""
        ...

    async def find_patients(
        self, records: Iterable[Any], included: Mapping[str, Any]
    ) -> tuple[dict[str, Patient], bool]:
        """The records' patients, and whether all are known."""
        ...


class DayFetch:
    """One fetch of a day over its practitioners, side by side."""

    def __init__(self, calls: Calls, day: PracticeDay, asked: Iterable[str]) -> None:
        self._calls = calls
        self._asked = frozenset(asked)
        self._day = day
        self._start, self._end = day.start, day.end
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._turns = Turns()
        self._slow_down: SlowDown | None = None

    async def deliver(
        self,
        practitioner_id: str,
        known: Sequence[PageMark],
        outcomes: "asyncio.Queue[Outcome]",
    ) -> None:
        """Put this practitioner's outcome, or what makes the whole fetch pointless."""
        try:
            async with self._slots:
                outcome = await self._cell(practitioner_id, known)
        except _POINTLESS as error:
            outcomes.put_nowait(error)
        except RunSheetError as error:
            self._remember(error)
            outcomes.put_nowait(
                PractitionerFailure(pms_practitioner_id=practitioner_id, error=error)
            )
        except Exception as bug:  # noqa: BLE001 - handed to the caller, who would wait for ever
            outcomes.put_nowait(bug)
        else:
            outcomes.put_nowait(outcome)

    def _remember(self, error: RunSheetError) -> None:
        """Once Gentu has named a time to come back, the rest of the day is not asked for."""
        if isinstance(error, SlowDown) and error.retry_at is not None:
            self._slow_down = error

    async def _cell(self, practitioner_id: str, known: Sequence[PageMark]) -> PractitionerDay:
        if self._slow_down is not None:
            raise SlowDown(system=SYSTEM, retry_at=self._slow_down.retry_at)
        reader = PageReader(
            ask=lambda cursor: self._calls.page(self._day, practitioner_id, cursor),
            digest=lambda answer: digest_of(answer.body, version=mapping.MAPPING_VERSION),
            decode=read_page,
        )
        read = await read_day(reader, known, self._turns)
        if read.content is None:
            return PractitionerDay(
                pms_practitioner_id=practitioner_id,
                is_complete=True,
                is_unchanged=True,
                page_marks=read.marks,
            )
        return await self._mapped(practitioner_id, read, read.content)

    async def _mapped(
        self, practitioner_id: str, read: DayRead, content: Content
    ) -> PractitionerDay:
        """Marks are given only where the same bytes will always mean the same rows: not where a
        row went to another column of this fetch, which may be none of the next one.
        """
        minutes = await self._calls.type_minutes(content.records.values())
        patients, are_known = await self._calls.find_patients(
            content.records.values(), content.included
        )
        context = mapping.Context(
            pms_practitioner_id=practitioner_id,
            asked_ids=self._asked,
            type_minutes=minutes,
            patients=patients,
        )
        rows, unreadable = await self._read_records(content, context)
        is_complete = read.is_agreed and not content.without_id
        has_moved = any(row.pms_practitioner_id != practitioner_id for row in rows)
        is_lasting = is_complete and are_known and not (unreadable or minutes or has_moved)
        return PractitionerDay(
            pms_practitioner_id=practitioner_id,
            is_complete=is_complete,
            appointments=rows,
            quarantined=(*unreadable, *content.without_id),
            page_marks=read.marks if is_lasting else (),
        )

    async def _read_records(
        self, content: Content, context: mapping.Context
    ) -> tuple[tuple[Appointment, ...], list[QuarantinedRecord]]:
        """Rows that start on the day (Gentu may select by overlap), and what can't be read."""
        rows: list[Appointment] = []
        unreadable: list[QuarantinedRecord] = []
        for number, record in enumerate(content.records.values(), 1):
            try:
                found = mapping.read_appointment(record, context)
            except Unreadable as verdict:
                unreadable.append(quarantined(record, verdict.reason))
            else:
                if self._start <= found[0].start < self._end:
                    rows.extend(found)
            if number % _RECORDS_A_TURN == 0:
                await self._turns.come()
        return tuple(rows), unreadable
