"""The vendor or the network: nothing is wrong with the set-up, the next try may succeed."""

from datetime import datetime

from app.domain.errors.base import RunSheetError


class TryLater(RunSheetError):
    """Nothing is wrong with the set-up; the next sync may succeed by itself."""


class NoInternet(TryLater):
    code = "NET-01"
    template = "No internet. The list stays as it was; later changes are not here."


class Unreachable(TryLater):
    code = "NET-02"
    template = "We couldn't reach {system}."


class Blocked(TryLater):
    """HTML or a redirect where JSON should be: a portal, proxy or security software."""

    code = "NET-03"
    template = "Something on this network is blocking {system} (proxy or security software)."


class TooSlow(TryLater):
    code = "NET-04"
    template = "{system} took too long to answer."


class VendorTrouble(TryLater):
    """A 5xx answer."""

    code = "NET-05"
    template = "{system} is having trouble of its own."


class SlowDown(TryLater):
    """A 429 that outlasted the retries. `retry_at` is UTC, None when no time was named."""

    code = "LIMIT-01"
    template = "{system} asked us to slow down."

    def __init__(self, *, system: str, retry_at: datetime | None = None) -> None:
        super().__init__(system=system)
        self.retry_at = retry_at
