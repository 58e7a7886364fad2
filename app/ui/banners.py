"""Which faults and questions the one banner shows, worst first. No Qt; no patients' names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.connection import SetupStep
from app.domain.errors import RunSheetError
from app.domain.freshness import Freshness, FreshnessState
from app.domain.run_sheet import OldSource, RunSheet
from app.domain.sync_run import Notice, NoticeKind
from app.domain.words import (
    count_words,
    old_source_words,
    unreadable_words,
    without_practitioner_words,
)
from app.ui.today.freshness_words import has_failed_columns, since

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections import ConnectionOverview


class Deed(StrEnum):
    """What a banner's button does."""

    SYNC = "sync"
    SIGN_IN = "sign_in"
    SET_UP = "set_up"
    CHOOSE_PEOPLE = "choose_people"
    KEEP = "keep"
    MARK_GONE = "mark_gone"


_NOT_UPDATED = 3
_STAYS = "Today's list stays as it was at"
# Faults that are questions: their notice says them until it is answered, and then they are over.
_ASKED = frozenset({"DATA-09", "MAP-01"})


@dataclass(frozen=True, slots=True)
class BannerButton:
    """A verb; `target` is the connection's or the notice's id."""

    text: str
    deed: Deed
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """One sentence with its next step. Lower `rank` is worse."""

    rank: int
    tone: str
    text: str
    buttons: tuple[BannerButton, ...] = ()
    is_urgent: bool = False


def banners_of(
    sheet: RunSheet,
    overviews: Sequence["ConnectionOverview"],
    *,
    now: datetime,
    unread: RunSheetError | None = None,
) -> list[Banner]:
    """Everything to be told, worst first. `unread`: why the sheet could not be read again."""
    found = [_unread(unread, sheet, now)] if unread is not None else []
    for overview in overviews:
        told = _Told.of(overview, overviews, sheet, now)
        found += _of_connection(told, sheet)
        found += [_of_notice(notice, told.name) for notice in overview.notices]
    found += [_old(source, now) for source in sheet.old_sources]
    if sheet.quarantined_count:
        words = unreadable_words(sheet.quarantined_count)
        found.append(Banner(rank=5, tone="warn", text=words))
    if sheet.without_practitioner_count:
        words = without_practitioner_words(sheet.without_practitioner_count)
        found.append(Banner(rank=5, tone="warn", text=words))
    unique = {(banner.text, banner.buttons): banner for banner in found}
    return sorted(unique.values(), key=lambda banner: banner.rank)


@dataclass(frozen=True, slots=True)
class _Told:
    """A connection as the banner speaks of it.

    `name`: its system, with the practice's name where another connection has the same system.
    `at`: its last good check. `is_alone`: it is the only connection. `are_others_good`: all of
    them are up to date meanwhile.
    """

    overview: "ConnectionOverview"
    name: str
    at: str
    is_alone: bool
    are_others_good: bool

    @classmethod
    def of(
        cls,
        overview: "ConnectionOverview",
        overviews: Sequence["ConnectionOverview"],
        sheet: RunSheet,
        now: datetime,
    ) -> "_Told":
        connection = overview.connection
        others = [each for each in overviews if each is not overview and each.connection.is_paired]
        has_twin = any(each.connection.system == connection.system for each in others)
        return cls(
            overview=overview,
            name=f"{connection.system} ({connection.display_name})"
            if has_twin
            else connection.system,
            at=since(overview.freshness.last_success_at, timezone=sheet.timezone, now=now),
            is_alone=not others,
            are_others_good=all(each.freshness.is_good for each in others),
        )

    def which(self, verb: str) -> str:
        """` It's from 9:27 am.`, or whose columns that is true of; empty when never checked."""
        if not self.at:
            return ""
        if self.is_alone:
            return f" {verb} {self.at}."
        others = "; the others are up to date" if self.are_others_good else ""
        return f" Its columns are from {self.at}{others}."


def _of_connection(told: _Told, sheet: RunSheet) -> Iterator[Banner]:
    overview, connection = told.overview, told.overview.connection
    if not connection.is_paired or connection.setup_step is not SetupStep.DONE:
        if sheet.rows:  # an empty board says it itself
            yield _unfinished(connection.id, told.name)
        return
    fault = _fault(told)
    is_partial = connection.last_sync_status == "partial"  # the columns that failed say so
    if fault is not None and not (is_partial and fault.rank == _NOT_UPDATED):
        yield fault
    if _is_partly_told(overview):
        yield _partly(overview.freshness)
    if overview.people_shown == 0:
        yield Banner(
            rank=7,
            tone="info",
            text=f"Nobody from {told.name} has a column yet. (MAP-04)",
            buttons=(BannerButton("Choose", Deed.CHOOSE_PEOPLE, connection.id),),
        )


def _is_partly_told(overview: "ConnectionOverview") -> bool:
    """True for a fault of the whole connection that is told by no column and no question."""
    freshness = overview.freshness
    if freshness.state is not FreshnessState.PARTLY or has_failed_columns(freshness):
        return False
    return freshness.error_code is not None and freshness.error_code not in _ASKED


def _fault(told: _Told) -> Banner | None:
    freshness = told.overview.freshness
    match freshness.state:
        case FreshnessState.SIGN_IN:
            return _sign_in(told)
        case FreshnessState.OFFLINE:
            return _offline(told.at)
        case FreshnessState.PARTLY:
            return None  # the columns that failed say so themselves; else `_partly`
        case _ if freshness.error_code and freshness.error_code != "MAP-04":
            return _not_updated(told)
        case FreshnessState.OUT_OF_DATE:
            return _out_of_date(told)
        case _:
            return None


def _out_of_date(told: _Told) -> Banner:
    what = "This list is" if told.is_alone else f"{told.name}'s columns are"
    return Banner(
        rank=4,
        tone="warn",
        text=f"{what} out of date. The last good check was {told.at}.",
        buttons=(BannerButton("Sync now", Deed.SYNC),),
    )


def _sign_in(told: _Told) -> Banner:
    code = told.overview.freshness.error_code
    is_gone = code == "AUTH-03"
    what = (
        f"{told.name} no longer lists this practice as connected."
        if is_gone
        else f"{told.name} needs you to sign in again."
    )
    return Banner(
        rank=0,
        tone="err",
        text=f"{what}{told.which(_STAYS)} ({code})",
        buttons=(
            BannerButton(
                "Connect again" if is_gone else "Sign in again",
                Deed.SIGN_IN,
                told.overview.connection.id,
            ),
        ),
        is_urgent=True,
    )


def _offline(at: str) -> Banner:
    shown = f" Showing the list from {at}. Changes made since then are not here." if at else ""
    return Banner(
        rank=1,
        tone="warn",
        text=f"No internet.{shown} (NET-01)",
        buttons=(BannerButton("Try again", Deed.SYNC),),
        is_urgent=True,
    )


def _not_updated(told: _Told) -> Banner:
    """Whose columns are old, where the others are not; else that the list is."""
    freshness = told.overview.freshness
    reason, which = _reason(freshness), told.which("It's from")
    words = f"We couldn't update this list.{which}{reason}"
    if not told.is_alone:
        words = f"We couldn't update {told.name}.{reason}{which}"
    return Banner(
        rank=_NOT_UPDATED,
        tone="err" if freshness.state is FreshnessState.OUT_OF_DATE else "warn",
        text=f"{words} ({freshness.error_code})",
        buttons=(BannerButton("Try again", Deed.SYNC),),
    )


def _partly(freshness: Freshness) -> Banner:
    return Banner(
        rank=_NOT_UPDATED,
        tone="warn",
        text=f"This list is only partly updated.{_reason(freshness)} ({freshness.error_code})",
        buttons=(BannerButton("Try again", Deed.SYNC),),
    )


def _reason(freshness: Freshness) -> str:
    """The fault's own sentence after a space, without its code; empty where there is none."""
    reason = (freshness.error or "").removesuffix(f"({freshness.error_code})").strip()
    return f" {reason}" if reason else ""


def _unread(error: RunSheetError, sheet: RunSheet, now: datetime) -> Banner:
    at = since(sheet.freshness.last_success_at, timezone=sheet.timezone, now=now)
    age = f" It's from {at}." if at else ""
    return Banner(
        rank=0,
        tone="err",
        text=f"We couldn't read the list from this PC.{age} {error}",
        is_urgent=True,
    )


def _of_notice(notice: Notice, name: str) -> Banner:
    if notice.kind is NoticeKind.MASS_VANISH:
        some = count_words(notice.count, "appointment")
        verb = "is" if notice.count == 1 else "are"
        return Banner(
            rank=2,
            tone="warn",
            text=f"{some} {verb} no longer in {name}. They stay on the list until you decide.",
            buttons=(
                BannerButton("Keep them", Deed.KEEP, notice.id),
                BannerButton("Mark as gone", Deed.MARK_GONE, notice.id),
            ),
        )
    people = count_words(notice.count, "new person", "new people")
    verb = "needs" if notice.count == 1 else "need"
    return Banner(
        rank=6,
        tone="info",
        text=f"{people} in {name} {verb} a choice. (MAP-01)",
        buttons=(BannerButton("Choose", Deed.CHOOSE_PEOPLE, notice.connection_id),),
    )


def _old(source: OldSource, now: datetime) -> Banner:
    return Banner(rank=5, tone="warn", text=old_source_words(source, now=now))


def _unfinished(connection_id: str, system: str) -> Banner:
    return Banner(
        rank=8,
        tone="info",
        text=f"Setting up {system} isn't finished.",
        buttons=(BannerButton("Continue", Deed.SET_UP, connection_id),),
    )
