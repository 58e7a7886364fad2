"""What a banner says of a connection that is in trouble, and which next step helps. No Qt."""

from collections.abc import Iterator

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.domain.run_sheet import RunSheet
from app.ui.banners.banner import Banner, BannerButton, Deed
from app.ui.banners.told import Told
from app.ui.today.freshness_words import has_failed_columns

_NOT_UPDATED = 3
_STAYS = "Today's list stays as it was at"
# Faults that are questions: their notice says them until it is answered, and then they are over.
_ASKED = frozenset({"DATA-09", "MAP-01"})
_FOR_IT = "Copy details for your IT person"
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
    what = "This list is" if told.is_alone else f"{told.name}'s columns are"
    return Banner(
        rank=4,
        tone="warn",
        text=f"{what} out of date. The last good check was {told.at}.",
        topic=f"old {told.id}",
        buttons=(BannerButton("Sync now", Deed.SYNC),),
    )


def _sign_in(told: Told) -> Banner:
    return Banner(
        rank=0,
        tone="err",
        text=f"{_sign_in_words(told)}{told.which(_STAYS)} ({told.code})",
        topic=f"{told.code} {told.id}",
        buttons=(_sign_in_button(told),),
        is_urgent=True,
    )


def _sign_in_words(told: Told) -> str:
    if told.code == "AUTH-03":
        return f"{told.name} no longer lists this practice as connected."
    if told.code == "AUTH-07":  # no sign-in of the practice's can cure that
        return f"This installation has no {told.name} partner keys."
    return f"{told.name} needs you to sign in again."


def _sign_in_button(told: Told) -> BannerButton:
    if told.code == "AUTH-07":
        return BannerButton(_FOR_IT, Deed.COPY_DETAILS, told.id)
    words = "Connect again" if told.code == "AUTH-03" else "Sign in again"
    return BannerButton(words, Deed.SIGN_IN, told.id)


def _offline(told: Told) -> Banner:
    shown = f" Showing the list from {told.at}. Changes made since then are not here."
    return Banner(
        rank=1,
        tone="warn",
        text=f"No internet.{shown if told.at else ''} (NET-01)",
        topic="NET-01",
        buttons=(
            BannerButton("Try again", Deed.SYNC),
            BannerButton("Print this list", Deed.PRINT),
            BannerButton("Open downtime pack", Deed.DOWNTIME),
        ),
        is_urgent=True,
    )


def _not_updated(told: Told) -> Banner:
    """Whose columns are old, where the others are not; else that the list is."""
    which, soon = told.which("It's from"), _soon(told)
    words = f"We couldn't update this list.{which}{told.reason}{soon}"
    if not told.is_alone:
        words = f"We couldn't update {told.name}.{told.reason}{soon}{which}"
    is_old = told.overview.freshness.state is FreshnessState.OUT_OF_DATE
    return Banner(
        rank=_NOT_UPDATED,
        tone="err" if is_old else "warn",
        text=f"{words} ({told.code})",
        topic=f"{told.code} {told.id}",
        buttons=_fault_buttons(told),
    )


def _partly(told: Told) -> Banner:
    return Banner(
        rank=_NOT_UPDATED,
        tone="warn",
        text=f"This list is only partly updated.{told.reason}{_soon(told)} ({told.code})",
        topic=f"partly {told.code} {told.id}",
        buttons=_fault_buttons(told),
    )


def _soon(told: Told) -> str:
    """When it goes on by itself, for faults that only time cures."""
    if not told.next_at:
        return ""
    if told.code == "LIMIT-01":
        return f" We'll carry on at {told.next_at}."
    return f" We'll try again at {told.next_at}." if told.code == "NET-04" else ""


def _fault_buttons(told: Told) -> tuple[BannerButton, ...]:
    if told.code == "LIMIT-01" and told.next_at:
        return ()  # asking again is what it asked us not to do
    again = BannerButton("Try now" if told.code == "NET-04" else "Try again", Deed.SYNC)
    if told.code == "NET-03":
        return (BannerButton(_FOR_IT, Deed.COPY_DETAILS, told.id), again)
    if told.code in _OF_THE_VENDOR:
        page = told.overview.trouble_page
        words = f"{told.overview.connection.system} {page.words}"
        return (again, BannerButton(words, Deed.OPEN_PAGE, detail=page.address))
    return (again,)


def _nobody(told: Told) -> Banner:
    return Banner(
        rank=7,
        tone="info",
        text=f"Nobody from {told.name} has a column yet. (MAP-04)",
        topic=f"MAP-04 {told.id}",
        buttons=(BannerButton("Choose", Deed.CHOOSE_PEOPLE, told.id),),
    )


def _unfinished(told: Told) -> Banner:
    return Banner(
        rank=8,
        tone="info",
        text=f"Setting up {told.name} isn't finished.",
        topic=f"set-up {told.id}",
        buttons=(BannerButton("Continue", Deed.SET_UP, told.id),),
    )
