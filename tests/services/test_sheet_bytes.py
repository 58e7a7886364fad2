"""The run sheet's bytes: the same object while nothing is written, new ones after any change."""

import json
from datetime import timedelta
from pathlib import Path

from app.services.sheet.run_sheet_json import run_sheet_json
from app.store.file.cipher import open_encrypted
from app.store.file.folder import DATA_FILE
from app.store.file.key_file import read_key_file
from tests.support.desk import DAY, front_desk


async def test_nothing_written_gives_the_same_bytes_again(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        sheets = desk.services.run_sheet
        first = await sheets.sheet_bytes()
        assert json.loads(first) == run_sheet_json(await sheets.sheet())
        assert await sheets.sheet_bytes() is first


async def test_a_change_of_this_process_is_in_the_next_bytes(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        sheets = desk.services.run_sheet
        row = (await sheets.sheet()).rows[0]
        before = await sheets.sheet_bytes()
        await desk.services.desk.set_note(row.id, "Bring the X-ray")
        after = json.loads(await sheets.sheet_bytes())
        assert b"Bring the X-ray" not in before
        assert {each["id"]: each["notes"] for each in after["appointments"]}[row.id] == (
            "Bring the X-ray"
        )


async def test_a_change_of_another_process_is_in_the_next_bytes(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        sheets = desk.services.run_sheet
        before = await sheets.sheet_bytes()
        folder, core = desk.services.settings.data_dir, desk.services.core
        key = await core.secrets.read(read_key_file(folder).secret_name())
        elsewhere = open_encrypted(folder / DATA_FILE, bytes.fromhex(key or ""))
        elsewhere.execute("UPDATE run_sheet_clinicians SET name = 'Dr Locum'")
        elsewhere.commit()
        elsewhere.close()
        after = json.loads(await sheets.sheet_bytes())
        assert "Dr Locum" in {each["name"] for each in after["clinicians"]}
        assert b"Dr Locum" not in before


async def test_midnight_makes_it_another_days_sheet(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        sheets = desk.services.run_sheet
        assert json.loads(await sheets.sheet_bytes())["date"] == DAY.isoformat()
        desk.clock.advance(days=1)
        tomorrow = (DAY + timedelta(days=1)).isoformat()
        assert json.loads(await sheets.sheet_bytes())["date"] == tomorrow


async def test_each_day_has_its_own_bytes(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        sheets = desk.services.run_sheet
        today, days = await sheets.sheet_bytes(DAY), [DAY + timedelta(days=n) for n in range(9)]
        for day in days:
            assert json.loads(await sheets.sheet_bytes(day))["date"] == day.isoformat()
        assert await sheets.sheet_bytes(DAY) == today
