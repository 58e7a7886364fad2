"""A row of a connection's history in words: when, who started it, how it ended, what it found."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.history_words import RESULT_WORDS, started_by_words
from app.domain.said import say
from app.domain.sync_run import SyncRun, SyncStatus
from app.domain.words import day_and_time
from app.ui.connections.cards.card_words import seconds_words, with_code
from app.ui.language import tr, translated


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """The cells of one run; `trouble` is a line of its own, empty when nothing went wrong."""

    id: str
    at: str
    started_by: str
    result: str
    found: str
    took: str
    trouble: str
    spoken: str


def history_row(run: SyncRun, *, timezone: str, now: datetime) -> HistoryRow:
    """`today 9:22 am`, `Timer`, `◑ Partly`, `1 new · 2 changed`, `1.4 s`, and why."""
    at = translated(day_and_time(run.started_at, now=now, timezone=timezone))
    started_by = translated(started_by_words(run))
    glyph, word = RESULT_WORDS[run.status][0], translated(RESULT_WORDS[run.status][1])
    found, trouble = found_words(run), trouble_words(run)
    took = "" if run.completed_at is None else seconds_words(run.duration_ms)
    parts = (at, started_by, word.lower(), found.replace(" · ", ", "), trouble)
    return HistoryRow(
        id=run.id,
        at=at,
        started_by=started_by,
        result=f"{glyph} {word}",
        found=found,
        took=took,
        trouble=trouble,
        spoken=", ".join(part for part in parts if part),
    )


def found_words(run: SyncRun) -> str:
    """`1 new · 2 changed · 1 removed · 14 unchanged · 2 not imported`; only what there was."""
    counts = run.counts
    parts = (
        (counts.created, say("{count} new")),
        (counts.updated, say("{count} changed")),
        (counts.removed, say("{count} removed")),
        (counts.unchanged, say("{count} unchanged")),
        (counts.skipped - counts.unchanged, say("{count} skipped")),
        (counts.quarantined, say("{count} not imported")),
    )
    said = [translated(words.format(count=count)) for count, words in parts if count]
    if not said and run.status is SyncStatus.SUCCESS:
        return tr("Nothing in the list")
    return " · ".join(said)


def trouble_words(run: SyncRun) -> str:
    """The fault with its code; for a partly updated list, who could not be checked and why."""
    failed = [each for each in run.outcomes if each.error_code]
    if run.error_code:
        return with_code(run.error or tr("The list could not be updated."), run.error_code)
    if failed:
        return "; ".join(
            tr("{name} couldn't be checked ({code})", name=each.name, code=each.error_code)
            for each in failed
        )
    return ""
