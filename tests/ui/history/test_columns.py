"""The list of checks beside its details: what of it is seen, and how."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.history.model import HistoryModel
from app.ui.history.rows import HEADINGS, RESULT, STAND_INS, HistoryRow
from app.ui.history.table import HistoryTable
from app.ui.theme import SchemeChoice, Theme
from app.ui.widgets.rows.cells import SIDE_PX, TIGHT_PX, words_width

BESIDE_THE_DETAILS_PX = 742
"""What a window of 1280 leaves to the list, without its scroll bar."""
LARGE_TEXT_PX = 1226
"""What a window of 1366 leaves it at 200 % text, above the details."""
FACTS = [
    ("9:27 am", "Timer", "Gentu", "✓ Complete", "0", "1", "2", "64", "0", "1.4 s"),
    ("9:22 am", "Woke up", "MediRecords", "! Failed\nNET-05", *"–––––", "<0.1 s"),
    ("11:57 pm\n17 Nov", "kim", "Halaxy", "◑ Partly\nDr Okafor", *"01002", "1 min\n5 s"),
]
IN_WORDS = (
    ("Gentu\nTimer", "1 moved, 2 cancelled\n64 unchanged, took 1.4 s"),
    ("MediRecords\nInternet came back", "–\ntook under 0.1 s"),
    ("Halaxy\nkim", "12 new, 1 moved, 10 cancelled\n54 unchanged, 2 not imported, took 1 min 5 s"),
)
ROWS = [
    (*facts[:3], system, *facts[3:], words)
    for facts, (system, words) in zip(FACTS, IN_WORDS, strict=True)
]


def table_of(
    qapp: QApplication, *, scale: float = 1.0, width: int = BESIDE_THE_DETAILS_PX
) -> HistoryTable:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    theme.choose(SchemeChoice.LIGHT, scale=scale)
    model = HistoryModel()
    table = HistoryTable(model, theme)
    table.resize(width, 300)
    model.replace(
        [HistoryRow(id=str(at), cells=cells, spoken="", tone="") for at, cells in enumerate(ROWS)]
    )
    table.show()
    return table


def seen(table: HistoryTable) -> list[str]:
    return [name for at, name in enumerate(HEADINGS) if not table.isColumnHidden(at)]


def cut(table: HistoryTable) -> list[str]:
    """What stands in a cell or a heading and is wider than it."""
    found = []
    for at, name in enumerate(HEADINGS):
        room = table.columnWidth(at) - table._theme.px(SIDE_PX + TIGHT_PX)
        if table.isColumnHidden(at):
            continue
        for cells, first in [*((row[at], 14) for row in ROWS), (table._model.shown[at], 12)]:
            for line, size in zip(cells.split("\n"), (first, 12), strict=False):
                if words_width(table._theme, line, size) > room:
                    found.append(f"{name}: {line}")
    return found


def test_no_column_gives_way_in_a_window_of_1280_with_three_systems(qapp: QApplication) -> None:
    table = table_of(qapp)
    try:
        assert seen(table) == [name for name in HEADINGS if name not in STAND_INS]
        assert cut(table) == []
        widths = [table.columnWidth(at) for at in range(len(HEADINGS))]
        assert sum(widths) <= table.viewport().width()
    finally:
        table.close()


def test_large_text_has_the_figures_in_words_and_nothing_is_cut(qapp: QApplication) -> None:
    table = table_of(qapp, scale=2.0, width=LARGE_TEXT_PX)
    try:
        assert seen(table) == ["Time", "System, started by", "Result", "What changed"]
        assert cut(table) == []
    finally:
        table.close()
        Theme(qapp, choice=SchemeChoice.LIGHT).choose(SchemeChoice.LIGHT, scale=1.0)


def test_what_is_not_seen_of_a_result_is_its_tip_and_the_least_room_keeps_what_matters(
    qapp: QApplication,
) -> None:
    table = table_of(qapp, scale=2.0)
    try:
        tip = table.model().index(2, RESULT).data(Qt.ItemDataRole.ToolTipRole)
        assert tip == "◑ Partly, Dr Okafor"
        assert seen(table) == ["Time", "Result"]
    finally:
        table.close()
        Theme(qapp, choice=SchemeChoice.LIGHT).choose(SchemeChoice.LIGHT, scale=1.0)
