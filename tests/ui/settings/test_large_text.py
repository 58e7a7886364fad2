"""200 % text in the smallest window: every setting is there without scrolling sideways."""

from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.run import Application
from app.ui.theme import SchemeChoice
from tests.ui.studio import studio_on


async def test_no_setting_has_to_be_scrolled_to_sideways(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        window.resize(1024, 640)
        window.open_settings()
        page = window.page
        assert page is not None
        index = page.findChild(QWidget, "settings_to_general")
        await studio.until(lambda: page.is_filled and index.isVisible())
        studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        await studio.until(lambda: not index.isVisible())
        (area,) = [each for each in page.findChildren(QScrollArea) if each.isVisible()]
        await studio.until(lambda: area.horizontalScrollBar().maximum() == 0)
        studio.theme.choose(SchemeChoice.LIGHT, scale=1.0)
        await studio.until(index.isVisible)
