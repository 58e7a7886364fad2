"""What waits for a person, in words and as a count. No patients' names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.domain.sync_run import NoticeKind
from app.domain.update import UpdateStanding
from app.ui.bookings_watch import BookingsStanding
from app.ui.language import tr, tr_count

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview

_WAITING = (FreshnessState.SIGN_IN, FreshnessState.OUT_OF_DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """`faults`: connections in trouble, or bookings that need a look. `new_people`: people who need
    a choice. `waiting`: bookings that no CRM has confirmed yet. `version`: of a newer RunSheet.
    """

    faults: int = 0
    new_people: int = 0
    waiting: int = 0
    version: str = ""

    @property
    def words(self) -> str:
        """`1 needs attention, 2 new people need a choice`; empty while all is well."""
        parts = []
        if self.faults:
            parts.append(tr_count(self.faults, "{n} needs attention", "{n} need attention"))
        if self.new_people:
            parts.append(
                tr_count(
                    self.new_people, "{n} new person needs a choice", "{n} new people need a choice"
                )
            )
        if self.waiting:
            parts.append(tr("{count} waiting to send", count=self.waiting))
        if self.version:
            parts.append(tr("RunSheet {version} is ready", version=self.version))
        return ", ".join(parts)

    @property
    def mark(self) -> str:
        """What is seen: `! 1` for trouble, else `● 2` for new people, `↥ 1` for what is to be sent;
        empty while all is well.
        """
        if self.faults:
            return f"! {self.faults}"
        if self.new_people:
            return f"● {self.new_people}"
        if self.waiting:
            return f"↥ {self.waiting}"
        return "●" if self.version else ""

    @property
    def tone(self) -> str:
        """The token family of the mark."""
        return "err" if self.faults else "info"


def attention_of(overviews: Sequence["ConnectionOverview"]) -> Attention:
    """What waits for a person; a set-up that is not finished is told on its own page."""
    done = [each for each in overviews if each.connection.setup_step is SetupStep.DONE]
    return Attention(
        faults=sum(_is_in_trouble(each) for each in done),
        new_people=sum(
            notice.count
            for each in done
            for notice in each.notices
            if notice.kind is NoticeKind.NEW_PEOPLE
        ),
    )


def attention_to_bookings(standing: BookingsStanding) -> Attention:
    """What of the bookings waits: for a person, or to be sent."""
    return Attention(faults=len(standing.attention), waiting=len(standing.under_way))


def attention_to_update(update: UpdateStanding | None) -> Attention:
    """A newer RunSheet, for as long as this one is older."""
    release = update.release if update is not None else None
    return Attention(version=release.version if release is not None else "")


def _is_in_trouble(overview: "ConnectionOverview") -> bool:
    """It does not recover by itself: a sign-in, an old list, a mass vanish, nobody shown."""
    state = overview.freshness.state
    is_off = not overview.connection.sync_enabled and state is not FreshnessState.SIGN_IN
    vanished = any(each.kind is NoticeKind.MASS_VANISH for each in overview.notices)
    is_waiting = state in _WAITING and not is_off  # what a person switched off may grow old
    return is_waiting or vanished or overview.people_shown == 0
