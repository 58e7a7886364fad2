"""The sync history in plain words: how a run ended, who started it, why a record is missing."""

from collections.abc import Iterable

from app.domain.appointment import NO_PRACTITIONER
from app.domain.history import HistoryRun, NotImported
from app.domain.sync_run import SyncRun, SyncStatus, SyncTrigger
from app.domain.words import count_words

RESULT_WORDS = {
    SyncStatus.RUNNING: ("↻", "Checking"),
    SyncStatus.SUCCESS: ("✓", "Complete"),
    SyncStatus.PARTIAL: ("◑", "Partly"),
    SyncStatus.FAILED: ("!", "Failed"),
    SyncStatus.CANCELLED: ("✕", "Stopped"),
    SyncStatus.ABANDONED: ("⊘", "Interrupted"),
    SyncStatus.SKIPPED: ("»", "Skipped"),
}
"""Glyph and word of each result."""

_STARTED_BY = {
    SyncTrigger.SCHEDULED: "Timer",
    SyncTrigger.SETUP: "Set-up",
    SyncTrigger.WAKE: "Woke up",
    SyncTrigger.NETWORK: "Internet came back",
}

_REASONS = {
    NO_PRACTITIONER: "no practitioner",
    "practitioner_unreadable": "practitioner unreadable",
    "participants_unreadable": "people of the appointment unreadable",
    "patient_id_missing": "patient without a number",
    "id_missing": "no appointment number",
    "start_missing": "no start time",
    "start_unreadable": "start time unreadable",
    "end_missing": "no end time",
    "end_unreadable": "end time unreadable",
    "end_before_start": "ends before it starts",
    "other_practice": "belongs to another practice",
    "not_an_object": "not readable at all",
    "not_an_appointment": "not an appointment",
}


def started_by_words(run: SyncRun) -> str:
    """`Timer`, `Woke up`, `Internet came back`, `Set-up`; a person by their sign-in name."""
    return _STARTED_BY.get(run.trigger) or run.started_by or "A person"


def result_words(run: SyncRun) -> str:
    """`Complete`, `Partly: Dr Okafor`, `Failed (AUTH-02)`, `Stopped by kim`."""
    word = RESULT_WORDS[run.status][1]
    if run.status is SyncStatus.PARTIAL:
        missing = missing_columns(run)
        return f"{word}: {missing}" if missing else f"{word} ({run.error_code})"
    if run.status is SyncStatus.FAILED and run.error_code:
        return f"{word} ({run.error_code})"
    if run.status is SyncStatus.CANCELLED and run.started_by:
        return f"{word} by {run.started_by}"  # only who starts a check can stop it
    return f"{word} (already running)" if run.status is SyncStatus.SKIPPED else word


def missing_columns(run: SyncRun) -> str:
    """`Dr Okafor`, `2 columns`: who could not be checked; empty when everybody was."""
    failed = [each.name for each in run.outcomes if each.error_code]
    return failed[0] if len(failed) == 1 else count_words(len(failed), "column") if failed else ""


def reason_words(reason: str) -> str:
    """`no start time`; a reason we have no words for is `not readable`."""
    return _REASONS.get(reason, "not readable")


def reason_code(reason: str) -> str:
    """MAP-02 for an appointment that names nobody, DATA-01 for one that can't be read."""
    return "MAP-02" if reason == NO_PRACTITIONER else "DATA-01"


def not_imported_words(left_out: NotImported) -> str:
    """`2 × no practitioner (MAP-02)`, `1 × no start time, Dr Nair (DATA-01)`."""
    whose = f", {left_out.clinician}" if left_out.clinician else ""
    code = reason_code(left_out.reason)
    return f"{left_out.count} × {reason_words(left_out.reason)}{whose} ({code})"


def system_words(entry: HistoryRun, *, twins: Iterable[str]) -> str:
    """`Gentu`, with the practice's name where several practices use the system (`twins`)."""
    return f"{entry.system}, {entry.practice}" if entry.system in twins else entry.system


def took_words(milliseconds: int) -> str:
    """`1.4 s`, `2 min 5 s`; `under 0.1 s` for what nobody notices."""
    if milliseconds < 100:
        return "under 0.1 s"
    if milliseconds < 59_950:
        return f"{milliseconds / 1000:.1f} s"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {seconds} s"
