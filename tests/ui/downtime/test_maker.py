"""The downtime pack of a real day (J15): both days in it, nobody readable outside, no lag."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from pypdf import PageObject, PdfReader

from app.ui.downtime.maker import PackMaker
from app.ui.run import _SWITCH_S as SWITCH_S
from app.ui.run import Application
from tests.ui.privacy.people import named, people_of
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)
NEXT_DAY = DAY + timedelta(days=1)


def maker_of(
    studio: Studio,
    *,
    settle_s: float = 0.0,
    apart_s: float = 60.0,
) -> PackMaker:
    window = studio.window
    return PackMaker(
        window.context,
        window.tasks_of(window),
        window,
        settle_s=settle_s,
        apart_s=apart_s,
    )


async def ready(studio: Studio) -> None:
    """Today and the next working day are read, as the scheduler's look-ahead does."""
    await studio.scene.ready()
    await studio.scene.services.sync.run(studio.scene.connection_id, day=NEXT_DAY)
    await studio.open()


def pack_in(folder: Path) -> Path:
    (path,) = (folder / "data" / "downtime").iterdir()
    return path


async def texts_of(studio: Studio, path: Path) -> list[str]:
    password = await studio.scene.services.downtime.password()
    pages = PdfReader(path, password=password).pages
    return [" ".join(page.extract_text().split()) for page in pages]


async def test_the_pack_holds_everybody_of_both_days_and_their_lists_age(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        assert await maker_of(studio).make()
        path = pack_in(tmp_path)
        assert path.name == "2025-11-18.pdf"
        pages = await texts_of(studio, path)
        run_sheet = studio.scene.services.run_sheet
        for day in (DAY, NEXT_DAY):
            sheet = await run_sheet.sheet(day)
            assert sheet.rows
            people = {each for each in people_of(sheet) if each.isalpha()}
            missing = people - named(pages, people)
            assert not missing
        assert "Tue 18 Nov 2025" in pages[0]
        assert "Wed 19 Nov 2025" in pages[-1]
        assert all("shred after use" in page for page in pages)
        assert all("list checked" in page for page in pages)
        assert "Downtime pack, made 11:05 am on Tue 18 Nov 2025" in pages[0]
        boxes = {
            (round(p.mediabox.width), round(p.mediabox.height))
            for p in await pages_in(studio, path)
        }
        assert boxes == {(595, 842)}


async def pages_in(studio: Studio, path: Path) -> list[PageObject]:
    password = await studio.scene.services.downtime.password()
    return list(PdfReader(path, password=password).pages)


async def test_nobody_can_be_read_in_the_bytes_of_the_data_folder(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        await maker_of(studio).make()
        people = people_of(await studio.scene.services.run_sheet.sheet())
        bodies = [p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file()]
        assert len(bodies) > 2
        found = [each for each in people if len(each) > 3 for b in bodies if each.encode() in b]
        assert found == []
        assert pack_in(tmp_path).read_bytes().startswith(b"%PDF-")


async def test_the_same_lists_are_packed_once_and_again_after_a_check(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        maker = maker_of(studio)
        assert await maker.make()
        assert not await maker.make()
        studio.scene.clock.pass_by(minutes=5)
        await studio.scene.sync()
        assert await maker.make()
        assert "list checked 11:10 am" in (await texts_of(studio, pack_in(tmp_path)))[0]


async def test_a_good_check_makes_it_and_a_burst_makes_it_once(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        maker = maker_of(studio, settle_s=0.05, apart_s=3600)
        maker.start()
        await studio.until(lambda: maker.count == 1)
        for _ in range(3):
            studio.scene.clock.pass_by(minutes=15)
            await studio.scene.sync()
        await studio.settle()
        assert maker.count == 1


async def test_without_a_column_there_is_no_pack(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.open()
        assert not await maker_of(studio).make()
        assert not (tmp_path / "data" / "downtime").exists()


async def test_it_works_with_the_network_off(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        studio.scene.gentu.faults.add("status_503")
        studio.scene.clock.pass_by(minutes=75)
        await studio.scene.sync()
        await studio.settle()
        maker = maker_of(studio)
        assert await maker.make()
        assert "list checked 11:05 am" in (await texts_of(studio, pack_in(tmp_path)))[0]


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """How long the loop's turns were, in ms."""
    gaps: list[float] = []

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            gaps.append((now - last) * 1000)
            last = now

    task = asyncio.ensure_future(beat())
    try:
        yield gaps
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_window_keeps_moving_meanwhile(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        maker = maker_of(studio)
        await maker.make()
        studio.scene.clock.pass_by(minutes=15)
        await studio.scene.sync()
        await studio.settle()
        usual = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)  # as the app has it
        begun = time.perf_counter()
        async with heartbeat() as gaps:
            assert await maker.make()
        sys.setswitchinterval(usual)
        took = (time.perf_counter() - begun) * 1000
        async with heartbeat() as idle:
            await asyncio.sleep(took / 1000)
        print(
            f"pack made in {took:.0f} ms; longest turn {max(gaps):.1f} ms (aim 20), "
            f"of the idle loop right after it {max(idle):.1f} ms"
        )
        assert len(gaps) > 5
