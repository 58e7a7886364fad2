"""The sync history in plain words: how a run ended, who started it, why a record is missing."""

from collections.abc import Iterable

from app.domain.appointment import NO_PRACTITIONER
from app.domain.history import HistoryRun, NotImported
from app.domain.said import say, say_count
from app.domain.sync_run import SyncRun, SyncStatus, SyncTrigger

RESULT_WORDS = {
    SyncStatus.RUNNING: ("↻", say("Checking")),
    SyncStatus.SUCCESS: ("✓", say("Complete")),
    SyncStatus.PARTIAL: ("◑", say("Partly")),
    SyncStatus.FAILED: ("!", say("Failed")),
    SyncStatus.CANCELLED: ("✕", say("Stopped")),
    SyncStatus.ABANDONED: ("⊘", say("Interrupted")),
    SyncStatus.SKIPPED: ("»", say("Skipped")),
}
"""Glyph and word of each result."""

_STARTED_BY = {
    SyncTrigger.SCHEDULED: say("Timer"),
    SyncTrigger.SETUP: say("Set-up"),
    SyncTrigger.WAKE: say("Woke up"),
    SyncTrigger.NETWORK: say("Internet came back"),
}

_REASONS = {
    NO_PRACTITIONER: say("no practitioner"),
    "practitioner_unreadable": say("practitioner unreadable"),
    "participants_unreadable": say("people of the appointment unreadable"),
    "patient_id_missing": say("patient without a number"),
    "id_missing": say("no appointment number"),
    "start_missing": say("no start time"),
    "start_unreadable": say("start time unreadable"),
    "end_missing": say("no end time"),
    "end_unreadable": say("end time unreadable"),
    "end_before_start": say("ends before it starts"),
    "other_practice": say("belongs to another practice"),
    "not_an_object": say("not readable at all"),
    "not_an_appointment": say("not an appointment"),
}


def started_by_words(run: SyncRun) -> str:
    """`Timer`, `Woke up`, `Internet came back`, `Set-up`; a person by their sign-in name."""
    return _STARTED_BY.get(run.trigger) or run.started_by or say("A person")


def result_words(run: SyncRun) -> str:
    """`Complete`, `Partly: Dr Okafor`, `Failed (AUTH-02)`, `Stopped by kim`."""
    word = RESULT_WORDS[run.status][1]
    if run.status is SyncStatus.PARTIAL:
        missing = missing_columns(run)
        if missing:
            return say("{result}: {columns}", result=word, columns=missing)
        return say("{result} ({code})", result=word, code=run.error_code)
    if run.status is SyncStatus.FAILED and run.error_code:
        return say("{result} ({code})", result=word, code=run.error_code)
    if run.status is SyncStatus.CANCELLED and run.started_by:  # only who starts a check can stop it
        return say("Stopped by {person}", person=run.started_by)
    return say("Skipped (already running)") if run.status is SyncStatus.SKIPPED else word


def missing_columns(run: SyncRun) -> str:
    """`Dr Okafor`, `2 columns`: who could not be checked; empty when everybody was."""
    failed = [each.name for each in run.outcomes if each.error_code]
    if len(failed) > 1:
        return say_count(len(failed), "{n} column", "{n} columns")
    return failed[0] if failed else ""


def reason_words(reason: str) -> str:
    """`no start time`; a reason we have no words for is `not readable`."""
    return _REASONS.get(reason, say("not readable"))


def reason_code(reason: str) -> str:
    """MAP-02 for an appointment that names nobody, DATA-01 for one that can't be read."""
    return "MAP-02" if reason == NO_PRACTITIONER else "DATA-01"


def not_imported_words(left_out: NotImported) -> str:
    """`2 × no practitioner (MAP-02)`, `1 × no start time, Dr Nair (DATA-01)`."""
    count, why = left_out.count, reason_words(left_out.reason)
    code = reason_code(left_out.reason)
    if not left_out.clinician:
        return say("{count} × {reason} ({code})", count=count, reason=why, code=code)
    return say(
        "{count} × {reason}, {clinician} ({code})",
        count=count,
        reason=why,
        clinician=left_out.clinician,
        code=code,
    )


def system_words(entry: HistoryRun, *, twins: Iterable[str]) -> str:
    """`Gentu`, with the practice's name where several practices use the system (`twins`)."""
    return f"{entry.system}, {entry.practice}" if entry.system in twins else entry.system


def took_words(milliseconds: int) -> str:
    """`1.4 s`, `2 min 5 s`; `under 0.1 s` for what nobody notices."""
    if milliseconds < 100:
        return say("under 0.1 s")
    if milliseconds < 59_950:
        return say("{seconds:.1f} s", seconds=milliseconds / 1000)
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return say("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
