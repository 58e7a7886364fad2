"""Book, move and cancel in each CRM's sandbox, through the real adapters."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from app.domain import outcomes
from app.domain.booking import BookingStatus, CancelReason
from app.domain.booking_comparison import compared
from app.services import Services, Settings, open_services
from app.services.settings import utc_now
from app.store.crm.bookings import UNDER_WAY
from tests.support.booking_worker import asked
from tests.support.crms import CRMS
from tests.support.waiting import patience

SYDNEY = ZoneInfo("Australia/Sydney")


def day_ahead(days: int, hour: int) -> datetime:
    """That hour of a weekday, so many days ahead or the first weekday after."""
    day = (utc_now().astimezone(SYDNEY) + timedelta(days=days)).replace(
        hour=hour, minute=0, second=0, microsecond=0
    )
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


@asynccontextmanager
async def sending(folder, sandbox: Any, ahead=timedelta(0)) -> AsyncIterator[Services]:
    """A start with its sender; its clock is so far ahead."""
    settings = Settings(data_dir=folder / "desk", environment=sandbox.environment)
    services = await open_services(settings, now=lambda: utc_now() + ahead)
    task = asyncio.create_task(services.sender.run())
    try:
        yield services
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await services.aclose()


async def settled(services: Services, booking_id: str):
    return await services.bookings.settled(booking_id, within_s=60)


@pytest.mark.parametrize("name", CRMS)
async def test_a_booking_is_made_moved_and_cancelled_and_read_back_each_time(tmp_path, name):
    crm = CRMS[name]
    start, later = day_ahead(3, 10), day_ahead(3, 14)
    with crm.running() as sandbox:
        people = crm.contacts(sandbox)
        async with sending(tmp_path, sandbox) as services:
            request = asked(crm.provider, 7, start.isoformat())
            made = await services.bookings.book(request, reference=str(uuid4()))
            done = await settled(services, made.id)
            assert (done.status, done.error_message) == (BookingStatus.CONFIRMED, None)
            assert crm.contacts(sandbox) == people + 1
            assert len(crm.starts(sandbox)) == 1
            await services.bookings.change(made.id, start=later)
            done = await settled(services, made.id)
            assert (done.status, done.error_message) == (BookingStatus.CONFIRMED, None)
            assert done.start_at == later
            await services.bookings.cancel(made.id, CancelReason.PATIENT, undo_s=0)
            done = await settled(services, made.id)
            assert (done.status, done.error_message) == (BookingStatus.CANCELLED, None)
        assert crm.starts(sandbox) == []
        assert sandbox.violations == []


@pytest.mark.parametrize("name", CRMS)
async def test_what_each_crm_shows_of_a_booking_is_told_for_a_comparison(tmp_path, name):
    crm = CRMS[name]
    with crm.running() as sandbox:
        async with sending(tmp_path, sandbox) as services:
            request = asked(crm.provider, 7, day_ahead(3, 10).isoformat())
            made = await services.bookings.book(request, reference=str(uuid4()))
            done = await settled(services, made.id)
            there = await services.bookings.shown_there(made.id)
            lines = compared(done, there, now=utc_now())
        assert [each.label for each in lines if each.differs] == []
        told = {each.label: each.theirs for each in lines}
        assert told["Status"] == "Booked"
        assert (told["Service"], told["Person"]) == (done.order.service, done.person.full_name)
        assert sandbox.violations == []


UNREADABLE = (
    *("drop", "reset", "hang", "stall_after_head", "slow_drip", "body_cut_short", "redirect"),
    *("status_204", "status_500_after", "garbage_status_line", "html_200", "empty_body"),
    *("gzip_bomb", "json_deep", "json_null"),
)
"""What is answered in place of the yes to a booking that was made."""


ENDLESS = {"hang", "stall_after_head", "slow_drip"}


def _give_up_once_posted(monkeypatch, sandbox: Any, path: str) -> None:
    """The time for a call is over as soon as the booking is there, instead of half a minute on."""
    loop, real, limits = asyncio.get_running_loop(), asyncio.timeout, []

    def timeout(delay: float | None) -> asyncio.Timeout:
        limit = real(delay)
        if delay == outcomes.CALL_S:
            limits.append(limit)
        return limit

    def hear(call: Any) -> None:
        if call.method == "POST" and path in call.path:
            sandbox.on_request.remove(hear)
            loop.call_soon_threadsafe(limits[-1].reschedule, loop.time())

    monkeypatch.setattr(asyncio, "timeout", timeout)
    sandbox.on_request.append(hear)


@pytest.mark.parametrize("fault", UNREADABLE)
@pytest.mark.parametrize("name", CRMS)
async def test_a_lost_answer_makes_one_booking(tmp_path, monkeypatch, name, fault):
    crm = CRMS[name]
    with crm.running() as sandbox:
        if fault in ENDLESS:
            _give_up_once_posted(monkeypatch, sandbox, crm.booking_path)
        sandbox.faults.add(fault, times=1, method="POST", path=crm.booking_path)
        async with sending(tmp_path, sandbox) as services:
            request = asked(crm.provider, 7, day_ahead(3, 10).isoformat())
            made = await services.bookings.book(request, reference=str(uuid4()))
            unsure = await settled(services, made.id)
            assert (unsure.status, unsure.error_code) == (BookingStatus.CHECKING, "WRITE-03")
        async with sending(tmp_path, sandbox, timedelta(seconds=95)) as services:
            done = await _confirmed(services, made.id)
            assert (done.status, done.error_message) == (BookingStatus.CONFIRMED, None)
        assert len(crm.starts(sandbox)) == 1
        assert sandbox.violations == []


async def _confirmed(services, booking_id):
    async with patience():
        found = await services.bookings.get(booking_id)
        while found.status in UNDER_WAY:
            await asyncio.sleep(0.02)
            found = await services.bookings.get(booking_id)
        return found
