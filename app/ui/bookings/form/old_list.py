"""Asks before a booking rests on a run sheet that is out of date: a clash may not be in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.freshness import Freshness, FreshnessState
from app.domain.words import age_words
from app.ui.bookings.form.job import Job
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar


class OldList:
    """`send` books after all, with the reason why it clashes where one was given; a person is asked
    once in an opening of the form. `button`: Book.
    """

    def __init__(
        self,
        context: PageContext,
        bar: NoticeBar,
        button: QWidget,
        *,
        send: Callable[[str | None], None],
    ) -> None:
        self._context, self._bar, self._button, self._send = context, bar, button, send
        self._accepted: Job | None = None

    def forget(self) -> None:
        """The form is closed, or begins anew."""
        self._accepted = None
        self._bar.clear()

    async def may_go(self, job: Job, reason: str | None, *, is_current: Callable[[], bool]) -> bool:
        """True where the list can be trusted, or a person said to go on. `is_current`: the form is
        still for this job.
        """
        if self._accepted is job:
            return True
        sheet = await self._context.services.run_sheet.sheet()
        is_old = sheet.freshness.state is FreshnessState.OUT_OF_DATE
        if is_old and is_current():
            self._ask(job, reason, self._words(sheet.freshness, sheet.timezone, job.kind.verb))
        else:
            self._bar.clear()
        return not is_old

    def _words(self, freshness: Freshness, timezone: str, verb: str) -> str:
        now, last = self._context.services.now(), freshness.last_success_at
        since = f", last good check {age_words(last, now=now, timezone=timezone)}" if last else ""
        return f"The run sheet is out of date{since}. Later changes are not in it. {verb} anyway?"

    def _ask(self, job: Job, reason: str | None, words: str) -> None:
        def go_on() -> None:
            self._accepted = job
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bar.clear()
            self._send(reason)

        actions = (Action("Check first", self._check), Action(f"{job.kind.verb} anyway", go_on))
        self._bar.show_notice(words, tone="warn", actions=actions)
        self._bar.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.clear()
        self._context.sync.start()
