"""The states of the frame and the Today page, each built on real services."""

import asyncio
from datetime import timedelta
from typing import Never

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.domain.errors import DatabaseBusy, SecretStoreMissing
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import Shot, Studio
from tests.ui.three_vendors import ThreeVendors, three_vendors

NO_KEYS = Qt.KeyboardModifier.NoModifier
ELEVEN = NINE_27 + timedelta(minutes=98)


async def starting(studio: Studio) -> None:
    studio.window.show()


async def start_failed(studio: Studio) -> None:
    studio.window.show()
    error = SecretStoreMissing(advice="Install and start gnome-keyring, then try again.")
    studio.window.show_failure(error, again=lambda: None, leave=lambda: None)


async def nothing_connected(studio: Studio) -> None:
    await studio.open()


async def set_up_unfinished(studio: Studio) -> None:
    await studio.scene.connect()
    await studio.open()


async def never_checked(studio: Studio) -> None:
    await studio.scene.connect()
    await studio.scene.map_everybody()
    await studio.open()


async def board(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()


async def changed_board(studio: Studio) -> None:
    """Cancelled, moved, arrived and vanished rows."""
    desk = await studio.scene.ready()
    practice = desk.gentu.practice
    rows = practice.appointments(DAY)
    upcoming = [row for row in rows if row.start > desk.clock() and row.patient_ids]
    practice.move(upcoming[0].id, start=upcoming[0].start + timedelta(minutes=5))
    practice.cancel(upcoming[1].id)
    practice.delete(upcoming[3].id)
    practice.mark_arrived(upcoming[4].id, at=desk.clock() - timedelta(minutes=12))
    desk.clock.pass_by(minutes=5)
    await desk.sync()
    await studio.open()


async def moved_away(studio: Studio) -> None:
    """The first patients to come moved to other days."""
    desk = await studio.scene.ready()
    sheet = await desk.services.run_sheet.sheet()
    coming = [row for row in sheet.rows if row.start > desk.clock() and not row.is_off]
    for row, days in zip(coming[:2], (2, 63), strict=True):
        moved_id = row.pms_appointment_id or ""
        desk.gentu.practice.move(moved_id, start=row.start + timedelta(days=days))
    desk.clock.pass_by(minutes=5)
    await desk.sync()
    await studio.open()
    today = studio.window.today
    cards = [card for column in today.board.columns for card in column.view.cards.cards]
    card = next(card for card in cards if card.row.has_moved_away)
    today.board.select(card.id)
    today.board.details_wanted.emit(card)


async def moved_away_listed(studio: Studio) -> None:
    await moved_away(studio)
    today = studio.window.today
    today.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, NO_KEYS))
    today.filter_bar._list.click()
    cards = today.list_pane.view.cards.cards
    today.list_pane.select(next(card.id for card in cards if card.row.has_moved_away))


async def unreadable(studio: Studio) -> None:
    """The database of this PC can't be read any more."""
    await board(studio)
    reads = studio.scene.services.run_sheet

    async def fail(*_arguments: object) -> Never:
        raise DatabaseBusy

    reads.sheet = fail  # type: ignore[method-assign]  # this service closes with the shot
    studio.scene.clock.pass_by(minutes=12)
    studio.window.today.context.feed.refresh()
    await studio.settle()


async def details(studio: Studio) -> None:
    await board(studio)
    studio.window.today.focus_first()
    today = studio.window.today
    card = next(
        c
        for column in today.board.columns
        for c in column.view.cards.cards
        if c.telehealth and not c.is_done
    )
    today.board.select(card.id)
    today.board.details_wanted.emit(card)


async def listed(studio: Studio) -> None:
    await board(studio)
    studio.window.today.filter_bar._list.click()


async def found(studio: Studio) -> None:
    await board(studio)
    studio.window.today.filter_bar.find_box.setText("ma")
    studio.window.today.open_find()


async def found_nobody(studio: Studio) -> None:
    await board(studio)
    studio.window.today.filter_bar.find_box.setText("zzz")


async def stale(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.clock.pass_by(minutes=75)
    await studio.open()


async def failed(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.clock.pass_by(minutes=6)
    desk.gentu.faults.add("status_503")
    await desk.sync()
    await studio.open()


async def partly(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.clock.pass_by(minutes=6)
    desk.gentu.faults.add("status_404", path="appointments", times=1)
    await desk.sync()
    await studio.open()


async def sign_in(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.clock.pass_by(minutes=6)
    desk.gentu.practice.revoke()
    await desk.sync()
    await studio.open()


async def new_person(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.gentu.practice.add_practitioner("Locum", "Jo")
    await desk.services.mapping.people(desk.connection_id, refresh=True)
    await studio.open()


async def mass_vanish(studio: Studio) -> None:
    desk = await studio.scene.ready()
    practice = desk.gentu.practice
    for row in practice.appointments(DAY)[10:]:
        practice.delete(row.id)
    desk.clock.pass_by(minutes=6)
    await desk.sync()
    await studio.open()


async def checking(studio: Studio) -> None:
    await board(studio)
    studio.scene.clock.pass_by(minutes=6)
    studio.scene.gentu.latency_s = 3.0
    await studio.window.today.context.services.connections.list()
    studio.window.today.header.sync_button.click()
    await studio.until(lambda: studio.window.today.context.sync.progress[1] > 0)


async def other_zone(studio: Studio) -> None:
    studio.window._pc_zone = lambda: "Australia/Perth"
    await board(studio)


async def no_rows(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()
    studio.window.today.context.feed.step_day(-2)
    await asyncio.sleep(0.1)
    await studio.settle()


async def all_vendors(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()


async def one_vendor_fails(studio: Studio) -> None:
    """Halaxy is down; the others were checked a moment ago."""
    scene = studio.scene
    assert isinstance(scene, ThreeVendors)
    await scene.ready()
    scene.sandboxes["halaxy"].faults.add("status_503")
    scene.clock.pass_by(minutes=20)
    for _ in range(3):
        scene.clock.pass_by(minutes=15)
        await scene.sync_all()
    await studio.open()


SHOTS = [
    Shot(
        name="today-three-vendors",
        build=all_vendors,
        now=ELEVEN,
        opens=three_vendors,
    ),
    Shot(name="today-one-vendor-fails", build=one_vendor_fails, now=ELEVEN, opens=three_vendors),
    Shot(name="starting", build=starting),
    Shot(name="start-failed", build=start_failed),
    Shot(name="today-nothing-connected", build=nothing_connected),
    Shot(name="today-set-up-unfinished", build=set_up_unfinished),
    Shot(name="today-never-checked", build=never_checked),
    Shot(name="today-board", build=board, now=ELEVEN),
    Shot(name="today-changed", build=changed_board, now=ELEVEN),
    Shot(name="today-moved-away", build=moved_away, now=ELEVEN),
    Shot(name="today-moved-away-list", build=moved_away_listed, now=ELEVEN),
    Shot(name="today-unreadable", build=unreadable, now=ELEVEN),
    Shot(name="today-details", build=details, now=ELEVEN),
    Shot(name="today-list", build=listed, now=ELEVEN),
    Shot(name="today-found", build=found, now=ELEVEN),
    Shot(name="today-found-nobody", build=found_nobody, now=ELEVEN),
    Shot(name="today-stale", build=stale),
    Shot(name="today-failed", build=failed, now=ELEVEN),
    Shot(name="today-partly", build=partly, now=ELEVEN),
    Shot(name="today-sign-in", build=sign_in, now=ELEVEN),
    Shot(name="today-new-person", build=new_person, now=ELEVEN),
    Shot(name="today-mass-vanish", build=mass_vanish, now=ELEVEN),
    Shot(name="today-checking", build=checking, now=ELEVEN),
    Shot(name="today-other-zone", build=other_zone, now=ELEVEN),
    Shot(name="today-no-rows", build=no_rows, now=ELEVEN),
]
