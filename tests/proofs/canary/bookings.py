"""Bookings, intents, the CRMs' keys and reports: each as it should be, and wrong."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from app.domain.booking import BookingStatus, CancelReason
from app.domain.booking_request import BookingRequest
from app.domain.errors import RunSheetError
from app.domain.intent import Intent, IntentKind, When
from app.domain.stored_booking import Booking
from tests.proofs.canary.office import Office
from tests.proofs.canary.people import CANARIES
from tests.proofs.canary.practice import refused
from tests.support.crms import CRMS
from tests.support.desk import DAY
from tests.support.waiting import PATIENCE_S

TEN = datetime.fromisoformat("2026-03-05T10:00:00+11:00")
PATHS = {each.provider: each.booking_path for each in CRMS.values() if each != CRMS["ghl-v1"]}
SECRETS = {
    "ghl": {"PMS_GHL_API_KEY"},
    "salesforce": {"PMS_SALESFORCE_CLIENT_SECRET", "PMS_SALESFORCE_REFRESH_TOKEN"},
    "hubspot": {"PMS_HUBSPOT_PRIVATE_APP_TOKEN"},
}
WRONG = ("status_400", "lost_answer", "status_401")


async def set_up_crms(office: Office) -> None:
    """Refused first, tested wrong, then saved and tested right: the keys are in the store only."""
    for provider, sandbox in office.crms.items():
        values = sandbox.environment
        if provider == "salesforce":
            values = sandbox.app_environment
        crm = office.services.crm
        late = {f"PMS_{provider.upper()}_TIMEOUT_MS": CANARIES[0].family}
        await refused(office, crm.save(provider, values | late))
        wrong = values | dict.fromkeys(SECRETS[provider], f"wr0ng-{provider}-k3y")
        office.secrets.add(f"wr0ng-{provider}-k3y")
        await refused(office, crm.test(provider, wrong))
        await crm.save(provider, wrong)
        await refused(office, crm.test(provider))
        await crm.save(provider, values)
        told = (await crm.test(provider), await crm.settings(provider))
        office.watch.keep_texts("settings", map(repr, told))


async def book_everything(office: Office) -> None:
    """In each CRM: made, moved, cancelled, taken, refused, of unknown outcome."""
    await asyncio.gather(*(_book_in(office, provider) for provider in office.crms))


async def _book_in(office: Office, provider: str) -> None:
    bookings, faults = office.services.bookings, office.crms[provider].faults
    made = await _booked(office, provider, 0)
    assert made.status is BookingStatus.CONFIRMED
    await bookings.change(made.id, start=TEN + timedelta(hours=4))
    await _settled(office, made.id)
    await _booked(
        office, provider, 1, start=TEN + timedelta(hours=4)
    )  # taken, where slots are kept
    for number, fault in enumerate(WRONG, start=2):
        faults.add(fault, path=PATHS[provider], method="POST", times=3)
        booking = await _booked(office, provider, number)
        faults.clear()
        await bookings.shown_there(made.id)
        if booking.status is BookingStatus.REFUSED:
            await bookings.fix_and_send(booking.id, _request(provider, number), by="Front desk")
        await office.services.crm.reload()
    await bookings.cancel(made.id, CancelReason.PATIENT, undo_s=0)
    await _settled(office, made.id)
    for wrong in ({"start": CANARIES[9].family}, {"service": ""}, {"provider": CANARIES[9].given}):
        request = replace(_request(provider, 9), **wrong)
        await refused(office, bookings.book(request, reference=str(uuid4())))
    nobody = replace(CANARIES[9].person, phone=CANARIES[9].given, email=CANARIES[9].family)
    request = replace(_request(provider, 9), patient=nobody)
    await refused(office, bookings.book(request, reference=str(uuid4())))
    await bookings.find_people(provider, CANARIES[10].person)
    office.watch.keep_texts("error sentences", [repr(made), repr(request)])


async def speak(office: Office) -> None:
    """A typed sentence, and intents: whole, half, and of somebody who is not booked."""
    intents, who = office.services.intents, CANARIES[11]
    read = await intents.read(f"book {who.given} {who.family} tomorrow 3 pm phone {who.phone}")
    office.watch.keep_texts("error sentences", [repr(read)])
    full = Intent(
        kind=IntentKind.BOOK,
        provider="hubspot",
        name=f"{who.given} {who.family}",
        phone=who.phone,
        service="Check-up",
        when=When(day=TEN.date(), at=(TEN + timedelta(hours=5)).time()),
    )
    for intent in (full, replace(full, phone=None), replace(full, kind=IntentKind.CANCEL)):
        try:
            await intents.carry_out(intent, reference=str(uuid4()))
        except RunSheetError as error:
            office.watch.keep_texts("error sentences", [str(error)])


async def report(office: Office) -> None:
    """Previewed, sent, refused and waiting, in each CRM; and one that names people."""
    reports = office.services.reports
    figures = await reports.report(DAY - timedelta(days=2), DAY)
    for provider, sandbox in office.crms.items():
        preview = await reports.preview(provider, figures)
        pushes = [await reports.push(provider, preview)]
        for fault in ("status_503", "status_403"):
            sandbox.faults.add(fault, method="POST")
            pushes.append(await reports.push(provider, preview))
            sandbox.faults.clear()
        named = {"doctor": CANARIES[12].family, "notes": CANARIES[12].note, "bookings": 3}
        try:
            preview = await reports.preview_given(provider, named, tags=[CANARIES[12].family])
        except RunSheetError as error:
            office.watch.keep_texts("reports", [str(error)])
        office.watch.keep_texts("reports", [repr(preview), repr(pushes)])


def _request(provider: str, number: int, start: datetime | None = None) -> BookingRequest:
    who = CANARIES[number]
    return BookingRequest(
        provider=provider,
        patient=who.person,
        service="Check-up",
        start=start or TEN + timedelta(minutes=30 * number),
        duration_minutes=30,
        notes=who.note,
        sends_notes=True,
        metadata={"guardian": who.family},
    )


async def _booked(
    office: Office, provider: str, number: int, start: datetime | None = None
) -> Booking:
    request = _request(provider, number, start)
    booking = await office.services.bookings.book(request, reference=str(uuid4()))
    return await _settled(office, booking.id)


async def _settled(office: Office, booking_id: str) -> Booking:
    booking = await office.services.bookings.settled(booking_id, within_s=PATIENCE_S)
    office.watch.keep_texts("error sentences", [repr(booking), booking.error_message or ""])
    return booking
