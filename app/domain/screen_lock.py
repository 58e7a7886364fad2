"""The screen's lock: how it is opened, after how long it falls, how wrong tries are slowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from app.domain.said import say

WAY_PREFERENCE = "lock.way"
MINUTES_PREFERENCE = "lock.idle_minutes"
LOCKED_PREFERENCE = "lock.is_locked"
TRIES_PREFERENCE = "lock.wrong_tries"

SHORTEST_PIN, LONGEST_PIN = 4, 12
_FREE_TRIES = 5
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)


class UnlockWay(StrEnum):
    """What opens it; NONE: it never locks."""

    NONE = "none"
    PIN = "pin"
    PASSWORD = "password"  # noqa: S105  # of the operating system's user


@dataclass(frozen=True, slots=True, kw_only=True)
class LockSettings:
    """What a person chose. Zero `idle_minutes`: it falls with the PC's own lock only. `is_settled`:
    something opens it, or somebody said that it is not to lock.
    """

    way: UnlockWay = UnlockWay.NONE
    idle_minutes: int = 5
    is_settled: bool = False

    @classmethod
    def of(cls, saved: Mapping[str, str], *, otherwise: UnlockWay) -> "LockSettings":
        """From the saved preferences; what is missing or unreadable is as it is by default.
        `otherwise`: what opens it until somebody chooses.
        """
        way, minutes = saved.get(WAY_PREFERENCE, ""), saved.get(MINUTES_PREFERENCE, "")
        is_chosen = way in list(UnlockWay)
        is_known = minutes.isascii() and minutes.isdigit() and int(minutes) <= 30
        return cls(
            way=UnlockWay(way) if is_chosen else otherwise,
            idle_minutes=int(minutes) if is_known else 5,
            is_settled=is_chosen or otherwise is not UnlockWay.NONE,
        )


def was_locked(saved: Mapping[str, str]) -> bool:
    """True where RunSheet ended locked: it begins so."""
    is_off = saved.get(WAY_PREFERENCE) == UnlockWay.NONE
    return not is_off and saved.get(LOCKED_PREFERENCE) == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTries:
    """How many tries in a row were wrong, and when the last was (aware UTC)."""

    count: int = 0
    last_at: datetime | None = None

    @classmethod
    def read(cls, text: str) -> "WrongTries":
        """As `text` tells them; none where it tells nothing."""
        count, _, at = text.partition(" ")
        try:
            return cls(count=int(count), last_at=datetime.fromisoformat(at))
        except ValueError:
            return cls()

    @property
    def text(self) -> str:
        """To be kept over a restart, which must not give new tries."""
        return f"{self.count} {self.last_at.isoformat() if self.last_at else ''}"

    def one_more(self, at: datetime) -> "WrongTries":
        """After a wrong try."""
        return WrongTries(count=self.count + 1, last_at=at)

    def wait_s(self, now: datetime) -> int:
        """Seconds until the next try counts: none at first, then half a minute, doubling. A clock
        that was put back makes nobody wait longer than that.
        """
        if self.count < _FREE_TRIES or self.last_at is None:
            return 0
        doubled = _FIRST_WAIT * 2 ** min(self.count - _FREE_TRIES, 10)
        wait = min(doubled, _LONGEST_WAIT)
        left = self.last_at + wait - now
        return max(0, int(min(left, wait).total_seconds() + 0.999))


def pin_fault(pin: str) -> str | None:
    """Why this can't be a PIN, as a sentence; None where it can."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return say("A PIN has {fewest} to {most} digits.", fewest=SHORTEST_PIN, most=LONGEST_PIN)
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        return say("That PIN is too easy to guess.")
    return None
