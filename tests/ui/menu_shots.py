"""The ⋯ menu (the tray's has the same lines) in each standing, other menus, and rarer states."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QMenu

from app.ui.downtime.panel import DowntimePanel
from app.ui.presence import Presence
from tests.ui import fault_shots, today_shots
from tests.ui.desk_shots import downtime
from tests.ui.edit_shots import ELEVEN, cards
from tests.ui.scene import DAY
from tests.ui.studio import Shot, Studio
from tests.ui.three_vendors import three_vendors

Build = Callable[[Studio], Awaitable[None]]


async def menu(studio: Studio, before: Build, inner: str = "") -> None:
    """The menu over a state; `inner`: the one that opens beside that line of it."""
    await before(studio)
    presence = Presence(studio.window, leave=studio.window.hide, single=None)
    await studio.until(lambda: presence.feed.standing is not None)
    presence.more.refresh()
    lines = presence.more.menu
    inside = [each.menu() for each in lines.actions() if inner and each.text() == inner]
    shown = inside[0] if inside else lines
    assert isinstance(shown, QMenu)
    shown.popup(studio.window.pos())


async def private(studio: Studio) -> None:
    await today_shots.board(studio)
    studio.window.privacy.turn_on()


async def of_a_card(studio: Studio) -> None:
    await today_shots.board(studio)
    card = next(card for card in cards(studio) if card.row.patient_phone)
    studio.window.today.board.menu_wanted.emit(card, studio.window.pos())


async def of_clinicians(studio: Studio) -> None:
    await today_shots.board(studio)
    bar = studio.window.today.filter_bar
    bar.leave_out(studio.window.today.board.columns[1].clinician_id)
    await studio.settle()
    bar._menu.popup(studio.window.pos())


async def column_left_out(studio: Studio) -> None:
    """A column hidden on this PC, and telehealth only."""
    await today_shots.board(studio)
    bar = studio.window.today.filter_bar
    bar.leave_out(studio.window.today.board.columns[1].clinician_id)
    bar.telehealth.setChecked(True)
    await studio.settle()


async def empty_day(studio: Studio) -> None:
    await today_shots.board(studio)
    scene, sunday = studio.scene, DAY - timedelta(days=2)
    await scene.services.sync.run(scene.connection_id, day=sunday)
    studio.window.today.context.feed.show_day(sunday)
    await studio.settle()


async def printed_old(studio: Studio) -> None:
    await fault_shots.out_of_date(studio)
    desk = studio.window.today.printing
    desk.open(None)
    await studio.until(lambda: desk.panel is not None and desk.panel.isVisible())


async def password_shown(studio: Studio) -> None:
    await downtime(studio)
    panel = studio.window.findChild(DowntimePanel)
    assert panel is not None
    panel.show_button.click()


async def no_pack(studio: Studio) -> None:
    await today_shots.board(studio)
    studio.window.open_downtime()
    await studio.until(lambda: bool(studio.window.findChild(DowntimePanel)))
    panel = studio.window.findChild(DowntimePanel)
    assert panel is not None
    await studio.until(lambda: bool(panel.fault))


_MENUS: dict[str, Build] = {
    "out-of-date": fault_shots.out_of_date,
    "offline": fault_shots.offline,
    "sign-in": today_shots.sign_in,
    "paused": fault_shots.paused,
    "nothing-connected": today_shots.nothing_connected,
    "private": private,
}
SHOTS = [
    *(
        Shot(name=f"menu-{name}", build=partial(menu, before=before))
        for name, before in _MENUS.items()
    ),
    Shot(
        name="menu-three-vendors",
        build=partial(menu, before=today_shots.all_vendors),
        opens=three_vendors,
    ),
    Shot(
        name="menu-sync-one",
        build=partial(menu, before=today_shots.all_vendors, inner="Sync one"),
        opens=three_vendors,
    ),
    Shot(name="menu-pause", build=partial(menu, before=fault_shots.paused, inner="Pause")),
    Shot(
        name="menu-mute",
        build=partial(menu, before=today_shots.board, inner="Mute notifications"),
    ),
    Shot(name="menu-card", build=of_a_card, now=ELEVEN),
    Shot(name="menu-clinicians", build=of_clinicians, now=ELEVEN),
    Shot(name="today-left-out", build=column_left_out, now=ELEVEN),
    Shot(name="today-empty-day", build=empty_day, now=ELEVEN),
    Shot(name="print-out-of-date", build=printed_old),
    Shot(name="downtime-password", build=password_shown, now=ELEVEN),
    Shot(name="downtime-none", build=no_pack, now=ELEVEN),
]
