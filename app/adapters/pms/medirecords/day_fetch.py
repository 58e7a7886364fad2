"""The practice's day: its pages, and what becomes of their records."""

from collections.abc import Awaitable, Callable, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from app.adapters.answer import Answer
from app.adapters.base import NOBODY
from app.adapters.pacing import Turns
from app.adapters.passes import Page, PageReader, digest_of
from app.adapters.pms.medirecords import mapping
from app.adapters.pms.medirecords.lookups import Lookups
from app.adapters.pms.medirecords.pages import Place, read_page
from app.adapters.pms.medirecords.patients import read_patients
from app.adapters.practice_wide import WholeDay
from app.adapters.records import Unreadable, quarantined
from app.domain.appointment import Appointment, QuarantinedRecord

_RECORDS_A_TURN = 100
_Records = list[tuple[str, dict[str, Any]]]
_Unreadable = list[tuple[str, QuarantinedRecord]]


class DayPages:
    """The day's list as `practice_wide` reads it; every page is held to the one asked for."""

    def __init__(
        self, ask: Callable[[Place], Awaitable[Answer]], *, size: int, salt: tuple[object, ...]
    ) -> None:
        """`salt`: what else than a page's bytes decides what its rows are."""
        self._ask_at = ask
        self._size = size
        self._version = blake2b(repr(salt).encode(), digest_size=32).digest()
        self._asked: dict[int, tuple[Answer, Place]] = {}

    @property
    def reader(self) -> PageReader:
        """The pages as passes are made over them."""
        return PageReader(ask=self._ask, digest=self._digest, decode=self._decode)

    async def _ask(self, cursor: str | None) -> Answer:
        place = Place.at(cursor, size=self._size)
        answer = await self._ask_at(place)
        self._asked[id(answer)] = answer, place  # kept with it, so that its id stays its own
        return answer

    def _digest(self, answer: Answer) -> str:
        return digest_of(answer.body, version=self._version)

    def _decode(self, answer: Answer) -> Page:
        _, place = self._asked[id(answer)]
        return read_page(answer, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Records into rows; `zone` is the practice's. Only those of the practitioners `asked` for,
    of everybody where that is None.
    """

    lookups: Lookups
    practice_id: str
    zone: ZoneInfo
    asked: Set[str] | None

    async def read(self, records: Iterable[dict[str, Any]]) -> WholeDay:
        """Their rows, with what they name: types, lengths, patients.

        Raises what hinders all rows alike: types that can't be read now would take the telehealth
        mark off rows that are stored with it, and unreadable lengths their right ends.
        """
        mine, unreadable = self._attributed(records)
        types = await self.lookups.types_for(
            found for _, one in mine if (found := mapping.type_id_of(one)) is not None
        )
        minutes = await self.lookups.interval_minutes() if mine else {}
        read = await read_patients(_wanted(mine), self.lookups.patient)
        context = mapping.Context(
            practice_id=self.practice_id,
            zone=self.zone,
            types=types,
            interval_minutes=minutes or {},
            patients=read.patients,
        )
        whole = [one for one in mine if one[0] not in read.failures]
        return WholeDay(
            rows=await _map(whole, context, unreadable),
            unreadable=unreadable,
            failures=read.failures,
            is_lasting=read.are_known and minutes is not None,
        )

    def _attributed(self, records: Iterable[dict[str, Any]]) -> tuple[_Records, _Unreadable]:
        """The records with whose they are, and those that name nobody."""
        mine: _Records = []
        nobodys: _Unreadable = []
        for record in records:
            try:
                practitioner_id = mapping.read_practitioner_id(record)
            except Unreadable as verdict:
                nobodys.append((NOBODY, quarantined(record, verdict.reason)))
            else:
                if self.asked is None or practitioner_id in self.asked:
                    mine.append((practitioner_id, record))
        return mine, nobodys


def _wanted(records: _Records) -> dict[str, set[str]]:
    """Practitioners by patient; a patient that can't be read is told with its record."""
    wanted: dict[str, set[str]] = {}
    for practitioner_id, record in records:
        with suppress(Unreadable):
            if (patient_id := mapping.patient_id_of(record)) is not None:
                wanted.setdefault(patient_id, set()).add(practitioner_id)
    return wanted


async def _map(
    records: _Records, context: mapping.Context, unreadable: _Unreadable
) -> tuple[Appointment, ...]:
    """The rows; what can't be read is added to `unreadable`."""
    rows: list[Appointment] = []
    turns = Turns()
    for number, (practitioner_id, record) in enumerate(records, 1):
        try:
            rows.append(mapping.read_appointment(record, context))
        except Unreadable as verdict:
            unreadable.append((practitioner_id, quarantined(record, verdict.reason)))
        if number % _RECORDS_A_TURN == 0:
            await turns.come()
    return tuple(rows)
