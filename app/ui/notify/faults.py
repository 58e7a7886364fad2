"""What is wrong with the list right now, in a notification's words. No Qt, no patients' names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.connection import SetupStep
from app.domain.freshness import FreshnessState
from app.ui.today.freshness_words import sign_in_words, since
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`key` is the same as long as it is the same fault. `tried_at`: the try that ended in it.

    `is_open`: somebody sits at one of the practices it concerns; `is_awake`: or is about to.
    `can_sign_in`: a sign-in cures it.
    """

    key: str
    kind: FaultKind
    text: str
    connection_id: str = ""
    tried_at: datetime | None = None
    is_open: bool = False
    is_awake: bool = False
    can_sign_in: bool = False


def faults_of(standing: Standing) -> Iterator[Fault]:
    """Everything that is worth a notification some time; the PC's own network only once."""
    done = [one for one in standing.overviews if one.connection.setup_step is SetupStep.DONE]
    if standing.error is not None:
        yield _unread(standing)
    for overview in done:
        if overview.freshness.state is FreshnessState.SIGN_IN:
            yield _sign_in(overview, standing)
    offline = [one for one in done if one.freshness.state is FreshnessState.OFFLINE]
    if offline:
        yield _offline(offline, standing)
    for overview in done:
        if not overview.connection.sync_enabled:
            continue  # what a person switched off may grow old
        if overview.freshness.state is FreshnessState.OUT_OF_DATE:
            words = _out_of_date_words(overview, standing, is_alone=len(done) == 1)
            yield _fault(FaultKind.OUT_OF_DATE, overview, words, standing.now)
        elif overview.freshness.state is FreshnessState.PARTLY:
            text = f"{overview.connection.system} could only be read in part. Open Today."
            yield _fault(FaultKind.PARTLY, overview, text, standing.now)


def _fault(kind: FaultKind, overview: "ConnectionOverview", text: str, now: datetime) -> Fault:
    return Fault(
        key=f"{kind}:{overview.connection.id}",
        kind=kind,
        text=text,
        connection_id=overview.connection.id,
        tried_at=overview.connection.last_attempt_at,
        is_open=overview.situation.is_open(now),
        is_awake=overview.situation.is_awake(now),
    )


def _unread(standing: Standing) -> Fault:
    """This PC's own fault, of all its connections."""
    freshness, zone = standing.freshness, standing.sheet.timezone
    at = since(freshness.last_success_at, timezone=zone, now=standing.now)
    text = "RunSheet couldn't read the list from this PC." + (f" It's from {at}." if at else "")
    is_open = standing.is_open
    return Fault(key=FaultKind.UNREAD, kind=FaultKind.UNREAD, text=text, is_open=is_open)


def _offline(lost: list["ConnectionOverview"], standing: Standing) -> Fault:
    at = _at(lost[0], standing)
    showing = f" Showing the list from {at}." if at else ""
    return Fault(
        key=FaultKind.OFFLINE,
        kind=FaultKind.OFFLINE,
        text=f"No internet.{showing}",
        is_open=any(one.situation.is_open(standing.now) for one in lost),
    )


def _sign_in(overview: "ConnectionOverview", standing: Standing) -> Fault:
    code, at = overview.freshness.error_code, _at(overview, standing)
    whose = "Today's list is" if len(standing.overviews) == 1 else "Its columns are"
    age = f" {whose} from {at}." if at else ""
    text = f"{sign_in_words(overview.connection.system, code)}.{age}"
    fault = _fault(FaultKind.SIGN_IN, overview, text, standing.now)
    return replace(fault, can_sign_in=code != "AUTH-07")


def _out_of_date_words(
    overview: "ConnectionOverview", standing: Standing, *, is_alone: bool
) -> str:
    at = _at(overview, standing)
    what = "Today's list is" if is_alone else f"{overview.connection.system}'s columns are"
    return f"{what} out of date." + (f" The last good check was {at}." if at else "")


def _at(overview: "ConnectionOverview", standing: Standing) -> str:
    timezone = standing.sheet.timezone
    return since(overview.freshness.last_success_at, timezone=timezone, now=standing.now)
