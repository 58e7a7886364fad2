"""The support export page's states."""

from pathlib import Path

from app.services.logs import CRASH_FILE, Event, log_event, logs_folder
from app.ui.support.page import SupportPage
from app.ui.window.main_window import MainWindow
from tests.ui.studio import Shot, Studio


async def open_page(studio: Studio, *, run_id: str | None = None) -> SupportPage:
    """The page on a synced desk, everything listed."""
    window: MainWindow = await studio.open()
    window.open_support_export(run_id)
    page = window.page
    assert isinstance(page, SupportPage)
    await studio.until(lambda: page.is_settled and page.export is not None)
    return page


async def _synced(studio: Studio, *, has_trouble: bool) -> None:
    await studio.scene.ready()
    if has_trouble:
        studio.scene.gentu.faults.add("status_404", path="appointments", times=2)
        studio.scene.clock.pass_by(minutes=15)
        await studio.scene.sync()


async def listed(studio: Studio) -> None:
    await _synced(studio, has_trouble=True)
    page = await open_page(studio)
    page.tree.choose("sync-history.json")
    page.tree.setFocus()
    studio.in_view = page.viewer


async def calm(studio: Studio) -> None:
    await _synced(studio, has_trouble=False)
    studio.in_view = (await open_page(studio)).tree


async def one_check_with_a_name(studio: Studio) -> None:
    await _synced(studio, has_trouble=True)
    (run, *_others) = await studio.scene.services.sync.history(studio.scene.connection_id)
    page = await open_page(studio, run_id=run.id)
    page.wish.description.setPlainText("Mary Johnson was missing at 9:10, she rang 0491 570 006")
    await studio.until(lambda: page.is_settled and bool(page.wish.warning.text))
    page.tree.choose("what-went-wrong.txt")


async def crash_log_missing(studio: Studio) -> None:
    await _synced(studio, has_trouble=True)
    folder = logs_folder(studio.scene.services.settings.data_dir)
    (folder / CRASH_FILE).mkdir(parents=True)
    studio.in_view = (await open_page(studio)).tree


async def saved(studio: Studio) -> None:
    await listed(studio)
    page = studio.window.page
    assert isinstance(page, SupportPage)
    studio.in_view = None
    page._show_saved(Path("Downloads") / "RunSheet-support-2025-11-18-0942.zip")


async def busy(studio: Studio) -> None:
    """In the middle of reading."""
    await listed(studio)
    page = studio.window.page
    assert isinstance(page, SupportPage)
    studio.in_view = page.tree
    page.progress.show_waiting(is_waiting=True)
    page.progress.show_progress(9, 12, "the log")
    log_event(Event.STARTED)


SHOTS = [
    Shot(name="support-listed", build=listed),
    Shot(name="support-calm", build=calm),
    Shot(name="support-one-check", build=one_check_with_a_name),
    Shot(name="support-part-missing", build=crash_log_missing),
    Shot(name="support-saved", build=saved),
    Shot(name="support-busy", build=busy),
]
