"""What happens when Book is pressed: checked, asked about an old list and a clash, then sent."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.booking_clash import Plan
from app.domain.booking_request import BookingRequest
from app.domain.crm import CrmProvider
from app.domain.errors import BookingConflict, InvalidBooking, RunSheetError
from app.domain.stored_booking import Booking
from app.ui.bookings.form.clash_watch import ClashWatch
from app.ui.bookings.form.job import Job, Kind
from app.ui.bookings.form.old_list import OldList
from app.ui.bookings.form.parts import FormParts
from app.ui.page import PageContext


class Sending(QObject):
    """`problems_found` carries what is wrong by field, `clash_found` asks about the clash that the
    watch shows, `failed` carries an error; none of them once the form is for something else.
    `booked` carries the job and its booking.
    """

    problems_found = Signal(object)
    clash_found = Signal()
    failed = Signal(object)
    booked = Signal(object, object)

    def __init__(
        self,
        context: PageContext,
        parts: FormParts,
        watch: ClashWatch,
        old_list: OldList,
        *,
        job: Callable[[], Job | None],
        needs_check: Callable[[], bool],
        parent: QObject,
    ) -> None:
        """`job`: what the form is for now. `needs_check`: its free times are too old."""
        super().__init__(parent)
        self._context, self._parts, self._watch = context, parts, watch
        self._job, self._needs_check, self._old_list = job, needs_check, old_list

    async def send(self, job: Job, provider: CrmProvider, reason: str | None) -> None:
        """Books, moves or mends as the form says now; `reason`: although it clashes."""
        request = self._parts.request(job, provider)
        problems = await self._problems(job, request, provider)
        if self._job() is not job:
            return
        plan = self._parts.plan(job)
        if problems or plan is None:
            self.problems_found.emit(problems)
        elif self._needs_check():
            old = "These times are more than 5 minutes old. Check free times first."
            self.problems_found.emit({"startTime": old})
        elif await self._is_agreed(job, plan, reason):
            await self._go(job, request, plan, reason)

    async def _problems(
        self, job: Job, request: BookingRequest, provider: CrmProvider
    ) -> dict[str, str]:
        """Every field at once; of a move the time alone."""
        if job.kind is Kind.MOVE:
            return {"startTime": self._parts.when.problem} if self._parts.when.problem else {}
        own = self._parts.problems(provider.label)
        try:
            await self._context.services.bookings.check(request)
        except InvalidBooking as error:
            return {**error.fields, **own}
        return own

    async def _is_agreed(self, job: Job, plan: Plan, reason: str | None) -> bool:
        """True where nobody has to be asked, or they were: of an old list, of a clash."""
        is_trusted = await self._old_list.may_go(job, reason, is_current=lambda: self._job() is job)
        return is_trusted and await self._may_go(job, plan, reason)

    async def _may_go(self, job: Job, plan: Plan, reason: str | None) -> bool:
        """True where nothing clashes, or a person was shown all that does and gave a reason."""
        clashes = await self._watch.look(plan)
        if not clashes or (reason is not None and self._watch.has_seen(clashes)):
            return self._job() is job
        if self._job() is job:
            self._watch.show(clashes)
            self.clash_found.emit()
        return False

    async def _go(self, job: Job, request: BookingRequest, plan: Plan, reason: str | None) -> None:
        try:
            booking = await self._kept(job, replace(request, clash_reason=reason), plan)
        except RunSheetError as error:
            if self._job() is job:
                await self._refused(job, plan, reason, error)
        else:
            self.booked.emit(job, booking)

    async def _refused(
        self, job: Job, plan: Plan, reason: str | None, error: RunSheetError
    ) -> None:
        """Another may have booked this person meanwhile: then that is a clash as any other."""
        if isinstance(error, InvalidBooking):
            self.problems_found.emit(error.fields)
            return
        may_be_clash = isinstance(error, BookingConflict) and reason is None
        if not may_be_clash or await self._may_go(job, plan, None):
            self.failed.emit(error)

    async def _kept(self, job: Job, request: BookingRequest, plan: Plan) -> Booking:
        service = self._context.services.bookings
        if job.booking is None:
            return await service.book(request, reference=job.reference)
        if job.kind is Kind.FIX:
            return await service.fix_and_send(job.booking.id, request)
        return await service.change(
            job.booking.id, start=plan.start_at, clash_reason=request.clash_reason
        )
