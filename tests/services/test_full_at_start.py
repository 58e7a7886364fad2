"""A start on a full disk, or where nothing may be written: today's list is there at once."""

import os
import sys

import pytest

from app.adapters.registry import PMS_SPECS
from app.services import open_services
from app.services.settings import FALLBACK_TIMEZONE
from app.store import first_look
from app.store.file.cipher import open_encrypted
from app.store.file.folder import DATA_FILE
from tests.store.test_desk_backups import a_desk
from tests.support.desk import DAY
from tests.support.small_disk import filled, small_disk
from tests.support.unwritable import unwritable

may_mount = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a disk of its own"
)


def first_paint(folder, key, clock):
    """Read in this thread, which is the one that may not write."""
    labels = {pms_type: spec.label for pms_type, spec in PMS_SPECS.items()}
    return first_look.look_at_today(
        folder / DATA_FILE, key, labels=labels, now=clock(), fallback_timezone=FALLBACK_TIMEZONE
    )


@may_mount
@pytest.mark.proves("R12")
async def test_a_full_disk_at_the_start_shows_todays_list_and_works_again_with_room(
    tmp_path, figure
):
    disk = tmp_path / "disk"
    with small_disk(disk, kib=16_384):
        async with a_desk(disk / "data") as desk:
            expected, key = (
                await desk.services.run_sheet.sheet(DAY),
                desk.services.core.database.key,
            )
            settings, clock = desk.services.settings, desk.clock
            await desk.services.aclose()
            read_only = []
            for left_kib in (0, 4, 16, 64, 256, 1_024):
                with filled(disk, left_kib=left_kib):
                    look = first_paint(disk / "data", key, clock)
                    assert look is not None
                    assert look.sheet.rows == expected.rows
                    services = await open_services(settings, now=clock)
                    assert (await services.run_sheet.sheet(DAY)).rows == expected.rows
                    if services.read_only is not None:
                        assert "Free some space" in services.read_only.sentence
                        read_only.append(left_kib)
                    await services.aclose()
            assert read_only[:1] == [0]
            figure(f"read-only with up to {max(read_only)} KiB free, the list there each time")
            desk.services = await open_services(settings, now=clock)
            assert desk.services.read_only is None
            assert (await desk.sync(day=DAY)).status == "success"


@pytest.mark.proves("R13")
async def test_where_nothing_may_be_written_the_first_paint_has_todays_list(tmp_path, monkeypatch):
    async with a_desk(tmp_path) as desk:
        expected, key = await desk.services.run_sheet.sheet(DAY), desk.services.core.database.key
        await desk.services.aclose()
        with unwritable(tmp_path, *tmp_path.rglob("*")):
            look = first_paint(tmp_path, key, desk.clock)
            assert look is not None
            assert look.sheet.rows == expected.rows
            monkeypatch.setattr(first_look, "open_for_a_look", open_encrypted)
            assert first_paint(tmp_path, key, desk.clock) is None, "as it was before"
        desk.services = await open_services(desk.services.settings, now=desk.clock)
