"""Lists of the connections in large text and little room: rows in sight, and words in full."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.connections.cards.history_table import HistoryTable
from app.ui.connections.cards.history_words import HistoryRow
from app.ui.connections.setup.first_list import FirstList
from app.ui.theme import SchemeChoice, Theme

_ROWS_IN_SIGHT = 4


def test_four_rows_of_the_first_list_are_in_sight_and_a_long_name_takes_two_lines(
    qapp: QApplication,
) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    first = FirstList(theme)
    usual = first.verticalHeader().defaultSectionSize()
    assert first.minimumHeight() >= _ROWS_IN_SIGHT * usual
    try:
        theme.choose(SchemeChoice.LIGHT, scale=2.0)
        large = first.verticalHeader().defaultSectionSize()
        assert large >= 2 * QFontMetrics(theme.font()).height()
        assert first.minimumHeight() >= _ROWS_IN_SIGHT * large
    finally:
        theme.choose(SchemeChoice.LIGHT, scale=1.0)


def test_a_fault_that_has_no_room_in_one_line_takes_two_when_the_window_gets_narrow(
    qapp: QApplication,
) -> None:
    table = HistoryTable()
    table.resize(1200, 300)
    fault = "Something on this network is blocking Gentu (proxy or security software). (NET-03)"
    row = HistoryRow(
        id="1", at="today 9:42 am", started_by="Timer", result="! Failed", found="",
        took="under 0.1 s", trouble=fault, spoken=fault,
    )  # fmt: skip
    table.show_rows([row])
    table.show()
    try:
        qapp.sendPostedEvents()
        one_line = table.rowHeight(0)
        table.resize(700, 300)
        qapp.sendPostedEvents()
        assert table.rowHeight(0) > one_line
        table.resize(1200, 300)
        qapp.sendPostedEvents()
        assert table.rowHeight(0) == one_line
    finally:
        table.close()
