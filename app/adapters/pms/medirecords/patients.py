"""A day's patients, read one by one, side by side within the rate limit."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Set
from dataclasses import dataclass, field

from app.adapters.http import AT_ONCE
from app.adapters.practice_wide import POINTLESS
from app.domain.appointment import Patient
from app.domain.errors import RunSheetError, SlowDown

AskForPatient = Callable[[str], Awaitable[Patient | None]]
"""One patient, None for one that the system does not know."""


@dataclass(slots=True, kw_only=True)
class PatientsRead:
    """`patients` by id, as far as they are known; the practitioners of those that could not be
    read now, with the reason; `are_known` is False when the system lacks one of them.
    """

    patients: dict[str, Patient] = field(default_factory=dict)
    failures: dict[str, RunSheetError] = field(default_factory=dict)
    are_known: bool = True


async def read_patients(wanted: Mapping[str, Set[str]], ask: AskForPatient) -> PatientsRead:
    """The patients of `wanted`: practitioners by patient id.

    A patient that cannot be read fails whoever expects them, since a bare id would overwrite a name
    that is stored; what only those practitioners want is not asked for any more, and nothing at
    all once the system has named a time to come back. Raises what makes a whole sync pointless.
    """
    reading = _Reading(wanted, ask)
    failure: Exception
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(AT_ONCE, len(wanted))):
                group.create_task(reading.work())
    except* RunSheetError as failures:
        failure = failures.exceptions[0]
    else:
        return reading.read
    raise failure


class _Reading:
    def __init__(self, wanted: Mapping[str, Set[str]], ask: AskForPatient) -> None:
        self.read = PatientsRead()
        self._wanted = wanted
        self._ask = ask
        self._waiting = deque(sorted(wanted))
        self._slow_down: SlowDown | None = None

    async def work(self) -> None:
        """Read patients until none is left."""
        while self._waiting:
            patient_id = self._waiting.popleft()
            try:
                await self._read(patient_id)
            except POINTLESS:
                raise
            except RunSheetError as error:
                self._fail(patient_id, error)

    async def _read(self, patient_id: str) -> None:
        if self._slow_down is not None:
            raise self._slow_down.with_traceback(None)
        if self._wanted[patient_id] <= self.read.failures.keys():
            return
        patient = await self._ask(patient_id)
        if patient is None:
            self.read.are_known = False
        else:
            self.read.patients[patient_id] = patient

    def _fail(self, patient_id: str, error: RunSheetError) -> None:
        if isinstance(error, SlowDown) and error.retry_at is not None:
            self._slow_down = error
        for practitioner_id in self._wanted[patient_id]:
            self.read.failures.setdefault(practitioner_id, error)
