"""What the last step of the set-up says once the first sync is through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Connection
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.sync_run import SyncRun, SyncStatus
from app.domain.words import clock_time, count_words
from app.ui.connections.zones import times_sentence
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
    more = f" ({hidden} more {'is' if hidden == 1 else 'are'} not telehealth)" if hidden else ""
    lines: list[CheckLine] = [
        ("✓", "Signed in"),
        ("✓", f"{count_words(people, 'person', 'people')} found"),
        ("✓", f"{counts_today(rows)}{more}"),
        times,
    ]
    if telehealth_by is not None:
        lines.append(("✓", f"{telehealth_by} already tells us which are telehealth"))
    if run.status is SyncStatus.PARTIAL and failed:
        lines.append(("!", f"Couldn't check {', '.join(failed)} this time"))
    if run.counts.quarantined:
        unread = count_words(run.counts.quarantined, "appointment")
        lines.append(("!", f"{unread} couldn't be read and are not on the list (DATA-01)"))
    return tuple(lines)


def times_line(timezone: str, now: datetime, pc_zone: str) -> CheckLine:
    """`✓ Times match this PC` or `i Times are Melbourne time; this PC is on …`."""
    words = times_sentence(timezone, now, pc_zone)
    return ("✓" if words.startswith("Times match") else "i", words)


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
    parts = [f"{count_words(len(on), 'appointment')} today"]
    parts += [f"{off} cancelled"] if off else []
    parts += [f"{moved} moved"] if moved else []
    parts += [f"{missed} did not attend"] if missed else []
    return " · ".join(parts)


def list_row(row: RunSheetRow) -> ListRow:
    """Time, patient, column, how the appointment is held, and how it stands, as on the board."""
    held = "Telehealth" if row.is_telehealth else row.appointment_type_name or ""
    glyph, word, _tone = status_look(row)
    time, name = clock_time(row.start, row.timezone), shown_name(row)
    parts = (time, name, row.clinician_name, held)
    return ListRow(
        cells=(*parts, f"{glyph} {word}"),
        spoken=", ".join(part for part in (*parts, word) if part),
        is_off=row.is_off,
    )


def no_rows_words(system: str, hidden: int) -> str:
    """Why the first list is empty."""
    if hidden:
        count = count_words(hidden, "appointment")
        verb = "is" if hidden == 1 else "are"
        return f"Nothing will show: {count} today {verb} not telehealth. Go back to change that."
    return f"No appointments in {system} today."
