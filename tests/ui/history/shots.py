"""The states of the Sync history page, each built on real services."""

from app.ui.history.page import HistoryPage
from tests.ui.history.eventful import eventful_morning
from tests.ui.studio import Shot, Studio
from tests.ui.three_vendors import ThreeVendors, three_vendors


async def opened(studio: Studio) -> HistoryPage:
    """The window on the page, everything read."""
    await studio.open()
    studio.window.open_history()
    page = studio.window.page
    assert isinstance(page, HistoryPage)
    await studio.until(lambda: page.is_settled)
    return page


async def partly(studio: Studio) -> None:
    await eventful_morning(studio.scene)
    await opened(studio)


async def changes(studio: Studio) -> None:
    runs = await eventful_morning(studio.scene)
    page = await opened(studio)
    page.show_run(runs[1].id, None)
    await studio.until(lambda: page.is_settled)
    page.table.setFocus()
    studio.in_view = page.pane


async def failed(studio: Studio) -> None:
    await studio.scene.ready()
    studio.scene.clock.pass_by(minutes=15)
    studio.scene.gentu.practice.revoke()
    await studio.scene.sync()
    studio.scene.clock.pass_by(minutes=1)
    await opened(studio)


async def private(studio: Studio) -> None:
    await changes(studio)
    studio.window.page.context.privacy.turn_on()  # type: ignore[union-attr]


async def saving(studio: Studio) -> None:
    await eventful_morning(studio.scene)
    page = await opened(studio)
    page._save_button.click()


async def empty(studio: Studio) -> None:
    await opened(studio)


async def no_match(studio: Studio) -> None:
    await studio.scene.ready()
    page = await opened(studio)
    page.filters.results.setCurrentIndex(3)
    await studio.until(lambda: page.is_settled and not page.model.rows)


async def several(studio: Studio) -> None:
    """A day and a night of three systems."""
    scene = studio.scene
    assert isinstance(scene, ThreeVendors)
    scene.clock.pass_by(hours=-24)
    await scene.ready()
    for number in range(48):
        scene.clock.pass_by(minutes=30)
        if number == 20:
            scene.gentu.faults.add("status_400", path="/appointments", times=3)
        if number == 44:
            scene.sandboxes["halaxy"].faults.add("status_500")
        await scene.sync_all()
    await opened(studio)


SHOTS = [
    Shot(name="history-partly", build=partly),
    Shot(name="history-changes", build=changes),
    Shot(name="history-failed", build=failed),
    Shot(name="history-private", build=private),
    Shot(name="history-saving", build=saving),
    Shot(name="history-empty", build=empty),
    Shot(name="history-no-match", build=no_match),
    Shot(name="history-several", build=several, opens=three_vendors),
]
