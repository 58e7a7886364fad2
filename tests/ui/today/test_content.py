"""What a column's header says of rows that nothing checks any more."""

from dataclasses import replace
from datetime import timedelta

from app.domain.freshness import FreshnessState
from app.domain.run_sheet import RunSheetColumn
from app.ui.today.cards import card_of
from app.ui.today.content import BoardContent, board_content
from app.ui.today.filters import Filters
from tests.ui.rows import NOW, fresh, row, sheet

REMOVED = NOW - timedelta(days=15)
OLD = RunSheetColumn(
    clinician_id="lee",
    name="Dr Lee",
    systems=("Halaxy",),
    freshness=fresh(FreshnessState.OUT_OF_DATE),
    source_removed_at=REMOVED,
)


def shown(*columns: RunSheetColumn) -> BoardContent:
    rows = [row(1), row(2, clinician_id="lee", system="Halaxy", source_removed_at=REMOVED)]
    board = sheet(*rows, columns=columns)
    cards = {each.id: card_of(each, now=NOW) for each in rows}
    return board_content(board, Filters(), cards, now=NOW, is_today=True)


def test_a_column_of_a_removed_connection_names_it_and_looks_old() -> None:
    living, old = shown(sheet().columns[0], OLD).columns
    assert (old.warning, old.is_stale) == ("! Halaxy was removed on 3 Nov", True)
    assert old.spoken == "Run sheet for Dr Lee, 1 appointment, no longer checked"
    assert (living.warning, living.is_stale) == ("", False)
    assert living.spoken.endswith("checked at 9:27 am")


def test_two_removed_connections_in_one_column_are_both_named() -> None:
    both = replace(OLD, systems=("Gentu", "Halaxy"))
    _living, old = shown(sheet().columns[0], both).columns
    assert old.warning == "! Gentu and Halaxy were removed, the last on 3 Nov"


def test_a_column_that_something_still_fills_is_as_fresh_as_that() -> None:
    mixed = replace(OLD, source_removed_at=None, freshness=fresh())
    _living, column = shown(sheet().columns[0], mixed).columns
    assert (column.warning, column.is_stale) == ("", False)
    assert [card.is_old for card in column.cards] == [True]
