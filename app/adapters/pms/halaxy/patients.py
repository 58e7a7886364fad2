"""Patients that a page of appointments did not include, read by their ids in batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.adapters.http import HttpView
from app.adapters.pms.halaxy.calls import search
from app.adapters.pms.halaxy.people import read_patient
from app.adapters.practice_wide import POINTLESS
from app.domain.appointment import Patient
from app.domain.errors import RunSheetError, SlowDown

BATCH = 50
"""Ids per request; how many Halaxy takes is not known (contract, 11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPatients:
    """`known` by id; `failures`: those that could not be read now. Who is in neither is unknown
    to Halaxy.
    """

    known: dict[str, Patient] = field(default_factory=dict)
    failures: dict[str, RunSheetError] = field(default_factory=dict)


async def read_patients(view: HttpView, ids: Iterable[str], *, today: date) -> FoundPatients:
    """The patients with these ids. Once Halaxy asks to slow down, the rest is not asked for."""
    found = FoundPatients()
    slow_down: SlowDown | None = None
    for batch in _batches(sorted(set(ids))):
        try:
            if slow_down is not None:
                raise slow_down.with_traceback(None)
            records = await search(view, "Patient", [("_id", ",".join(batch))])
        except POINTLESS:
            raise
        except RunSheetError as error:
            slow_down = error if isinstance(error, SlowDown) else slow_down
            found.failures.update(dict.fromkeys(batch, error))
        else:
            people = (read_patient(record, today=today) for record in records)
            found.known.update({one.pms_patient_id: one for one in people if one is not None})
    return found


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), BATCH):
        yield ids[first : first + BATCH]
