"""A connection as banners speak of it: its name, its list's age, its next check. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.errors.recalled import recalled
from app.domain.words import coming_time
from app.ui.language import tr, translated
from app.ui.today.freshness_words import since

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview
    from app.ui.sheet_feed import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`name`: its system, with the practice's name where another connection has the same system.

    `at`: its last good check, `next_at`: the next one, both as words, empty where there is none.
    `is_alone`: it is the only connection. `are_others_good`: all of them are up to date meanwhile.
    """

    overview: "ConnectionOverview"
    name: str
    at: str
    next_at: str
    is_alone: bool
    are_others_good: bool

    @property
    def id(self) -> str:
        """The connection's id."""
        return self.overview.connection.id

    @property
    def code(self) -> str:
        """The fault's code, empty without one."""
        return self.overview.freshness.error_code or ""

    @property
    def reason(self) -> str:
        """The fault's own sentence without its code; empty where there is none."""
        reason = (self.overview.freshness.error or "").removesuffix(f"({self.code})").strip()
        return translated(recalled(self.code, reason))

    @property
    def whose_age(self) -> str:
        """Whose columns are from when, where there are others; empty when never checked."""
        if not self.at or self.is_alone:
            return ""
        if self.are_others_good:
            return tr("Its columns are from {time}; the others are up to date.", time=self.at)
        return tr("Its columns are from {time}.", time=self.at)


def told_of(
    overview: "ConnectionOverview", overviews: Sequence["ConnectionOverview"], snapshot: "Snapshot"
) -> Told:
    """One of these connections as of this snapshot."""
    connection, timezone, now = overview.connection, snapshot.sheet.timezone, snapshot.now
    others = [each for each in overviews if each is not overview and each.connection.is_paired]
    has_twin = any(each.connection.system == connection.system for each in others)
    full_name = f"{connection.system} ({connection.display_name})"
    return Told(
        overview=overview,
        name=full_name if has_twin else connection.system,
        at=since(overview.freshness.last_success_at, timezone=timezone, now=now),
        next_at=_next_at(snapshot.next_checks.get(connection.id), timezone, now),
        is_alone=not others,
        are_others_good=all(each.freshness.is_good for each in others),
    )


def _next_at(due_at: datetime | None, timezone: str, now: datetime) -> str:
    if due_at is None or due_at <= now:
        return ""
    return translated(coming_time(due_at, now=now, timezone=timezone))
