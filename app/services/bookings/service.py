"""Bookings in CRMs as the desk makes, changes and cancels them, and finishes what needs a look."""

import platform
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from app.domain.audit import Deed
from app.domain.booking import BookingOrder, CancelReason, CrmPerson, FreeSlot, Person
from app.domain.booking_choices import BookingChoices
from app.domain.booking_comparison import ShownThere
from app.domain.booking_request import BookingRequest
from app.domain.crm import CrmProvider
from app.domain.errors import (
    BookingConflict,
    BookingNotFound,
    CrmNotSetUp,
    InvalidBooking,
    InvalidRequest,
    RunSheetError,
)
from app.domain.opening_hours import HOURS_PREFERENCE, opening_hours_of
from app.domain.said import say
from app.domain.stored_booking import Booking, BookingEvent, BookingView
from app.services.bookings.checking import RequestChecker
from app.services.bookings.looking import look_there
from app.services.bookings.sender import Sender
from app.services.bookings.validation import check_times, checked_reference, digest_of, is_email
from app.services.bookings.waiting import until
from app.services.changes import Topic
from app.services.core import Core
from app.services.crm.service import CrmService
from app.services.pc.who import current_user
from app.services.settings import FALLBACK_TIMEZONE
from app.store.crm import bookings as kept
from app.store.crm import events, wishes
from app.store.crm.bookings import UNDER_WAY, NewBooking
from app.store.crm.events import Act
from app.store.crm.vocabulary import read_names

_MOST = 500
"""So many bookings a list shows at most."""


class BookingService:
    """Every act is kept before anything is sent, and tells every page (`Topic.BOOKINGS`).

    Unknown bookings raise BookingNotFound (ASK-04), impossible values InvalidBooking (ASK-05), what
    can't be done (any more) BookingConflict (ASK-06). `by` is who does it; else the PC's user.
    """

    def __init__(self, core: Core, crms: CrmService, sender: Sender) -> None:
        self._core, self._crms, self._sender = core, crms, sender
        self._checker = RequestChecker(core)

    async def book(
        self, request: BookingRequest, *, reference: str, by: str | None = None
    ) -> Booking:
        """Keep a booking and send it; the same reference, or key, is the same booking.

        `reference`: a UUID of version 4, made when the form opened. Raises InvalidBooking,
        BookingConflict (the reference or key stands for another booking; this person has one at
        that time), CrmNotSetUp, InvalidRequest (unknown CRM).
        """
        provider = await self._set_up(request.provider)
        new_digest, name = digest_of(request), checked_reference(reference)
        same = await self._core.database.read(
            kept.find_same,
            provider=provider.id,
            reference=name,
            key=request.idempotency_key,
            digest=new_digest,
        )
        if same is not None:
            return same
        order = await self._checker.checked(request, reference=name, provider=provider)
        new = NewBooking(request=request, order=order, digest=new_digest)
        write, act = self._core.audit.write, await self._act(by)
        booking, _ = await write(Deed.BOOKING_CHANGED, (name,), kept.add_booking, new, act=act)
        self._tell()
        return booking

    async def change(
        self,
        booking_id: str,
        *,
        start: datetime | str | None = None,
        end: datetime | str | None = None,
        duration_minutes: int | None = None,
        clash_reason: str | None = None,
        by: str | None = None,
    ) -> Booking:
        """Move a booking; it keeps its start, or its length, where no other is asked for."""
        if start is None and end is None and duration_minutes is None:
            raise InvalidBooking({"startTime": "Say which time it is to have."})
        booking = await self.get(booking_id)
        rules = await self._checker.rules(await self._crms.provider(booking.provider))
        start_at, end_at = check_times(
            booking.start_at if start is None else start,
            end,
            duration_minutes,
            rules=rules,
            length=booking.order.length,
            timezone=booking.order.timezone,
        )
        return await self._do(
            booking_id, by, wishes.move, start_at, end_at, clash_reason=clash_reason
        )

    async def cancel(
        self,
        booking_id: str,
        reason: CancelReason,
        *,
        undo_s: float | None = None,
        by: str | None = None,
    ) -> Booking:
        """Cancel a booking; the CRM is told when the time to undo it is over (`undo_s`: else the
        preference's). One that the CRM was never told of is never sent.
        """
        if undo_s is None:
            undo_s = await self._checker.undo_s()
        until = self._core.now() + timedelta(seconds=undo_s)
        return await self._do(booking_id, by, wishes.cancel, reason, undo_until=until)

    async def put_off_cancel(self, booking_id: str, *, is_held: bool) -> Booking:
        """Nobody is told for a minute (`is_held`: the offer to undo is being read), or for the time
        to undo anew; after a crash the same. Raises BookingConflict where it is too late.
        """
        undo_s = await self._checker.undo_s(is_held=is_held)
        until = self._core.now() + timedelta(seconds=undo_s)
        return await self._do(booking_id, None, wishes.put_off_cancel, undo_until=until)

    async def undo_cancel(self, booking_id: str, *, by: str | None = None) -> Booking:
        """As if it had not been cancelled, as long as nobody was told."""
        return await self._do(booking_id, by, wishes.undo_cancel)

    async def fix_and_send(
        self, booking_id: str, request: BookingRequest, *, by: str | None = None
    ) -> Booking:
        """Send a refused booking as corrected, or change one that was not sent yet; its reference
        stays. Raises BookingConflict where the CRM has it, or may have it.
        """
        booking = await self.get(booking_id)
        if request.provider != booking.provider:
            raise BookingConflict(reason=say("A booking stays in the system it was made for."))
        provider = await self._set_up(booking.provider)
        order = await self._checker.checked(request, reference=booking.reference, provider=provider)
        fixed = NewBooking(request=request, order=order, digest=booking.request_digest)
        return await self._do(booking_id, by, wishes.fix, fixed)

    async def check_now(self, booking_id: str) -> None:
        """Look, or try, at once. A CRM that nothing was sent to is tried again, too."""
        booking = await self.get(booking_id)
        await self._core.database.write(wishes.check_now, booking_id, now=self._core.now())
        await self._sender.kick(booking.provider)

    async def mark_as_there(
        self, booking_id: str, external_id: str | None = None, *, by: str | None = None
    ) -> Booking:
        """A person saw it in the CRM: it is taken as it is there. `external_id`: which record
        (else the one it is known to be). Raises what reading it raises.
        """
        booking = await self.get(booking_id)
        name = (external_id or booking.external_id or "").strip()
        if not name:
            raise InvalidRequest(reason=say("Say which record it is."))
        adapter = await self._crms.adapter(booking.provider)
        there = await adapter.read(name)
        if there is None:
            raise BookingConflict(reason=say("There is no such record there."))
        return await self._do(booking_id, by, wishes.mark_as_there, there)

    async def shown_there(self, booking_id: str) -> ShownThere:
        """What the CRM shows of it now, read anew. Raises what reading raises, InvalidRequest."""
        booking = await self.get(booking_id)
        return await look_there(await self._crms.adapter(booking.provider), booking)

    async def send_again(self, booking_id: str, *, by: str | None = None) -> Booking:
        """Tell the CRM once more; one that may be there is looked for first."""
        return await self._do(booking_id, by, wishes.send_again)

    async def set_aside(self, booking_id: str, *, by: str | None = None) -> Booking:
        """A person finished it another way; nothing more is sent."""
        return await self._do(booking_id, by, wishes.set_aside)

    async def get(self, booking_id: str) -> Booking:
        """One booking. Raises BookingNotFound."""
        return await self._core.database.read(kept.get_booking, booking_id)

    async def find(self, provider: str, name: str) -> Booking:
        """The booking with this id, or with this id in the CRM. Raises BookingNotFound."""
        booking_id = await self._core.database.read(kept.find_booking, provider, name)
        if booking_id is None:
            raise BookingNotFound()
        return await self.get(booking_id)

    async def list(
        self, view: BookingView, *, text: str = "", most: int | None = _MOST
    ) -> tuple[Booking, ...]:
        """The first bookings of a list (`most` None: all); `text`: only those with it in the
        person's name, phone or e-mail, or in the service, wherever in the list they stand.
        """
        found = await self._core.database.read(
            kept.list_bookings, view, now=self._core.now(), limit=None if text else most
        )
        return tuple(one for one in found if one.holds(text))[:most]

    async def show(
        self, view: BookingView, *, text: str = "", most: int | None = _MOST
    ) -> tuple[Booking, ...]:
        """As `list`, for somebody who reads it: the audit trail has it."""
        await self._core.audit.note_sight(Deed.LIST_SEEN, "bookings")
        return await self.list(view, text=text, most=most)

    async def counts(self) -> dict[BookingView, int]:
        """How many bookings each list has."""
        return await self._core.database.read(kept.count_bookings, now=self._core.now())

    async def events(self, booking_id: str) -> tuple[BookingEvent, ...]:
        """Everything that happened to a booking that somebody opened, oldest first."""
        await self._core.audit.note_sight(Deed.PERSON_SEEN, "booking", booking_id)
        return await self._core.database.read(events.list_events, booking_id)

    async def settled(self, booking_id: str, *, within_s: float) -> Booking:
        """The booking once the CRM's word is known, or something keeps it (offline, an unknown
        outcome), or the time is over.
        """

        async def look() -> Booking | None:
            booking = await self.get(booking_id)
            is_over = booking.status not in UNDER_WAY or booking.error_code is not None
            return booking if is_over or self.standing(booking.provider) else None

        return await until(look, self._core.changes, within_s) or await self.get(booking_id)

    def standing(self, provider: str) -> RunSheetError | None:
        """Why nothing is sent to a CRM until its settings are read again; None: it is."""
        return self._sender.standing(provider)

    def is_offline(self, provider: str) -> bool:
        """True while a CRM can't be reached; what is booked waits until it can."""
        return self._sender.is_offline(provider)

    async def choices(self) -> BookingChoices:
        """What the form offers."""
        facts = await self._checker.facts()
        clinicians, services, branches = await self._core.database.read(read_names)
        return BookingChoices(
            services=services,
            clinicians=clinicians,
            branches=branches,
            lengths=facts.lengths,
            hours=opening_hours_of(facts.preferences.get(HOURS_PREFERENCE)),
            timezone=facts.timezone or FALLBACK_TIMEZONE,
        )

    async def standing_at(self, start_at: datetime, end_at: datetime) -> tuple[Booking, ...]:
        """The bookings of every CRM that stand, or may stand, in this time."""
        return await self._core.database.read(kept.list_standing, start_at=start_at, end_at=end_at)

    async def find_people(self, provider: str, person: Person) -> tuple[CrmPerson, ...]:
        """Who in the CRM has this phone or e-mail; at most ten. Reads only.

        Raises InvalidBooking where neither is one to look for.
        """
        wanted = await self._checker.normalised(person)
        if wanted.phone is None and not is_email(wanted.email):
            raise InvalidBooking(
                {"patient.phone": "A whole phone number or e-mail address is needed to look."}
            )
        found = await (await self._crms.adapter(provider)).find_people(wanted)
        if found:
            ids = (each.contact_id for each in found)
            await self._core.audit.note_anyway(Deed.PERSON_SEEN, provider, *ids)
        return found

    async def free_slots(
        self, provider: str, start_at: datetime, end_at: datetime, *, timezone: str | None = None
    ) -> tuple[FreeSlot, ...] | None:
        """Times the CRM offers, asked for now; None where it keeps none. At most 31 days."""
        zone = timezone or (await self._checker.facts()).timezone or FALLBACK_TIMEZONE
        adapter = await self._crms.adapter(provider)
        return await adapter.free_slots(start_at, end_at, timezone=zone)

    async def outline(
        self, request: BookingRequest, *, reference: str
    ) -> tuple[tuple[str, str], ...]:
        """*What will be sent*: label and value of every field. Raises as `book` does."""
        provider = await self._set_up(request.provider)
        order = await self._checker.checked(request, reference=reference, provider=provider)
        return (await self._crms.adapter(provider.id)).outline(order)

    async def check(self, request: BookingRequest) -> BookingOrder:
        """The request as it would be sent. Raises InvalidBooking with every field at once."""
        provider = await self._crms.provider(request.provider)
        return await self._checker.checked(request, reference="", provider=provider)

    async def _set_up(self, name: str) -> CrmProvider:
        """A CRM that can be sent to; raises CrmNotSetUp, InvalidRequest."""
        provider = await self._crms.provider(name)
        if not provider.configured:
            raise CrmNotSetUp(system=provider.label, missing=", ".join(provider.missing))
        return provider

    async def _do(
        self, booking_id: str, by: str | None, act: Callable[..., None], *args: Any, **kwargs: Any
    ) -> Booking:
        """A person's act, then the booking as it is now."""
        write, named = self._core.audit.write, (booking_id,)
        by_whom = await self._act(by)
        await write(Deed.BOOKING_CHANGED, named, act, booking_id, *args, act=by_whom, **kwargs)
        self._tell()
        return await self.get(booking_id)

    async def _act(self, by: str | None) -> Act:
        pc = (
            (await self._checker.facts()).preferences.get("pc.name") or platform.node() or "This PC"
        )
        return Act(by=(by or current_user())[:100], pc=pc[:100], at=self._core.now())

    def _tell(self) -> None:
        self._core.changes.publish(Topic.BOOKINGS)
        self._sender.wake()
