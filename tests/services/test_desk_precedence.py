"""Precedence as a state machine: the practice system, two persons, syncs and crashes, at random.

Columns are given to others and hidden, the connection is removed and made again, walk-ins are
joined with the system's rows, and two persons write one note. After every complete sync what the
system owns is as the system has it unless an edit is active; every edit is visible or in the
history; what the desk owns is as the desk left it.
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
from app.domain.connection import MappingAnswer
from app.domain.errors import ChangedMeanwhile
from app.domain.local_edit import EditField, start_text
from app.domain.phone import phone_digits
from app.domain.practice import Practitioner
from app.domain.reconcile import FetchedCell, compare
from app.domain.run_sheet import RunSheetRow
from app.services import Settings, open_services
from app.services.sheet.desk import EditChanges, ManualRow
from app.store.connection import connections, practitioners
from app.store.ids import new_id
from app.store.schema import appointment_changes, local_edits, run_sheet_appointments
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
ROOMS = st.integers(0, 1)
NOTES = st.sampled_from(["", "one", "two"])
PHONES = st.sampled_from(["0400 000 001", "0400 000 002", "0400 000 003"])
STATUSES = st.sampled_from([AppointmentStatus.ARRIVED, AppointmentStatus.NO_SHOW])
FIELDS = tuple(EditField)


class Crash(Exception):
    """The process ends in the middle of a sync's transaction."""


class Precedence(RuleBasedStateMachine):
    """`active`: what persons' words must show, by row and field; `base`: what the system said then;
    `known`: what it said at the last sync, of the clinician its own practitioner; `columns`: whose
    column is which (None: hidden); `given`: every word that a person gave.
    """

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
        self.untold: set[str] = set()

    async def _open(self) -> None:
        self.clock = Clock()
        settings = Settings(data_dir=Path(self.folder.name), environment={}, memory_secrets=True)
        self.services = await open_services(settings, now=self.clock)
        self.database = self.services.core.database
        add = self.services.desk.add_clinician
        self.rooms = [await add(name) for name in ("One", "Two")]
        self.columns: dict[str, str | None] = dict(zip(PEOPLE, self.rooms, strict=True))
        await self._connect()

    async def _connect(self) -> None:
        """A connection to the practice, and its first sync."""
        self.connection_id = await self.database.write(_connected, self.columns, self.clock())
        await self._sync()
        rows = await self._read(run_sheet_appointments)
        self.row_ids = {
            row["pms_appointment_id"]: row["id"]
            for row in rows
            if row["pms_connection_id"] == self.connection_id
        }

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

    @rule(which=WHICH, room=ROOMS, who=PERSON)
    def person_hands_over(self, which: int, room: int, who: str) -> None:
        column = self.rooms[room]
        self._edit(which, EditField.CLINICIAN, column, EditChanges(clinician_id=column), who)

    @rule(which=WHICH, status=STATUSES, who=PERSON)
    def person_sets_the_status(self, which: int, status: AppointmentStatus, who: str) -> None:
        self._edit(which, EditField.STATUS, status.value, EditChanges(status=status), who)

    @rule(which=WHICH, phone=PHONES, who=PERSON)
    def person_changes_the_phone(self, which: int, phone: str, who: str) -> None:
        self._edit(which, EditField.PHONE, phone, EditChanges(phone=phone), who)

    @rule(which=WHICH, text=NOTES, who=PERSON)
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
                clinician_id=self.rooms[0],
                last_name="Walker",
            )
            with _as(who):
                self.manual.add(self.run(self.services.desk.add_row(row)))

    @rule(which=WHICH)
    def person_uses_theirs_again(self, which: int) -> None:
        id_ = IDS[which]
        row = self._rows().get(id_)
        for edit in row.edits[:1] if row else ():
            if edit.is_active or row.removed_at is not None:
                continue
            self.run(self.services.desk.reapply_edit(edit.id))
            self._said(id_, edit.field, edit.value)

    @rule(which=WHICH, texts=st.tuples(NOTES, NOTES))
    def two_persons_write_one_note(self, which: int, texts: tuple[str, str]) -> None:
        """The second began from the note as it was before the first: it is refused, not lost."""
        id_, (first, second) = IDS[which], texts
        seen, set_note = self.notes[id_], self.services.desk.set_note
        self.run(set_note(self.row_ids[id_], first, seen=seen))
        if (first or None) in (seen, second or None):
            self.run(set_note(self.row_ids[id_], second, seen=seen))
            self.notes[id_] = second or None
            return
        with pytest.raises(ChangedMeanwhile):
            self.run(set_note(self.row_ids[id_], second, seen=seen))
        self.notes[id_] = first or None

    @rule(which=WHICH, phone=PHONES, is_undone=st.booleans(), who=PERSON)
    def person_joins_a_walk_in(self, which: int, phone: str, is_undone: bool, who: str) -> None:
        """Its words become those of the system's row; undone, everything is as it was."""
        id_ = IDS[which]
        before = self._rows().get(id_)
        if before is None:
            return
        model = (dict(self.active), dict(self.base), self.notes[id_])
        with _as(who):
            walk_in = self.run(self.services.desk.add_row(self._walk_in(phone)))
            deleted = self.run(self.services.desk.join(walk_in, self.row_ids[id_]))
        if before.status in (AppointmentStatus.BOOKED, AppointmentStatus.CONFIRMED):
            self._said(id_, EditField.STATUS, AppointmentStatus.ARRIVED.value)
        if _plain(EditField.PHONE, phone) != _shown(before, EditField.PHONE):
            self._said(id_, EditField.PHONE, phone)
        if self.notes[id_] != "walked in":
            self.notes[id_] = "\n".join(filter(None, (self.notes[id_], "walked in")))
        self.every_field_shows_what_it_must()
        if is_undone:
            self.run(self.services.desk.restore_row(deleted))
            self.active, self.base, self.notes[id_] = model
            self.run(self.services.desk.delete_manual_row(walk_in))

    def _walk_in(self, phone: str) -> ManualRow:
        return ManualRow(
            start=_slot(0),
            minutes=15,
            clinician_id=self.rooms[0],
            last_name="Walker",
            phone=phone,
            notes="walked in",
            status=AppointmentStatus.ARRIVED,
        )

    # --- columns and connections -------------------------------------------------------------

    @rule(
        whom=st.sampled_from(PEOPLE), room=ROOMS, is_hidden=st.integers(0, 3).map(lambda n: n == 0)
    )
    def person_gives_another_column(self, whom: str, room: int, is_hidden: bool) -> None:
        """No word of the system: edits stay what they are."""
        self.columns[whom] = None if is_hidden else self.rooms[room]
        self.run(self.database.write(_map, self.connection_id, self.columns, self.clock()))

    @rule()
    def practice_is_removed_and_connected_again(self) -> None:
        """Every word that is shown, and those on hidden rows, go over to the new rows."""
        self.sync()
        kept = self._kept_words()
        self.run(self.services.connections.delete(self.connection_id))
        self.run(self._connect())
        assert self._kept_words() == kept
        self.given = [each for each in self.given if each in kept]
        self.untold = {each["id"] for each in self.run(self._read(local_edits))}

    def _kept_words(self) -> set[tuple[str, EditField, str | None]]:
        ids = {row_id: id_ for id_, row_id in self.row_ids.items()}
        return {
            (ids[each["appointment_id"]], EditField(each["field"]), each["value"])
            for each in self.run(self._read(local_edits))
            if each["state"] in ("active", "superseded") and each["appointment_id"] in ids
        }

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
        if not hasattr(self, "untold"):
            return
        rows = self._rows()
        for id_ in IDS:
            column = self._must_show(id_, EditField.CLINICIAN)
            assert (id_ in rows) == (column is not None), "on the sheet"
            if column is None:
                continue
            for field in FIELDS:
                wanted = self._must_show(id_, field)
                assert _shown(rows[id_], field) == wanted, (field, "shown")
            assert rows[id_].notes == self.notes[id_]

    def _must_show(self, id_: str, field: EditField) -> str | None:
        return self.active.get((id_, field), self._shown_word(field, self.known[id_][field]))

    def _shown_word(self, field: EditField, word: str | None) -> str | None:
        """What the sheet makes of the system's word: of a practitioner, their column."""
        return self.columns[str(word)] if field is EditField.CLINICIAN else word

    def _every_word_is_visible_or_in_the_history(self) -> None:
        kept = {
            (each["appointment_id"], each["field"], each["value"])
            for each in self.run(self._read(local_edits))
        }
        told = {each["sync_id"] for each in self.run(self._read(appointment_changes))}
        for id_, field, value in self.given:
            assert (self.row_ids[id_], field.value, value) in kept
        edits = {each["id"] for each in self.run(self._read(local_edits))}
        assert edits - self.untold <= told
        sheet = self.run(self.services.run_sheet.sheet())
        assert self.manual == {row.id for row in sheet.rows if row.is_manual}

    # --- the model ---------------------------------------------------------------------------

    def _edit(
        self, which: int, field: EditField, value: str, changes: EditChanges, who: str
    ) -> None:
        id_ = IDS[which]
        before = self._rows().get(id_)
        if before is None:
            return
        with _as(who):
            self.run(
                self.services.desk.change(before.id, changes, seen_updated_at=before.updated_at)
            )
        if _plain(field, value) != _shown(before, field):
            self._said(id_, field, value)

    def _said(self, id_: str, field: EditField, value: str | None) -> None:
        if _plain(field, value) == self._shown_word(field, self.known[id_][field]):
            self.active.pop((id_, field), None)
            return
        self.active[id_, field] = _plain(field, value)
        self.base[id_, field] = self.known[id_][field]
        self.given.append((id_, field, value))

    def _settle(self) -> None:
        system, overruled = self._system(), []
        for (id_, field), value in list(self.active.items()):
            has_ended = self._is_cancelled(id_) and not self.off[id_]
            word = system[id_][field]
            is_another = word != self.base[id_, field]
            if is_another and self._shown_word(field, word) == value:
                del self.active[id_, field]
            elif is_another or has_ended:
                del self.active[id_, field]
                overruled.append((id_, field, value))
        self.known = system
        rows = self._rows()
        for id_, field, value in overruled:
            edits = rows[id_].edits if id_ in rows else ()
            is_told = any(_plain(field, e.value) == value and not e.is_active for e in edits)
            assert is_told or id_ not in rows, "not shown"
        self.off = {id_: self._is_cancelled(id_) for id_ in IDS}

    def _system(self) -> dict[str, dict[EditField, str | None]]:
        """What the practice's book says now."""
        return {id_: self._facts(id_) for id_ in IDS}

    def _facts(self, id_: str) -> dict[EditField, str | None]:
        booked = self.book[id_]
        assert booked.patient is not None
        return {
            EditField.START: start_text(booked.start),
            EditField.CLINICIAN: booked.pms_practitioner_id,
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


def _connected(sql: Sql, columns: Mapping[str, str | None], now: datetime) -> str:
    """A connection with two practitioners, and their columns."""
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
    _map(sql, connection_id, columns, now)
    return connection_id


def _map(sql: Sql, connection_id: str, columns: Mapping[str, str | None], now: datetime) -> None:
    answers = [
        MappingAnswer(pms_practitioner_id=id_, pms_practitioner_name=id_, clinician_id=column)
        for id_, column in columns.items()
    ]
    practitioners.save_mappings(sql, connection_id, answers, now=now)


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
