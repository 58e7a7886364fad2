"""What is wrong with the list right now, as far as it is worth a notification. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.ui.tray.standing import Standing

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview


class FaultKind(StrEnum):
    """From the worst."""

    UNREAD = "unread"
    SIGN_IN = "sign_in"
    OFFLINE = "offline"
    OUT_OF_DATE = "out_of_date"
    PARTLY = "partly"


_KINDS = {
    FreshnessState.SIGN_IN: FaultKind.SIGN_IN,
    FreshnessState.OFFLINE: FaultKind.OFFLINE,
    FreshnessState.OUT_OF_DATE: FaultKind.OUT_OF_DATE,
    FreshnessState.PARTLY: FaultKind.PARTLY,
}
_OUTLIVES_THE_SWITCH = (FaultKind.SIGN_IN, FaultKind.OFFLINE)
"""What a person switched off may grow old, but not wait for a sign-in unnoticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`key` is the same as long as it is the same fault. `tried_at`: the try that ended in it.

    `overview`: the connection that has it, of several the first; None where none has it alone.
    `is_open`: somebody sits at one of the practices it concerns; `is_awake`: or is about to.
    """

    key: str
    kind: FaultKind
    overview: "ConnectionOverview | None" = None
    tried_at: datetime | None = None
    is_open: bool = False
    is_awake: bool = False

    @property
    def can_sign_in(self) -> bool:
        """True where a sign-in cures it."""
        return self.kind is FaultKind.SIGN_IN and self.code != "AUTH-07"

    @property
    def code(self) -> str | None:
        """Its code in the catalogue, where the connection tells one."""
        return self.overview.freshness.error_code if self.overview is not None else None

    @property
    def system(self) -> str:
        """`Gentu`."""
        return self.overview.connection.system if self.overview is not None else ""


def faults_of(standing: Standing) -> Iterator[Fault]:
    """Everything that is worth a notification some time; the PC's own faults only once."""
    if standing.error is not None:
        yield Fault(key=FaultKind.UNREAD, kind=FaultKind.UNREAD, is_open=standing.is_open)
    found = [_fault(each, standing.now) for each in finished(standing)]
    faults = [fault for fault in found if fault is not None]
    yield from (fault for fault in faults if fault.kind is not FaultKind.OFFLINE)
    lost = [fault for fault in faults if fault.kind is FaultKind.OFFLINE]
    if lost:
        is_open = any(fault.is_open for fault in lost)
        yield replace(lost[0], key=FaultKind.OFFLINE, is_open=is_open)


def finished(standing: Standing) -> tuple["ConnectionOverview", ...]:
    """The connections whose set-up is done: of the others there is no list yet."""
    done = SetupStep.DONE
    return tuple(one for one in standing.overviews if one.connection.setup_step is done)


def _fault(overview: "ConnectionOverview", now: datetime) -> Fault | None:
    kind, connection = _KINDS.get(overview.freshness.state), overview.connection
    is_watched = connection.sync_enabled or kind in _OUTLIVES_THE_SWITCH
    if kind is None or not is_watched:
        return None
    return Fault(
        key=f"{kind}:{connection.id}",
        kind=kind,
        overview=overview,
        tried_at=connection.last_attempt_at,
        is_open=overview.situation.is_open(now),
        is_awake=overview.situation.is_awake(now),
    )
