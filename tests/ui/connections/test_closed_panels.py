"""A set-up that was closed leaves nothing behind that the theme would still talk to."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.ui.theme import SchemeChoice
from tests.ui.connections.vendor_desk import VENDORS, hands


@pytest.mark.parametrize("vendor", VENDORS)
async def test_the_theme_may_change_after_a_set_up_was_closed(
    qapp: QApplication, tmp_path: Path, vendor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        gone: list[str] = []
        for name in ("pairing_code", "connect"):
            if widget := opened.seek(name):
                widget.destroyed.connect(lambda *_, name=name: gone.append(name))
        opened.press(Qt.Key.Key_Escape)
        await opened.until_shown("continue_setup")
        await opened.settle()
        async with asyncio.timeout(10):
            while "connect" not in gone:  # noqa: ASYNC110  # Qt tells of no deletion to come
                QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
                await asyncio.sleep(0.01)
        for choice in (SchemeChoice.DARK, SchemeChoice.LIGHT):
            opened.page.context.theme.choose(choice)
        assert "already deleted" not in capsys.readouterr().err
