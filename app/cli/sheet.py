"""Prints a run sheet: who comes when to whom, and whether the list can be trusted."""

from datetime import datetime
from itertools import pairwise

from app.cli.freshness_words import freshness_sentence
from app.cli.printing import cell, new_table, output_console, say
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.words import (
    STATUS_WORDS,
    city_of,
    clock_time,
    count_words,
    old_source_words,
    other_clock,
    short_date,
    unreadable_words,
    vendor_status,
    without_practitioner_words,
)

NOTHING_CONNECTED = (
    "Nothing connected yet. Start runsheet to connect your practice software, "
    "or see it with made-up patients: runsheet demo"
)
_HEADINGS = ("Time", "Clinician", "Patient", "Type", "Status", "Telehealth", "Remarks")


def print_sheet(sheet: RunSheet, *, now: datetime) -> None:
    """Header, rows by time with a gap after each hour, and what is not on the list."""
    say(header_line(sheet, now=now))
    if sheet.rows:
        output_console().print(_table(sheet))
    else:
        say(_empty_words(sheet))
    for line in _footnotes(sheet, now=now):
        say(line)


def header_line(sheet: RunSheet, *, now: datetime) -> str:
    """`Tue 18 Nov 2025 · Melbourne · 60 appointments · Up to date, checked 9:27 am.`"""
    fresh = freshness_sentence(sheet.freshness, timezone=sheet.timezone, now=now)
    count = count_words(len(sheet.rows), "appointment")
    return f"{short_date(sheet.day)} · {city_of(sheet.timezone)} · {count} · {fresh}"


def _empty_words(sheet: RunSheet) -> str:
    if sheet.freshness.last_success_at is None:
        return f"{short_date(sheet.day)} has not been checked yet: runsheet sync --date {sheet.day}"
    return f"No appointments for {short_date(sheet.day)}."


def _table(sheet: RunSheet) -> object:
    table = new_table(_HEADINGS)
    hours = [local(row.start, row.timezone).hour for row in sheet.rows]
    ends = [hour != following for hour, following in pairwise([*hours, -1])]
    for row, is_last_of_hour in zip(sheet.rows, ends, strict=True):
        style = "dim" if row.is_off else ""
        words = _row_words(row, timezone=sheet.timezone)
        table.add_row(*(cell(text, style) for text in words), end_section=is_last_of_hour)
    return table


def _row_words(row: RunSheetRow, *, timezone: str) -> tuple[str, ...]:
    return (
        clock_time(row.start, row.timezone),
        row.clinician_name,
        row.name_words,
        row.appointment_type_name or "",
        _status_words(row),
        "Telehealth" if row.is_telehealth else "",
        "; ".join(_remarks(row, timezone=timezone)),
    )


def _status_words(row: RunSheetRow) -> str:
    """A vendor's word that RunSheet does not know is shown as it is."""
    if row.has_moved_away:
        return "Moved"
    if row.has_unknown_status and row.raw_status:
        return vendor_status(row.raw_status)
    return STATUS_WORDS[row.status]


def _remarks(row: RunSheetRow, *, timezone: str) -> list[str]:
    remarks = []
    if row.moved_to_start is not None:
        to = f"{short_date(local(row.moved_to_start, row.timezone).date())} "
        who = f", {row.moved_to_clinician}" if row.moved_to_clinician else ""
        remarks.append(f"Moved to {to}{clock_time(row.moved_to_start, row.timezone)}{who}")
    elif row.removed_at is not None:
        remarks.append(f"No longer in {row.system or 'RunSheet'}")
    moved_from = [row.moved_from_clinician] if row.moved_from_clinician else []
    if row.moved_from_start is not None:
        moved_from.append(clock_time(row.moved_from_start, row.timezone))
    if moved_from:
        remarks.append(f"Moved from {', '.join(moved_from)}")
    if row.source_removed_at is not None:
        remarks.append("No longer checked")
    if clock := other_clock(row.start, row.timezone, shown_in=timezone):
        remarks.append(clock)
    return remarks


def _footnotes(sheet: RunSheet, *, now: datetime) -> list[str]:
    lines = [old_source_words(source, now=now) for source in sheet.old_sources]
    if sheet.hidden_count:
        verb = "is" if sheet.hidden_count == 1 else "are"
        count = count_words(sheet.hidden_count, "appointment")
        lines.append(f"{count} {verb} not shown by your choice of types.")
    if sheet.quarantined_count:
        lines.append(unreadable_words(sheet.quarantined_count))
    if sheet.without_practitioner_count:
        lines.append(without_practitioner_words(sheet.without_practitioner_count))
    return lines
