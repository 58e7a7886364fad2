"""Runs of some columns only, and runs of another day than today."""

import contextlib
from datetime import timedelta

import pytest

from app.domain.errors import NobodyMapped
from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services.pc.who import current_user
from app.store.schema import pms_practitioners
from tests.support.desk import DAY, Clock, front_desk, on_request


async def facts_of(desk):
    """Each shown practitioner's last success, by id."""
    rows = await desk.read(pms_practitioners, pms_practitioners.c.last_attempt_at.is_not(None))
    return {row["pms_practitioner_id"]: row["last_success_at"] for row in rows}


@contextlib.contextmanager
def failing_for(desk, practitioner_ids):
    """Every answer about these people's appointments is an error of the system's."""

    def strike(call):
        desk.sandbox.faults.clear()
        if dict(call.query).get("practitionerId") in practitioner_ids:
            desk.sandbox.faults.add("status_500", path="/appointments")

    with on_request(desk.sandbox, strike):
        yield
    desk.sandbox.faults.clear()


async def connection_of(desk):
    return (await desk.services.connections.get(desk.connection_id)).connection


async def test_a_run_of_one_column_leaves_the_others_facts_alone(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        first = clock()
        before = await facts_of(desk)
        one, *others = before
        clock.advance(minutes=3)
        run = await desk.sync(practitioner_ids=[one], trigger=SyncTrigger.RETRY)
        after, connection = await facts_of(desk), await connection_of(desk)
    assert [each.pms_practitioner_id for each in run.outcomes] == [one]
    assert (run.status, run.trigger) == (SyncStatus.SUCCESS, SyncTrigger.RETRY)
    assert run.started_by == current_user()
    assert after[one] == clock()
    assert others
    assert {after[other] for other in others} == {first}
    assert connection.last_attempt_at == clock()
    assert connection.last_sync_at == first  # as old as the oldest column


async def test_rows_of_the_other_columns_stay_when_one_column_is_read_alone(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await desk.stored()
        one, *_ = await facts_of(desk)
        assert {row["pms_practitioner_id"] for row in before} > {one}
        run = await desk.sync(practitioner_ids=[one])
        assert (run.counts.removed, run.counts.held) == (0, 0)
        assert await desk.stored() == before


async def test_the_failed_column_tried_again_makes_the_connection_whole(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        one, *_ = await facts_of(desk)
        clock.advance(minutes=15)
        with failing_for(desk, {one}):
            assert (await desk.sync()).status is SyncStatus.PARTIAL
        assert (await connection_of(desk)).last_sync_status == SyncStatus.PARTIAL
        other_success = clock()
        clock.advance(minutes=2)
        await desk.sync(practitioner_ids=[one], trigger=SyncTrigger.RETRY)
        connection = await connection_of(desk)
    assert connection.last_sync_status == SyncStatus.SUCCESS
    assert connection.last_sync_error_code is None
    assert connection.last_sync_at == other_success


async def test_another_column_that_still_fails_keeps_the_connection_partly_updated(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        one, two, *_ = await facts_of(desk)
        clock.advance(minutes=15)
        with failing_for(desk, {one, two}):
            await desk.sync()
        await desk.sync(practitioner_ids=[one])
        connection = await connection_of(desk)
        assert connection.last_sync_status == SyncStatus.PARTIAL
        assert connection.last_sync_error_code == "NET-05"


async def test_a_try_of_one_column_does_not_put_off_a_list_that_is_due(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        attempt = clock()
        one, *_ = await facts_of(desk)
        clock.advance(minutes=40)
        await desk.sync(practitioner_ids=[one])
        assert (await connection_of(desk)).last_attempt_at == attempt


async def test_people_without_a_column_are_no_run(tmp_path):
    async with front_desk(tmp_path) as desk:
        with pytest.raises(NobodyMapped):
            await desk.sync(practitioner_ids=["nobody-we-know"])
        assert await desk.services.sync.history(desk.connection_id) == ()


async def test_a_timed_run_names_nobody(tmp_path):
    async with front_desk(tmp_path) as desk:
        assert (await desk.sync(trigger=SyncTrigger.SCHEDULED)).started_by is None


@pytest.mark.parametrize("fault", [None, "status_500"])
async def test_a_run_of_another_day_says_nothing_of_todays_list(tmp_path, fault):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        before, facts = await connection_of(desk), await facts_of(desk)
        clock.advance(minutes=20)
        if fault:
            desk.sandbox.faults.add(fault, path="/appointments")
        run = await desk.sync(day=DAY + timedelta(days=1))
        assert run.status is (SyncStatus.FAILED if fault else SyncStatus.SUCCESS)
        after = await connection_of(desk)
        assert await facts_of(desk) == facts
    for fact in ("last_sync_at", "last_attempt_at", "last_sync_status", "failures_in_a_row"):
        assert getattr(after, fact) == getattr(before, fact)
    assert after.last_sync_error_code is None


async def test_a_refused_sign_in_of_another_day_is_told_all_the_same(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        desk.practice.revoke()
        await desk.sync(day=DAY + timedelta(days=1))
        assert (await connection_of(desk)).last_sync_error_code in ("AUTH-02", "AUTH-03")
