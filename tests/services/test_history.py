"""The history: what each run did, whom it could not read, what it left out, page after page."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from app import adapters
from app.domain.appointment import NO_PRACTITIONER
from app.domain.errors import ConnectionNotFound, SyncRunning
from app.domain.history import HistoryFilter
from app.domain.history_words import (
    not_imported_words,
    reason_words,
    result_words,
    started_by_words,
)
from app.domain.reconcile import ChangeKind
from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services.pc.who import current_user
from app.store.ids import new_id
from app.store.schema import pms_sync_log
from tests.services.test_quarantine import SpoiltVendor
from tests.support.desk import DAY, Clock, front_desk
from tests.support.memory_vendor import memory_desk


def live_rows(desk):
    """Rows with one patient that nobody has cancelled."""
    return [row for row in desk.book() if len(row.patient_ids) == 1 and not row.cancelled_at]


def kinds(detail):
    return sorted(change.kind.value for change in detail.changes)


async def test_a_run_tells_what_was_new_moved_and_cancelled_with_before_and_after(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        first = await desk.sync()
        moved, cancelled, deleted = live_rows(desk)[:3]
        later = moved.start + timedelta(minutes=5)
        desk.practice.move(moved.id, start=later)
        desk.practice.cancel(cancelled.id)
        desk.practice.delete(deleted.id)
        clock.advance(minutes=15)
        second = await desk.sync()
        history = desk.services.history
        newest, oldest = await history.runs()
        before, after = await history.run(first.id), await history.run(second.id)
        sheet = await desk.rows()
    assert (newest.id, oldest.id) == (second.id, first.id)
    assert (newest.moved, newest.run.counts.removed) == (1, 2)
    assert before.change_count == len(before.changes) == first.counts.created
    assert {change.kind for change in before.changes} == {ChangeKind.CREATED}
    assert kinds(after) == ["cancelled", "moved", "removed"]
    (move,) = [change for change in after.changes if change.kind is ChangeKind.MOVED]
    assert (move.before_start, move.after_start) == (moved.start, later)
    row = next(row for key, row in sheet.items() if key[0] == moved.id)
    assert move.patient_name == row.patient_name
    assert row.patient_last_name not in repr(after)
    # How it was when it came, whatever has become of it since.
    (came,) = [each for each in before.changes if each.appointment_id == move.appointment_id]
    assert came.after_start == moved.start
    assert move.after_clinician in {outcome.name for outcome in second.outcomes}


async def test_a_row_that_moved_to_another_week_is_still_among_what_its_first_run_brought(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        first = await desk.sync()
        moved = live_rows(desk)[0]
        desk.practice.move(moved.id, start=moved.start + timedelta(days=7))
        clock.advance(minutes=15)
        await desk.sync()
        detail = await desk.services.history.run(first.id)
    assert detail.change_count == first.counts.created
    assert moved.start in {change.after_start for change in detail.changes}


async def test_a_partly_updated_list_names_the_column_and_it_alone_is_tried_again(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        clock.advance(minutes=15)
        desk.sandbox.faults.add("status_400", path="/appointments", times=1)
        run = await desk.sync()
        (entry, _first) = await desk.services.history.runs()
        (failed,) = entry.failed_practitioners
        name = next(each.name for each in run.outcomes if each.pms_practitioner_id == failed)
        assert (run.status, result_words(run)) == (SyncStatus.PARTIAL, f"Partly: {name}")
        clock.advance(minutes=1)
        again = await desk.sync(day=run.day, practitioner_ids=[failed], trigger=SyncTrigger.RETRY)
        entry = (await desk.services.history.runs())[0]
    assert (again.status, len(again.outcomes)) == (SyncStatus.SUCCESS, 1)
    assert started_by_words(entry.run) == current_user()


async def test_what_names_no_practitioner_is_not_imported_for_that_reason(tmp_path):
    async with front_desk(tmp_path, system="medirecords") as desk:
        run = await desk.sync()
        detail = await desk.services.history.run(run.id)
    (left_out,) = [each for each in detail.not_imported if each.reason == NO_PRACTITIONER]
    assert left_out.clinician is None
    assert not_imported_words(left_out) == f"{left_out.count} × no practitioner (MAP-02)"
    assert sum(each.count for each in detail.not_imported) == run.counts.quarantined
    assert detail.no_longer_known == 0


async def test_an_unreadable_record_is_told_with_its_column_and_reason_until_it_is_read(tmp_path):
    vendor, clock = SpoiltVendor(), Clock()
    async with memory_desk(tmp_path, vendor, clock=clock) as desk:
        await desk.sync()
        victim = vendor.plain_rows()[10]
        vendor.spoilt[victim.id] = {"startAt": None}
        clock.advance(minutes=15)
        spoilt = await desk.sync()
        history = desk.services.history
        detail = await history.run(spoilt.id)
        vendor.spoilt.clear()
        clock.advance(minutes=15)
        healed = await desk.sync()
        afterwards, clean = await history.run(spoilt.id), await history.run(healed.id)
    (left_out,) = detail.not_imported
    names = {each.pms_practitioner_id: each.name for each in spoilt.outcomes}
    assert left_out.clinician == names[victim.practitioner_id]
    assert not_imported_words(left_out) == f"1 × no start time, {left_out.clinician} (DATA-01)"
    assert (afterwards.not_imported, afterwards.no_longer_known) == ((), 1)
    assert (clean.not_imported, clean.no_longer_known) == ((), 0)


async def test_a_check_of_one_column_tells_of_its_own_records_only(tmp_path):
    vendor, clock = SpoiltVendor(), Clock()
    async with memory_desk(tmp_path, vendor, clock=clock) as desk:
        await desk.sync()
        by_owner = {row.practitioner_id: row for row in vendor.plain_rows()}
        (owner, first), (_other, second) = list(by_owner.items())[:2]
        vendor.spoilt |= {first.id: {"startAt": None}, second.id: {"startAt": None}}
        clock.advance(minutes=15)
        whole = await desk.sync()
        clock.advance(minutes=1)
        part = await desk.sync(practitioner_ids=[owner])
        of_all = await desk.services.history.run(whole.id)
        of_one = await desk.services.history.run(part.id)
    names = {each.pms_practitioner_id: each.name for each in whole.outcomes}
    assert len(of_all.not_imported) == 2
    assert [each.clinician for each in of_one.not_imported] == [names[owner]]
    assert of_one.no_longer_known == 0


async def test_a_refused_sign_in_and_a_stopped_run_are_told_as_what_they_are(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        desk.practice.revoke()
        await desk.sync()
        desk.practice.pair()
        clock.advance(minutes=15)
        desk.sandbox.faults.add("hang", path="/appointments")
        begun = asyncio.Event()
        stopping = asyncio.ensure_future(desk.sync(progress=lambda _progress: begun.set()))
        await begun.wait()
        (running, _failed) = await desk.services.history.runs()
        assert result_words(running.run) == "Checking"
        stopping.cancel()
        await asyncio.gather(stopping, return_exceptions=True)
        stopped, failed = await desk.services.history.runs()
    assert result_words(failed.run) == "Failed (AUTH-03)"
    assert result_words(stopped.run) == f"Stopped by {current_user()}"
    assert (stopped.failed_practitioners, failed.failed_practitioners) == ((), ())


async def test_who_asks_while_a_check_is_under_way_is_told_of_and_nothing_else_changes(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        ends = await asyncio.gather(*(desk.sync() for _ in range(2)), return_exceptions=True)
        timed = desk.sync(trigger=SyncTrigger.SCHEDULED)
        both = await asyncio.gather(desk.sync(), timed, return_exceptions=True)
        entries = await desk.services.history.runs()
    assert sum(isinstance(end, SyncRunning) for end in ends) == 1
    assert sum(isinstance(end, SyncRunning) for end in both) == 1
    told = sorted(result_words(entry.run) for entry in entries)
    assert told == ["Complete", "Complete", "Skipped (already running)"]  # the clock says nothing


async def test_filters_and_pages_give_every_run_once_newest_first(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        for number in range(3):
            await desk.sync()
            clock.advance(hours=12 if number else 0)
        history = desk.services.history
        pages, before = [], None
        while page := await history.runs(limit=1, before=before):
            pages += page
            before = page[-1].cursor
        whole = await history.runs()
        everything = [entry.id for entry in whole]
        assert [entry.id for entry in pages] == everything
        assert len(everything) == 3  # two of them started at the same instant
        today = await history.runs(HistoryFilter(day=DAY))
        assert [entry.id for entry in today] == everything[1:]
        assert await history.runs(HistoryFilter(result=SyncStatus.FAILED)) == ()
        assert await history.runs(HistoryFilter(connection_id="another")) == ()
        since = HistoryFilter(since=clock() - timedelta(hours=13))
        assert [entry.id for entry in await history.runs(since)] == everything[:1]
        marks = await history.last_day()
        assert [mark.run_id for mark in marks] == everything[::-1]
        assert await history.kept_since() == pages[-1].run.started_at


async def test_a_removed_connection_takes_its_history_along(tmp_path):
    async with front_desk(tmp_path) as desk:
        run = await desk.sync()
        await desk.services.connections.delete(desk.connection_id)
        assert await desk.services.history.runs() == ()
        with pytest.raises(ConnectionNotFound):
            await desk.services.history.run(run.id)


async def test_ten_thousand_runs_come_page_by_page_and_quickly(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        run = await desk.sync()
        await many_runs(desk, 10_000)
        loop = asyncio.get_running_loop()
        started = loop.time()
        page = await desk.services.history.runs()
        deep = await desk.services.history.runs(before=page[-1].cursor)
        took = loop.time() - started
    assert (page[0].id, len(page), len(deep)) == (run.id, 100, 100)
    assert took < 0.5, f"two pages took {took * 1000:.0f} ms"


async def many_runs(desk, count):
    """The newest run copied `count` times, each a minute older."""
    await desk.services.core.database.write(copied_runs, count)


def copied_runs(sql, count):
    """The same within a transaction."""
    row = sql.execute(pms_sync_log.select().limit(1)).one()._mapping
    rows = [
        {
            **row,
            "id": new_id(),
            "started_at": row["started_at"] - timedelta(minutes=number),
            "completed_at": row["completed_at"] - timedelta(minutes=number),
        }
        for number in range(1, count + 1)
    ]
    sql.execute(insert(pms_sync_log), rows)


def test_every_reason_an_adapter_gives_has_words():
    lines = [
        line
        for file in Path(adapters.__file__).parent.rglob("*.py")
        for line in file.read_text().splitlines()
        if "Unreadable(" in line
    ]
    reasons = {reason for line in lines for reason in re.findall(r'"([a-z_]+)"', line)}
    assert len(reasons) > 8
    assert [reason for reason in reasons if reason_words(reason) == "not readable"] == []
