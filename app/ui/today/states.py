"""What stands on the board when there are no cards, and the next step. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.domain.words import clock_time, count_words, short_date
from app.ui.sheet_feed import Snapshot
from app.ui.today.filters import Filters

_CHOOSE = "Choose who has a column, and today's list shows here."


class NextStep(StrEnum):
    """What the button of an empty board does."""

    CONNECT = "connect"
    SET_UP = "set_up"
    PEOPLE = "people"
    SYNC = "sync"
    CLEAR_FILTERS = "clear_filters"
    NEXT_DAY = "next_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyWords:
    """A sentence, perhaps a second one, and the verb of the button with what it does."""

    title: str
    text: str = ""
    button: str = ""
    step: NextStep = NextStep.SYNC


def empty_words(snapshot: Snapshot, filters: Filters, *, shown: int) -> EmptyWords | None:
    """The words for a board without cards; None while there is something to show."""
    if shown:
        return None
    paired = [each for each in snapshot.overviews if each.connection.is_paired]
    if not paired and not snapshot.sheet.rows:
        return _nothing_connected(has_started=bool(snapshot.overviews))
    if snapshot.sheet.rows:
        return _filtered_out(len(snapshot.sheet.rows), filters)
    if all(each.connection.setup_step is not SetupStep.DONE for each in paired):
        return EmptyWords(
            title=f"Setting up {snapshot.systems} isn't finished.",
            text=_CHOOSE,
            button="Continue",
            step=NextStep.SET_UP,
        )
    if all(each.people_shown == 0 for each in paired):
        return EmptyWords(
            title=f"Nobody from {snapshot.systems} has a column yet.",
            text=_CHOOSE,
            button="Choose",
            step=NextStep.PEOPLE,
        )
    return _no_rows(snapshot)


def _nothing_connected(*, has_started: bool) -> EmptyWords:
    return EmptyWords(
        title="Connect your practice software to see today's list.",
        text="It takes about five minutes. "
        "You need a pairing code or keys from your practice software.",
        button="Continue" if has_started else "Connect",
        step=NextStep.SET_UP if has_started else NextStep.CONNECT,
    )


def _filtered_out(hidden: int, filters: Filters) -> EmptyWords:
    verb = "is" if hidden == 1 else "are"
    return EmptyWords(
        title=f"Nobody matches {filters.words}." if filters.words else "Nobody matches.",
        text=f"{count_words(hidden, 'appointment')} {verb} hidden.",
        button="Clear filters",
        step=NextStep.CLEAR_FILTERS,
    )


def _no_rows(snapshot: Snapshot) -> EmptyWords:
    sheet = snapshot.sheet
    checked_at = sheet.freshness.last_success_at
    if sheet.freshness.state is FreshnessState.NEVER or checked_at is None:
        return EmptyWords(
            title=f"{short_date(sheet.day)} has not been checked yet.",
            text=f"Sync now asks {snapshot.systems} for the day's list.",
            button="Sync now",
        )
    hidden = _hidden_words(sheet.hidden_count)
    title = f"No appointments in {snapshot.systems} for {short_date(sheet.day)}."
    text = f"Checked {clock_time(checked_at, sheet.timezone)}.{hidden}"
    if snapshot.next_day is None:
        return EmptyWords(title=title, text=text, button="Sync now")
    following = f"Next day with appointments: {short_date(snapshot.next_day)}"
    return EmptyWords(title=title, text=text, button=following, step=NextStep.NEXT_DAY)


def _hidden_words(count: int) -> str:
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return f" {count_words(count, 'appointment')} {verb} not shown: only telehealth is."
