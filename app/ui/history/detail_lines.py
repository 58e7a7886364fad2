"""One run in full as lines to read: steps, changes, what was left out, and facts for support."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.history import AppointmentChange, RunDetail
from app.domain.history_words import not_imported_words, took_words
from app.domain.practice_day import local
from app.domain.privacy import HIDDEN_WORDS, Veil
from app.domain.reconcile import ChangeKind
from app.domain.sync_run import PractitionerOutcome, SyncRun, SyncStatus
from app.domain.timeline import FACT_WORDS, ChangedFact
from app.domain.words import STATUS_WORDS, clock_time, count_words, short_date

_GLYPHS = {
    ChangeKind.CREATED: "+",
    ChangeKind.MOVED: "↷",
    ChangeKind.CANCELLED: "✕",
    ChangeKind.REMOVED: "⌫",
    ChangeKind.RESTORED: "↺",
    ChangeKind.UPDATED: "✎",
}
_WORDS = {
    ChangeKind.CREATED: "new",
    ChangeKind.MOVED: "moved",
    ChangeKind.CANCELLED: "cancelled",
    ChangeKind.RESTORED: "is back",
    ChangeKind.UPDATED: "updated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`role`: heading, plain, muted or fact. `tone` (err, warn, ok) colours glyph and words."""

    text: str
    glyph: str = ""
    role: str = "plain"
    tone: str = ""


def detail_lines(detail: RunDetail, veil: Veil) -> list[Line]:
    """Everything about a run from top to bottom. Names only as the veil lets them be seen."""
    return [
        *_steps(detail),
        *_changes(detail, veil),
        *_left_out(detail),
        *technical_lines(detail),
    ]


def _heading(text: str) -> Line:
    return Line(text=text, role="heading")


def _steps(detail: RunDetail) -> Iterator[Line]:
    run = detail.entry.run
    yield _heading("Steps")
    if run.error and not any(each.error_code for each in run.outcomes):
        tone = "err" if run.status is SyncStatus.FAILED else "warn"
        yield Line(text=_with_code(run.error, run.error_code), glyph="!", tone=tone)
    if is_one_fault(run):
        first = run.outcomes[0]
        why = _with_code(first.error or "could not be checked.", first.error_code)
        words = f"All {len(run.outcomes)} columns: {why}"
        yield Line(text=words, glyph="!", tone="err")
        return
    for outcome in run.outcomes:
        yield _step(outcome)
    if not run.outcomes and not run.error:
        yield Line(text=_NO_STEPS.get(run.status, "Nobody was checked."), role="muted")


def is_one_fault(run: SyncRun) -> bool:
    """True when everybody's column failed in the same way: told once."""
    faults = {(each.error_code, each.error) for each in run.outcomes}
    return len(run.outcomes) > 1 and len(faults) == 1 and faults != {(None, None)}


_NO_STEPS = {
    SyncStatus.RUNNING: "Still checking.",
    SyncStatus.CANCELLED: "Stopped before it was done. The list stayed as it was.",
    SyncStatus.ABANDONED: "RunSheet ended before it was done. The list stayed as it was.",
}


def _step(outcome: PractitionerOutcome) -> Line:
    """`✓ Dr Nair: 4 appointments`, `! Dr Okafor: took too long to answer. (NET-04)`."""
    if outcome.error_code:
        why = _with_code(outcome.error or "could not be checked.", outcome.error_code)
        return Line(text=f"{outcome.name}: {why}", glyph="!", tone="err")
    some = count_words(outcome.fetched, "appointment")
    unread = f", {outcome.quarantined} not imported" if outcome.quarantined else ""
    return Line(text=f"{outcome.name}: {some}{unread}", glyph="✓", tone="ok")


def _changes(detail: RunDetail, veil: Veil) -> Iterator[Line]:
    if not detail.change_count:
        if detail.entry.run.outcomes:
            yield _heading("Changes")
            yield Line(text="Nothing changed.", role="muted")
        return
    yield _heading(f"Changes ({detail.change_count})")
    if veil.hides_board:
        yield Line(text=HIDDEN_WORDS, role="muted")
        return
    for change in detail.changes:
        yield _change(change, detail, veil)
    more = detail.change_count - len(detail.changes)
    if more:
        yield Line(text=f"and {more} more", role="muted")


def _change(change: AppointmentChange, detail: RunDetail, veil: Veil) -> Line:
    """`↷ 9:00 am → 9:30 am Lucy Ong, moved, Dr Nair`."""
    who = _who(change, veil)
    word = _WORDS.get(change.kind, f"no longer in {detail.entry.system}")
    parts = [f"{_when(change, detail)} {who}", word, *_more(change)]
    return Line(text=", ".join(parts), glyph=_GLYPHS[change.kind])


def _who(change: AppointmentChange, veil: Veil) -> str:
    """The one place of this page where a patient is named; a peek at the board shows nothing."""
    seen = veil.name(change.patient_first_name, change.patient_last_name)
    return seen or "(nobody named)"


def _when(change: AppointmentChange, detail: RunDetail) -> str:
    after = _time(change.after_start, detail)
    if change.before_start == change.after_start:
        return after
    return f"{_time(change.before_start, detail)} → {after}"


def _time(instant: datetime, detail: RunDetail) -> str:
    """`9:30 am`; with its date where that is not the day of the run."""
    zone = detail.entry.timezone
    at, day = clock_time(instant, zone), local(instant, zone).date()
    return at if day == detail.entry.run.day else f"{short_date(day)} {at}"


def _more(change: AppointmentChange) -> Iterator[str]:
    """Whose column, the other status, and what else is different."""
    before, after = change.before_clinician, change.after_clinician
    if before != after and before and after:
        yield f"{before} → {after}"
    elif after or before:
        yield after or before or ""
    has_status = change.kind in (ChangeKind.UPDATED, ChangeKind.RESTORED)
    if has_status and change.before_status is not change.after_status:
        yield f"{STATUS_WORDS[change.before_status]} → {STATUS_WORDS[change.after_status]}"
    is_told = {ChangedFact.STATUS, ChangedFact.START, ChangedFact.PRACTITIONER}
    if change.kind is ChangeKind.CANCELLED:
        is_told.add(ChangedFact.CANCELLED_AT)
    told = (name for name in change.changed_fields if name not in is_told)
    yield from (FACT_WORDS.get(name, name.replace("_", " ")) for name in told)


def _left_out(detail: RunDetail) -> Iterator[Line]:
    counts = detail.entry.run.counts
    if counts.held:
        some = count_words(counts.held, "appointment")
        yield _heading("Waiting for an answer")
        words = f"{some} disappeared all at once. They stay until somebody says. (DATA-09)"
        yield Line(text=words, glyph="!", tone="warn")
    if not counts.quarantined:
        return
    yield _heading(f"Not imported ({counts.quarantined})")
    for left_out in detail.not_imported:
        yield Line(text=not_imported_words(left_out), glyph="!", tone="warn")
    if detail.no_longer_known:
        words = f"{detail.no_longer_known} × read, or taken out, in a later check"
        yield Line(text=words, role="muted")


def technical_lines(detail: RunDetail) -> Iterator[Line]:
    """Ids, codes and times for whoever helps; nothing about a patient."""
    entry, run = detail.entry, detail.entry.run
    yield _heading("Technical")
    codes = dict.fromkeys(each.error_code for each in run.outcomes if each.error_code)
    facts = {
        "Run": run.id,
        "Connection": run.connection_id,
        "Number": str(entry.epoch),
        "Day": run.day.isoformat(),
        "Started": _utc(run.started_at),
        "Ended": _utc(run.completed_at),
        "Took": took_words(run.duration_ms) if run.completed_at else "",
        "Read": f"{run.counts.fetched}, unchanged {run.counts.unchanged}",
        "Codes": ", ".join(dict.fromkeys([*([run.error_code] if run.error_code else []), *codes])),
    }
    for name, value in facts.items():
        if value:
            yield Line(text=f"{name}: {value}", role="fact")


def _utc(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _with_code(sentence: str, code: str | None) -> str:
    return sentence if not code or sentence.endswith(f"({code})") else f"{sentence} ({code})"
