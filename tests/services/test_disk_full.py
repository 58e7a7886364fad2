"""A disk that fills up at any statement of a sync: nothing half written, and it recovers."""

import pytest
from sqlalchemy import text

from app.domain.errors import DiskFull
from app.domain.sync_run import SyncStatus
from app.store.schema import appointment_changes, run_sheet_appointments, sync_snapshots
from tests.support.desk import DAY, Clock, front_desk

TABLES = (run_sheet_appointments, appointment_changes, sync_snapshots)


async def leave_room_for(desk, pages):
    """So many pages more than there are; None: as many as it takes."""

    def limit(sql):
        count = sql.execute(text("PRAGMA page_count")).scalar_one()
        most = 1_000_000 if pages is None else count + pages
        sql.execute(text(f"PRAGMA max_page_count = {most}"))

    await desk.services.core.database.read(limit)


async def is_sound(desk):
    read = desk.services.core.database.read
    found = await read(lambda sql: sql.execute(text("PRAGMA integrity_check")).scalar_one())
    keys = await read(lambda sql: sql.execute(text("PRAGMA foreign_key_check")).all())
    return found == "ok" and not keys


async def everything(desk):
    return [await desk.read(table) for table in TABLES]


async def has_worked(desk):
    """False where the disk was full, which is told as that and as nothing else."""
    try:
        run = await desk.sync(day=DAY)
    except DiskFull:
        return False
    assert run.status is SyncStatus.SUCCESS or run.error_code == DiskFull.code
    return run.status is SyncStatus.SUCCESS


@pytest.mark.proves("R12")
async def test_a_sync_that_meets_a_full_disk_at_any_page_leaves_what_there_was(tmp_path, figure):
    """Each page of room more lets the transaction come further before it fails."""
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        before, failed_at = await everything(desk), []
        for pages in range(200):
            await leave_room_for(desk, pages)
            if await has_worked(desk):
                break
            assert await everything(desk) == before
            failed_at.append(pages)
            await leave_room_for(desk, None)
            clock.advance(minutes=1)
        assert len(failed_at) > 5
        figure(f"full at {len(failed_at)} pages: nothing half written, recovers")
        assert await is_sound(desk)
        assert len(await desk.rows(DAY)) > 20
