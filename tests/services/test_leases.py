"""Two syncs of one connection never run at once; a lost lease writes nothing."""

import asyncio
import threading

import pytest
from sqlalchemy import text, update

from app.adapters.pacing import Patience
from app.domain.errors import SyncFenced, SyncRunning
from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services.core import LABELS
from app.services.sync.job import SyncJob
from app.store.schema import pms_sync_log, sync_leases
from app.store.sync.leases import LEASE
from app.store.sync.log import WantedRun
from app.store.sync.run import claim_run
from tests.support.desk import DAY, IMPATIENT, Clock, front_desk
from tests.support.waiting import PATIENCE_S, patience


class Gate:
    """Holds the vendor's answers back until it is opened; tells when the first one is asked for."""

    def __init__(self, desk):
        self.desk = desk
        self.asked = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def __call__(self, call):
        if call.path.endswith("/appointments"):
            self._loop.call_soon_threadsafe(self.asked.set)

    def __enter__(self):
        self.desk.sandbox.faults.add("hang", path="/appointments")
        self.desk.sandbox.on_request.append(self)
        return self

    def __exit__(self, *_):
        self.desk.sandbox.on_request.remove(self)
        self.desk.sandbox.faults.clear()


async def test_a_second_run_in_the_same_process_is_refused(tmp_path):
    async with front_desk(tmp_path, patience=IMPATIENT) as desk:
        with Gate(desk) as gate:
            first = asyncio.create_task(desk.sync())
            await gate.asked.wait()
            overview = await desk.services.connections.get(desk.connection_id)
            with pytest.raises(SyncRunning):
                await desk.sync()
            await first
        assert overview.is_syncing
        runs = await desk.read(pms_sync_log)
        assert {run["status"] for run in runs} == {SyncStatus.FAILED, SyncStatus.SKIPPED}
        assert len(runs) == 2
        assert (await desk.sync()).status is SyncStatus.SUCCESS


async def test_two_of_the_same_process_started_together_fetch_once(tmp_path):
    async with front_desk(tmp_path) as desk:
        ends = await asyncio.gather(*(desk.sync() for _ in range(5)), return_exceptions=True)
        refused = [end for end in ends if isinstance(end, SyncRunning)]
        done = [end for end in ends if not isinstance(end, BaseException)]
        assert (len(done), len(refused)) == (1, 4)


async def expire(desk):
    """The lease as it is after a PC slept through its renewals."""
    past = desk.clock() - LEASE
    await desk.services.core.database.write(
        lambda sql: sql.execute(update(sync_leases).values(expires_at=past))
    )


async def test_a_lease_taken_over_fences_the_first_run_which_writes_nothing(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock, patience=IMPATIENT) as desk:
        await desk.sync()
        arrived = desk.book()[20]
        desk.practice.mark_arrived(arrived.id, at=arrived.start)
        with Gate(desk) as gate:
            sleeping = asyncio.create_task(desk.sync())
            await gate.asked.wait()
            clock.advance(seconds=LEASE.total_seconds() + 1)
            # Another process would not find the first one's lock; here the same one takes over.
            desk.sandbox.faults.clear()
            newer = await desk.sync()
            before = await desk.stored()
            with pytest.raises(SyncFenced):
                await sleeping
        assert newer.status is SyncStatus.SUCCESS
        assert await desk.stored() == before
        runs = await desk.services.sync.history(desk.connection_id)
        assert [run.status for run in runs] == [
            SyncStatus.SUCCESS,
            SyncStatus.ABANDONED,
            SyncStatus.SUCCESS,
        ]
        assert (await desk.sync()).status is SyncStatus.SUCCESS


async def test_recovery_spares_a_run_that_lives_and_closes_one_whose_lease_ran_out(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock, patience=IMPATIENT) as desk:
        with Gate(desk) as gate:
            running = asyncio.create_task(desk.sync())
            await gate.asked.wait()
            assert await desk.services.sync.recover() == 0
            await expire(desk)
            assert await desk.services.sync.recover() == 1
            with pytest.raises(SyncFenced):
                await running
        (run,) = await desk.read(pms_sync_log)
        assert run["status"] == SyncStatus.ABANDONED
        assert (await desk.sync()).status is SyncStatus.SUCCESS


async def test_a_disk_that_fills_up_in_the_commit_changes_nothing_and_recovers(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await desk.stored()
        leases = []
        for spare in range(12):
            _fill_the_book(desk, spare)
            await _limit_pages(desk, spare=spare)
            run = await desk.sync()
            after = await desk.stored()
            leases += [one["holder"] for one in await desk.read(sync_leases)]
            if run.status is SyncStatus.SUCCESS:
                break
            assert run.status is not SyncStatus.RUNNING, spare
            assert (run.status, run.error_code) == (SyncStatus.FAILED, "LOC-01"), spare
            assert after == before, spare
        assert spare >= 1, "the disk was never full"
        await _limit_pages(desk, spare=10_000)
        healthy = await desk.sync()
        assert healthy.status is SyncStatus.SUCCESS
        assert len(await desk.rows()) == len(
            {(r.id, p) for r in desk.book() for p in r.patient_ids or ("",)}
        )
        assert set(leases) <= {None}
        assert await _integrity(desk) == "ok"


async def test_a_run_whose_end_could_not_be_written_is_closed_by_the_next_one(tmp_path):
    async with front_desk(tmp_path, patience=IMPATIENT) as desk:
        with Gate(desk) as gate:
            running = asyncio.create_task(desk.sync())
            await gate.asked.wait()
            await _refuse_writes(desk, refuse=True)
            assert (await running).status is SyncStatus.RUNNING
        await _refuse_writes(desk, refuse=False)
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        runs = await desk.services.sync.history(desk.connection_id)
    assert [run.status for run in runs] == [SyncStatus.SUCCESS, SyncStatus.ABANDONED]


async def _refuse_writes(desk, *, refuse):
    await desk.services.core.database.read(
        lambda sql: sql.execute(text(f"PRAGMA query_only = {int(refuse)}"))
    )


def _fill_the_book(desk, number):
    """More rows than fit the spare pages."""
    row = desk.book()[0]
    for minute in range(60):
        desk.practice.add(
            practitioner_id=row.practitioner_id,
            start=row.start.replace(hour=18, minute=minute),
            patient_ids=(desk.practice.patients()[minute % 40].id,),
        )


async def _limit_pages(desk, *, spare):
    """`spare` pages may still be written: SQLite's own way to a full disk."""

    def limit(sql):
        count = sql.execute(text("PRAGMA page_count")).scalar()
        sql.execute(text(f"PRAGMA max_page_count = {count + spare}"))

    await desk.services.core.database.read(limit)


async def _integrity(desk):
    return await desk.services.core.database.read(
        lambda sql: sql.execute(text("PRAGMA integrity_check")).scalar()
    )


async def claimed(desk):
    """A claimed run, as `SyncService.run` claims it."""
    core = desk.services.core
    return await core.database.write(
        claim_run,
        WantedRun(connection_id=desk.connection_id, trigger=SyncTrigger.MANUAL, day=DAY),
        holder=core.holder,
        labels=LABELS,
        now=desk.clock(),
    )


async def until_expiry_is(desk, moment):
    """Waits for the heartbeat to have written this expiry."""
    async with patience():
        while (await desk.read(sync_leases))[0]["expires_at"] != moment:
            pass  # a read lets the heartbeat run


async def test_a_run_renews_its_lease_while_it_waits_for_the_vendor(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock, patience=IMPATIENT) as desk:
        await desk.sync()
        with Gate(desk) as gate:
            job = SyncJob(
                desk.services.core, await claimed(desk), progress=None, renew_every_s=0.001
            )
            running = asyncio.create_task(job.run())
            await gate.asked.wait()
            for _ in range(3):
                clock.advance(seconds=100)
                await until_expiry_is(desk, clock() + LEASE)
            await running
        newest = (await desk.services.sync.history(desk.connection_id))[0]
    # 300 s are more than the lease's 120: without its renewals the run would have been fenced.
    assert (newest.status, newest.error_code) == (SyncStatus.FAILED, "NET-04")


async def test_a_heartbeat_that_finds_its_lease_lost_ends_the_run_at_once(tmp_path):
    # The vendor's silence alone would end it after half a minute.
    async with front_desk(tmp_path, patience=Patience()) as desk:
        await desk.sync()
        before = await desk.stored()
        with Gate(desk) as gate:
            plan = await claimed(desk)
            job = SyncJob(desk.services.core, plan, progress=None, renew_every_s=0.001)
            running = asyncio.create_task(job.run())
            await gate.asked.wait()
            await desk.services.core.database.write(
                lambda sql: sql.execute(update(sync_leases).values(epoch=plan.epoch + 1))
            )
            ended, _ = await asyncio.wait({running}, timeout=PATIENCE_S)
            assert ended, "it went on waiting for the vendor"
            with pytest.raises(SyncFenced):
                await running
            asked = [r for r in desk.sandbox.requests if r.fault == "hang"]
        assert all(one.status is None for one in asked)
        assert await desk.stored() == before


async def test_cancelling_in_the_middle_of_the_claim_leaves_no_open_run(tmp_path):
    async with front_desk(tmp_path) as desk:
        connection = (await desk.services.connections.get(desk.connection_id)).connection
        held = threading.Event()
        busy = asyncio.create_task(desk.services.core.database.read(lambda _sql: held.wait(5)))
        await asyncio.sleep(0)
        claim = asyncio.create_task(
            desk.services.sync._claim(connection, trigger=SyncTrigger.MANUAL, day=DAY)
        )
        for _ in range(3):  # until the claim waits for the database's thread
            await asyncio.sleep(0)
        claim.cancel()
        held.set()
        await busy
        with pytest.raises(asyncio.CancelledError):
            await claim
        assert [row["status"] for row in await desk.read(pms_sync_log)] == [SyncStatus.CANCELLED]
        assert (await desk.sync()).status is SyncStatus.SUCCESS
