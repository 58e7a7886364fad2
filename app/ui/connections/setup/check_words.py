"""What the last step of the set-up says once the first sync is through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Connection
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.sync_run import SyncRun, SyncStatus
from app.domain.words import clock_time
from app.ui.connections.zones import times_match, times_sentence
from app.ui.language import tr, tr_count, translated
from app.ui.today.cards import shown_name, status_look

CheckLine = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One appointment of the first list: time, patient, column, type, status.

    `is_off`: nobody is coming. `spoken`: the row for screen readers, without glyphs.
    """

    cells: tuple[str, str, str, str, str]
    spoken: str
    is_off: bool


def check_lines(
    run: SyncRun,
    rows: Sequence[RunSheetRow],
    *,
    people: int,
    hidden: int,
    times: CheckLine,
    telehealth_by: str | None,
) -> tuple[CheckLine, ...]:
    """(glyph, words): signed in, people found, appointments today, the times.

    `telehealth_by`: the system, where it flags telehealth itself and no step asked for it.
    """
    failed = [outcome.name for outcome in run.outcomes if outcome.error_code]
    lines: list[CheckLine] = [
        ("✓", tr("Signed in")),
        ("✓", tr_count(people, "{n} person found", "{n} people found")),
        ("✓", _counts_and_hidden(rows, hidden)),
        times,
    ]
    if telehealth_by is not None:
        words = tr("{system} already tells us which are telehealth", system=telehealth_by)
        lines.append(("✓", words))
    if run.status is SyncStatus.PARTIAL and failed:
        lines.append(("!", tr("Couldn't check {names} this time", names=", ".join(failed))))
    if run.counts.quarantined:
        unread = tr_count(
            run.counts.quarantined,
            "{n} appointment couldn't be read and is not on the list (DATA-01)",
            "{n} appointments couldn't be read and are not on the list (DATA-01)",
        )
        lines.append(("!", unread))
    return tuple(lines)


def times_line(timezone: str, now: datetime, pc_zone: str) -> CheckLine:
    """`✓ Times match this PC` or `i Times are Melbourne time; this PC is on …`."""
    glyph = "✓" if times_match(timezone, now) else "i"
    return glyph, times_sentence(timezone, now, pc_zone)


def rows_of(sheet: RunSheet, connection_id: str) -> tuple[RunSheetRow, ...]:
    """The sheet's rows that came from this connection."""
    return tuple(row for row in sheet.rows if row.connection_id == connection_id)


def hidden_of(sheet: RunSheet, connection: Connection) -> int:
    """How many of its appointments *telehealth only* keeps off the list; 0 where all are shown."""
    if not connection.sync_telehealth_only:
        return 0
    return sheet.hidden_by_connection.get(connection.id, 0)


def counts_today(rows: Sequence[RunSheetRow]) -> str:
    """`55 appointments today · 5 cancelled`, counted as the status bar does."""
    on = [row for row in rows if not row.is_off]
    moved = sum(row.has_moved_away for row in rows)
    off = len(rows) - len(on) - moved
    missed = sum(row.status is AppointmentStatus.NO_SHOW for row in on)
    parts = [tr_count(len(on), "{n} appointment today", "{n} appointments today")]
    parts += [tr("{count} cancelled", count=off)] if off else []
    parts += [tr("{count} moved", count=moved)] if moved else []
    parts += [tr("{count} did not attend", count=missed)] if missed else []
    return " · ".join(parts)


def _counts_and_hidden(rows: Sequence[RunSheetRow], hidden: int) -> str:
    """The same, with how many more there are that the list leaves out."""
    if not hidden:
        return counts_today(rows)
    return tr_count(
        hidden,
        "{appointments} ({n} more is not telehealth)",
        "{appointments} ({n} more are not telehealth)",
        appointments=counts_today(rows),
    )


def list_row(row: RunSheetRow) -> ListRow:
    """Time, patient, column, how the appointment is held, and how it stands, as on the board."""
    held = tr("Telehealth") if row.is_telehealth else row.appointment_type_name or ""
    glyph, word, _tone = status_look(row)
    time, name = translated(clock_time(row.start, row.timezone)), shown_name(row)
    parts = (time, name, row.clinician_name, held)
    return ListRow(
        cells=(*parts, f"{glyph} {word}"),
        spoken=", ".join(part for part in (*parts, word) if part),
        is_off=row.is_off,
    )


def no_rows_words(system: str, hidden: int) -> str:
    """Why the first list is empty."""
    if hidden:
        return tr_count(
            hidden,
            "Nothing will show: {n} appointment today is not telehealth. Go back to change that.",
            "Nothing will show: {n} appointments today are not telehealth. Go back to change that.",
        )
    return tr("No appointments in {system} today.", system=system)
