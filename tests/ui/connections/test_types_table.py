"""The table of appointment types: today's times stand where they have room."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.connections.types.type_choices import TypesDraft
from app.ui.connections.types.types_table import TypesTable
from app.ui.theme import SchemeChoice, Theme
from tests.ui.connections.builders import day
from tests.ui.connections.test_type_choices import ROWS


def test_the_times_stand_below_their_type_where_there_is_little_room(qapp: QApplication) -> None:
    table = TypesTable(Theme(qapp, choice=SchemeChoice.LIGHT))
    draft = TypesDraft(ROWS, telehealth_only=False)
    table.show_types(draft, system="Gentu")
    table.show_day(draft, day(("a", "p")), system="Gentu")
    table.show()
    try:
        for width, is_below in ((1000, False), (600, True), (1000, False)):
            table.resize(width, 600)
            qapp.sendPostedEvents()
            times = next(each for each in table.findChildren(QLabel) if each.text() == "9:00 am")
            heading = next(
                each for each in table.findChildren(QLabel) if each.text() == "Times today"
            )
            box = table.boxes["p"]
            place = times.mapTo(table, QPoint())
            assert (place.x() < box.geometry().right()) is is_below
            assert (place.y() > box.geometry().bottom()) is is_below
            assert heading.isVisible() is not is_below
    finally:
        table.close()
