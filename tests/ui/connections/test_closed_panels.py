"""A set-up that was closed leaves nothing behind that the theme would still talk to."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.ui.theme import SchemeChoice
from tests.ui.connections.vendor_desk import VENDORS, hands


@pytest.mark.parametrize("vendor", VENDORS)
async def test_the_theme_may_change_after_a_set_up_was_closed(
    qapp: QApplication, tmp_path: Path, vendor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        closed = [opened.page.flow, await opened.until_shown("connect")]
        assert all(isValid(each) for each in closed)
        await opened.until(lambda: closed[0].isAncestorOf(opened.focus))
        opened.press(Qt.Key.Key_Escape)
        await opened.until_shown("card_setup")
        await opened.settle()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        assert not any(isValid(each) for each in closed)
        for choice in (SchemeChoice.DARK, SchemeChoice.LIGHT):
            opened.page.context.theme.choose(choice)
        assert "already deleted" not in capsys.readouterr().err
