"""Appointments that name no practitioner: counted and told apart, in no column, never gone."""

import dataclasses
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from app.adapters.base import NOBODY, PractitionerDay, PractitionerFailure
from app.adapters.http import HttpClient
from app.adapters.pms.gentu.client import GentuAdapter
from app.domain.appointment import NO_PRACTITIONER, QuarantinedRecord
from app.domain.errors import BadAnswer
from app.domain.sync_run import SyncStatus
from app.store.schema import sync_quarantine, sync_snapshots
from tests.support.desk import IMPATIENT, OwnVendors, front_desk, over


def record(number, *, reason=NO_PRACTITIONER, appointment_id=None):
    return QuarantinedRecord(
        reason=reason, payload_sha256=f"{number:064}", pms_appointment_id=appointment_id
    )


@dataclasses.dataclass
class Book:
    """A system that lists the whole practice at once, as a test sets it.

    `nobodys`: its records without a practitioner. `lost`: appointments that are among these now.
    """

    nobodys: tuple = ()
    lost: frozenset = frozenset()
    is_complete: bool = True
    tells_when_none: bool = True
    fails: frozenset = frozenset()
    told: tuple = ()
    asked: list = dataclasses.field(default_factory=list)

    def open_adapter(self, http, account):
        return PracticeWide(GentuAdapter.open(http, account), self)


class PracticeWide:
    """Gentu's adapter as if it read one list of the whole practice."""

    def __init__(self, inner, book):
        self._inner, self._book = inner, book

    def __getattr__(self, name):
        return getattr(self._inner, name)

    async def appointment(self, pms_appointment_id):
        self._book.asked.append(pms_appointment_id)
        return await self._inner.appointment(pms_appointment_id)

    async def fetch_day(self, day, practitioner_ids, known):
        assert NOBODY not in practitioner_ids
        book = self._book
        async for cell in self._inner.fetch_day(day, practitioner_ids, known):
            if cell.pms_practitioner_id in book.fails or "all" in book.fails:
                yield PractitionerFailure(
                    pms_practitioner_id=cell.pms_practitioner_id, error=BadAnswer(system="Gentu")
                )
                continue
            rows = [row for row in cell.appointments if row.pms_appointment_id not in book.lost]
            yield dataclasses.replace(cell, appointments=tuple(rows))
        if NOBODY in book.fails:
            yield PractitionerFailure(pms_practitioner_id=NOBODY, error=BadAnswer(system="Gentu"))
        elif book.nobodys or (NOBODY in known and book.tells_when_none):
            is_unchanged = NOBODY in known and book.nobodys == book.told
            book.told = book.nobodys
            yield PractitionerDay(
                pms_practitioner_id=NOBODY,
                is_complete=book.is_complete,
                is_unchanged=is_unchanged,
                quarantined=() if is_unchanged else book.nobodys,
            )


@asynccontextmanager
async def practice_wide(tmp_path, **facts):
    book = Book(**facts)
    async with front_desk(tmp_path) as desk:
        own = OwnVendors(HttpClient(patience=IMPATIENT), open_adapter=book.open_adapter)
        desk.services = over(desk.services, own)
        try:
            yield desk, book
        finally:
            await own.aclose()


async def told(desk):
    sheet = await desk.services.run_sheet.sheet()
    return sheet.quarantined_count, sheet.without_practitioner_count


def single(desk):
    """A live appointment of one patient."""
    return next(r for r in desk.book() if len(r.patient_ids) == 1 and not r.cancelled_at)


TWO_AND_ONE = (record(1), record(2), record(3, reason="start_missing", appointment_id="x"))


async def test_they_are_counted_and_told_apart_from_what_could_not_be_read(tmp_path):
    async with practice_wide(tmp_path, nobodys=TWO_AND_ONE) as (desk, _book):
        steps = []
        run = await desk.sync(progress=steps.append)
        assert (run.status, run.counts.quarantined) == (SyncStatus.SUCCESS, 3)
        assert run.counts.created == run.counts.fetched > 50
        assert await told(desk) == (1, 2)
        assert len(run.outcomes) == 4
        assert NOBODY not in {one.pms_practitioner_id for one in run.outcomes}
        assert [(step.done, step.total) for step in steps] == [(n, 4) for n in range(5)]
        assert all(step.practitioner_name for step in steps[1:])


async def test_while_nothing_changes_they_stay_counted(tmp_path):
    async with practice_wide(tmp_path, nobodys=TWO_AND_ONE) as (desk, _book):
        first = await desk.sync()
        again = await desk.sync()
        assert (again.status, again.counts.quarantined) == (SyncStatus.SUCCESS, 3)
        assert again.counts.unchanged == first.counts.created
        assert await told(desk) == (1, 2)


@pytest.mark.parametrize("tells", [True, False])
async def test_when_each_has_a_practitioner_there_are_none_any_more(tmp_path, tells):
    """Whether the system still tells of nobody's records, or has nothing to tell."""
    async with practice_wide(tmp_path, nobodys=TWO_AND_ONE, tells_when_none=tells) as (desk, book):
        await desk.sync()
        book.nobodys = ()
        desk.clock.advance(minutes=15)
        desk.practice.mark_arrived(single(desk).id)
        run = await desk.sync()
        assert (run.counts.quarantined, await told(desk)) == (0, (0, 0))
        (left,) = await desk.read(sync_snapshots, sync_snapshots.c.pms_practitioner_id == NOBODY)
        assert (left["quarantined_count"], left["page_marks"]) == (0, [])
        assert (await desk.sync()).counts.quarantined == 0


async def test_while_a_list_is_missing_they_are_not_believed_to_be_none(tmp_path):
    async with practice_wide(tmp_path, nobodys=TWO_AND_ONE, tells_when_none=False) as (desk, book):
        await desk.sync()
        victim = single(desk).practitioner_id
        book.nobodys, book.fails = (), frozenset({victim})
        other = next(row for row in desk.book() if row.practitioner_id != victim)
        desk.practice.move(other.id, start=other.start + timedelta(minutes=1))
        desk.clock.advance(minutes=15)
        assert (await desk.sync()).status is SyncStatus.PARTIAL
        assert await told(desk) == (1, 2)


async def test_a_row_that_lost_its_practitioner_stays_and_is_never_asked_for(tmp_path):
    async with practice_wide(tmp_path) as (desk, book):
        await desk.sync()
        victim = single(desk)
        book.lost = frozenset({victim.id})
        book.nobodys = (record(1, appointment_id=victim.id),)
        mates = [row for row in desk.book() if row.practitioner_id == victim.practitioner_id]
        for mate in mates[-2:]:  # nobody's list is another one the first time only
            desk.practice.move(mate.id, start=mate.start + timedelta(minutes=1))
            run = await desk.sync()
            counts = run.counts
            assert (run.status, counts.updated, counts.removed) == (SyncStatus.SUCCESS, 1, 0)
            assert (counts.quarantined, counts.held) == (1, 0)
        assert book.asked == []
        assert (await desk.row(victim.id)).removed_at is None


async def test_a_list_of_nobodys_that_is_not_whole_makes_the_sync_partial(tmp_path):
    async with practice_wide(tmp_path, nobodys=(record(1),), is_complete=False) as (desk, book):
        run = await desk.sync()
        assert (run.status, run.error_code) == (SyncStatus.PARTIAL, "DATA-08")
        assert [one.error_code for one in run.outcomes] == [None] * 4
        assert await told(desk) == (0, 1)
        book.nobodys, book.is_complete = (), True
        desk.clock.advance(minutes=15)
        desk.practice.mark_arrived(single(desk).id)
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        assert await desk.read(sync_quarantine) == []


async def test_nobodys_list_that_failed_fails_nobodys_part_only(tmp_path):
    async with practice_wide(tmp_path, fails=frozenset({NOBODY})) as (desk, _book):
        steps = []
        run = await desk.sync(progress=steps.append)
        assert (run.status, run.error_code) == (SyncStatus.PARTIAL, "DATA-05")
        assert run.counts.created > 50
        assert [(step.done, step.total) for step in steps] == [(n, 4) for n in range(5)]


async def test_a_sync_that_read_nobodys_records_only_has_failed(tmp_path):
    fails = frozenset({"all"})
    async with practice_wide(tmp_path, nobodys=TWO_AND_ONE, fails=fails) as (desk, _book):
        run = await desk.sync()
        assert (run.status, run.error_code) == (SyncStatus.FAILED, "DATA-05")
