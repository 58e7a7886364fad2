"""Runs that end with their process: counted, told, and tried again only after an hour."""

from contextlib import asynccontextmanager

from sqlalchemy import update

from app.domain.errors import CATALOGUE
from app.domain.sync_run import NoticeKind, SyncStatus, SyncTrigger
from app.services.core import LABELS
from app.store.schema import sync_leases
from app.store.sync.leases import LeaseHolder
from app.store.sync.log import WantedRun
from app.store.sync.run import claim_run
from tests.support.desk import DAY, Clock, front_desk


async def crash(desk):
    """A run of another process that is killed in the middle of it; then RunSheet starts anew."""
    core = desk.services.core
    other = LeaseHolder(core.settings.data_dir / "holders")
    await core.database.write(
        claim_run,
        WantedRun(connection_id=desk.connection_id, trigger=SyncTrigger.SCHEDULED, day=DAY),
        holder=other,
        labels=LABELS,
        now=desk.clock(),
    )
    other.close()
    await desk.services.sync.recover()


async def connection_of(desk):
    return (await desk.services.connections.get(desk.connection_id)).connection


@asynccontextmanager
async def crashed_thrice(folder):
    clock = Clock()
    async with front_desk(folder, clock=clock) as desk:
        await desk.sync()
        clock.advance(minutes=15)
        for _ in range(3):
            await crash(desk)
        yield desk


async def test_the_third_crash_in_a_row_makes_the_schedule_wait_an_hour(tmp_path):
    async with crashed_thrice(tmp_path) as desk:
        due_at = await desk.services.schedule.next_sync_at(desk.connection_id)
        assert (due_at - desk.clock()).total_seconds() == 3600
        overview = await desk.services.connections.get(desk.connection_id)
    (notice,) = overview.notices
    assert (notice.kind, notice.count, notice.until) == (NoticeKind.CRASH_LOOP, 3, due_at)
    told = CATALOGUE["SYNC-03"](system=notice.system, count=notice.count, at="1:15 pm")
    assert told.sentence == "Checking Gentu stopped RunSheet 3 times. We'll try again at 1:15 pm."


async def test_two_crashes_are_no_loop_yet(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        for _ in range(2):
            await crash(desk)
        due_at = await desk.services.schedule.next_sync_at(desk.connection_id)
        assert (due_at - clock()).total_seconds() <= 15 * 60
        assert (await desk.services.connections.get(desk.connection_id)).notices == ()


async def test_a_sync_by_hand_is_the_way_out(tmp_path):
    async with crashed_thrice(tmp_path) as desk:
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        overview = await desk.services.connections.get(desk.connection_id)
    assert overview.connection.abandoned_in_a_row == 0
    assert overview.notices == ()


async def test_a_run_of_this_process_that_only_lost_its_lease_is_no_crash(tmp_path):
    async with front_desk(tmp_path) as desk:
        core = desk.services.core
        await core.database.write(
            claim_run,
            WantedRun(connection_id=desk.connection_id, trigger=SyncTrigger.SCHEDULED, day=DAY),
            holder=core.holder,
            labels=LABELS,
            now=desk.clock(),
        )
        await core.database.write(
            lambda sql: sql.execute(update(sync_leases).values(expires_at=desk.clock()))
        )
        assert await desk.services.sync.recover() == 1
        assert (await connection_of(desk)).abandoned_in_a_row == 0
