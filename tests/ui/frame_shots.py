"""The frame's own states: Settings, the key map, menus, closing, a bug, who the person is."""

from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.errors import RunSheetError
from app.ui.presence import Presence
from app.ui.settings.page import GROUPS, SettingsPage
from app.ui.window.closing import Closing
from tests.ui.edit_shots import ELEVEN, cards, show
from tests.ui.studio import Shot, Studio


async def settings(studio: Studio, group: str) -> SettingsPage:
    """The page at a group, everything read."""
    await studio.scene.ready()
    await studio.open()
    studio.window.open_settings()
    page = studio.window.page
    assert isinstance(page, SettingsPage)
    await studio.until(lambda: page.is_filled and not page.tasks.running)
    page.show_group(group)
    studio.bring = partial(page.show_group, group)
    return page


async def settings_changed(studio: Studio) -> None:
    page = await settings(studio, "privacy")
    page.row("privacy.idle_minutes").choose("5")
    await studio.until(lambda: bool(page.undo_bar.text))
    studio.bring, studio.in_view = None, page.row("privacy.idle_minutes")


async def settings_found(studio: Studio, words: str) -> None:
    page = await settings(studio, "general")
    studio.bring = None
    page.open_find()
    page.find_box.setText(words)


async def more_menu(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()
    presence = Presence(studio.window, leave=studio.window.hide, single=None)
    await studio.until(lambda: presence.feed.standing is not None)
    presence.more.refresh()
    presence.more.menu.popup(studio.window.pos())


async def column_menu(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()
    first = studio.window.today.board.columns[0]
    button = studio.window.findChild(QPushButton, f"column_more_{first.clinician_id}")
    assert button is not None
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.popup(studio.window.pos())


async def _closed(studio: Studio, *, has_tray: bool) -> None:
    await studio.scene.ready()
    window = await studio.open()
    saved: dict[str, str] = {}
    window.closing = Closing(
        window,
        has_tray=lambda: has_tray,
        saved=lambda: saved,
        save=saved.__setitem__,
        leave=window.hide,
    )
    window.close()
    window.closing = None


async def bug(studio: Studio) -> None:
    await studio.scene.ready()
    (await studio.open()).show_error(RunSheetError())


async def identity(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()
    show(studio, cards(studio)[2])
    await studio.until(lambda: bool(studio.window.today.drawer.history))
    board = studio.window.today.board
    QTest.keySequence(board.columns[0].view, QKeySequence("D"))


SHOTS = [
    *(
        Shot(name=f"settings-{group.name}", build=partial(settings, group=group.name))
        for group in GROUPS
    ),
    Shot(name="settings-changed", build=settings_changed),
    Shot(name="settings-found", build=partial(settings_found, words="names")),
    Shot(name="settings-found-nothing", build=partial(settings_found, words="xylophone")),
    Shot(name="frame-more-menu", build=more_menu),
    Shot(name="frame-column-menu", build=column_menu),
    Shot(name="frame-closing-tray", build=partial(_closed, has_tray=True)),
    Shot(name="frame-closing-no-tray", build=partial(_closed, has_tray=False)),
    Shot(name="frame-bug", build=bug),
    Shot(name="today-identity", build=identity, now=ELEVEN),
]
