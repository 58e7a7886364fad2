"""What a banner says of a connection that is in trouble, and which next step helps. No widgets."""

from collections.abc import Iterator

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.domain.run_sheet import RunSheet
from app.domain.said import say
from app.ui.banners.banner import Banner, BannerButton, Deed
from app.ui.banners.told import Told
from app.ui.language import tr, translated
from app.ui.today.freshness_words import has_failed_columns

_NOT_UPDATED = 3
# Faults that are questions: their notice says them until it is answered, and then they are over.
_ASKED = frozenset({"DATA-09", "MAP-01"})
_FOR_IT = say("Copy details for your IT person")
# What the vendor may know more of.
_OF_THE_VENDOR = frozenset({"NET-02", "NET-05"})


def fault_banners(told: Told, sheet: RunSheet) -> Iterator[Banner]:
    """Everything that is wrong with one connection."""
    overview, connection = told.overview, told.overview.connection
    if not connection.is_paired or connection.setup_step is not SetupStep.DONE:
        if sheet.rows:  # an empty board says it itself
            yield _unfinished(told)
        return
    fault = _fault(told)
    is_partial = connection.last_sync_status == "partial"  # the columns that failed say so
    if fault is not None and not (is_partial and fault.rank == _NOT_UPDATED):
        yield fault
    if _is_partly_told(told):
        yield _partly(told)
    if overview.people_shown == 0:
        yield _nobody(told)


def _is_partly_told(told: Told) -> bool:
    """True for a fault of the whole connection that is told by no column and no question."""
    freshness = told.overview.freshness
    if freshness.state is not FreshnessState.PARTLY or has_failed_columns(freshness):
        return False
    return bool(told.code) and told.code not in _ASKED


def _fault(told: Told) -> Banner | None:
    match told.overview.freshness.state:
        case FreshnessState.SIGN_IN:
            return _sign_in(told)
        case FreshnessState.OFFLINE:
            return _offline(told)
        case FreshnessState.PARTLY | FreshnessState.PAUSED:
            return None  # the columns that failed say so, else `_partly`; a pause is wanted
        case _ if told.code and told.code != "MAP-04":
            return _not_updated(told)
        case FreshnessState.OUT_OF_DATE:
            return _out_of_date(told)
        case _:
            return None


def _out_of_date(told: Told) -> Banner:
    words = tr("This list is out of date. The last good check was {time}.", time=told.at)
    if not told.is_alone:
        words = tr(
            "{system}'s columns are out of date. The last good check was {time}.",
            system=told.name,
            time=told.at,
        )
    return Banner(
        rank=4,
        tone="warn",
        text=words,
        topic=f"old {told.id}",
        buttons=(BannerButton(tr("Sync now"), Deed.SYNC),),
    )


def _sign_in(told: Told) -> Banner:
    return Banner(
        rank=0,
        tone="err",
        text=_in_a_row(_sign_in_words(told), _since_then(told), code=told.code),
        topic=f"{told.code} {told.id}",
        buttons=(_sign_in_button(told),),
        is_urgent=True,
    )


def _since_then(told: Told) -> str:
    if told.at and told.is_alone:
        return tr("Today's list stays as it was at {time}.", time=told.at)
    return told.whose_age


def _sign_in_words(told: Told) -> str:
    if told.code == "AUTH-03":
        return tr("{system} no longer lists this practice as connected.", system=told.name)
    if told.code == "AUTH-07":  # no sign-in of the practice's can cure that
        return tr("This installation has no {system} partner keys.", system=told.name)
    return tr("{system} needs you to sign in again.", system=told.name)


def _sign_in_button(told: Told) -> BannerButton:
    if told.code == "AUTH-07":
        return BannerButton(translated(_FOR_IT), Deed.COPY_DETAILS, told.id)
    words = tr("Connect again") if told.code == "AUTH-03" else tr("Sign in again")
    return BannerButton(words, Deed.SIGN_IN, told.id)


def _offline(told: Told) -> Banner:
    words = tr("No internet. (NET-01)")
    if told.at:
        words = tr(
            "No internet. Showing the list from {time}. Changes made since then are not here. "
            "(NET-01)",
            time=told.at,
        )
    return Banner(
        rank=1,
        tone="warn",
        text=words,
        topic="NET-01",
        buttons=(
            BannerButton(tr("Try again"), Deed.SYNC),
            BannerButton(tr("Print this list"), Deed.PRINT),
            BannerButton(tr("Open downtime pack"), Deed.DOWNTIME),
        ),
        is_urgent=True,
    )


def _not_updated(told: Told) -> Banner:
    """Whose columns are old, where the others are not; else that the list is."""
    reason, soon = told.reason, _soon(told)
    if told.is_alone:
        age = tr("It's from {time}.", time=told.at) if told.at else ""
        words = _in_a_row(tr("We couldn't update this list."), age, reason, soon, code=told.code)
    else:
        failed = tr("We couldn't update {system}.", system=told.name)
        words = _in_a_row(failed, reason, soon, told.whose_age, code=told.code)
    is_old = told.overview.freshness.state is FreshnessState.OUT_OF_DATE
    return Banner(
        rank=_NOT_UPDATED,
        tone="err" if is_old else "warn",
        text=words,
        topic=f"{told.code} {told.id}",
        buttons=_fault_buttons(told),
    )


def _partly(told: Told) -> Banner:
    return Banner(
        rank=_NOT_UPDATED,
        tone="warn",
        text=_in_a_row(
            tr("This list is only partly updated."), told.reason, _soon(told), code=told.code
        ),
        topic=f"partly {told.code} {told.id}",
        buttons=_fault_buttons(told),
    )


def _in_a_row(*sentences: str, code: str) -> str:
    """One after the other, with the fault's code behind them."""
    return " ".join([*filter(None, sentences), f"({code})"])


def _soon(told: Told) -> str:
    """When it goes on by itself, for faults that only time cures."""
    if not told.next_at:
        return ""
    if told.code == "LIMIT-01":
        return tr("We'll carry on at {time}.", time=told.next_at)
    if told.code == "NET-04":
        return tr("We'll try again at {time}.", time=told.next_at)
    return ""


def _fault_buttons(told: Told) -> tuple[BannerButton, ...]:
    if told.code == "LIMIT-01" and told.next_at:
        return ()  # asking again is what it asked us not to do
    again = BannerButton(tr("Try now") if told.code == "NET-04" else tr("Try again"), Deed.SYNC)
    if told.code == "NET-03":
        return (BannerButton(translated(_FOR_IT), Deed.COPY_DETAILS, told.id), again)
    if told.code in _OF_THE_VENDOR:
        page = told.overview.trouble_page
        system = told.overview.connection.system
        words = tr("{system} {page}", system=system, page=page.words)
        return (again, BannerButton(words, Deed.OPEN_PAGE, detail=page.address))
    return (again,)


def _nobody(told: Told) -> Banner:
    return Banner(
        rank=7,
        tone="info",
        text=tr("Nobody from {system} has a column yet. (MAP-04)", system=told.name),
        topic=f"MAP-04 {told.id}",
        buttons=(BannerButton(tr("Choose"), Deed.CHOOSE_PEOPLE, told.id),),
    )


def _unfinished(told: Told) -> Banner:
    return Banner(
        rank=8,
        tone="info",
        text=tr("Setting up {system} isn't finished.", system=told.name),
        topic=f"set-up {told.id}",
        buttons=(BannerButton(tr("Continue"), Deed.SET_UP, told.id),),
    )
