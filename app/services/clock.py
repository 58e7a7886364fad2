"""This PC's clock beside the practice systems': what their answers say (CLOCK-01)."""

from datetime import timedelta

from app.services.core import Core

TOO_FAR = timedelta(minutes=2)


class ClockService:
    """Knows only what the last answers said; nothing is asked for its sake."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def skew(self) -> timedelta | None:
        """How far this PC's clock is ahead (behind: negative); None within two minutes."""
        skew = self._core.vendors.clock_skew
        return skew if skew is not None and abs(skew) > TOO_FAR else None
