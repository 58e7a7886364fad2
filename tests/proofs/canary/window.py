"""A real window on the search's desk: every page in privacy mode, its tray, the downtime pack."""

import asyncio
from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.services import Services
from app.ui.presence import Presence
from app.ui.run import Application
from app.ui.tray.entries import Entry
from app.ui.tray.words import tooltip
from app.ui.window.main_window import MainWindow
from app.ui.window.pages import PageName
from tests.proofs.canary.office import Office
from tests.support.desk import Clock
from tests.support.waiting import until
from tests.ui.privacy.people import spoken_texts, widget_texts
from tests.ui.studio import Studio


class OwnScene:
    """What the studio wants of a scene: the services of the search's desk."""

    def __init__(self, services: Services, clock: Clock) -> None:
        self.services, self.clock = services, clock


async def look_at_the_window(office: Office, app: Application) -> None:
    """Titles while people are to be seen; every text of every page once they are hidden."""
    studio = Studio(app, OwnScene(office.services, office.clock))  # type: ignore[arg-type]
    try:
        window = await studio.open()
        presence = Presence(window, leave=lambda: None, single=None)
        await _pack(office)
        _keep_titles(office, presence)
        window.privacy.turn_on()
        for name in PageName:
            page = window.open_page(name)
            await studio.until(lambda page=page: page is None or page.isVisible())
            await asyncio.sleep(0)
            await studio.settle()
            _keep_texts(office, window, presence)
        window.start_sync()
        await studio.until(lambda: not window.context.sync.is_running)
        await studio.settle()
        _keep_texts(office, window, presence)
        window.privacy.turn_off()
        presence.close()
    finally:
        await studio.aclose()


async def _pack(office: Office) -> None:
    """The tray's own pack; it is encrypted before it is written."""
    await until(lambda: list((office.data / "downtime").glob("*.pdf")))
    office.secrets.add(await office.services.downtime.password())


def _keep_texts(office: Office, window: MainWindow, presence: Presence) -> None:
    _keep_titles(office, presence)
    office.watch.keep_texts("window texts", widget_texts())
    office.watch.keep_texts("accessibility", spoken_texts(window))


def _keep_titles(office: Office, presence: Presence) -> None:
    titles = [each.windowTitle() for each in QApplication.topLevelWidgets()]
    titles += [each.title() for each in QGuiApplication.allWindows()]
    office.watch.keep_texts("window titles", titles)
    entries = list(_words(presence.entries()))
    office.watch.keep_texts("tray", [tooltip(presence.feed.standing), *entries])


def _words(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.text
        yield from _words(entry.entries)
