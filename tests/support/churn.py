"""A book that changes while it is read, and what a sheet that was made from it must hold."""

import json
import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.sandbox.book import AnyBook, Entry
from app.sandbox.exchange import Call
from app.store.schema import run_sheet_appointments
from tests.support.desk import Desk
from tests.support.systems import SYSTEMS, System

Place = tuple[str, datetime, bool]
"""Practitioner, start, cancelled."""

Key = tuple[str, str]


@dataclass
class Churn:
    """Changes the practice's `day` at random, `rate` of all requests of appointments."""

    system: System
    practice: AnyBook
    day: date
    dice: random.Random
    rate: float
    people: list[str]
    touched: set[str] = field(default_factory=set)
    swapped: set[str] = field(default_factory=set)
    strikes: int = 0
    is_on: bool = False

    def __call__(self, call: Call) -> None:
        if self.is_on and self._is_hit(call) and self.dice.random() < self.rate:
            self.strikes += 1
            self.strike()

    def _is_hit(self, call: Call) -> bool:
        return self.system.page_path in call.path

    def spoil(self, call: Call, body: bytes) -> bytes:
        """Now and then a page holds a row twice, or its rows in another order.

        The double takes another row's place on a page that is full.
        """
        if not self.is_on or not self.system.is_page(call.path):
            return body
        if self.dice.random() >= self.rate / 4:
            return body
        page = json.loads(body)
        rows = self.system.rows_of(page)
        if rows and self.dice.random() < 0.5:
            if not self.system.holds_more(page):
                rows.pop(self.dice.randrange(len(rows)))
            rows.insert(self.dice.randrange(len(rows) + 1), self.dice.choice(rows))
        elif rows:
            self.dice.shuffle(rows)
        return json.dumps(page).encode()

    def strike(self) -> None:
        """One change of the book, of any kind."""
        kinds = (
            self._add, self._delete, self._cancel, self._move, self._move, self._hand_over,
            self._arrive, self._postpone, self._swap_patient,
        )  # fmt: skip
        rows = self.practice.appointments(self.day)
        kind = self.dice.choice(kinds) if len(rows) > 8 else self._add
        kind(self.dice.choice(rows) if rows else None)

    def _start(self) -> datetime:
        opens = datetime(
            self.day.year, self.day.month, self.day.day, 8, tzinfo=self.practice.tzinfo
        )
        return opens + timedelta(minutes=5 * self.dice.randrange(110))

    def _add(self, _row: Entry | None) -> None:
        patients = self.practice.patients()
        made = self.practice.add(
            practitioner_id=self.dice.choice(self.people),
            start=self._start(),
            id=str(uuid.UUID(int=self.dice.getrandbits(128), version=4)),
            patient_ids=(self.dice.choice(patients).id,),
        )
        self.touched.add(made.id)

    def _delete(self, row: Entry) -> None:
        self.practice.delete(row.id)
        self.touched.add(row.id)

    def _cancel(self, row: Entry) -> None:
        self.practice.cancel(row.id, by=self.dice.choice(("status", "extension", "both")))

    def _move(self, row: Entry) -> None:
        self.practice.move(row.id, start=self._start())
        self.touched.add(row.id)

    def _hand_over(self, row: Entry) -> None:
        self.practice.move(row.id, practitioner_id=self.dice.choice(self.people))
        self.touched.add(row.id)

    def _postpone(self, row: Entry) -> None:
        self.practice.move(row.id, start=self._start() + timedelta(days=self.dice.choice((-1, 1))))
        self.touched.add(row.id)

    def _arrive(self, row: Entry) -> None:
        self.practice.mark_arrived(row.id)

    def _swap_patient(self, row: Entry) -> None:
        patient = self.dice.choice(self.practice.patients())
        self.practice.change(row.id, patient_ids=(patient.id,))
        self.touched.add(row.id)
        self.swapped.add(row.id)


def small_practice(
    day: date, dice: random.Random, *, rows: int, people: int = 2, system: str = "gentu"
) -> AnyBook:
    """A few practitioners with `rows` appointments on `day` between them."""
    practice: AnyBook = SYSTEMS[system].made_up(day)
    for row in practice.appointments():
        practice.delete(row.id)
    active = [one.id for one in practice.practitioners() if one.active]
    churn = Churn(
        system=SYSTEMS[system],
        practice=practice,
        day=day,
        dice=dice,
        rate=0,
        people=active[:people],
    )
    for _ in range(rows):
        churn._add(None)
    return practice


def book_of(practice: AnyBook, day: date) -> dict[Key, Place]:
    """What the vendor has on `day`, a row a patient."""
    return {
        (row.id, patient_id): (
            row.practitioner_id,
            row.start.astimezone(UTC),
            practice.is_cancelled(row),
        )
        for row in practice.appointments(day)
        for patient_id in row.patient_ids or ("",)
    }


def has(practice: AnyBook, key: Key) -> bool:
    """Whether the vendor has this row on whatever day."""
    try:
        row = practice.appointment(key[0])
    except KeyError:
        return False
    return key[1] in (row.patient_ids or ("",))


def sheet_of(stored: list[dict[str, Any]], day: date) -> dict[Key, Place]:
    """What the desk has on `day`: rows that are not marked as gone."""
    return {
        (row["pms_appointment_id"], row["pms_patient_id"]): (
            row["pms_practitioner_id"],
            row["start_at"],
            row["status"] == "cancelled",
        )
        for row in stored
        if row["local_day"] == day and row["removed_at"] is None
    }


async def stored_around(desk: Desk, day: date) -> list[dict[str, Any]]:
    """The stored rows of `day` and its neighbours, as far as `sheet_of` needs them."""
    table = run_sheet_appointments.c
    query = select(
        table.pms_appointment_id,
        table.pms_patient_id,
        table.pms_practitioner_id,
        table.local_day,
        table.start_at,
        table.status,
        table.removed_at,
    ).where(table.local_day.between(day - timedelta(days=2), day + timedelta(days=2)))
    return await desk.services.core.database.read(
        lambda sql: [dict(row._mapping) for row in sql.execute(query)]
    )


def false_removals(stored: list[dict[str, Any]], practice: AnyBook) -> list[Key]:
    """Rows marked as gone that the vendor has."""
    keys = [
        (row["pms_appointment_id"], row["pms_patient_id"])
        for row in stored
        if row["removed_at"] is not None
    ]
    return [key for key in keys if has(practice, key)]
