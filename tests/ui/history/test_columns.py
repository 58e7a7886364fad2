"""The list of checks beside its details: what of it is seen, and how."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.history.model import HistoryModel
from app.ui.history.rows import HEADINGS, RESULT, HistoryRow
from app.ui.history.table import HistoryTable
from app.ui.theme import SchemeChoice, Theme

BESIDE_THE_DETAILS_PX = 742
"""What a window of 1280 leaves to the list, without its scroll bar."""
ROWS = [
    ("9:27 am", "Timer", "Gentu", "✓ Complete", "0", "1", "2", "64", "0", "1.4 s"),
    ("9:22 am", "Woke up", "MediRecords", "! Failed\nNET-05", *"–––––", "<0.1 s"),
    ("11:57 pm\n17 Nov", "kim", "Halaxy", "◑ Partly\nDr Okafor", *"01002", "1 min\n5 s"),
]


def table_of(qapp: QApplication, *, scale: float = 1.0) -> HistoryTable:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    theme.choose(SchemeChoice.LIGHT, scale=scale)
    model = HistoryModel()
    table = HistoryTable(model, theme)
    table.resize(BESIDE_THE_DETAILS_PX, 300)
    model.replace(
        [HistoryRow(id=str(at), cells=cells, spoken="", tone="") for at, cells in enumerate(ROWS)]
    )
    table.show()
    return table


def seen(table: HistoryTable) -> list[str]:
    return [name for at, name in enumerate(HEADINGS) if not table.isColumnHidden(at)]


def test_no_column_gives_way_in_a_window_of_1280_with_three_systems(qapp: QApplication) -> None:
    table = table_of(qapp)
    try:
        assert seen(table) == list(HEADINGS)
        widths = [table.columnWidth(at) for at in range(len(HEADINGS))]
        assert sum(widths) <= table.viewport().width()
    finally:
        table.close()


def test_what_is_not_seen_of_a_result_is_its_tip_and_large_text_keeps_what_matters(
    qapp: QApplication,
) -> None:
    table = table_of(qapp, scale=2.0)
    try:
        tip = table.model().index(2, RESULT).data(Qt.ItemDataRole.ToolTipRole)
        assert tip == "◑ Partly, Dr Okafor"
        assert {"Time", "Result", "Not imported"} <= set(seen(table)) != set(HEADINGS)
    finally:
        table.close()
        Theme(qapp, choice=SchemeChoice.LIGHT).choose(SchemeChoice.LIGHT, scale=1.0)
