"""What stands on the board when there are no cards, and the next step. No widgets."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.domain.said import say
from app.domain.words import clock_time, short_date
from app.ui.language import tr, tr_count, translated
from app.ui.sheet_feed import Snapshot
from app.ui.today.filters import Filters

_CHOOSE = say("Choose who has a column, and today's list shows here.")


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
            title=tr("Setting up {systems} isn't finished.", systems=snapshot.systems),
            text=translated(_CHOOSE),
            button=tr("Continue"),
            step=NextStep.SET_UP,
        )
    if all(each.people_shown == 0 for each in paired):
        return EmptyWords(
            title=tr("Nobody from {systems} has a column yet.", systems=snapshot.systems),
            text=translated(_CHOOSE),
            button=tr("Choose"),
            step=NextStep.PEOPLE,
        )
    return _no_rows(snapshot)


def _nothing_connected(*, has_started: bool) -> EmptyWords:
    return EmptyWords(
        title=tr("Connect your practice software to see today's list."),
        text=tr(
            "It takes about five minutes. "
            "You need a pairing code or keys from your practice software."
        ),
        button=tr("Continue") if has_started else tr("Connect"),
        step=NextStep.SET_UP if has_started else NextStep.CONNECT,
    )


def _filtered_out(hidden: int, filters: Filters) -> EmptyWords:
    return EmptyWords(
        title=tr("Nobody matches {words}.", words=filters.words)
        if filters.words
        else tr("Nobody matches."),
        text=tr_count(hidden, "{n} appointment is hidden.", "{n} appointments are hidden."),
        button=tr("Clear filters"),
        step=NextStep.CLEAR_FILTERS,
    )


def _no_rows(snapshot: Snapshot) -> EmptyWords:
    sheet = snapshot.sheet
    checked_at = sheet.freshness.last_success_at
    if sheet.freshness.state is FreshnessState.NEVER or checked_at is None:
        return EmptyWords(
            title=tr("{date} has not been checked yet.", date=short_date(sheet.day)),
            text=tr("Sync now asks {systems} for the day's list.", systems=snapshot.systems),
            button=tr("Sync now"),
        )
    hidden = _hidden_words(sheet.hidden_count)
    title = tr(
        "No appointments in {systems} for {date}.",
        systems=snapshot.systems,
        date=short_date(sheet.day),
    )
    text = " ".join(
        filter(None, (tr("Checked {time}.", time=clock_time(checked_at, sheet.timezone)), hidden))
    )
    if snapshot.next_day is None:
        return EmptyWords(title=title, text=text, button=tr("Sync now"))
    following = tr("Next day with appointments: {date}", date=short_date(snapshot.next_day))
    return EmptyWords(title=title, text=text, button=following, step=NextStep.NEXT_DAY)


def _hidden_words(count: int) -> str:
    if not count:
        return ""
    return tr_count(
        count,
        "{n} appointment is not shown: only telehealth is.",
        "{n} appointments are not shown: only telehealth is.",
    )
