"""A CRM in memory, on a clock that the test moves, that loses answers and requests as told."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmStatus,
    Landed,
)
from app.domain.errors import (
    NoInternet,
    NotFound,
    OutcomeUnknown,
    RunSheetError,
    SlotTaken,
    SlowDown,
    TooSlow,
)


class Fate(StrEnum):
    """What becomes of one call that writes."""

    FINE = "fine"
    NOT_SENT = "not_sent"  # no connection: nothing was done, and that is known
    SLOW_DOWN = "slow_down"
    LOST_REQUEST = "lost_request"  # nothing was done, and nobody knows
    LOST_ANSWER = "lost_answer"  # done, and nobody knows
    LATE = "late"  # done some time later, and nobody knows
    CRASH_BEFORE = "crash_before"
    CRASH_AFTER = "crash_after"


class Crash(BaseException):
    """The process that sends is gone."""


@dataclass
class ModelledCrm:
    """`fates` says what becomes of the next write, `late_by` when a late one is done, `read_fails`
    whether the next read does. `keeps_slots`: one booking at a time; `is_idempotent`: a reference
    that is there already makes no second record.
    """

    now: Callable[[], datetime]
    fates: Callable[[], Fate] = lambda: Fate.FINE
    late_by: Callable[[], timedelta] = lambda: timedelta(seconds=30)
    read_fails: Callable[[], RunSheetError | None] = lambda: None
    keeps_slots: bool = False
    is_idempotent: bool = False
    records: dict[str, CrmBooking] = field(default_factory=dict)
    writes: list[tuple[str, str]] = field(default_factory=list)
    _ids: Any = field(default_factory=lambda: itertools.count(1))
    _late: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def booked(self, reference: str) -> list[CrmBooking]:
        """The records of a reference that stand."""
        return [
            one
            for one in self.records.values()
            if one.reference == reference and one.status is CrmStatus.BOOKED
        ]

    def catch_up(self, until: datetime | None = None) -> None:
        """Do what was late and is due by now."""
        moment = until or self.now()
        due = [one for one in self._late if one[0] <= moment]
        self._late = [one for one in self._late if one[0] > moment]
        for _, act in sorted(due, key=lambda one: one[0]):
            try:
                act()
            except RunSheetError:
                continue  # refused, and nobody is told

    async def create(self, order: BookingOrder) -> Landed:
        self.writes.append(("create", order.reference))
        return self._write(lambda: self._create(order))

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        self.writes.append(("move", order.reference))
        times = {"start_at": order.start_at, "end_at": order.end_at}
        return self._write(lambda: self._update(external_id, **times))

    async def cancel(self, external_id: str, order: BookingOrder) -> Landed:
        self.writes.append(("cancel", order.reference))
        return self._write(lambda: self._update(external_id, status=CrmStatus.CANCELLED))

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        self._read()
        return tuple(one for one in self.records.values() if one.reference == order.reference)

    async def read(self, external_id: str) -> CrmBooking | None:
        self._read()
        return self.records.get(external_id)

    def _read(self) -> None:
        self.catch_up()
        error = self.read_fails()
        if error is not None:
            raise error

    def _write(self, act: Callable[[], Landed]) -> Landed:
        self.catch_up()
        fate = self.fates()
        if fate is Fate.NOT_SENT:
            raise NoInternet()
        if fate is Fate.SLOW_DOWN:
            raise SlowDown(system="Modelled", retry_at=self.now() + timedelta(seconds=20))
        if fate is Fate.CRASH_BEFORE:
            raise Crash()
        if fate is Fate.LATE:
            self._late.append((self.now() + self.late_by(), act))
        if fate in {Fate.LATE, Fate.LOST_REQUEST}:
            raise OutcomeUnknown(system="Modelled")
        answer = act()
        if fate is Fate.LOST_ANSWER:
            raise OutcomeUnknown(system="Modelled")
        if fate is Fate.CRASH_AFTER:
            raise Crash()
        return answer

    def _create(self, order: BookingOrder) -> Landed:
        there = self.booked(order.reference)
        if there and self.is_idempotent:
            return Landed(external_id=there[0].external_id)
        standing = (one for one in self.records.values() if one.status is CrmStatus.BOOKED)
        if self.keeps_slots and any(one.start_at == order.start_at for one in standing):
            raise SlotTaken(system="Modelled")
        name = f"M{next(self._ids)}"
        self.records[name] = CrmBooking(
            external_id=name,
            start_at=order.start_at,
            end_at=order.end_at,
            status=CrmStatus.BOOKED,
            reference=order.reference,
        )
        return Landed(external_id=name, correlation_id=f"trace-{name}")

    def _update(self, external_id: str, **values: Any) -> Landed:
        if external_id not in self.records:
            raise NotFound(system="Modelled")
        self.records[external_id] = replace(self.records[external_id], **values)
        return Landed(external_id=external_id)


SLOW = TooSlow(system="Modelled")
"""What a read that fails says."""
