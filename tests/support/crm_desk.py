"""A desk with a CRM behind the real services: a modelled one, or whichever the test opens."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.adapters.base import RateLimit
from app.adapters.crm_base import CrmSetting, CrmSpec, missing_settings
from app.adapters.registry import CRM_SPECS
from app.domain.booking import BookingStatus, Person
from app.domain.booking_request import BookingRequest
from app.domain.stored_booking import Booking
from app.services import Services, Settings, open_services
from app.services.bookings.sender import TASK_NAME, Sender
from app.services.bookings.service import BookingService
from tests.support.desk import Clock
from tests.support.modelled_crm import ModelledCrm
from tests.support.waiting import patience

PROVIDER = "hubspot"
ALEX = Person(first_name="Alex", last_name="Brown", phone="0412 345 678")
ENVIRONMENT = {"PMS_HUBSPOT_BASE_URL": "http://127.0.0.1:9"}
START = datetime.fromisoformat("2026-03-05T10:00:00+11:00")


def modelled_spec(crm: Any, **options: Any) -> CrmSpec:
    """`crm` in the place of HubSpot: the same services, another adapter."""
    settings = (CrmSetting(variable="PMS_HUBSPOT_BASE_URL", label="Address"),)
    return CrmSpec(
        provider=PROVIDER,
        label="Modelled",
        settings=settings,
        timeout_variable="PMS_HUBSPOT_TIMEOUT_MS",
        rate_limit=RateLimit(requests=1000),
        missing=lambda told: missing_settings(settings, told),
        open=lambda _http, _account: crm,
        status_page="https://status.example/",
        **options,
    )


@dataclass
class CrmDesk:
    """The services of one start, with a sender that looks every few milliseconds."""

    services: Services
    sender: Sender
    bookings: BookingService
    clock: Clock
    crm: ModelledCrm
    looks: "Looks"
    sending: "asyncio.Task[None]"

    async def book(self, *, reference: str | None = None, **changes: Any) -> Booking:
        """Alex's check-up tomorrow at ten, unless told otherwise."""
        return await self.bookings.book(request(**changes), reference=reference or str(uuid4()))

    async def becomes(self, booking: Booking, *statuses: BookingStatus) -> Booking:
        """The booking once it is one of these."""
        async with patience():
            while True:
                found = await self.bookings.get(booking.id)
                if found.status in statuses:
                    return found
                await asyncio.sleep(0.01)

    async def settles(self, booking: Booking) -> Booking:
        """The booking once the sender has nothing to do with it now."""
        under_way = {BookingStatus.WAITING, BookingStatus.SENDING, BookingStatus.CHECKING}
        return await self.becomes(booking, *(set(BookingStatus) - under_way))

    async def quiet(self) -> None:
        """Until the sender has looked once more, found nothing to do, and nothing is under way."""
        async with patience():
            looked = self.looks.count
            while self.looks.count < looked + 3 or self.at_work():
                looked = self.looks.count if self.at_work() else looked
                await asyncio.sleep(0.005)

    def at_work(self) -> int:
        """Steps under way."""
        return sum(task.get_name() == TASK_NAME for task in asyncio.all_tasks())

    async def stop(self) -> None:
        """As a quit does: nothing is sent any more."""
        self.sending.cancel()
        await asyncio.gather(self.sending, return_exceptions=True)

    async def later(self, **length: float) -> None:
        """Time passes; what is due then is done."""
        self.clock.advance(**length)
        await self.quiet()


@dataclass
class Looks:
    """Counts the sender's pauses."""

    count: int = 0

    async def pause(self, _seconds: float) -> None:
        self.count += 1
        await asyncio.sleep(0.005)


def request(**changes: Any) -> BookingRequest:
    """Alex's check-up tomorrow at ten, unless told otherwise."""
    return BookingRequest(
        **{"provider": PROVIDER, "patient": ALEX, "service": "Check-up", "start": START, **changes}
    )


@asynccontextmanager
async def crm_desk(
    folder: Path,
    crm: Any,
    clock: Clock,
    *,
    monkeypatch: Any,
    is_there: Any = None,
    elapsed: Any = None,
    **spec: Any,
):
    """One start over this folder; its sender runs until the block ends. `elapsed`: its clock that
    nobody sets; as if it ran with the wall clock where none is given.
    """
    monkeypatch.setitem(CRM_SPECS, PROVIDER, modelled_spec(crm, **spec))
    settings = Settings(data_dir=folder / "desk", environment=ENVIRONMENT)
    services = await open_services(settings, now=clock)
    looks = Looks()
    sender = Sender(
        services.core,
        services.crm,
        elapsed=elapsed or (lambda: clock().timestamp()),
        pause=looks.pause,
        is_there=is_there or _nowhere,
    )
    desk = CrmDesk(
        services=services,
        sender=sender,
        bookings=BookingService(services.core, services.crm, sender),
        clock=clock,
        crm=crm,
        looks=looks,
        sending=asyncio.create_task(sender.run()),
    )
    try:
        yield desk
    finally:
        await desk.stop()
        await services.aclose()


async def _nowhere(_url: str) -> bool:
    return False


def tomorrow(hour: int, minute: int = 0) -> datetime:
    """A time of the practice's next day, in Melbourne's zone."""
    return START.replace(hour=hour, minute=minute)
