"""What the last step of the set-up says once the first sync is through."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.connection import Connection
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.sync_run import SyncRun, SyncStatus
from app.domain.words import clock_time, count_words
from app.ui.connections.zones import times_sentence

CheckLine = tuple[str, str]


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
    more = f" ({hidden} more are not telehealth)" if hidden else ""
    lines: list[CheckLine] = [
        ("✓", "Signed in"),
        ("✓", f"{count_words(people, 'person', 'people')} found"),
        ("✓", f"{count_words(len(rows), 'appointment')} today{more}"),
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
    """How many appointments *telehealth only* keeps off the list; 0 where all are shown."""
    return sheet.hidden_count if connection.sync_telehealth_only else 0


def list_row(row: RunSheetRow) -> tuple[str, str, str, str]:
    """Time, patient, column, and how the appointment is held."""
    held = "Telehealth" if row.is_telehealth else row.appointment_type_name or ""
    name = row.patient_name or "No patient"
    return clock_time(row.start, row.timezone), name, row.clinician_name, held


def no_rows_words(system: str, hidden: int) -> str:
    """Why the first list is empty."""
    if hidden:
        count = count_words(hidden, "appointment")
        return f"Nothing will show: {count} today are not telehealth. Go back to change that."
    return f"No appointments in {system} today."
