"""Spring's pages: an offset into the list as it is now, and encoded rows that are kept.

Rows that come or go on an earlier page shift the later ones, so a client that reads on may miss a
row or see one twice.
"""

import collections.abc as c
import typing as t

import msgspec

from app.sandbox.directory import Record
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.queries import AppointmentQuery, PageWish
from app.sandbox.medirecords.records import Appointment
from app.sandbox.medirecords.wire import local_minute

RecordT = t.TypeVar("RecordT", bound=Record)


class Fragments:
    """Encoded records, kept per record: records are frozen, so a changed one is another object."""

    def __init__(self, shown: c.Callable[[t.Any], t.Any]) -> None:
        self._shown = shown
        self._kept: dict[str, tuple[Record, bytes]] = {}

    def encoded(self, record: Record) -> bytes:
        kept = self._kept.get(record.id)
        if kept is not None and kept[0] is record:
            return kept[1]
        encoded = msgspec.json.encode(self._shown(record))
        self._kept[record.id] = (record, encoded)
        return encoded


class Matches:
    """The appointments that fit a query, kept until the book changes."""

    def __init__(self, practice: MediRecordsPractice) -> None:
        self._practice = practice
        self._kept: dict[AppointmentQuery, tuple[int, list[Appointment]]] = {}

    def of(self, query: AppointmentQuery) -> list[Appointment]:
        """By start, then id."""
        practice = self._practice
        with practice.lock:
            revision, kept = self._kept.get(query, (-1, []))
            if revision == practice.revision:
                return kept
            rows = [row for row in practice.appointments() if self._fits(row, query)]
            self._kept[query] = (practice.revision, rows)
            return rows

    def _fits(self, row: Appointment, query: AppointmentQuery) -> bool:
        asked_and_had = (
            (query.provider_id, row.practitioner_id),
            (query.patient_id, row.patient_id),
            (query.status, row.status),
            (query.type_id, row.type_id),
            (query.room_id, row.room_id),
            (query.urgency, row.urgency),
        )
        if any(asked not in {None, had} for asked, had in asked_and_had):
            return False
        minute = local_minute(row.start, self._practice.tzinfo)
        return (query.first or minute) <= minute <= (query.last or minute)


def page_body(
    rows: c.Sequence[RecordT], wish: PageWish, encoded: c.Callable[[RecordT], bytes]
) -> bytes:
    """One page with the envelope of Spring Data."""
    start = wish.page * wish.size
    shown = rows[start : start + wish.size]
    meta = {
        "first": wish.page == 0,
        "last": start + wish.size >= len(rows),
        "totalPages": -(-len(rows) // wish.size),
        "totalElements": len(rows),
        "numberOfElements": len(shown),
        "size": wish.size,
        "page": wish.page,
    }
    data = b",".join(encoded(row) for row in shown)
    return b'{"data":[' + data + b"]," + msgspec.json.encode(meta)[1:]
