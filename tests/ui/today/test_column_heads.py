"""The heads of the columns: whose they are is told in full, and the cards stay level."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.run import Application
from app.ui.today.column import Column
from app.ui.widgets.labels import ElidedLabel
from tests.ui.studio import studio_on
from tests.ui.today.test_page import ELEVEN


def is_whole(column: Column) -> bool:
    name = column.findChild(ElidedLabel, "column_name")
    return name is not None and name.text() == name.whole


def has_two_lines(column: Column) -> bool:
    below = column.findChild(QWidget, "column_below")
    return below is not None and below.isVisible()


async def test_a_long_name_sends_count_and_source_of_all_to_a_second_line(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        columns = (await studio.open()).today.board.columns
        assert len(columns) == 4
        await studio.until(lambda: all(map(is_whole, columns)))
        assert all(map(has_two_lines, columns))
        assert len({column.view.y() for column in columns}) == 1
        studio.window.resize(1900, 900)
        await studio.until(lambda: not any(map(has_two_lines, columns)))
        await studio.until(lambda: all(map(is_whole, columns)))
