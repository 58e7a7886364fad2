"""Privacy while a system is being set up: its first list names nobody, to the eye or the ear."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView

from app.ui.run import Application
from tests.ui.connections.vendor_desk import Hands, hands
from tests.ui.privacy.people import named, people_of, spoken_texts, widget_texts


def patients(opened: Hands) -> list[str]:
    """The second column of the list on screen."""
    rows = opened.window.findChild(QAbstractItemView, "first_list")
    assert isinstance(rows, QAbstractItemView)
    model = rows.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


async def test_the_first_list_hides_and_shows_its_people_with_f8(
    qapp: Application, tmp_path: Path
) -> None:
    async with hands(qapp, tmp_path, "gentu") as opened:
        await opened.to_first_list()
        before = patients(opened)
        people = people_of(await opened.services.run_sheet.sheet())
        assert named(before, people)
        opened.window.privacy.turn_on()
        assert len(patients(opened)) == len(before)
        assert not named(patients(opened), people)
        assert not named(widget_texts() + spoken_texts(opened.window), people)
        opened.window.privacy.turn_off()
        assert patients(opened) == before


async def test_with_the_board_off_the_first_list_is_empty(
    qapp: Application, tmp_path: Path
) -> None:
    async with hands(qapp, tmp_path, "gentu") as opened:
        await opened.to_first_list()
        await opened.services.preferences.write("privacy.level", "off")
        await opened.until(lambda: opened.window.privacy.level == "off")
        opened.window.privacy.turn_on()
        assert patients(opened) == []
