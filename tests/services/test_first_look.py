"""The list for the window's first paint: the same as the services', without waiting for them."""

import subprocess
import sys
from datetime import timedelta

import keyring

from app.sandbox import made_up_practice, running_gentu
from app.services import Settings
from app.services.first_look import first_look
from app.services.sheet.desk import EditChanges, ManualRow
from app.store.file.cipher import open_encrypted
from app.store.file.folder import DATA_FILE
from app.store.file.key_file import read_key_file
from tests.support.desk import DAY, Clock, opened

NOTHING_HEAVY = (
    "import sys; import app.services.first_look;"
    "sys.exit(bool({'sqlalchemy', 'httpx', 'aiohttp', 'alembic'} & set(sys.modules)))"
)


async def _synced(folder, clock):
    """A folder with today's list and a saved preference; the sheet as the services read it."""
    with running_gentu(made_up_practice(DAY)) as sandbox:
        async with opened(folder, sandbox, clock=clock, memory_secrets=False) as desk:
            await desk.connect()
            await desk.sync()
            await desk.services.preferences.write("theme", "dark")
            row = (await desk.services.run_sheet.sheet()).rows[0]
            edited = EditChanges(start=row.start + timedelta(minutes=5))
            await desk.services.desk.change(row.id, edited)
            entered = ManualRow(
                start=row.start, minutes=15, clinician_id=row.clinician_id, last_name="Walker"
            )
            await desk.services.desk.add_row(entered)
            return await desk.services.run_sheet.sheet()


def test_it_loads_neither_sqlalchemy_nor_a_network_library():
    assert subprocess.run([sys.executable, "-c", NOTHING_HEAVY], check=False).returncode == 0


async def test_it_is_the_sheet_of_the_services(tmp_path):
    clock = Clock()
    sheet = await _synced(tmp_path / "data", clock)
    look = await first_look(Settings(data_dir=tmp_path / "data"), now=clock())
    assert look is not None
    assert len(sheet.rows) > 40
    assert look.sheet == sheet
    assert {row.source for row in sheet.rows} == {"pms", "manual"}
    assert any(row.edits for row in sheet.rows)
    assert look.preferences == {"theme": "dark"}
    assert look.now == clock()


async def test_a_first_start_has_none(tmp_path):
    assert await first_look(Settings(data_dir=tmp_path / "data"), now=Clock()()) is None
    assert not (tmp_path / "data").exists()


async def test_without_its_key_there_is_none_and_the_file_is_kept(tmp_path):
    folder = tmp_path / "data"
    await _synced(folder, Clock())
    keyring.delete_password(read_key_file(folder).secret_name(), "RunSheet")
    before = (folder / DATA_FILE).read_bytes()
    assert await first_look(Settings(data_dir=folder), now=Clock()()) is None
    assert (folder / DATA_FILE).read_bytes() == before


async def test_a_wrong_key_gives_none(tmp_path):
    folder = tmp_path / "data"
    await _synced(folder, Clock())
    keyring.set_password(read_key_file(folder).secret_name(), "RunSheet", "ab" * 32)
    assert await first_look(Settings(data_dir=folder), now=Clock()()) is None


async def test_the_tables_of_another_version_give_none(tmp_path):
    folder = tmp_path / "data"
    await _synced(folder, Clock())
    key = bytes.fromhex(keyring.get_password(read_key_file(folder).secret_name(), "RunSheet"))
    raw = open_encrypted(folder / DATA_FILE, key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    assert await first_look(Settings(data_dir=folder), now=Clock()()) is None
