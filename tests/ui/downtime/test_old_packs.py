"""Old downtime packs go in time, also where no pack is made any more."""

from datetime import timedelta
from pathlib import Path

from app.ui.downtime.maker import PackMaker
from app.ui.run import Application
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import studio_on


async def test_old_packs_go_although_nothing_is_connected_any_more(
    qapp: Application, tmp_path: Path
) -> None:
    """Names on a disk for longer than they are needed: nobody would come to remove them."""
    async with studio_on(qapp, tmp_path, now=NINE_27) as studio:
        window = await studio.open()
        downtime = studio.scene.services.downtime
        yesterday = DAY - timedelta(days=1)
        folder = tmp_path / "data" / "downtime"
        folder.mkdir(parents=True)
        old, needed = (folder / f"{day}.pdf" for day in (DAY - timedelta(days=7), yesterday))
        for path in (old, needed):
            path.write_bytes(b"%PDF-")
        maker = PackMaker(
            window.context, window.tasks_of(window), window, settle_s=0.0, tidy_s=0.05
        )
        maker.start()
        await studio.until(lambda: not old.exists())
        assert (await downtime.latest()).day == yesterday
        assert not await maker.make()
        studio.scene.clock.pass_by(minutes=3 * 24 * 60)
        await studio.until(lambda: not needed.exists())
        assert maker.count == 0
