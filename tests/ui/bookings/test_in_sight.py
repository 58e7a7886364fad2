"""At 200 % text the question about cancelling comes into sight with the focus."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.run import Application
from tests.ui.bookings.shots import listed, with_hubspot
from tests.ui.studio import Studio


async def test_what_del_asks_is_seen_at_200_percent(qapp: Application, tmp_path: Path) -> None:
    async with with_hubspot(tmp_path) as desk:
        studio = Studio(qapp, desk)
        try:
            page = await listed(studio)
            studio.theme.choose(studio.theme.choice, scale=2.0)
            studio.window.resize(1024, 640)
            await studio.until(lambda: page.cancel_panel.isHidden() and page.is_settled)
            QTest.keyClick(page.table, Qt.Key.Key_Delete)
            await studio.until(page.cancel_panel.reason.hasFocus)
            await studio.until(lambda: not page.cancel_panel.reason.visibleRegion().isEmpty())
        finally:
            await studio.aclose()
