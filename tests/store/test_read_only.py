"""Where nothing can be written, what there is can be read, and it is said what to do."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from app.domain.errors import (
    DatabaseBusy,
    DatabaseUnusable,
    DataReadOnly,
    SettingsNotSaved,
)
from app.services import Settings, open_services
from app.store.file.cipher import open_encrypted
from app.store.file.folder import DATA_FILE
from tests.store.test_desk_backups import a_desk
from tests.support.desk import DAY
from tests.support.unwritable import unwritable


@asynccontextmanager
async def reading(settings, clock, *paths):
    """The services of a start that can't write to these."""
    with unwritable(*paths):
        services = await open_services(settings, now=clock)
        try:
            yield services
        finally:
            await services.aclose()


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(params=["folder", "file"])
def what(request):
    """What can't be written to, of a data folder."""

    def paths(folder):
        every = [folder, *folder.rglob("*")]
        return every if request.param == "folder" else [folder / DATA_FILE]

    return paths


@pytest.mark.proves("R13")
async def test_todays_list_is_there_and_nothing_is_written(tmp_path, what, figure):
    async with a_desk(tmp_path) as desk:
        expected = await desk.services.run_sheet.sheet(DAY)
        settings, clock = desk.services.settings, desk.clock
        await desk.services.aclose()
        before = (tmp_path / DATA_FILE).read_bytes()
        async with reading(settings, clock, *what(tmp_path)) as services:
            sheet = await services.run_sheet.sheet(DAY)
            assert isinstance(services.read_only, DataReadOnly)
            assert "Allow your user to write there" in services.read_only.sentence
        assert sheet.rows == expected.rows
        assert len(sheet.rows) > 20
        figure(f"{len(sheet.rows)} rows shown")
        assert (tmp_path / DATA_FILE).read_bytes() == before
        desk.services = await open_services(settings, now=clock)
        assert desk.services.read_only is None


@pytest.mark.proves("R13")
async def test_whatever_would_be_written_is_refused_in_one_plain_sentence(tmp_path, what, figure):
    async with a_desk(tmp_path) as desk:
        settings, clock = desk.services.settings, desk.clock
        row = (await desk.services.run_sheet.sheet(DAY)).rows[0]
        await desk.services.aclose()
        async with reading(settings, clock, *what(tmp_path)) as services:
            with pytest.raises(DataReadOnly):
                await services.sync.run(desk.connection_id, day=DAY)
            with pytest.raises(DataReadOnly):
                await services.connections.delete(desk.connection_id)
            with pytest.raises(SettingsNotSaved, match="can only show its last list"):
                await services.preferences.write("theme", "dark")
            assert row in (await services.run_sheet.sheet(DAY)).rows
            assert await services.history.runs()
            figure("syncs, settings and removals refused")
        desk.services = await open_services(settings, now=clock)


async def test_what_a_killed_runsheet_left_in_the_log_is_read_too(tmp_path):
    """The disk failed under a running RunSheet, and came back read-only."""
    async with a_desk(tmp_path) as desk:
        settings, clock = desk.services.settings, desk.clock
        killed = tmp_path / "killed"
        killed.mkdir()
        for path in tmp_path.iterdir():
            if path.is_file():
                (killed / path.name).write_bytes(path.read_bytes())
        assert (killed / f"{DATA_FILE}-wal").stat().st_size
        expected = await desk.services.run_sheet.sheet(DAY)
        there = Settings(data_dir=killed, environment=settings.environment)
        async with reading(there, clock, killed, *killed.iterdir()) as services:
            assert (await services.run_sheet.sheet(DAY)).rows == expected.rows


async def test_an_unwritable_folder_without_data_is_told_as_before(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    with unwritable(folder), pytest.raises(DatabaseUnusable) as refusal:
        await open_services(Settings(data_dir=folder))
    assert refusal.value.code == "LOC-09"


async def test_a_locked_file_is_waited_for_and_then_told(tmp_path, monkeypatch):
    async with a_desk(tmp_path) as desk:
        database = desk.services.core.database
        await database.read(lambda sql: sql.execute(text("PRAGMA busy_timeout = 100")).all())
        other = open_encrypted(database.data_file, database.key)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            await database.write(lambda _sql: None)
        await database.read(lambda sql: sql.execute(text("PRAGMA busy_timeout = 60000")).all())
        waiting = asyncio.create_task(database.write(lambda _sql: "written"))
        other.execute("COMMIT")
        other.close()
        assert await waiting == "written"
