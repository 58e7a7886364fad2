"""Pages of appointments: cursors, and encoded bytes that are kept until the book changes."""

import dataclasses
import datetime as dt
import enum
import itertools
import typing as t
import uuid

import msgspec

from app.sandbox.gentu import wire
from app.sandbox.gentu.practice import NAMESPACE, Practice, book_order
from app.sandbox.gentu.records import Appointment, Patient, Practitioner


class CursorStyle(enum.StrEnum):
    """KEYSET goes on after the last row sent; OFFSET counts rows, so they shift under churn."""

    KEYSET = "keyset"
    OFFSET = "offset"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Everything that must stay the same from page to page."""

    practitioner_id: str
    from_date: str
    to_date: str
    limit: int
    include: tuple[str, ...]

    @property
    def window(self) -> tuple[dt.datetime, dt.datetime]:
        return dt.datetime.fromisoformat(self.from_date), dt.datetime.fromisoformat(self.to_date)


_Position = tuple[dt.datetime, str] | int


class Pages:
    """Answers queries over one practice with the bytes of a whole page."""

    def __init__(self, practice: Practice, style: CursorStyle) -> None:
        self._practice = practice
        self._style = style
        self._positions: dict[str, tuple[Query, _Position]] = {}
        self._pages: dict[tuple[Query, str | None], tuple[int, bytes]] = {}
        self._fragments: dict[str, tuple[object, bytes]] = {}

    def knows(self, query: Query, cursor: str) -> bool:
        """Whether `cursor` was given for this very query."""
        known = self._positions.get(cursor)
        return known is not None and known[0] == query

    def warm_up(self) -> None:
        """Encode every record now, so that the first pages cost no more than later ones."""
        practice = self._practice
        with practice.lock:
            self._encoded_list(practice.patients())
            self._encoded_list(practice.appointments())

    def page(self, query: Query, cursor: str | None) -> bytes:
        """The page at a cursor that is known. The same book gives the same bytes."""
        with self._practice.lock:
            revision, kept = self._pages.get((query, cursor), (-1, b""))
            if revision == self._practice.revision:
                return kept
            page = self._encoded_page(query, cursor)
            self._pages[query, cursor] = (self._practice.revision, page)
            return page

    def _encoded_page(self, query: Query, cursor: str | None) -> bytes:
        position = self._positions[cursor][1] if cursor is not None else None
        rows, following = self._rows(query, position)
        shown = [b'"appointments":' + self._encoded_list(rows)]
        pagination = {"next": self._cursor(query, following), "limit": query.limit}
        shown.append(b'"pagination":' + msgspec.json.encode(pagination))
        shown += [
            f'"{name}":'.encode() + self._encoded_list(self._included(name, rows))
            for name in query.include
        ]
        return b"{" + b",".join(shown) + b"}"

    def _rows(
        self, query: Query, position: _Position | None
    ) -> tuple[list[Appointment], _Position | None]:
        """The rows of the page, and where the next one starts (None: no further row)."""
        rows = self._practice.appointments_of(query.practitioner_id, *query.window)
        if isinstance(position, int):
            rest = rows[position:]
        else:
            rest = [row for row in rows if position is None or book_order(row) > position]
        page = rest[: query.limit]
        if len(rest) <= query.limit:
            return page, None
        if self._style is CursorStyle.OFFSET:
            return page, len(page) + (position if isinstance(position, int) else 0)
        return page, book_order(page[-1])

    def _cursor(self, query: Query, position: _Position | None) -> str | None:
        if position is None:
            return None
        cursor = str(uuid.uuid5(NAMESPACE, f"{query}@{position}"))
        self._positions[cursor] = (query, position)
        return cursor

    def _included(
        self, name: str, rows: list[Appointment]
    ) -> list[Patient] | list[Practitioner] | list[Appointment]:
        if name == "patients":
            ids = dict.fromkeys(itertools.chain.from_iterable(row.patient_ids for row in rows))
            return [patient for patient in map(self._practice.patient, ids) if patient.is_included]
        if name == "practitioners":
            ids = dict.fromkeys(row.practitioner_id for row in rows)
            return [self._practice.practitioner(id_) for id_ in ids]
        return []

    def _encoded_list(self, records: t.Sequence[Appointment | Patient | Practitioner]) -> bytes:
        return b"[" + b",".join([self._encoded(record) for record in records]) + b"]"

    def _encoded(self, record: Appointment | Patient | Practitioner) -> bytes:
        """Kept per record: records are frozen, so a changed one is another object."""
        kept = self._fragments.get(record.id)
        if kept is not None and kept[0] is record:
            return kept[1]
        encoded = msgspec.json.encode(self._json(record))
        self._fragments[record.id] = (record, encoded)
        return encoded

    def _json(self, record: Appointment | Patient | Practitioner) -> dict[str, t.Any]:
        if isinstance(record, Appointment):
            return wire.appointment_json(record, self._practice.tzinfo)
        if isinstance(record, Patient):
            return wire.patient_json(record)
        return wire.practitioner_json(record)
