"""This PC's clock beside the vendors': what the Date header of their answers says of it."""

from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_KEPT = 9
_NEEDED = 3
_RESOLUTION = timedelta(seconds=1)  # a Date has whole seconds
_LONGEST = 40


class ClockWatch:
    """Keeps the last answers' differences; their median is not moved by one odd server."""

    def __init__(self) -> None:
        self._skews: deque[timedelta] = deque(maxlen=_KEPT)

    @property
    def skew(self) -> timedelta | None:
        """How far this PC's clock is ahead of the vendors' (behind: negative); None before enough
        answers told the time.
        """
        if len(self._skews) < _NEEDED:
            return None
        return sorted(self._skews)[len(self._skews) // 2]

    def note(self, headers: Mapping[str, str], *, sent: datetime, came: datetime) -> None:
        """An answer to a request sent and answered at these times of this PC's clock (aware UTC).

        Whatever the time on the way explains counts as no difference. A cache's answer (`Age`) was
        dated when it was stored, and tells nothing.
        """
        if "age" in headers:
            return
        told = _read_date(headers.get("date"))
        if told is None:
            return
        if told > came:
            self._skews.append(came - told)
        else:
            self._skews.append(max(sent - told - _RESOLUTION, timedelta(0)))


def _read_date(text: str | None) -> datetime | None:
    if text is None or len(text) > _LONGEST:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
