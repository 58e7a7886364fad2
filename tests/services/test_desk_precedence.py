"""Precedence as a state machine: the practice system, two persons, syncs and crashes, at random.

After every complete sync what the system owns is as the system has it unless an edit is active;
every edit is visible or in the history; what the desk owns is as the desk left it.
"""

import asyncio
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import Connection as Sql
from sqlalchemy import Table, select

from app.domain.appointment import Appointment, AppointmentStatus, Patient
from app.domain.connection import NEW_CLINICIAN, MappingAnswer
from app.domain.local_edit import EditField, start_text
from app.domain.phone import phone_digits
from app.domain.practice import Practitioner
from app.domain.reconcile import FetchedCell, compare
from app.domain.run_sheet import RunSheetRow
from app.services import Settings, open_services
from app.services.sheet.desk import EditChanges, ManualRow
from app.store.connection import connections, practitioners
from app.store.ids import new_id
from app.store.schema import appointment_changes, local_edits, pms_clinician_mappings
from app.store.sync.day import CellWrite, DayWrites, write_day
from app.store.sync.stored_day import read_rows
from tests.support.desk import DAY, NOON, Clock

EXAMPLES, STEPS = 10, 100
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112  # no disk waits
IDS = ("1", "2", "3")
PEOPLE = ("lee", "nair")
WHICH = st.integers(0, len(IDS) - 1)
PERSON = st.sampled_from(["user A", "user B"])
SLOTS = st.integers(0, 5)
PHONES = st.sampled_from(["0400 000 001", "0400 000 002", "0400 000 003"])
STATUSES = st.sampled_from([AppointmentStatus.ARRIVED, AppointmentStatus.NO_SHOW])
FIELDS = tuple(EditField)


class Crash(Exception):
    """The process ends in the middle of a sync's transaction."""


class Precedence(RuleBasedStateMachine):
    """`expected` is what each field of each row must show; `edits` every word a person gave."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    @initialize()
    def open(self) -> None:
        self.book = {id_: _booked(number) for number, id_ in enumerate(IDS)}
        self.run(self._open())
        self.active: dict[tuple[str, EditField], str | None] = {}
        self.base: dict[tuple[str, EditField], str | None] = {}
        self.known = self._system()
        self.off = dict.fromkeys(IDS, False)
        self.notes: dict[str, str | None] = dict.fromkeys(IDS)
        self.given: list[tuple[str, EditField, str | None]] = []
        self.manual: set[str] = set()

    async def _open(self) -> None:
        self.clock = Clock()
        settings = Settings(data_dir=Path(self.folder.name), environment={}, memory_secrets=True)
        self.services = await open_services(settings, now=self.clock)
        self.database = self.services.core.database
        self.connection_id = await self.database.write(_connected, self.clock())
        await self._sync()
        columns = await self._read(pms_clinician_mappings)
        self.columns = {
            each["pms_practitioner_id"]: each["run_sheet_clinician_id"] for each in columns
        }
        sheet = await self.services.run_sheet.sheet()
        self.row_ids = {str(row.pms_appointment_id): row.id for row in sheet.rows}

    async def _sync(self, *, people: Sequence[str] = PEOPLE, crash: bool = False) -> None:
        """What a sync does once it has read these practitioners' whole day."""
        await self.database.write(
            _write_read_day, self.connection_id, self.book, people, self.clock(), crash
        )

    async def _read(self, table: Table) -> list[dict[str, Any]]:
        return await self.database.read(
            lambda sql: [dict(row._mapping) for row in sql.execute(select(table))]
        )

    def teardown(self) -> None:
        if hasattr(self, "services"):
            self.run(self.services.aclose())
        self.runner.close()
        self.folder.cleanup()

    # --- the practice system -----------------------------------------------------------------

    def _change(self, which: int, **changes: Any) -> None:
        self.book[IDS[which]] = replace(self.book[IDS[which]], **changes)

    @rule(which=WHICH, slot=SLOTS)
    def system_moves(self, which: int, slot: int) -> None:
        self._change(which, start=_slot(slot), end=_slot(slot) + timedelta(minutes=15))

    @rule(which=WHICH, whom=st.sampled_from(PEOPLE))
    def system_hands_over(self, which: int, whom: str) -> None:
        self._change(which, pms_practitioner_id=whom)

    @rule(which=WHICH, status=st.sampled_from(list(AppointmentStatus)))
    def system_sets_the_status(self, which: int, status: AppointmentStatus) -> None:
        self._change(which, status=status)

    @rule(which=WHICH, phone=PHONES)
    def system_changes_the_phone(self, which: int, phone: str) -> None:
        patient = self.book[IDS[which]].patient
        assert patient is not None
        self._change(which, patient=replace(patient, phone=phone.replace(" ", "")))

    # --- the desk ----------------------------------------------------------------------------

    @rule(which=WHICH, slot=SLOTS, who=PERSON)
    def person_moves(self, which: int, slot: int, who: str) -> None:
        start = _slot(slot)
        self._edit(which, EditField.START, start_text(start), EditChanges(start=start), who)

    @rule(which=WHICH, whom=st.sampled_from(PEOPLE), who=PERSON)
    def person_hands_over(self, which: int, whom: str, who: str) -> None:
        column = self.columns[whom]
        self._edit(which, EditField.CLINICIAN, column, EditChanges(clinician_id=column), who)

    @rule(which=WHICH, status=STATUSES, who=PERSON)
    def person_sets_the_status(self, which: int, status: AppointmentStatus, who: str) -> None:
        self._edit(which, EditField.STATUS, status.value, EditChanges(status=status), who)

    @rule(which=WHICH, phone=PHONES, who=PERSON)
    def person_changes_the_phone(self, which: int, phone: str, who: str) -> None:
        self._edit(which, EditField.PHONE, phone, EditChanges(phone=phone), who)

    @rule(which=WHICH, text=st.sampled_from(["", "one", "two"]), who=PERSON)
    def person_writes_a_note(self, which: int, text: str, who: str) -> None:
        with _as(who):
            self.run(self.services.desk.set_note(self.row_ids[IDS[which]], text))
        self.notes[IDS[which]] = text or None

    @rule(slot=SLOTS, who=PERSON)
    def person_adds_a_row(self, slot: int, who: str) -> None:
        if len(self.manual) < 3:
            row = ManualRow(
                start=_slot(slot),
                minutes=15,
                clinician_id=self.columns[PEOPLE[0]],
                last_name="Walker",
            )
            with _as(who):
                self.manual.add(self.run(self.services.desk.add_row(row)))

    @rule(which=WHICH)
    def person_uses_theirs_again(self, which: int) -> None:
        id_ = IDS[which]
        row = self._rows()[id_]
        for edit in row.edits[:1]:
            if edit.is_active or row.removed_at is not None:
                continue
            self.run(self.services.desk.reapply_edit(edit.id))
            self._said(id_, edit.field, edit.value)

    # --- syncs and crashes -------------------------------------------------------------------

    @rule()
    def sync(self) -> None:
        self.clock.advance(minutes=1)
        self.run(self._sync())
        self._settle()
        self._every_word_is_visible_or_in_the_history()

    @rule()
    def crash_while_syncing(self) -> None:
        """All that the sync wrote is rolled back; the next one finds the same."""
        with pytest.raises(Crash):
            self.run(self._sync(crash=True))

    # --- what must hold ----------------------------------------------------------------------

    @invariant()
    def every_field_shows_what_it_must(self) -> None:
        if not hasattr(self, "manual"):
            return
        rows = self._rows()
        for id_ in IDS:
            for field in FIELDS:
                wanted = self.active.get((id_, field), self.known[id_][field])
                assert _shown(rows[id_], field) == wanted, (field, "shown")
            assert rows[id_].notes == self.notes[id_]

    def _every_word_is_visible_or_in_the_history(self) -> None:
        kept = {
            (each["appointment_id"], each["field"], each["value"])
            for each in self.run(self._read(local_edits))
        }
        told = {each["sync_id"] for each in self.run(self._read(appointment_changes))}
        for id_, field, value in self.given:
            assert (self.row_ids[id_], field.value, value) in kept
        edits = {each["id"] for each in self.run(self._read(local_edits))}
        assert edits <= told
        sheet = self.run(self.services.run_sheet.sheet())
        assert self.manual == {row.id for row in sheet.rows if row.is_manual}

    # --- the model ---------------------------------------------------------------------------

    def _edit(
        self, which: int, field: EditField, value: str, changes: EditChanges, who: str
    ) -> None:
        id_ = IDS[which]
        before = self._rows()[id_]
        with _as(who):
            self.run(
                self.services.desk.change(before.id, changes, seen_updated_at=before.updated_at)
            )
        if _plain(field, value) != _shown(before, field):
            self._said(id_, field, value)

    def _said(self, id_: str, field: EditField, value: str | None) -> None:
        if _plain(field, value) == self.known[id_][field]:
            self.active.pop((id_, field), None)
            return
        self.active[id_, field] = _plain(field, value)
        self.base[id_, field] = self.known[id_][field]
        self.given.append((id_, field, value))

    def _settle(self) -> None:
        system = self._system()
        for (id_, field), value in list(self.active.items()):
            has_ended = self._is_cancelled(id_) and not self.off[id_]
            if system[id_][field] == value:
                del self.active[id_, field]
            elif system[id_][field] != self.base[id_, field] or has_ended:
                del self.active[id_, field]
                edits = self._rows()[id_].edits
                assert any(_plain(field, e.value) == value and not e.is_active for e in edits), (
                    "not shown"
                )
        self.known = system
        self.off = {id_: self._is_cancelled(id_) for id_ in IDS}

    def _system(self) -> dict[str, dict[EditField, str | None]]:
        """What the practice's book says now."""
        return {id_: self._facts(id_) for id_ in IDS}

    def _facts(self, id_: str) -> dict[EditField, str | None]:
        booked = self.book[id_]
        assert booked.patient is not None
        return {
            EditField.START: start_text(booked.start),
            EditField.CLINICIAN: self.columns[booked.pms_practitioner_id],
            EditField.STATUS: booked.status.value,
            EditField.PHONE: booked.patient.phone,
        }

    def _is_cancelled(self, id_: str) -> bool:
        return self.book[id_].status is AppointmentStatus.CANCELLED

    def _rows(self) -> dict[str, RunSheetRow]:
        sheet = self.run(self.services.run_sheet.sheet())
        rows = [row for row in sheet.rows if not row.has_moved_away]
        return {str(row.pms_appointment_id): row for row in rows if not row.is_manual}


def _slot(number: int) -> datetime:
    return NOON + timedelta(minutes=30 * number)


def _booked(number: int) -> Appointment:
    return Appointment(
        pms_appointment_id=IDS[number],
        pms_practitioner_id=PEOPLE[number % 2],
        start=_slot(number),
        end=_slot(number) + timedelta(minutes=15),
        status=AppointmentStatus.BOOKED,
        patient=Patient(pms_patient_id=IDS[number], phone="0400000001"),
    )


def _connected(sql: Sql, now: datetime) -> str:
    """A connection with two practitioners, each with a column."""
    values = {"display_name": "Gentu", "tenant_id": "1", "timezone": "Australia/Melbourne"}
    values |= {"sync_telehealth_only": False}
    connection_id = connections.add_connection(sql, pms_type="gentu", values=values, now=now)
    people = [
        Practitioner(
            pms_practitioner_id=id_, family_name=id_, given_name=None, prefix=None, is_active=True
        )
        for id_ in PEOPLE
    ]
    practitioners.save_practitioners(sql, connection_id, people, now=now)
    answers = [
        MappingAnswer(
            pms_practitioner_id=id_, pms_practitioner_name=id_, clinician_id=NEW_CLINICIAN
        )
        for id_ in PEOPLE
    ]
    practitioners.save_mappings(sql, connection_id, answers, now=now)
    return connection_id


def _write_read_day(
    sql: Sql,
    connection_id: str,
    book: Mapping[str, Appointment],
    people: Sequence[str],
    now: datetime,
    crash: bool,
) -> None:
    cells = [
        FetchedCell(
            pms_practitioner_id=who,
            is_complete=True,
            appointments=tuple(each for each in book.values() if each.pms_practitioner_id == who),
        )
        for who in people
    ]
    stored = read_rows(sql, connection_id, day=DAY, practitioner_ids=people, fetched_ids=list(book))
    found = compare(cells, stored, day=DAY, settled={})
    writes = DayWrites(
        day=DAY,
        timezone="Australia/Melbourne",
        changes=found.changes,
        removed=(*found.vanished, *found.replaced),
        cells=[
            CellWrite(pms_practitioner_id=who, marks=(), row_count=1, quarantined_count=0)
            for who in people
        ],
        failures=(),
        quarantined={},
    )
    write_day(sql, connection_id, writes, run_id=new_id(), now=now)
    if crash:
        raise Crash


def _shown(row: RunSheetRow, field: EditField) -> str | None:
    return {
        EditField.START: start_text(row.start),
        EditField.CLINICIAN: row.clinician_id,
        EditField.STATUS: row.status.value,
        EditField.PHONE: _plain(EditField.PHONE, row.patient_phone),
    }[field]


def _plain(field: EditField, value: str | None) -> str | None:
    return phone_digits(value) or None if field is EditField.PHONE else value


def _as(who: str) -> Any:
    return patch("app.services.sheet.desk.current_user", lambda: who)


Precedence.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestPrecedence = Precedence.TestCase
