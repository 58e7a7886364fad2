"""Bookings through the outbox into each CRM: how many a minute within its documented limit, and how
long from *Book* to *Confirmed* at 50 ms latency.

The services, the store (a SQLCipher file, synchronous FULL) and the adapters are RunSheet's own;
the CRM is its sandbox, in a thread of the same process, which costs some of the speed. The time is
from the press until the CRM's booking was read back, one booking after another; the rate is of many
pressed at once, with RunSheet's own limits on. Beside the time stands its floor: that many requests
one after another at that latency.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from app.adapters.registry import CRM_SPECS
from app.domain.booking import BookingStatus
from app.domain.stored_booking import BookingView
from app.services import Services, Settings, open_services
from app.services.settings import utc_now
from tests.benchmarks.figures import Aim, Series, print_table, series
from tests.support.booking_worker import asked
from tests.support.crms import CRMS, Crm

LATENCY_S = 0.05
ONE_BY_ONE, AT_ONCE = 20, 120
CONFIRMED = Aim(limit=10.0, unit="s")
"""ux.md, J16: confirmed within ten seconds."""

_ZONE = ZoneInfo("Australia/Sydney")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one CRM. `busiest`: the most requests in any window of its limit; `allowed`: the limit."""

    crm: str
    confirmed_s: Series
    requests_each: float
    a_minute: float
    busiest: int
    allowed: int
    window_s: float


def bench_bookings(*, quick: bool) -> list[Figures]:
    """Measures and prints."""
    return asyncio.run(
        _bench(one_by_one=5 if quick else ONE_BY_ONE, at_once=AT_ONCE // (3 if quick else 1))
    )


async def _bench(*, one_by_one: int, at_once: int) -> list[Figures]:
    found = [await _one_crm(name, one_by_one, at_once) for name in CRMS]
    print_table(
        f"Bookings: {LATENCY_S * 1000:.0f} ms latency, {one_by_one} one by one, {at_once} at once",
        ("CRM", "Book to Confirmed", "spread", "requests", "floor", "a minute", "busiest", "aim"),
        [_row(one) for one in found],
    )
    return found


def _row(one: Figures) -> tuple[str, ...]:
    floor_s = one.requests_each * LATENCY_S
    return (
        one.crm,
        f"{one.confirmed_s.median * 1000:.0f} ms",
        _spread(one.confirmed_s),
        f"{one.requests_each:.1f}",
        f"{floor_s * 1000:.0f} ms",
        f"{one.a_minute:.0f}",
        f"{one.busiest} of {one.allowed} in {one.window_s:g} s",
        CONFIRMED.verdict(one.confirmed_s.median),
    )


def _spread(times: Series) -> str:
    return Series(values=tuple(one * 1000 for one in times.values)).spread()


async def _one_crm(name: str, one_by_one: int, at_once: int) -> Figures:
    crm = CRMS[name]
    with crm.running(latency_s=LATENCY_S) as sandbox:
        async with _sending(sandbox) as services:
            await _confirmed(services, crm, [0])  # what is looked up once
            before, times = len(sandbox.requests), []
            for number in range(1, one_by_one + 1):
                began = time.perf_counter()
                await _confirmed(services, crm, [number])
                times.append(time.perf_counter() - began)
            each = (len(sandbox.requests) - before) / one_by_one
            await asyncio.sleep(CRM_SPECS[crm.provider].rate_limit.per_s)  # a fresh limit
            before, began = len(sandbox.requests), time.perf_counter()
            numbers = range(one_by_one + 1, one_by_one + 1 + at_once)
            await _confirmed(services, crm, numbers)
            took_s = time.perf_counter() - began
        assert sandbox.violations == []
        limit = CRM_SPECS[crm.provider].rate_limit
        return Figures(
            crm=name,
            confirmed_s=series(times),
            requests_each=each,
            a_minute=at_once / took_s * 60,
            busiest=_busiest(sandbox.requests[before:], limit.per_s),
            allowed=limit.requests,
            window_s=limit.per_s,
        )


async def _confirmed(services: Services, crm: Crm, numbers: Sequence[int]) -> None:
    """Press *Book* for all of these, and wait until each is confirmed."""
    for number in numbers:
        request = asked(crm.provider, number + 1, _start(number).isoformat())
        booking = await services.bookings.book(request, reference=str(uuid4()))
        if len(numbers) == 1:
            await _until_confirmed(services, booking.id)
            return
    for booking in await services.bookings.list(BookingView.ALL):
        await _until_confirmed(services, booking.id)


async def _until_confirmed(services: Services, booking_id: str) -> None:
    found = await services.bookings.settled(booking_id, within_s=60)
    while found.status is not BookingStatus.CONFIRMED:
        await asyncio.sleep(0.05)
        found = await services.bookings.settled(booking_id, within_s=60)


@asynccontextmanager
async def _sending(sandbox: Any) -> AsyncIterator[Services]:
    with tempfile.TemporaryDirectory() as folder:
        services = await open_services(
            Settings(
                data_dir=Path(folder) / "desk",
                environment=sandbox.environment,
                memory_secrets=True,
            )
        )
        task = asyncio.create_task(services.sender.run())
        try:
            yield services
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await services.aclose()


def _start(number: int) -> datetime:
    """Half hours of weekdays, from the day after next on: each booking has its own."""
    day, slot = divmod(number, 18)
    moment = (utc_now().astimezone(_ZONE) + timedelta(days=2)).replace(
        hour=8, minute=0, second=0, microsecond=0
    )
    while day or moment.weekday() > 4:
        day -= moment.weekday() <= 4
        moment += timedelta(days=1)
    return moment + slot * timedelta(minutes=30)


def _busiest(requests: Sequence[Any], window_s: float) -> int:
    """The most requests that began within any such window."""
    begun = sorted(one.started for one in requests)
    return max(
        sum(first <= one < first + window_s for one in begun[n:]) for n, first in enumerate(begun)
    )
