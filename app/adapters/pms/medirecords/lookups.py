"""What MediRecords' appointments only name: types, code systems, patients; kept from sync to sync.

Types and patients are kept for an hour, the same hour that salts the day's page marks: once an hour
an unchanged list is read in full and its patients are asked for again. So a changed phone number
arrives within the hour, and until then a sync costs three requests, not one per patient.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from app.adapters.base import PmsAccount
from app.adapters.http import HttpView
from app.adapters.memory import Shelf
from app.adapters.passes import MOST_PAGES
from app.adapters.pms.medirecords import people
from app.adapters.pms.medirecords.codes import (
    INTERVALS,
    TITLES,
    CodeSystem,
    interval_minutes,
    read_labels,
)
from app.adapters.pms.medirecords.pages import Place, read_page
from app.domain.appointment import Patient
from app.domain.errors import (
    BadAnswer,
    NoInternet,
    NotFound,
    PracticeNotConnected,
    RunSheetError,
    SignInAgain,
)
from app.domain.practice import AppointmentType

_HOUR_S = 3600
_LIST_SIZE = 100
_ALL = "all"
_CODES_NEW_FOR = timedelta(hours=24)
_CODES_KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfHour:
    """Something read in one hour of the practice (see `Lookups.hour`)."""

    hour: int
    value: object


class Lookups:
    """One practice's; made for one sync, over the connection's memory."""

    def __init__(self, view: HttpView, account: PmsAccount, *, practice_id: str) -> None:
        """`practice_id` as it is put into addresses."""
        self._view = view
        self._account = account
        self._practice_path = f"/practices/{quote(practice_id, safe='')}"
        # Every practice's hour begins at a minute of its own: not all of them ask at once.
        self._shift_s = int.from_bytes(blake2b(practice_id.casefold().encode()).digest()) % _HOUR_S
        hour = timedelta(seconds=_HOUR_S)
        self._types = account.memory.shelf("types", life=hour)
        self._patients = account.memory.shelf("patients", life=hour)
        self._codes = account.memory.shelf("codes", life=_CODES_KEPT_FOR)
        self._types_turn = asyncio.Lock()
        self._has_read_types = False

    @property
    def hour(self) -> int:
        """The number of the practice's hour that it is now."""
        return int(self._account.now().timestamp() + self._shift_s) // _HOUR_S

    async def list_all(self, path: str) -> list[Any]:
        """Every record of a paged list of the practice; raises BadAnswer for an endless one."""
        records: list[Any] = []
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            place = Place.at(cursor, size=_LIST_SIZE)
            answer = await self._view.get(self._practice_path + path, place.params)
            page = read_page(answer, place)
            records += page.records
            cursor = page.next_cursor
            if cursor is None:
                return records
        raise BadAnswer(system=self._view.system)

    async def read_types(self) -> tuple[AppointmentType, ...]:
        """The practice's types as they are now, inactive ones too: old rows have them."""
        async with self._types_turn:
            return await self._read_types()

    async def types_for(self, type_ids: Iterable[str]) -> Mapping[str, AppointmentType]:
        """Types by id; asked for again, once, where one of `type_ids` is not among those kept."""
        async with self._types_turn:
            types = self._kept_types()
            if not set(type_ids) <= types.keys() and not self._has_read_types:
                types = {one.pms_type_id: one for one in await self._read_types()}
        return types

    async def interval_minutes(self) -> Mapping[str, float] | None:
        """Minutes by interval code; None where MediRecords has no such table for us.

        Raises what `code_system` does: lengths of types would take the place of right ends.
        """
        system = await self.code_system(INTERVALS)
        return interval_minutes(system) if system is not None else None

    async def titles(self) -> Mapping[str, str]:
        """Titles by code; none while they can't be read. Raises SignInAgain, NoInternet."""
        try:
            system = await self.code_system(TITLES)
        except (SignInAgain, NoInternet):
            raise
        except RunSheetError:
            return {}
        return dict(system.labels) if system is not None else {}

    async def code_system(self, name: str) -> CodeSystem | None:
        """The code system, read once a day; while it can't be read, the last one known.

        None where MediRecords says that there is none or that it is closed to us. Raises what
        hinders reading it while none is known, and SignInAgain and NoInternet always.
        """
        now, kept = self._account.now(), self._codes.get(name)
        last = kept if isinstance(kept, CodeSystem) else None
        if last is not None and now - last.read_at < _CODES_NEW_FOR:
            return last
        try:
            labels = await self._read_labels(name)
        except (SignInAgain, NoInternet):
            raise
        except RunSheetError:
            if last is None:
                raise
            return last
        if labels is None:
            return last
        system = CodeSystem(read_at=now, labels=labels)
        self._codes.put(name, system)
        return system

    async def _read_labels(self, name: str) -> tuple[tuple[str, str], ...] | None:
        try:
            return read_labels(await self._view.get_json(f"/code-system/{name}"))
        except NotFound:
            return None
        except PracticeNotConnected:
            await self._view.get(self._practice_path)  # still open: then only the table is not
            return None

    async def patient(self, patient_id: str) -> Patient | None:
        """A patient as of this hour; None for one that MediRecords does not know or show us."""
        hour, kept = self.hour, self._of_this_hour(self._patients, patient_id)
        if isinstance(kept, Patient):
            return kept
        patient = await self._ask_for_patient(patient_id)
        if patient is not None:
            self._patients.put(patient_id, _OfHour(hour=hour, value=patient))
        return patient

    async def _ask_for_patient(self, patient_id: str) -> Patient | None:
        try:
            record = await self._view.get_json(f"/patients/{quote(patient_id, safe='')}")
        except NotFound:
            return None
        except PracticeNotConnected:
            await self._view.get(self._practice_path)  # still open: then only this patient is not
            return None
        patient = people.read_patient(record, today=self._account.now().date())
        if patient is None or patient.pms_patient_id.casefold() != patient_id.casefold():
            raise BadAnswer(system=self._view.system)
        return patient

    def _kept_types(self) -> dict[str, AppointmentType]:
        kept = self._of_this_hour(self._types, _ALL)
        return {one.pms_type_id: one for one in kept} if isinstance(kept, tuple) else {}

    def _of_this_hour(self, shelf: Shelf[object], key: str) -> object:
        kept = shelf.get(key)
        return kept.value if isinstance(kept, _OfHour) and kept.hour == self.hour else None

    async def _read_types(self) -> tuple[AppointmentType, ...]:
        hour = self.hour
        records = await self.list_all("/appointment-types")
        types = tuple(one for record in records if (one := people.read_type(record)) is not None)
        self._types.put(_ALL, _OfHour(hour=hour, value=types))
        self._has_read_types = True
        return types
