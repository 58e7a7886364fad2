"""Privacy at every level, the print panel and the downtime pack's panel, for the picture folder."""

import asyncio
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.downtime.maker import PackMaker
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import Shot, Studio

ELEVEN = NINE_27 + timedelta(minutes=98)


async def _hidden(studio: Studio, level: str) -> None:
    await studio.scene.ready()
    await studio.scene.services.preferences.write("privacy.level", level)
    await studio.open()
    board = studio.window.today.board
    card = board.columns[0].view.cards.cards[3]
    board.select(card.id)
    board.details_wanted.emit(card)
    studio.window.privacy.turn_on()


async def initials(studio: Studio) -> None:
    await _hidden(studio, "initials")


async def times_only(studio: Studio) -> None:
    await _hidden(studio, "times")


async def board_off(studio: Studio) -> None:
    await _hidden(studio, "off")


async def peeked(studio: Studio) -> None:
    await _hidden(studio, "initials")
    QTest.keyClick(studio.window.today.board.columns[0].view, Qt.Key.Key_Return)


async def print_panel(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()
    desk = studio.window.today.printing
    desk.open(studio.window.today.board.columns[0].clinician_id)
    await studio.until(lambda: desk.panel is not None and desk.panel.isVisible())


async def print_panel_private(studio: Studio) -> None:
    await print_panel(studio)
    studio.window.privacy.turn_on()


async def print_panel_board_off(studio: Studio) -> None:
    await _hidden(studio, "off")
    desk = studio.window.today.printing
    desk.open(None)
    await studio.until(lambda: desk.panel is not None and desk.panel.isVisible())


async def print_by_time(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()
    desk = studio.window.today.printing
    desk.open(None, as_list=True)
    await studio.until(lambda: desk.panel is not None and desk.panel.isVisible())


async def downtime(studio: Studio) -> None:
    scene = await studio.scene.ready()
    await scene.services.sync.run(scene.connection_id, day=DAY + timedelta(days=1))
    window = await studio.open()
    await PackMaker(window.context, window.tasks_of(window), window).make()
    window.open_downtime()
    await asyncio.sleep(0.3)


SHOTS = [
    Shot(name="privacy-initials", build=initials, now=ELEVEN),
    Shot(name="privacy-times", build=times_only, now=ELEVEN),
    Shot(name="privacy-board-off", build=board_off, now=ELEVEN),
    Shot(name="privacy-peeked", build=peeked, now=ELEVEN),
    Shot(name="print-panel", build=print_panel, now=ELEVEN),
    Shot(name="print-panel-private", build=print_panel_private, now=ELEVEN),
    Shot(name="print-panel-board-off", build=print_panel_board_off, now=ELEVEN),
    Shot(name="print-panel-by-time", build=print_by_time, now=ELEVEN),
    Shot(name="downtime-panel", build=downtime, now=ELEVEN),
]
