"""What each column shows, made from the sheet, the filters and the cards. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.run_sheet import RunSheet, RunSheetColumn, RunSheetRow
from app.domain.words import removed_on
from app.ui.language import tr, tr_and, tr_count
from app.ui.today.cards import Card
from app.ui.today.filters import Filters, matching
from app.ui.today.freshness_words import column_warning, is_stale, since


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnContent:
    """A column ready to be shown. `next_id`: the first card still to come, above the now line."""

    clinician_id: str
    name: str
    count_words: str
    source: str
    warning: str
    is_stale: bool
    spoken: str
    cards: tuple[Card, ...]
    next_id: str | None
    empty_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardContent:
    """The whole board: its columns, and the same cards as one list by time.

    `stale_clinicians`: whose columns must look old, in the list as well. `is_mixed`: several
    systems are on the sheet, so each column says in full where it comes from.
    """

    columns: tuple[ColumnContent, ...]
    cards: tuple[Card, ...]
    next_id: str | None
    stale_clinicians: frozenset[str]
    is_mixed: bool
    hidden_by_filters: int


def board_content(
    sheet: RunSheet,
    filters: Filters,
    cards: Mapping[str, Card],
    *,
    now: datetime,
    is_today: bool,
) -> BoardContent:
    """Everything the two views show; `cards` holds a card for every row of the sheet."""
    rows = matching(sheet.rows, filters)
    by_column: dict[str, list[RunSheetRow]] = {}
    for row in rows:
        by_column.setdefault(row.clinician_id, []).append(row)
    shown = [column for column in sheet.columns if _is_shown(column, filters, by_column)]
    all_rows = _grouped(sheet.rows)
    moment = now if is_today else None
    warnings = _warnings(shown, sheet.timezone, now)
    return BoardContent(
        columns=tuple(
            _column(
                column,
                by_column.get(column.clinician_id, []),
                cards,
                count=all_rows.get(column.clinician_id, 0),
                warning=warnings[column.clinician_id],
                spoken_at=since(column.freshness.last_success_at, timezone=sheet.timezone, now=now),
                moment=moment,
            )
            for column in shown
        ),
        cards=tuple(cards[row.id] for row in rows),
        next_id=_next_id(rows, moment),
        stale_clinicians=frozenset(
            column.clinician_id for column in shown if is_stale(column.freshness)
        ),
        is_mixed=len({system for column in sheet.columns for system in column.systems}) > 1,
        hidden_by_filters=len(sheet.rows) - len(rows),
    )


def _grouped(rows: Sequence[RunSheetRow]) -> dict[str, int]:
    """How many appointments are on per clinician, whatever the filters hide."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.clinician_id] = counts.get(row.clinician_id, 0) + (not row.is_off)
    return counts


def _is_shown(
    column: RunSheetColumn, filters: Filters, by_column: Mapping[str, list[RunSheetRow]]
) -> bool:
    if filters.clinician_ids is not None and column.clinician_id not in filters.clinician_ids:
        return False
    return bool(by_column.get(column.clinician_id)) or not filters.find.strip()


def _warnings(columns: Sequence[RunSheetColumn], timezone: str, now: datetime) -> dict[str, str]:
    """What each header says of its freshness; nothing where all columns would say the same,
    because then the pill and the banner say it once for all."""
    found = {column.clinician_id: _warning(column, timezone, now) for column in columns}
    says_the_same = len(found) > 1 and len(set(found.values())) == 1
    return dict.fromkeys(found, "") if says_the_same else found


def _warning(column: RunSheetColumn, timezone: str, now: datetime) -> str:
    if column.source_removed_at is None:
        return column_warning(column.freshness, timezone=timezone, now=now)
    on = removed_on(column.source_removed_at, now=now, timezone=timezone)
    if len(column.systems) == 1:
        return tr("! {system} was removed on {date}", system=column.systems[0], date=on)
    systems = tr_and(column.systems)
    return tr("! {systems} were removed, the last on {date}", systems=systems, date=on)


def _column(
    column: RunSheetColumn,
    rows: Sequence[RunSheetRow],
    cards: Mapping[str, Card],
    *,
    count: int,
    warning: str,
    spoken_at: str,
    moment: datetime | None,
) -> ColumnContent:
    systems = " · ".join(column.systems)
    facts = tr("{count} today", count=count) if moment is not None else str(count)
    checked = tr("checked at {time}", time=spoken_at) if spoken_at else tr("not checked yet")
    if column.source_removed_at is not None:
        checked = tr("no longer checked")
    elif not column.systems:
        checked = tr("only in this app")
    return ColumnContent(
        clinician_id=column.clinician_id,
        name=column.name,
        count_words=facts,
        source=f"· {systems or tr('Only in this app')}",
        warning=warning,
        is_stale=is_stale(column.freshness),
        spoken=tr_count(
            count,
            "Run sheet for {clinician}, {n} appointment, {checked}",
            "Run sheet for {clinician}, {n} appointments, {checked}",
            clinician=column.name,
            checked=checked,
        ),
        cards=tuple(cards[row.id] for row in rows),
        next_id=_next_id(rows, moment),
        empty_words=tr("Nothing matches the filters.")
        if count and not rows
        else tr("No appointments."),
    )


def _next_id(rows: Sequence[RunSheetRow], moment: datetime | None) -> str | None:
    """The first row that starts after the moment, when others are past already."""
    if moment is None or not rows or rows[0].start > moment:
        return None
    return next((row.id for row in rows if row.start > moment), None)
