"""A detected intent (book, reschedule, cancel) with its slots: does what the form does, and asks
back for what is missing. `understand` only says what would be done; nothing is booked by it.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from app.domain.booking import CancelReason, Person
from app.domain.booking_clash import Clash, Plan, clashes_of
from app.domain.booking_request import BookingRequest
from app.domain.errors import InvalidBooking
from app.domain.intent import Intent, IntentKind, IntentOutcome, IntentReply, When
from app.domain.practice_day import local, zone
from app.domain.said import say
from app.domain.stored_booking import Booking, BookingView
from app.services.bookings.date_phrases import NAMES_TOO
from app.services.bookings.meant import bookings_meant
from app.services.bookings.sentence import Vocabulary, read_sentence
from app.services.bookings.service import BookingService
from app.services.core import LABELS, Core
from app.services.crm.service import CrmService
from app.services.settings import FALLBACK_TIMEZONE
from app.store.crm.practice import read_practice
from app.store.crm.vocabulary import read_names, read_patients
from app.store.sheet.queries import read_sheet

_QUESTIONS = {
    "provider": say("Which system should it be booked in?"),
    "booking": say("Which booking is meant? We found none for that person."),
    "name": say("Who is it for?"),
    "phone": say("What is their phone number or e-mail?"),
    "service": say("What is it for?"),
    "date": say("On which day?"),
    "time": say("At what time?"),
    "doctor": say("With whom?"),
    "branch": say("At which branch?"),
    "reason": say("Why is it cancelled?"),
}
_NOT_THEN = say("Which booking is meant? We found none for that person at that time.")
_CLOCK_CHANGE = say("The clocks change then, and that time doesn't exist. At what time instead?")


class IntentService:
    """What the seed's conversation manager calls, and the quick box of the Bookings page."""

    def __init__(self, core: Core, bookings: BookingService, crms: CrmService) -> None:
        self._core, self._bookings, self._crms = core, bookings, crms

    async def read(self, sentence: str) -> Intent | None:
        """The intent of a typed sentence; None where no verb begins it."""
        database = self._core.database
        doctors, services, branches = await database.read(read_names)
        vocabulary = Vocabulary(
            doctors=doctors,
            services=services,
            branches=branches,
            providers=tuple((each.id, each.label) for each in await self._crms.providers()),
            patients=await database.read(read_patients, holding=NAMES_TOO),
        )
        return await asyncio.to_thread(
            read_sentence,
            sentence,
            now=self._core.now(),
            timezone=await self._timezone(),
            vocabulary=vocabulary,
        )

    async def understand(self, intent: Intent) -> IntentReply:
        """What would be done, or what must be asked first; nothing is done.

        Raises BookingNotFound for a `booking_id` that is not known.
        """
        if intent.kind is IntentKind.BOOK:
            return await self._understand_new(intent)
        return await self._understand_kept(intent)

    async def carry_out(self, intent: Intent, *, reference: str) -> IntentReply:
        """Do what is meant where nothing is missing, and nothing stands at that time or a
        `clash_reason` is given. `reference` is a new booking's UUID version 4, made once for the
        conversation: repeating the call books nothing twice.

        Raises what BookingService raises.
        """
        reply = await self.understand(intent)
        if reply.outcome is not IntentOutcome.READY:
            return reply
        clashes = () if intent.clash_reason else await self._clashes(reply, reference)
        if clashes:
            question = _clash_words(clashes[0])
            asked = IntentOutcome.ASK
            return replace(reply, outcome=asked, missing=("clash_reason",), question=question)
        booking = await self._done(reply, reference)
        return replace(reply, outcome=IntentOutcome.DONE, booking=booking)

    async def _done(self, reply: IntentReply, reference: str) -> Booking:
        intent, booking = reply.intent, reply.booking
        if booking is None:
            return await self._bookings.book(_request(reply), reference=reference)
        if intent.kind is IntentKind.CANCEL:
            return await self._bookings.cancel(booking.id, CancelReason(intent.reason or ""))
        assert reply.start_at is not None  # noqa: S101 - READY has one
        return await self._bookings.change(
            booking.id,
            start=reply.start_at,
            duration_minutes=intent.length_minutes,
            clash_reason=intent.clash_reason,
        )

    async def _clashes(self, reply: IntentReply, reference: str) -> tuple[Clash, ...]:
        """What stands at the time that is meant, as the form looks for it."""
        plan = await self._plan(reply)
        if plan is None:
            return ()
        sheet = await self._core.database.read(
            read_sheet,
            day=local(plan.start_at, await self._timezone()).date(),
            labels=LABELS,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        standing = await self._bookings.standing_at(plan.start_at, plan.end_at)
        others = [each for each in standing if each.reference != reference]
        return clashes_of(plan, sheet.rows, others)

    async def _plan(self, reply: IntentReply) -> Plan | None:
        """None of a cancellation, and of what booking it refuses anyhow."""
        intent, booking, start_at = reply.intent, reply.booking, reply.start_at
        if start_at is None:
            return None
        if booking is not None:
            minutes = intent.length_minutes
            length = booking.order.length if minutes is None else timedelta(minutes=minutes)
            return Plan(
                person=booking.person,
                doctor=booking.order.doctor_name,
                start_at=start_at,
                end_at=start_at + length,
                booking_id=booking.id,
            )
        try:
            order = await self._bookings.check(_request(reply))
        except InvalidBooking:
            return None
        return Plan(
            person=order.person,
            doctor=order.doctor_name,
            start_at=order.start_at,
            end_at=order.end_at,
        )

    async def _understand_new(self, intent: Intent) -> IntentReply:
        provider, needs = await self._provider_of(intent)
        said = {
            "provider": provider,
            "name": intent.name,
            "phone": intent.phone or intent.email,
            "service": intent.service,
            "date": intent.when.day,
            "time": intent.when.at,
            **{name: getattr(intent, name) for name in needs},
        }
        missing = tuple(name for name, value in said.items() if value is None)
        start_at = _instant(intent.when, await self._timezone())
        return _reply(intent, missing, provider=provider, start_at=start_at)

    async def _understand_kept(self, intent: Intent) -> IntentReply:
        meant = await self._meant(intent)
        if not meant:
            return _ask_which(intent)
        if len(meant) > 1:
            return IntentReply(
                outcome=IntentOutcome.CHOOSE,
                intent=intent,
                missing=("booking",),
                question=say("Which of these {count} bookings is meant?", count=len(meant)),
                candidates=meant,
            )
        (booking,) = meant
        missing, start_at = _missing_of_kept(intent, booking)
        return _reply(
            intent, missing, provider=booking.provider, start_at=start_at, booking=booking
        )

    async def _meant(self, intent: Intent) -> tuple[Booking, ...]:
        """The upcoming bookings of that person, or the one that was named."""
        if intent.booking_id is not None:
            return (await self._bookings.get(intent.booking_id),)
        upcoming = await self._bookings.list(BookingView.UPCOMING, most=None)
        return bookings_meant(intent, upcoming)

    async def _provider_of(self, intent: Intent) -> tuple[str | None, tuple[str, ...]]:
        """The CRM to book in (the only one that is set up where none was named), and the slots
        that it needs beside the usual ones.
        """
        ready = [each for each in await self._crms.providers() if each.configured]
        named = [each for each in ready if each.id == intent.provider]
        chosen = named or (ready if intent.provider is None else [])
        if len(chosen) != 1:
            return None, ()
        needs = (("doctor", chosen[0].needs_doctor), ("branch", chosen[0].needs_branch))
        return chosen[0].id, tuple(name for name, is_needed in needs if is_needed)

    async def _timezone(self) -> str:
        facts = await self._core.database.read(read_practice)
        return facts.timezone or FALLBACK_TIMEZONE


def _reply(
    intent: Intent,
    missing: tuple[str, ...],
    *,
    provider: str | None,
    start_at: datetime | None,
    booking: Booking | None = None,
) -> IntentReply:
    needs_start = intent.kind is not IntentKind.CANCEL
    if not missing and needs_start and start_at is None:
        reply = replace(_ask(intent, ("time",)), question=_CLOCK_CHANGE)
    elif missing:
        reply = _ask(intent, missing)
    else:
        reply = IntentReply(outcome=IntentOutcome.READY, intent=intent)
    return replace(reply, provider=provider, start_at=start_at, booking=booking)


def _ask(intent: Intent, missing: tuple[str, ...]) -> IntentReply:
    return IntentReply(
        outcome=IntentOutcome.ASK,
        intent=intent,
        missing=missing,
        question=_QUESTIONS[missing[0]],
    )


def _ask_which(intent: Intent) -> IntentReply:
    """Nobody was named, or nothing is booked for them, or not then."""
    if not (intent.name or intent.phone):
        return _ask(intent, ("name",))
    asked = _ask(intent, ("booking",))
    has_time = intent.kind is IntentKind.CANCEL and intent.when != When()
    return replace(asked, question=_NOT_THEN) if has_time else asked


def _missing_of_kept(intent: Intent, booking: Booking) -> tuple[tuple[str, ...], datetime | None]:
    """What is missing of a move or a cancellation, and the new start. A move that names only a
    time stays on the booking's day.
    """
    if intent.kind is IntentKind.CANCEL:
        reasons = {each.value for each in CancelReason}
        return (() if intent.reason in reasons else ("reason",)), None
    timezone = booking.order.timezone
    day = intent.when.day or local(booking.start_at, timezone).date()
    if intent.when == When():
        return ("date", "time"), None
    if intent.when.at is None:
        return ("time",), None
    return (), _instant(When(day=day, at=intent.when.at), timezone)


def _instant(when: When, timezone: str) -> datetime | None:
    """The instant of a local day and time; None where one is open or the clocks skip it. Of two,
    the first.
    """
    if when.day is None or when.at is None:
        return None
    return instant_of(when.day, when.at, timezone)


def instant_of(day: date, at: time, timezone: str) -> datetime | None:
    """That wall-clock time as aware UTC; None where the clocks skip it."""
    naive = datetime.combine(day, at)
    instant = naive.replace(tzinfo=zone(timezone)).astimezone(UTC)
    return instant if local(instant, timezone).replace(tzinfo=None) == naive else None


def _request(reply: IntentReply) -> BookingRequest:
    intent = reply.intent
    assert reply.provider is not None  # noqa: S101 - READY has one
    assert reply.start_at is not None  # noqa: S101
    first, _, last = (intent.name or "").rpartition(" ")
    return BookingRequest(
        provider=reply.provider,
        patient=Person(
            first_name=first or None, last_name=last, phone=intent.phone, email=intent.email
        ),
        service=intent.service or "",
        start=reply.start_at,
        duration_minutes=intent.length_minutes,
        doctor_name=intent.doctor,
        clinic_branch=intent.branch,
        source="conversation",
        clash_reason=intent.clash_reason,
    )


def _clash_words(clash: Clash) -> str:
    """Who is asked may be a patient: nobody but the clinician is named."""
    doctor = clash.row.clinician_name if clash.row else None
    if clash.booking is not None and not clash.is_persons:
        doctor = clash.booking.order.doctor_name
    who = doctor or say("This person")
    return say(
        "{who} has something at that time already. At what time instead, or why all the same?",
        who=who,
    )
