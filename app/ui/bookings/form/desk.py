"""What the open form stands on: the CRMs and the practice's names, look-up, free times, clashes."""

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.booking_choices import BookingChoices
from app.domain.crm import CrmProvider
from app.domain.errors import RunSheetError
from app.domain.practice_day import today
from app.services.changes import Change, Topic
from app.services.settings import FALLBACK_TIMEZONE
from app.ui.bookings.form.clash_watch import ClashWatch
from app.ui.bookings.form.crm_state import CrmState
from app.ui.bookings.form.job import Job, Kind
from app.ui.bookings.form.layout import FormLayout
from app.ui.bookings.form.look_up import LookUp
from app.ui.bookings.form.old_list import OldList
from app.ui.bookings.form.outline_watch import OutlineWatch
from app.ui.bookings.form.parts import FormParts
from app.ui.bookings.form.sending import Sending
from app.ui.bookings.form.slots import SlotWatch
from app.ui.bookings.form.start import FormStart
from app.ui.bookings.form.words import move_words
from app.ui.bookings.no_crm import say_no_crm
from app.ui.bookings.rows import Setting
from app.ui.page import PageContext
from app.ui.tasks import Tasks


class FormDesk(QObject):
    """Works for one `job` at a time; `booked` carries a job and the booking that came of it."""

    booked = Signal(object, object)

    def __init__(
        self,
        context: PageContext,
        parts: FormParts,
        shown: FormLayout,
        *,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._parts, self._shown, self._tasks = context, parts, shown, tasks
        self.job: Job | None = None
        self._choices: BookingChoices | None = None
        self._has_own_day = self._is_sending = self._is_quiet = False
        self._crm = CrmState(context, parts, shown, job=lambda: self.job)
        self._make_helpers()
        self._connect()
        stop = context.services.changes.subscribe(self._hear)
        self.destroyed.connect(lambda _object: stop())

    # --- one job ---------------------------------------------------------------------------

    def begin(self, job: Job, start: FormStart) -> None:
        """Shows the form for a job, filled with what is known."""
        self.job, self._is_sending = job, False
        self._has_own_day = start.day is not None
        self._is_quiet = True
        self._slots.stop()
        self._clashes.stop()
        self._old_list.forget()
        self._shown.begin(job)
        self._shown.say_heard(start.heard)
        timezone = job.timezone or self._timezone
        day = start.day or today(self._context.services.now(), timezone).day
        self._parts.person.fill(start)
        self._parts.what.fill(start)
        self._parts.when.fill(day=day, at=start.at, timezone=timezone)
        self._shown.book_in.want(start.provider, is_fixed=job.booking is not None)
        self._is_quiet = False
        self._look_up.reset()
        self._provider_changed()
        self._tasks.start(self._load())

    def end(self) -> None:
        """The form is closed: nothing of the person stays in it."""
        self.job = None
        self._is_quiet = True
        self._slots.stop()
        self._clashes.stop()
        self._old_list.forget()
        self._look_up.reset()
        self._outline.stop()
        self._parts.person.fill(FormStart())
        self._parts.what.fill(FormStart())
        self._shown.say_about("")
        self._shown.say_heard("")

    def send(self, reason: str | None = None) -> None:
        """Book was pressed; once, while one press is being worked on."""
        job, provider = self.job, self._shown.book_in.provider
        if job is None or provider is None or self._is_sending:
            return
        self._is_sending = True
        self._shown.say_error("")
        work = self._send(job, provider, reason)
        self._tasks.start(work, busy=self._shown.book_button, on_error=self._show_error)

    async def _send(self, job: Job, provider: CrmProvider, reason: str | None) -> None:
        """Ends in the turn that asks about a clash or says what is wrong: the answer to that may be
        the very next key.
        """
        try:
            await self._sending.send(job, provider, reason)
        finally:
            if self.job is job:
                self._is_sending = False

    # --- what it stands on -----------------------------------------------------------------

    @property
    def _timezone(self) -> str:
        return self._choices.timezone if self._choices is not None else FALLBACK_TIMEZONE

    async def _load(self) -> None:
        services = self._context.services
        providers = await services.crm.providers()
        self._choices = await services.bookings.choices()
        if self.job is None:
            return
        self._clashes.labels = {each.id: each.label for each in providers}
        ready = [each for each in providers if each.configured]
        self._shown.book_in.offer(ready)
        self._show_ready(is_ready=bool(ready))
        self._parts.what.offer(self._choices)
        self._fit_day()
        self._provider_changed()

    def _show_ready(self, *, is_ready: bool) -> None:
        self._shown.show_fields(is_shown=is_ready)
        if not is_ready:
            say_no_crm(self._shown.empty, self._context)
            self._shown.empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_day(self) -> None:
        """The practice's zone is known now."""
        job, when = self.job, self._parts.when
        if job is None or job.timezone is not None or when.timezone == self._timezone:
            return
        now = self._context.services.now()
        day = when.day if self._has_own_day else today(now, self._timezone).day
        when.fill(day=day, at=when.clock, timezone=self._timezone)

    def _provider_changed(self) -> None:
        self._crm.choose()
        if self.job is not None and self.job.kind is not Kind.MOVE:
            self._look_up.follow()
        self._follow()

    def _hear(self, change: Change) -> None:
        if self.job is None:
            return
        if change.topic is Topic.CRM:
            self._tasks.start(self._load())
        elif change.topic is Topic.BOOKINGS:
            self._crm.hear()
            self._clashes.follow()

    # --- following what is typed -----------------------------------------------------------

    def _follow(self) -> None:
        """Something in the form is another."""
        job = self.job
        if job is None or self._is_quiet:
            return
        provider = self._shown.book_in.provider
        if provider is not None and not provider.keeps_slots and self._choices is not None:
            self._parts.when.offer_hours(self._choices.hours)
        length = job.booking.order.length if job.kind is Kind.MOVE and job.booking else None
        minutes = round(length.total_seconds() / 60) if length else self._parts.what.minutes
        self._parts.when.show_end(minutes)
        self._slots.follow()
        self._slots.show_age()
        self._clashes.follow()
        self._show_move()
        self._outline.follow()

    def _what_changed(self) -> None:
        self._crm.draw_outline()
        self._follow()

    def _show_move(self) -> None:
        """What is moved, as it may be seen."""
        job = self.job
        if job is None or job.kind is not Kind.MOVE or job.booking is None:
            return
        setting = Setting(
            now=self._context.services.now(),
            veil=self._context.privacy.veil,
            labels=self._clashes.labels,
        )
        self._shown.say_about(move_words(job.booking, setting))

    def _needs_check(self) -> bool:
        """The free times on screen are too old, and can be asked for again."""
        self._slots.show_age()
        return self._slots.is_too_old and not self._crm.is_offline

    # --- what comes of sending -------------------------------------------------------------

    def _show_problems(self, problems: dict[str, str]) -> None:
        rest = self._parts.say(problems)
        self._shown.say_error(rest)
        self._context.announce(" ".join(problems.values()))
        wrong = self._parts.first_wrong()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self._shown.bring(wrong)

    def _show_error(self, error: RunSheetError) -> None:
        self._shown.say_error(str(error))
        self._context.announce(str(error))

    def _ask_about_clash(self) -> None:
        self._shown.clash.ask()

    def _veil_again(self) -> None:
        self._parts.person.veil_again(self._context.privacy.veil)
        self._show_move()

    def _make_helpers(self) -> None:
        context, parts, shown, tasks = self._context, self._parts, self._shown, self._tasks
        self._look_up = LookUp(
            context, parts.person, provider=lambda: shown.book_in.provider, tasks=tasks, parent=self
        )
        self._slots = SlotWatch(
            context, parts.when, provider=lambda: shown.book_in.provider, tasks=tasks, parent=self
        )
        self._clashes = ClashWatch(
            context,
            shown.clash,
            plan=lambda: parts.plan(self.job) if self.job is not None else None,
            timezone=lambda: parts.when.timezone,
            verb=lambda: self.job.kind.verb if self.job is not None else "Book",
            tasks=tasks,
            parent=self,
        )
        self._outline = OutlineWatch(
            context,
            parts,
            shown.outline,
            job=lambda: self.job,
            provider=lambda: shown.book_in.provider,
            tasks=tasks,
            parent=self,
        )
        self._old_list = OldList(context, shown.old_list, shown.book_button, send=self.send)
        self._sending = Sending(
            context,
            parts,
            self._clashes,
            self._old_list,
            job=lambda: self.job,
            needs_check=self._needs_check,
            parent=self,
        )

    def _connect(self) -> None:
        parts, shown = self._parts, self._shown
        parts.person.changed.connect(self._follow)
        parts.what.changed.connect(self._what_changed)
        parts.when.changed.connect(self._follow)
        parts.when.day_changed.connect(self._day_chosen)
        shown.book_in.changed.connect(self._provider_changed)
        shown.clash.other_time_wanted.connect(parts.when.open_times)
        shown.clash.anyway.connect(self.send)
        for watch in (self._look_up, self._slots):
            watch.reached.connect(self._crm.reached)
        self._sending.problems_found.connect(self._show_problems)
        self._sending.clash_found.connect(self._ask_about_clash)
        self._sending.failed.connect(self._show_error)
        self._sending.booked.connect(self.booked)
        self._context.privacy.changed.connect(self._veil_again)

    def _day_chosen(self) -> None:
        if not self._is_quiet:
            self._has_own_day = True
