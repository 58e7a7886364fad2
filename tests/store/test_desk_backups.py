"""Backups as the desk has them: made by themselves, put back, offered where the file is damaged."""

import asyncio
import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.audit import Deed
from app.domain.errors import BackupUnusable, DatabaseDamaged, DiskFull
from app.services import Settings, open_services
from app.services.backups import BackupService
from app.services.backups_on_disk import BackupsOnDisk
from app.services.changes import Topic
from app.store.file import backup as making
from app.store.file.backup import backup_times
from app.store.file.folder import DATA_FILE
from tests.support.desk import DAY, Clock, Desk
from tests.support.systems import SYSTEMS

PAGE = 4096


class Looks:
    """The pause between looks; each `step` lets one pass and waits for the next."""

    def __init__(self):
        self._asked, self._go = asyncio.Queue(), asyncio.Queue()

    async def __call__(self, _seconds):
        self._asked.put_nowait(None)
        await self._go.get()

    async def reached(self):
        await self._asked.get()

    async def step(self):
        self._go.put_nowait(None)
        await self.reached()


@asynccontextmanager
async def a_desk(folder, *, clock=None):
    """A connected desk whose key is in the password store, so that it can be opened again."""
    sandbox = SYSTEMS["gentu"].sandbox(SYSTEMS["gentu"].made_up(DAY))
    clock = clock or Clock()
    with sandbox.running() as running:
        settings = Settings(data_dir=folder, environment=running.environment, has_rate_limit=False)
        services = await open_services(settings, now=clock)
        desk = Desk(services=services, sandbox=running, clock=clock)
        await desk.connect()
        await desk.sync(day=DAY)
        yield desk
        await desk.services.aclose()


def made(folder):
    return [f"{at:%d %H:%M}" for at in backup_times(folder / "backups")]


async def write_note(services, note):
    def write(sql):
        sql.execute(text("UPDATE run_sheet_appointments SET notes = :note"), {"note": note})

    await services.core.database.write(write)


async def notes_of(services):
    def read(sql):
        return set(sql.execute(text("SELECT notes FROM run_sheet_appointments")).scalars())

    return await services.core.database.read(read)


async def test_one_is_made_each_hour_and_one_more_at_the_end(tmp_path):
    clock, looks = Clock(), Looks()
    async with a_desk(tmp_path, clock=clock) as desk:
        working = asyncio.create_task(BackupService(desk.services.core, pause=looks).run())
        await looks.reached()
        seen = []
        for _ in range(4):
            await looks.step()
            seen += made(tmp_path)
            clock.advance(minutes=20)
        assert seen == ["04 01:00"] * 3 + ["04 02:00"]
        clock.advance(minutes=40)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        assert made(tmp_path) == ["04 03:00"]


async def test_at_the_end_a_young_one_is_enough(tmp_path):
    clock, looks = Clock(), Looks()
    async with a_desk(tmp_path, clock=clock) as desk:
        await desk.services.backups.back_up()
        working = asyncio.create_task(BackupService(desk.services.core, pause=looks).run())
        await looks.reached()
        clock.advance(minutes=59)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        assert made(tmp_path) == ["04 01:00"]


async def test_one_that_cannot_be_made_is_told_and_tried_again(tmp_path, monkeypatch):
    clock, looks, told = Clock(), Looks(), []
    async with a_desk(tmp_path, clock=clock) as desk:
        desk.services.changes.subscribe(lambda change: told.append(change.topic))
        service = BackupService(desk.services.core, pause=looks)
        working = asyncio.create_task(service.run())
        await looks.reached()

        def full(*_arguments):
            raise OSError(28, "no space")

        monkeypatch.setattr(making, "_copy", full)
        await looks.step()
        assert isinstance(service.failed, DiskFull)
        assert Topic.BACKUPS in told
        assert made(tmp_path) == []
        monkeypatch.undo()
        await looks.step()
        assert isinstance(service.failed, DiskFull)
        clock.advance(minutes=10)
        await looks.step()
        assert service.failed is None
        assert made(tmp_path) == ["04 01:10"]
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


@pytest.mark.proves("R19")
async def test_a_restored_backup_is_what_there_was_and_every_list_is_due(tmp_path, figure):
    clock = Clock()
    async with a_desk(tmp_path, clock=clock) as desk:
        settings = desk.services.settings
        await write_note(desk.services, "before")
        backup = await desk.services.backups.back_up()
        clock.advance(minutes=1)
        await write_note(desk.services, "after")
        await desk.services.aclose()
        again = await open_services(settings, now=clock, restore=backup.name)
        desk.services = again
        assert await notes_of(again) == {"before"}
        (appointed,) = await again.schedule.appointed()
        assert appointed.due_at <= clock()
        assert [entry.deed for entry in await again.audit.entries()][-1] == Deed.DATA_RESTORED
        run = await again.sync.run(desk.connection_id, day=DAY)
        assert run.counts.fetched > 20
    kept = [path.name for path in tmp_path.glob("runsheet-*.db")]
    assert kept == ["runsheet-replaced-20260304T010100Z.db"]
    figure("put back whole, what was there kept, lists due at once")


async def test_the_next_start_takes_it_for_a_usual_one(tmp_path):
    async with a_desk(tmp_path) as desk:
        settings, clock = desk.services.settings, desk.clock
        backup = await desk.services.backups.back_up()
        await desk.services.aclose()
        for restore in (backup.name, None):
            again = await open_services(settings, now=clock, restore=restore)
            await again.sync.run(desk.connection_id, day=DAY)
            (appointed,) = await again.schedule.appointed()
            await again.aclose()
        assert appointed.due_at > clock()
        desk.services = await open_services(settings, now=clock)


async def test_nothing_is_restored_under_a_runsheet_that_runs(tmp_path):
    async with a_desk(tmp_path) as desk:
        backup = await desk.services.backups.back_up()
        await write_note(desk.services, "after")
        with pytest.raises(BackupUnusable, match="another RunSheet is running"):
            await open_services(desk.services.settings, restore=backup.name)
        assert await notes_of(desk.services) == {"after"}


async def test_in_the_demo_nothing_is_put_back(tmp_path):
    services = await open_services(Settings(data_dir=tmp_path, memory_secrets=True))
    backup = await services.backups.back_up()
    with pytest.raises(BackupUnusable, match="the demo"):
        await services.backups.check(backup.name)
    await services.aclose()


@pytest.mark.parametrize("name", ["runsheet-20260101T000000Z.db", "../runsheet.db", ""])
async def test_a_name_that_is_no_backup_is_refused(tmp_path, name):
    async with a_desk(tmp_path) as desk:
        await desk.services.backups.back_up()
        await desk.services.aclose()
        with pytest.raises(BackupUnusable):
            await open_services(desk.services.settings, restore=name)
        desk.services = await open_services(desk.services.settings, now=desk.clock)


def _turn_a_bit(path, place):
    all_ = bytearray(path.read_bytes())
    all_[place] ^= 1
    path.write_bytes(all_)


DAMAGES = {
    "a bit of the first page": lambda path: _turn_a_bit(path, 1000),
    "a bit of a page in the middle": lambda path: _turn_a_bit(path, PAGE * 40 + 1000),
    "a bit of the last page": lambda path: _turn_a_bit(path, path.stat().st_size - 2000),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: PAGE * 30]),
    "emptied": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "gone": Path.unlink,
}


@pytest.mark.proves("R14")
async def test_a_damaged_file_is_told_at_the_start_and_the_newest_good_backup_puts_it_right(
    tmp_path,
):
    clock = Clock()
    async with a_desk(tmp_path, clock=clock) as desk:
        settings, data_file = desk.services.settings, tmp_path / DATA_FILE
        await write_note(desk.services, "before")
        backup = await desk.services.backups.back_up()
        clock.advance(days=1)
        spoilt = await desk.services.backups.back_up()
        await desk.services.aclose()
        _turn_a_bit(tmp_path / "backups" / spoilt.name, PAGE * 20)
        for name, damage in DAMAGES.items():
            damage(data_file)
            before = data_file.read_bytes() if data_file.exists() else None
            with pytest.raises(DatabaseDamaged):
                await open_services(settings, now=clock)
            assert (data_file.read_bytes() if data_file.exists() else None) == before, name
            offered = await BackupsOnDisk(settings).newest_good()
            assert (offered.name, offered.contents.appointments > 20) == (backup.name, True)
            clock.advance(minutes=1)
            again = await open_services(settings, now=clock, restore=offered.name)
            assert await notes_of(again) == {"before"}, name
            await again.aclose()
            kept = list(tmp_path.glob(f"runsheet-*-{clock():%Y%m%dT%H%M%SZ}.db"))
            assert [path.read_bytes() for path in kept] == ([] if before is None else [before])
        desk.services = await open_services(settings, now=clock)


async def test_a_damaged_file_without_a_good_backup_has_none_to_offer(tmp_path):
    async with a_desk(tmp_path) as desk:
        settings = desk.services.settings
        await desk.services.aclose()
        _turn_a_bit(tmp_path / DATA_FILE, PAGE * 10)
        with pytest.raises(DatabaseDamaged):
            await open_services(settings)
        assert await BackupsOnDisk(settings).newest_good() is None
        _turn_a_bit(tmp_path / DATA_FILE, PAGE * 10)
        desk.services = await open_services(settings, now=desk.clock)


@pytest.mark.proves("S11")
async def test_an_older_file_in_the_place_of_this_one_is_told_and_a_backup_put_back_is_not(
    tmp_path,
):
    async with a_desk(tmp_path) as desk:
        older = await desk.services.backups.back_up()
        desk.clock.advance(minutes=25 * 60)
        await desk.services.audit.note(Deed.PRINTED)
        newer = await desk.services.backups.back_up()
        assert (await desk.services.audit.check()).is_whole
        settings, clock, last = desk.services.settings, desk.clock, await count(desk.services)
    for ending in ("-wal", "-shm"):
        (tmp_path / f"{DATA_FILE}{ending}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "backups" / older.name, tmp_path / DATA_FILE)
    services = await open_services(settings, now=clock)
    assert (await services.audit.check()).broken_at == last
    await services.aclose()
    for backup in (newer, older):
        clock.advance(minutes=1)
        services = await open_services(settings, now=clock, restore=backup.name)
        assert (await services.audit.check()).is_whole
        await services.aclose()


async def count(services):
    return len(await services.audit.entries())
