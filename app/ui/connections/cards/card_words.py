"""What a connection's card says: its state, its last good check, its last try, its counts."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.connection import Connection, HealthCheck, SetupStep
from app.domain.freshness import Freshness, FreshnessState
from app.domain.sync_run import SyncProgress, SyncRun, SyncStatus
from app.domain.words import age_words, clock_time, coming_time, count_words

RECONNECT_CODES = frozenset({"AUTH-02", "AUTH-03"})
UTC_NAME = "UTC"
_OFFLINE = "Can't check connections without internet. Your settings are safe."


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """A state as it is seen and spoken; `tone` is the token family of its colours."""

    glyph: str
    words: str
    tone: str

    @property
    def text(self) -> str:
        """`✓ Working`."""
        return f"{self.glyph} {self.words}"


CHECKING = StateWords(glyph="↻", words="Checking…", tone="info")
UNFINISHED = StateWords(glyph="○", words="Set-up not finished", tone="neutral")
OFF = StateWords(glyph="❚❚", words="Not syncing", tone="neutral")

_PLAIN = {
    FreshnessState.NEVER: StateWords(glyph="○", words="Not checked yet", tone="neutral"),
    FreshnessState.UP_TO_DATE: StateWords(glyph="✓", words="Up to date", tone="ok"),
    FreshnessState.OUT_OF_DATE: StateWords(glyph="!", words="Out of date", tone="err"),
    FreshnessState.OFFLINE: StateWords(glyph="⌁", words="No internet", tone="warn"),
    FreshnessState.CLOSED: StateWords(glyph="☾", words="Practice closed", tone="neutral"),
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
        words = f"{freshness.fresh_columns} of {freshness.all_columns} columns up to date"
        return StateWords(glyph="◑", words=words, tone="warn")
    if freshness.state is FreshnessState.AGEING:
        words = f"Checked {_age(connection, freshness.last_success_at, now)}"
        return StateWords(glyph="◷", words=words, tone="warn")
    return _PLAIN[freshness.state]


def _paused(connection: Connection, freshness: Freshness, now: datetime) -> str:
    """`Paused until 1:00 pm by Kim`."""
    until, by = freshness.paused_until, freshness.paused_by
    when = f" until {coming_time(until, now=now, timezone=_zone(connection))}" if until else ""
    return f"Paused{when}{f' by {by}' if by else ''}"


def reconnect_label(error_code: str | None) -> str | None:
    """The verb of the button that repairs the sign-in, None when it needs no repair, or partner
    keys are missing: no sign-in can cure that.
    """
    if error_code not in RECONNECT_CODES:
        return None
    return "Connect again" if error_code == "AUTH-03" else "Sign in again"


def last_good_check(connection: Connection, now: datetime) -> str:
    """`4 min ago`, `Not yet`."""
    return _age(connection, connection.last_sync_at, now) if connection.last_sync_at else "Not yet"


def last_try(connection: Connection, now: datetime) -> str:
    """When and how the last try ended; empty when it was the last good check itself."""
    if connection.last_attempt_at is None or not connection.last_sync_error_code:
        return ""
    when = _age(connection, connection.last_attempt_at, now)
    return f"{when}, failed ({connection.last_sync_error_code})"


def fault_words(connection: Connection) -> str:
    """Why the newest check failed, and what that means here."""
    code = connection.last_sync_error_code
    words = _OFFLINE if code == "NET-01" else connection.last_sync_error or ""
    return with_code(words, code)


def with_code(sentence: str, code: str | None) -> str:
    """The sentence followed by its code, which stands there once."""
    if not code or sentence.endswith(f"({code})"):
        return sentence
    return f"{sentence} ({code})".strip()


def health_sentence(health: HealthCheck) -> str:
    """The outcome of *Test connection* with the time it took."""
    took = seconds_words(health.latency_ms)
    if not health.is_healthy:
        return f"{with_code(health.message, health.error_code)} Tested in {took}."
    people = count_words(health.practitioner_count, "person", "people")
    types = count_words(health.appointment_type_count, "appointment type")
    place = f"{health.practice_name}: " if health.practice_name else ""
    return f"Working. {place}{people} and {types} found in {took}."


def seconds_words(milliseconds: int) -> str:
    """`1.4 s`; `under 0.1 s` for what nobody notices."""
    return f"{milliseconds / 1000:.1f} s" if milliseconds >= 100 else "under 0.1 s"


def progress_sentence(progress: SyncProgress) -> str:
    """`Checked Dr Smith, 2 of 5 people.`, before that `Checking… 0 of 5 people.`"""
    name = progress.practitioner_name
    who = f"Checked {name}, " if name else "Checking… "
    if progress.failed and progress.practitioner_name:
        who = f"Couldn't check {progress.practitioner_name}, "
    return f"{who}{progress.done} of {count_words(progress.total, 'person', 'people')}."


def run_sentence(run: SyncRun, *, timezone: str | None) -> str:
    """What a sync that has just ended means for the list."""
    at = clock_time(run.completed_at or run.started_at, timezone or UTC_NAME)
    if run.status is SyncStatus.SUCCESS:
        changed = run.counts.created + run.counts.updated + run.counts.removed
        what = count_words(changed, "change") if changed else "No changes"
        return f"List updated, {at}. {what}."
    if run.status is SyncStatus.PARTIAL:
        failed = [outcome.name for outcome in run.outcomes if outcome.error_code]
        return f"Partly updated, {at}. Couldn't check {', '.join(failed) or 'everyone'}."
    if run.status is SyncStatus.CANCELLED:
        return "The check was cancelled. The list stays as it was."
    return with_code(run.error or "The list could not be updated.", run.error_code)


def spoken_card(connection: Connection, state: StateWords) -> str:
    """`Gentu, Smith Medical Centre, up to date, last checked 9:27 am`."""
    checked = "not checked yet"
    if connection.last_sync_at:
        checked = f"last checked {clock_time(connection.last_sync_at, _zone(connection))}"
    words = state.words[:1].lower() + state.words[1:]
    return f"{connection.system}, {connection.display_name}, {words}, {checked}"


def removal_sentence(connection: Connection) -> str:
    """What *Remove* takes away and what stays, said before it does."""
    system = connection.system
    if not connection.is_paired:
        return f"Remove this {system} set-up? No practice is connected yet. Nothing else changes."
    return (
        f"Remove {system}, {connection.display_name}? Today's list keeps what it has, marked as "
        "old. People, telehealth choices, keys and history of this connection are removed. "
        f"Nothing changes in {system}."
    )


def _sign_in(error_code: str | None) -> StateWords:
    words = {
        "AUTH-03": "Practice no longer connected",
        "AUTH-07": "Partner keys missing",
        "AUTH-08": "Not connected yet",
    }.get(error_code or "", "Sign in again")
    return StateWords(glyph="⚿", words=words, tone="err")


def _age(connection: Connection, instant: datetime | None, now: datetime) -> str:
    if instant is None:
        return "never"
    return age_words(instant, now=now, timezone=_zone(connection))


def _zone(connection: Connection) -> str:
    return connection.timezone or UTC_NAME
