"""What a connection's card says: its state, its last good check, its last try, its counts."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.connection import Connection, HealthCheck, SetupStep
from app.domain.errors.recalled import recalled
from app.domain.freshness import Freshness, FreshnessState
from app.domain.said import say
from app.domain.sync_run import SyncProgress, SyncRun, SyncStatus
from app.domain.words import age_words, clock_time, coming_time
from app.ui.language import tr, tr_count, translated

RECONNECT_CODES = frozenset({"AUTH-02", "AUTH-03"})
UTC_NAME = "UTC"
_OFFLINE = say("Can't check connections without internet. Your settings are safe.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """A state as it is seen and spoken; `tone` is the token family of its colours."""

    glyph: str
    words: str
    tone: str

    @property
    def text(self) -> str:
        """`✓ Working`."""
        return f"{self.glyph} {translated(self.words)}"


CHECKING = StateWords(glyph="↻", words=say("Checking…"), tone="info")
UNFINISHED = StateWords(glyph="○", words=say("Set-up not finished"), tone="neutral")
OFF = StateWords(glyph="❚❚", words=say("Not syncing"), tone="neutral")

_PLAIN = {
    FreshnessState.NEVER: StateWords(glyph="○", words=say("Not checked yet"), tone="neutral"),
    FreshnessState.UP_TO_DATE: StateWords(glyph="✓", words=say("Up to date"), tone="ok"),
    FreshnessState.OUT_OF_DATE: StateWords(glyph="!", words=say("Out of date"), tone="err"),
    FreshnessState.OFFLINE: StateWords(glyph="⌁", words=say("No internet"), tone="warn"),
    FreshnessState.CLOSED: StateWords(glyph="☾", words=say("Practice closed"), tone="neutral"),
}


def state_words(
    connection: Connection, freshness: Freshness, *, is_syncing: bool, now: datetime
) -> StateWords:
    """The pill of a card."""
    if connection.setup_step is not SetupStep.DONE:
        return UNFINISHED
    if is_syncing:
        return CHECKING
    if freshness.state is FreshnessState.SIGN_IN:
        return _sign_in(freshness.error_code)
    if not connection.sync_enabled:
        return OFF
    if freshness.state is FreshnessState.PAUSED:
        return StateWords(glyph="❚❚", words=_paused(connection, freshness, now), tone="neutral")
    if freshness.state is FreshnessState.PARTLY:
        words = tr(
            "{count} of {all} columns up to date",
            count=freshness.fresh_columns,
            all=freshness.all_columns,
        )
        return StateWords(glyph="◑", words=words, tone="warn")
    if freshness.state is FreshnessState.AGEING:
        words = tr("Checked {age}", age=_age(connection, freshness.last_success_at, now))
        return StateWords(glyph="◷", words=words, tone="warn")
    return _PLAIN[freshness.state]


def _paused(connection: Connection, freshness: Freshness, now: datetime) -> str:
    """`Paused until 1:00 pm by Kim`."""
    until, by = freshness.paused_until, freshness.paused_by
    if until is None:
        return tr("Paused by {person}", person=by) if by else tr("Paused")
    at = coming_time(until, now=now, timezone=_zone(connection))
    if by:
        return tr("Paused until {time} by {person}", time=at, person=by)
    return tr("Paused until {time}", time=at)


def reconnect_label(error_code: str | None) -> str | None:
    """The verb of the button that repairs the sign-in, None when it needs no repair, or partner
    keys are missing: no sign-in can cure that.
    """
    if error_code not in RECONNECT_CODES:
        return None
    return tr("Connect again") if error_code == "AUTH-03" else tr("Sign in again")


def last_good_check(connection: Connection, now: datetime) -> str:
    """`4 min ago`, `Not yet`."""
    if connection.last_sync_at is None:
        return tr("Not yet")
    return translated(_age(connection, connection.last_sync_at, now))


def last_try(connection: Connection, now: datetime) -> str:
    """When and how the last try ended; empty when it was the last good check itself."""
    if connection.last_attempt_at is None or not connection.last_sync_error_code:
        return ""
    when = _age(connection, connection.last_attempt_at, now)
    return tr("{when}, failed ({code})", when=when, code=connection.last_sync_error_code)


def fault_words(connection: Connection) -> str:
    """Why the newest check failed, and what that means here."""
    code = connection.last_sync_error_code
    words = _OFFLINE if code == "NET-01" else connection.last_sync_error or ""
    return with_code(words, code)


def with_code(sentence: str, code: str | None) -> str:
    """The sentence as it is on screen, followed by its code, which stands there once."""
    said = recalled(code, sentence)
    if not code or said.endswith(f"({code})"):
        return translated(said)
    return f"{translated(said)} ({code})".strip()


def health_sentence(health: HealthCheck) -> str:
    """The outcome of *Test connection* with the time it took."""
    took = seconds_words(health.latency_ms)
    if not health.is_healthy:
        tested = tr("Tested in {time}.", time=took)
        return f"{with_code(health.message, health.error_code)} {tested}"
    people = tr_count(health.practitioner_count, "{n} person", "{n} people")
    types = tr_count(health.appointment_type_count, "{n} appointment type", "{n} appointment types")
    found = tr("{people} and {types} found in {time}.", people=people, types=types, time=took)
    place = f"{health.practice_name}: " if health.practice_name else ""
    return f"{tr('Working.')} {place}{found}"


def seconds_words(milliseconds: int) -> str:
    """`1.4 s`; `under 0.1 s` for what nobody notices."""
    if milliseconds < 100:
        return tr("under 0.1 s")
    return tr("{seconds} s", seconds=f"{milliseconds / 1000:.1f}")


def progress_sentence(progress: SyncProgress) -> str:
    """`Checked Dr Smith, 2 of 5 people.`, before that `Checking… 0 of 5 people.`"""
    name, done = progress.practitioner_name, progress.done
    people = tr_count(progress.total, "{n} person", "{n} people")
    if not name:
        return tr("Checking… {count} of {people}.", count=done, people=people)
    if progress.failed:
        return tr(
            "Couldn't check {name}, {count} of {people}.", name=name, count=done, people=people
        )
    return tr("Checked {name}, {count} of {people}.", name=name, count=done, people=people)


def run_sentence(run: SyncRun, *, timezone: str | None) -> str:
    """What a sync that has just ended means for the list."""
    at = clock_time(run.completed_at or run.started_at, timezone or UTC_NAME)
    if run.status is SyncStatus.SUCCESS:
        changed = run.counts.created + run.counts.updated + run.counts.removed
        what = tr_count(changed, "{n} change", "{n} changes") if changed else tr("No changes")
        return tr("List updated, {time}. {changes}.", time=at, changes=what)
    if run.status is SyncStatus.PARTIAL:
        failed = [outcome.name for outcome in run.outcomes if outcome.error_code]
        names = ", ".join(failed) or tr("everyone")
        return tr("Partly updated, {time}. Couldn't check {names}.", time=at, names=names)
    if run.status is SyncStatus.CANCELLED:
        return tr("The check was cancelled. The list stays as it was.")
    return with_code(run.error or tr("The list could not be updated."), run.error_code)


def spoken_card(connection: Connection, state: StateWords) -> str:
    """`Gentu, Smith Medical Centre, up to date, last checked 9:27 am`."""
    checked = tr("not checked yet")
    if connection.last_sync_at:
        checked = tr(
            "last checked {time}", time=clock_time(connection.last_sync_at, _zone(connection))
        )
    words = translated(state.words)
    words = words[:1].lower() + words[1:]
    return f"{connection.system}, {connection.display_name}, {words}, {checked}"


def removal_sentence(connection: Connection) -> str:
    """What *Remove* takes away and what stays, said before it does."""
    system = connection.system
    if not connection.is_paired:
        return tr(
            "Remove this {system} set-up? No practice is connected yet. Nothing else changes.",
            system=system,
        )
    return tr(
        "Remove {system}, {name}? Today's list keeps what it has, marked as "
        "old. People, telehealth choices, keys and history of this connection are removed. "
        "Nothing changes in {system}.",
        system=system,
        name=connection.display_name,
    )


def _sign_in(error_code: str | None) -> StateWords:
    words = {
        "AUTH-03": tr("Practice no longer connected"),
        "AUTH-07": tr("Partner keys missing"),
        "AUTH-08": tr("Not connected yet"),
    }.get(error_code or "", tr("Sign in again"))
    return StateWords(glyph="⚿", words=words, tone="err")


def _age(connection: Connection, instant: datetime | None, now: datetime) -> str:
    if instant is None:
        return say("never")
    return age_words(instant, now=now, timezone=_zone(connection))


def _zone(connection: Connection) -> str:
    return connection.timezone or UTC_NAME
