"""A HubSpot account: records, how they are tied, and the search index that runs behind."""

import collections.abc as c
import copy
import dataclasses
import datetime as dt
import threading
import time
import typing as t

from app.sandbox.hubspot.schema import BOOKING_REF, PROPERTIES, Property

FIRST_ID: t.Final = 101


@dataclasses.dataclass(slots=True, kw_only=True)
class Record:
    """One record. `indexed` is what search knows of it: None before the index has seen it."""

    id: str
    properties: dict[str, str]
    created_at: dt.datetime
    updated_at: dt.datetime
    changed_s: float
    indexed: dict[str, str] | None = None


@dataclasses.dataclass(slots=True, kw_only=True)
class Pipeline:
    """A pipeline of deals; `stages` by id."""

    id: str
    label: str
    stages: dict[str, str]


def _sales_pipeline() -> list[Pipeline]:
    stages = {"appointmentscheduled": "Appointment Scheduled", "closedwon": "Closed Won"}
    return [Pipeline(id="default", label="Sales Pipeline", stages=stages)]


class HubSpotAccount:
    """The records of one account. Every method may be called from any thread.

    `index_lag_s` is how long search takes to see a write; `catch_up` lets it see all at once.
    `silently_lost` are properties that the account takes and does not keep. `has_booking_ref`:
    somebody made the unique property on deals.
    """

    def __init__(self, *, index_lag_s: float = 2.0, has_booking_ref: bool = False) -> None:
        self.lock = threading.RLock()
        self.index_lag_s = index_lag_s
        self.silently_lost: set[str] = set()
        self.pipelines = _sales_pipeline()
        self.own_properties: dict[tuple[str, str], Property] = {}
        if has_booking_ref:
            self.add_property("deals", Property(name=BOOKING_REF, is_unique=True))
        self._records: dict[str, dict[str, Record]] = {name: {} for name in PROPERTIES}
        self._ties: set[tuple[str, str, str, str]] = set()
        self._next_id = FIRST_ID

    # Properties

    def add_property(self, type_: str, made: Property) -> None:
        self.own_properties[type_, made.name] = made

    def property(self, type_: str, name: str) -> Property | None:
        return PROPERTIES[type_].get(name) or self.own_properties.get((type_, name))

    # Records

    def records(self, type_: str) -> list[Record]:
        """All, oldest first."""
        with self.lock:
            return list(self._records[type_].values())

    def record(self, type_: str, id_: str) -> Record | None:
        with self.lock:
            return self._records[type_].get(id_)

    def having(self, type_: str, name: str, value: str) -> list[Record]:
        """Those with this value now, letters of either case, whatever the index knows."""
        wanted = value.casefold()
        return [
            one
            for one in self.records(type_)
            if (one.properties.get(name) or "").casefold() == wanted
        ]

    def create(self, type_: str, properties: c.Mapping[str, str]) -> Record:
        with self.lock:
            id_, self._next_id = str(self._next_id), self._next_id + 1
            now = dt.datetime.now(dt.UTC)
            made = Record(
                id=id_,
                properties=self._kept(properties),
                created_at=now,
                updated_at=now,
                changed_s=time.monotonic(),
            )
            self._records[type_][id_] = made
            return made

    def update(self, record: Record, properties: c.Mapping[str, str]) -> Record:
        with self.lock:
            self._settle(record)
            record.properties.update(self._kept(properties))
            record.updated_at = dt.datetime.now(dt.UTC)
            record.changed_s = time.monotonic()
            return record

    def archive(self, type_: str, id_: str) -> None:
        """Take the record away, with its ties."""
        with self.lock:
            self._records[type_].pop(id_, None)
            self._ties = {
                tie for tie in self._ties if (type_, id_) not in {(tie[0], tie[1]), tie[2:]}
            }

    def _kept(self, properties: c.Mapping[str, str]) -> dict[str, str]:
        return {name: v for name, v in properties.items() if name not in self.silently_lost}

    # Ties

    def tie(self, from_type: str, from_id: str, to_type: str, to_id: str) -> None:
        """Both ways, as HubSpot does; once, however often it is asked."""
        with self.lock:
            self._ties.add((from_type, from_id, to_type, to_id))
            self._ties.add((to_type, to_id, from_type, from_id))

    def tied(self, type_: str, id_: str, to_type: str) -> list[str]:
        """The ids of the `to_type` records tied to this one, oldest first."""
        with self.lock:
            found = [tie[3] for tie in self._ties if tie[:3] == (type_, id_, to_type)]
        return sorted(found, key=int)

    # Search

    def catch_up(self) -> None:
        """Let the index see every write now."""
        with self.lock:
            for records in self._records.values():
                for record in records.values():
                    record.indexed = dict(record.properties)

    def indexed(self, type_: str) -> list[tuple[Record, dict[str, str]]]:
        """What search sees: each record with its properties as the index knows them."""
        with self.lock:
            for record in self._records[type_].values():
                self._settle(record)
            records = list(self._records[type_].values())
        return [(one, one.indexed) for one in records if one.indexed is not None]

    def _settle(self, record: Record) -> None:
        if time.monotonic() - record.changed_s >= self.index_lag_s:
            record.indexed = dict(record.properties)

    # Copies

    def snapshot(self) -> dict[str, t.Any]:
        """The records as they stand, for `restore`."""
        with self.lock:
            return copy.deepcopy(
                {"_records": self._records, "_ties": self._ties, "_next_id": self._next_id}
            )

    def restore(self, snapshot: c.Mapping[str, t.Any]) -> None:
        with self.lock:
            for name, value in copy.deepcopy(dict(snapshot)).items():
                setattr(self, name, value)
