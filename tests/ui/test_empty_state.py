"""The words in place of a list are there to the last one, at every text size."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.ui.run import Application
from app.ui.theme import SchemeChoice
from tests.ui import faults as of
from tests.ui.studio import studio_on


@pytest.mark.parametrize("scale", [1.0, 2.0])
async def test_no_line_of_it_is_cut_off(qapp: Application, tmp_path: Path, scale: float) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        studio.theme.choose(SchemeChoice.LIGHT, scale=scale)
        words = [
            each
            for each in window.today.findChildren(QLabel)
            if each.isVisible() and each.objectName().endswith(("_title", "_text"))
        ]
        assert any("Connect your practice software" in each.text() for each in words)
        await studio.until(
            lambda: all(each.height() >= each.heightForWidth(each.width()) for each in words)
        )


async def test_it_takes_no_more_room_than_its_words_after_large_text(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        words = [
            each
            for each in window.today.findChildren(QLabel)
            if each.isVisible() and each.objectName().endswith(("_title", "_text"))
        ]
        before = [each.height() for each in words]
        studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        await studio.until(lambda: words[0].height() > before[0])
        studio.theme.choose(SchemeChoice.LIGHT, scale=1.0)
        await studio.until(lambda: [each.height() for each in words] == before)


async def test_where_nobody_has_a_column_it_leads_to_the_people(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        await of.nobody_shown(studio)
        empty = window.today.empty
        await studio.until(lambda: empty.title == "Nobody from Gentu has a column yet.")
        (button,) = empty.buttons
        assert button.text() == "Choose"
        button.click()
        await of.connections_page(studio)
