"""The switch that starts RunSheet with the PC, on an autostart folder of the test's own."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.run import Application
from app.ui.settings.start_row import StartRow
from tests.ui.studio import Studio, studio_on

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="writes the XDG autostart folder"
)


async def _row(studio: Studio) -> StartRow:
    window = await studio.open()
    window.open_settings()
    row = window.findChild(StartRow)
    assert isinstance(row, StartRow)
    return row


async def test_the_switch_writes_the_entry_and_shows_what_the_system_says(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    entry = tmp_path / "config" / "autostart" / "runsheet.desktop"
    async with studio_on(qapp, tmp_path) as studio:
        row = await _row(studio)
        assert not row.box.isChecked()
        QTest.keyClick(row.box, Qt.Key.Key_Space)
        await studio.until(entry.exists)
        await studio.until(row.box.isChecked)
        QTest.keyClick(row.box, Qt.Key.Key_Space)
        await studio.until(lambda: not entry.exists())
        await studio.until(lambda: not row.box.isChecked())


async def test_what_can_t_be_written_stays_off_and_says_why(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "config"
    in_the_way.write_text("no folder")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(in_the_way))
    async with studio_on(qapp, tmp_path) as studio:
        row = await _row(studio)
        QTest.keyClick(row.box, Qt.Key.Key_Space)
        await studio.until(lambda: "(LOC-03)" in row.error)
        await studio.until(lambda: not row.box.isChecked())
