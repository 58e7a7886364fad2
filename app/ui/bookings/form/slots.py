"""The CRM's free times of a day, asked for as the day changes; they grow old."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.crm import CrmProvider
from app.domain.errors import RunSheetError
from app.domain.practice_day import PracticeDay
from app.domain.words import age_words
from app.ui.bookings.form.field import later
from app.ui.bookings.form.look_up import OFFLINE_CODES
from app.ui.bookings.form.when_part import WhenPart
from app.ui.page import PageContext
from app.ui.tasks import Tasks

TOO_OLD = timedelta(minutes=5)
_PAUSE_MS, _AGE_MS = 250, 15_000
_Key = tuple[str, date, str]


class SlotWatch(QObject):
    """Keeps the free times of the chosen CRM and day. `reached` carries whether it could be asked.

    A CRM without a calendar of its own has none: then any time may be booked.
    """

    reached = Signal(bool)

    def __init__(
        self,
        context: PageContext,
        part: WhenPart,
        *,
        provider: Callable[[], CrmProvider | None],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._part, self._tasks = context, part, tasks
        self._provider = provider
        self._starts: tuple[datetime, ...] | None = None
        self._asked: _Key | None = None
        self._checked_at: datetime | None = None
        self._fault = ""
        self._pause = later(self, _PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._age = QTimer(self)
        self._age.setInterval(_AGE_MS)
        self._age.timeout.connect(self.show_age)
        part.check_wanted.connect(self.check)

    @property
    def is_too_old(self) -> bool:
        """True when free times are shown that were asked for more than five minutes ago."""
        if self._checked_at is None or self._starts is None:
            return False
        return self._context.services.now() - self._checked_at > TOO_OLD

    def follow(self) -> None:
        """Another CRM or day may be chosen: asks for its free times in a moment."""
        key = self._key()
        if key == self._asked:
            return
        self._asked, self._starts, self._checked_at, self._fault = key, None, None, ""
        self.show_age()
        if key is not None:
            self._pause.start()

    def check(self) -> None:
        """Asks now."""
        key = self._key()
        if key is not None:
            self._asked = key
            self._part.show_slots("Checking free times…", can_check=False)
            self._tasks.start(self._check(key))

    def stop(self) -> None:
        """The form is closed."""
        self._pause.stop()
        self._age.stop()
        self._asked = self._starts = self._checked_at = None
        self._fault = ""

    def show_age(self) -> None:
        """How old they are, and whether the time is among them."""
        words, is_shown = self._words(), self._key() is not None
        can_check = is_shown and (self.is_too_old or bool(self._fault))
        self._part.show_slots(words, can_check=can_check)

    async def _check(self, key: _Key) -> None:
        provider, day, timezone = key
        span = PracticeDay(day=day, timezone=timezone)
        service = self._context.services.bookings
        try:
            slots = await service.free_slots(provider, span.start, span.end, timezone=timezone)
        except RunSheetError as error:
            if key == self._key():
                self._starts, self._fault = None, f"Free times couldn't be read. {error}"
                self.reached.emit(error.code not in OFFLINE_CODES)
                self.show_age()
            return
        if key != self._key():
            return
        self._fault, self._checked_at = "", self._context.services.now()
        self._starts = None if slots is None else tuple(each.start_at for each in slots)
        self._part.offer_slots(self._starts or ())
        self._age.start()
        self.reached.emit(True)
        self.show_age()

    def _words(self) -> str:
        if self._fault or self._starts is None or self._checked_at is None:
            return self._fault
        now = self._context.services.now()
        age = age_words(self._checked_at, now=now, timezone=self._part.timezone)
        start = self._part.start_at
        if not self._starts:
            return f"No free times on this day, checked {age}."
        if start is not None and start not in self._starts:
            return f"This time is not among the free times, checked {age}."
        return f"Free times checked {age}."

    def _key(self) -> _Key | None:
        provider = self._provider()
        if provider is None or not provider.keeps_slots:
            return None
        return provider.id, self._part.day, self._part.timezone
