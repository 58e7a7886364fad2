"""A run as a few lines to paste into a mail to support: nothing about a patient."""

from app.domain.history import HistoryRun, RunDetail
from app.domain.history_words import (
    not_imported_words,
    result_words,
    started_by_words,
    took_words,
)
from app.domain.practice_day import local
from app.domain.words import city_of, clock_time, short_date
from app.ui.history.detail_lines import technical_lines


def summary(detail: RunDetail) -> str:
    """Plain text: when, what, who could not be checked and why, counts, ids and codes."""
    entry, run = detail.entry, detail.entry.run
    day, at = (
        local(run.started_at, entry.timezone).date(),
        clock_time(run.started_at, entry.timezone),
    )
    lines = [
        f"RunSheet check, {short_date(day)} {at} ({city_of(entry.timezone)} time)",
        f"System: {entry.system}, {entry.practice}",
        f"Started by: {started_by_words(run)}",
        f"Result: {result_words(run)}",
        _counts(entry),
    ]
    if run.completed_at is not None:
        lines.append(f"Took: {took_words(run.duration_ms)}")
    if run.error:
        lines.append(f"Fault: {run.error} ({run.error_code})")
    failed = [each for each in run.outcomes if each.error_code]
    lines += [f"Not checked: {each.name} ({each.error_code})" for each in failed]
    lines += [f"Not imported: {not_imported_words(each)}" for each in detail.not_imported]
    lines += [line.text for line in technical_lines(detail)][1:]
    return "\n".join(lines)


def _counts(entry: HistoryRun) -> str:
    counts = entry.run.counts
    return (
        f"{counts.created} new, {entry.moved} moved, {counts.removed} cancelled, "
        f"{entry.came_back} back, {entry.updated} updated, "
        f"{counts.unchanged} unchanged, {counts.quarantined} not imported"
    )
