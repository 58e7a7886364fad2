"""Fills *What will be sent* while it is open, as the form changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.domain.crm import CrmProvider
from app.domain.errors import InvalidBooking, RunSheetError
from app.ui.bookings.form.field import later
from app.ui.bookings.form.job import Job
from app.ui.bookings.form.outline_part import OutlinePart
from app.ui.bookings.form.parts import FormParts
from app.ui.page import PageContext
from app.ui.tasks import Tasks

_PAUSE_MS = 300
_NOT_YET = "Person, service and time first. Then everything that is sent stands here."


class OutlineWatch(QObject):
    """Asks the service for what the CRM would get; nothing is sent by it."""

    def __init__(
        self,
        context: PageContext,
        parts: FormParts,
        part: OutlinePart,
        *,
        job: Callable[[], Job | None],
        provider: Callable[[], CrmProvider | None],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._parts, self._part = context, parts, part
        self._job, self._provider, self._tasks = job, provider, tasks
        self._pause = later(self, _PAUSE_MS)
        self._pause.timeout.connect(self._start)
        part.wanted.connect(self._start)
        context.privacy.changed.connect(self.follow)

    def follow(self) -> None:
        """Something is another: in a moment, where anybody looks."""
        if self._part.is_open:
            self._pause.start()

    def stop(self) -> None:
        """The form is closed."""
        self._pause.stop()
        self._part.close_up()

    def _start(self) -> None:
        job, provider = self._job(), self._provider()
        if job is not None and provider is not None:
            self._tasks.start(self._show(job, provider))

    async def _show(self, job: Job, provider: CrmProvider) -> None:
        request = self._parts.request(job, provider)
        service = self._context.services.bookings
        try:
            lines = await service.outline(request, reference=job.reference)
        except InvalidBooking:
            self._part.say(_NOT_YET)
        except RunSheetError as error:
            self._part.say(str(error))
        else:
            if self._job() is job:
                self._part.show_lines(lines, is_hidden=self._context.privacy.veil.is_on)
