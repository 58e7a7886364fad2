"""How long hiding takes on a day of 300 appointments in 12 columns; printed, not asserted."""

import time
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.sandbox.gentu.bulk import bulk_practice
from app.ui.run import Application
from tests.ui.privacy.test_privacy_mode import PaintWatch
from tests.ui.scene import DAY, NINE_27, scene
from tests.ui.studio import Studio

ELEVEN = NINE_27 + timedelta(minutes=98)


async def test_a_long_day_is_hidden_and_shown_again(qapp: Application, tmp_path: Path) -> None:
    practice = bulk_practice(practitioners=12, appointments=300, day=DAY)
    async with scene(tmp_path, now=ELEVEN, practice=practice) as desk:
        studio = Studio(qapp, desk)
        try:
            await desk.ready()
            window = await studio.open()
            view = window.today.board.columns[0].view
            window.today.board.focus_first()
            watch = PaintWatch()
            view.viewport().installEventFilter(watch)
            for is_on in (True, False, True):
                begun, worked = time.perf_counter(), time.thread_time()
                QTest.keyClick(view, Qt.Key.Key_F8)
                await studio.until(lambda begun=begun: watch.painted_at > begun)  # type: ignore[misc]
                took, work = watch.painted_at - begun, watch.worked_at - worked
                assert window.privacy.is_on is is_on
                print(
                    f"F8, 300 rows: painted after {took * 1000:.0f} ms (aim 100), "
                    f"{work * 1000:.0f} ms of work"
                )
            cards = [c for column in window.today.board.columns for c in column.view.cards.cards]
            assert len(cards) == 300
            assert all(card.row.is_masked for card in cards)
        finally:
            await studio.aclose()
