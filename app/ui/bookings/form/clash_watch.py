"""Looks what stands against the time that is chosen, whenever that changes."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from app.domain.booking_clash import Clash, Plan, clashes_of
from app.domain.practice_day import local
from app.ui.bookings.form.clash_box import ClashBox
from app.ui.bookings.form.field import later
from app.ui.bookings.form.words import clash_words
from app.ui.page import PageContext
from app.ui.tasks import Tasks

_PAUSE_MS = 250


class ClashWatch(QObject):
    """Shows the clashes of `plan()` in the box; `look` gives them for a decision."""

    def __init__(
        self,
        context: PageContext,
        box: ClashBox,
        *,
        plan: Callable[[], Plan | None],
        timezone: Callable[[], str],
        verb: Callable[[], str],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._box, self._tasks = context, box, tasks
        self._plan, self._timezone, self._verb = plan, timezone, verb
        self.labels: Mapping[str, str] = {}
        self._shown: tuple[Clash, ...] = ()
        self._pause = later(self, _PAUSE_MS)
        self._pause.timeout.connect(lambda: tasks.start(self._follow()))
        context.privacy.changed.connect(self._draw)

    def follow(self) -> None:
        """Another time, clinician or person may be chosen: looks in a moment."""
        self._pause.start()

    def stop(self) -> None:
        """The form is closed, or begins anew."""
        self._pause.stop()
        self.show(())

    async def look(self, plan: Plan) -> tuple[Clash, ...]:
        """What stands against it now, from what is stored."""
        services = self._context.services
        day = local(plan.start_at, self._timezone()).date()
        sheet = await services.run_sheet.sheet(day)
        bookings = await services.bookings.standing_at(plan.start_at, plan.end_at)
        return clashes_of(plan, sheet.rows, bookings)

    def has_seen(self, clashes: tuple[Clash, ...]) -> bool:
        """True when a person was shown all of these."""
        shown = {each.key for each in self._shown}
        return all(each.key in shown for each in clashes)

    async def _follow(self) -> None:
        plan = self._plan()
        found = () if plan is None else await self.look(plan)
        if plan == self._plan():
            self.show(found)

    def show(self, clashes: tuple[Clash, ...]) -> None:
        """Names them; none takes the box away."""
        self._shown = clashes
        self._draw()

    def _draw(self) -> None:
        if not self._shown:
            self._box.hide()
            return
        words = clash_words(
            self._shown,
            veil=self._context.privacy.veil,
            labels=self.labels,
            timezone=self._timezone(),
        )
        self._box.show_words(words, verb=self._verb())
