"""Opening the downtime pack: from the banner, the menu and Settings, with its password."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.ui.banners.banner import BannerButton, Deed
from app.ui.downtime.panel import DowntimePanel
from app.ui.run import Application
from tests.ui.downtime.test_maker import maker_of, ready
from tests.ui.privacy.people import named, people_of, spoken_texts, widget_texts
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system's viewer would have been given."""
    files: list[str] = []

    def take(url: QUrl) -> bool:
        files.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return files


async def panel_of(studio: Studio) -> DowntimePanel:
    await studio.until(lambda: studio.window.findChild(DowntimePanel) is not None)
    panel = studio.window.findChild(DowntimePanel)
    assert isinstance(panel, DowntimePanel)
    await studio.until(lambda: panel.isVisible() and not panel.tasks.running)
    return panel


async def close(studio: Studio, panel: DowntimePanel) -> None:
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    await studio.until(lambda: studio.window.findChild(DowntimePanel) is None)


async def test_the_pack_is_opened_with_its_password_on_the_clipboard(
    qapp: Application, tmp_path: Path, opened_files: list[str]
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        await maker_of(studio).make()
        studio.window.open_downtime()
        panel = await panel_of(studio)
        password = await studio.scene.services.downtime.password()
        assert "Tue 18 Nov 2025 and Wed 19 Nov 2025" in panel.text
        assert panel.fault == ""
        assert password not in "\n".join(widget_texts() + spoken_texts(panel))
        panel.show_button.click()
        assert panel.shown_password == password
        studio.window.privacy.turn_on()
        assert password not in "\n".join(widget_texts() + spoken_texts(panel))
        studio.window.privacy.turn_off()
        panel.show_button.click()
        assert panel.shown_password == password
        panel.show_button.click()
        assert password not in "\n".join(widget_texts())
        QGuiApplication.clipboard().clear()
        panel.open_button.click()
        assert opened_files == [str(tmp_path / "data" / "downtime" / "2025-11-18.pdf")]
        assert QGuiApplication.clipboard().text() == password
        people = people_of(await studio.scene.services.run_sheet.sheet())
        assert named(spoken_texts(panel), people) == set()
        await close(studio, panel)


async def test_without_a_pack_it_says_why_and_when_there_will_be_one(
    qapp: Application, tmp_path: Path, opened_files: list[str]
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        studio.window.open_downtime()
        panel = await panel_of(studio)
        assert "(LOC-04)" in panel.fault
        for button in (panel.open_button, panel.show_button, panel.copy_button):
            assert not button.isVisible()
        assert opened_files == []
        await close(studio, panel)


async def test_without_a_viewer_it_says_where_the_file_is(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        await maker_of(studio).make()
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
        studio.window.open_downtime()
        panel = await panel_of(studio)
        panel.open_button.click()
        assert "no program on this PC opens PDF files" in panel.fault
        assert "(LOC-04)" in panel.fault
        await close(studio, panel)


async def test_the_offline_banner_opens_it(
    qapp: Application, tmp_path: Path, opened_files: list[str]
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        await maker_of(studio).make()
        studio.window._do(BannerButton("Open downtime pack", Deed.DOWNTIME))
        panel = await panel_of(studio)
        assert panel.fault == ""
        await close(studio, panel)


async def test_settings_open_it(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await ready(studio)
        studio.window.open_settings("data")
        page = studio.window.page
        assert page is not None
        await studio.until(lambda: page.findChild(QPushButton, "open_downtime") is not None)
        button = page.findChild(QPushButton, "open_downtime")
        assert isinstance(button, QPushButton)
        button.click()
        panel = await panel_of(studio)
        await close(studio, panel)
