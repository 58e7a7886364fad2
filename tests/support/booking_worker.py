"""What a forked process does that books and sends (see `fork_server`).

It hears `PROVIDER SECONDS` (its clock's advance on the PC's) first, opens the services, says
`ready`, and sends from then on. For every line `REFERENCE NUMBER START` it books the person of that
number and says `booked ID` (after the commit), then `STATUS CODE` once it is known.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Everything that a booking imports late, so that no fork has to.
import phonenumbers

import app.adapters.crm.ghl.client
import app.adapters.crm.hubspot.client
import app.adapters.crm.salesforce.client
import app.adapters.transport  # noqa: F401
from app.domain.booking import Person
from app.domain.booking_request import BookingRequest
from app.services import Settings, open_services
from tests.support.fork_server import Say

phonenumbers.is_valid_number(phonenumbers.parse("0412 345 678", "AU"))


def patient(number: int) -> Person:
    """Somebody of their own for each number."""
    return Person(
        first_name="Alex",
        last_name=f"Number{number}",
        phone=f"0412 {number // 1000:03} {number % 1000:03}",
        email=f"alex{number}@example.com",
    )


def asked(provider: str, number: int, start: str) -> BookingRequest:
    """The booking of that person."""
    return BookingRequest(
        provider=provider, patient=patient(number), service="Check-up", start=start
    )


async def serve(reader: asyncio.StreamReader, say: Say, data_dir: Path) -> None:
    """Until the other side hangs up."""
    provider, seconds = (await reader.readline()).decode().split()
    ahead = timedelta(seconds=float(seconds))
    services = await open_services(
        Settings.from_environment(data_dir=data_dir), now=lambda: datetime.now(UTC) + ahead
    )
    sending = asyncio.create_task(services.sender.run())
    say("ready")
    while words := (await reader.readline()).decode().split():
        reference, number, start = words
        request = asked(provider, int(number), start)
        booking = await services.bookings.book(request, reference=reference)
        say(f"booked {booking.id}")
        booking = await services.bookings.settled(booking.id, within_s=60)
        say(f"{booking.status} {booking.error_code}")
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    await services.aclose()
