"""kill -9 in the middle of sending: every booking is in the CRM exactly once, and confirmed.

RUNSHEET_TEST_KILLS says how often the process is killed while it sends to each sandbox (50).
"""

import asyncio
import contextlib
import os
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.domain.booking import BookingStatus
from app.domain.stored_booking import BookingView
from app.sandbox.fault_kinds import Fault, FaultKind
from app.services import Services, Settings, open_services
from app.services.settings import utc_now
from app.store.crm.outbox import due_providers
from tests.support.booking_worker import asked
from tests.support.crms import CRMS, UNLIMITED_HUBSPOT, Crm
from tests.support.fork_server import ForkServer, forking
from tests.support.waiting import patience

KILLS = int(os.environ.get("RUNSHEET_TEST_KILLS", "50"))
"""How many processes are killed in the middle of a call to each of the four; more are besides."""

COOLED_S = 100
"""Between two lives the clock moves on so far: what was unknown may be looked up."""

LATENCY_S = 0.005
FINISH_S = 600.0
"""A limit that only a fault reaches, on a busy machine, too."""

SYDNEY = ZoneInfo("Australia/Sydney")


@dataclass
class Story:
    """What was booked by the killed, and how they left it: `sending` are the kills in the middle of
    a call, `unsure` the bookings that were under way then (up to four at a time), `not kept` the
    kills before the booking was stored.
    """

    crm: Crm
    sandbox: Any
    dice: random.Random
    wanted: list[tuple[str, int, str]] = field(default_factory=list)
    left: Counter = field(default_factory=Counter)

    @property
    def ahead_s(self) -> int:
        return COOLED_S * len(self.wanted)

    def next_one(self) -> tuple[str, int, str]:
        """A new booking: its reference, its person, its start, each of its own."""
        number = len(self.wanted) + 1
        reference = str(UUID(int=self.dice.getrandbits(128), version=4))
        self.wanted.append((reference, number, _start(number)))
        return self.wanted[-1]


def _start(number: int) -> str:
    """Half hours of weekdays, from the day after next on."""
    day, slot = divmod(number, 18)
    moment = (utc_now().astimezone(SYDNEY) + timedelta(days=2)).replace(
        hour=8, minute=0, second=0, microsecond=0
    )
    while day or moment.weekday() > 4:
        day -= moment.weekday() <= 4
        moment += timedelta(days=1)
    return (moment + slot * timedelta(minutes=30)).isoformat()


class Moment(StrEnum):
    """When a process is killed: around the storing of its booking, or while it posts one, which
    the CRM never carries out, has carried out without having answered, or is at, or has just done.
    """

    STORING = "storing"
    BEFORE = "before"
    AFTER = "after"
    ABOUT = "about"


HOLDS = {
    Moment.BEFORE: Fault(name="held before", kind=FaultKind.DELAY, seconds=FINISH_S),
    Moment.AFTER: Fault(name="held after", kind=FaultKind.HANG),
}
"""How the sandbox keeps its answer back until the process is gone."""


class Posts:
    """Tells when a booking is posted to the CRM, before it is answered; may hold the answer."""

    def __init__(self, crm: Crm, sandbox: Any) -> None:
        self._path, self._faults = crm.booking_path, sandbox.faults
        self._loop = asyncio.get_running_loop()
        self._seen = asyncio.Event()
        self._hold: Fault | None = None
        sandbox.on_request.append(self._hear)

    def begin(self, hold: Fault | None) -> None:
        """The next one is waited for."""
        self._faults.clear()
        self._seen.clear()
        self._hold = hold

    async def wait(self) -> None:
        async with patience():
            await self._seen.wait()

    def _hear(self, call: Any) -> None:
        """In the sandbox's thread, just before it looks whether a fault strikes."""
        if call.method != "POST" or not call.path.endswith(self._path):
            return
        if self._hold is not None:
            self._faults.add(self._hold, path=call.path, method="POST", times=1)
        self._loop.call_soon_threadsafe(self._seen.set)


@pytest.mark.parametrize("name", ["ghl-v1", "ghl-v2", "salesforce", "hubspot"])
@pytest.mark.proves("R9")
async def test_kills_of_a_process_that_sends_make_every_booking_exactly_once(
    tmp_path, shared_keyring, name, figure
):
    crm = UNLIMITED_HUBSPOT if name == "hubspot" else CRMS[name]
    with crm.running(latency_s=LATENCY_S) as sandbox:
        story, posts = Story(crm, sandbox, random.Random(f"kill {name}")), Posts(crm, sandbox)
        people = crm.contacts(sandbox)
        async with (
            _watching(tmp_path / "desk", story) as services,
            forking(
                tmp_path,
                data_dir=tmp_path / "desk",
                environment=sandbox.environment,
                module="tests.support.booking_worker",
            ) as forks,
        ):
            while story.left["sending"] < KILLS:
                await _one_life(forks, story, posts)
                await _look(services, story)
            posts.begin(None)
            await _finish(forks, services, story)
        starts = crm.starts(sandbox)
        print(name, dict(story.left), "left by", len(story.wanted), "kills;", len(starts),
              "bookings;", crm.contacts(sandbox) - people, "contacts")  # fmt: skip
        assert len(starts) == len(set(starts)) == len(story.wanted), "lost or twice"
        assert crm.contacts(sandbox) - people == len(story.wanted)
        assert sandbox.violations == []
        figure(f"{name}: {len(story.wanted)} kills, each booking once")


async def _one_life(forks: ForkServer, story: Story, posts: Posts) -> None:
    """A process that settles what the one before left, and books, and is killed."""
    moment = story.dice.choices([*Moment], weights=[2, 3, 3, 2])[0]
    posts.begin(HOLDS.get(moment))
    worker = await forks.worker(f"{story.crm.provider} {story.ahead_s}")
    reference, number, start = story.next_one()
    worker.tell(f"{reference} {number} {start}")
    if moment is Moment.STORING:
        await asyncio.sleep(story.dice.uniform(0, 0.05))
    else:
        assert (await worker.line())[0] == "booked"
        await posts.wait()
    if moment is Moment.ABOUT:
        await asyncio.sleep(story.dice.uniform(0, 2 * LATENCY_S))
    await worker.kill()


@contextlib.asynccontextmanager
async def _watching(folder: Path, story: Story) -> AsyncIterator[Services]:
    """A start on the same folder that sends nothing; its clock goes with the lives."""
    services = await open_services(
        Settings(data_dir=folder, environment=story.sandbox.environment),
        now=lambda: utc_now() + timedelta(seconds=story.ahead_s),
    )
    try:
        yield services
    finally:
        await services.aclose()


async def _look(services: Services, story: Story) -> None:
    """Press *Book* once more, as a person would who saw the window vanish; note what was left."""
    reference, number, start = story.wanted[-1]
    unsure = await services.sender.recover()
    before = await services.bookings.list(BookingView.ALL)
    found = [one for one in before if one.reference == reference]
    story.left += Counter({"unsure": unsure, "sending": unsure > 0, "not kept": not found})
    request = asked(story.crm.provider, number, start)
    again = await services.bookings.book(request, reference=reference)
    assert not found or again.id == found[0].id
    assert len(await services.bookings.list(BookingView.ALL)) == len(story.wanted)


async def _finish(forks: ForkServer, services: Services, story: Story) -> None:
    """Processes that nobody kills settle the rest, the clock of each an hour further; then all are
    confirmed.
    """
    ahead_s = story.ahead_s
    async with asyncio.timeout(FINISH_S):
        while (await services.bookings.counts())[BookingView.WAITING]:
            ahead_s += 3600
            worker = await forks.worker(f"{story.crm.provider} {ahead_s}")
            while await _is_due(services, ahead_s):  # noqa: ASYNC110  # what others do has no event
                await asyncio.sleep(0.05)
            await worker.close()
    listed = await services.bookings.list(BookingView.ALL)
    assert Counter(one.status for one in listed) == {BookingStatus.CONFIRMED: len(story.wanted)}
    assert {one.reference for one in listed} == {reference for reference, _, _ in story.wanted}


async def _is_due(services: Services, ahead_s: int) -> bool:
    """True while a process with that clock has something to do, or is at it."""
    now = utc_now() + timedelta(seconds=ahead_s)
    return bool(await services.core.database.read(due_providers, now=now))


async def test_two_processes_on_one_folder_send_one_booking_once(tmp_path, shared_keyring):
    crm = CRMS["hubspot"]
    reference = "8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11"
    with crm.running(latency_s=LATENCY_S) as sandbox:
        async with forking(
            tmp_path,
            data_dir=tmp_path / "desk",
            environment=sandbox.environment,
            module="tests.support.booking_worker",
        ) as forks:
            workers = [await forks.worker(f"{crm.provider} 0") for _ in range(2)]
            for worker in workers:
                worker.tell(f"{reference} 1 {_start(1)}")
            async with patience():
                said = [(await worker.line(), await worker.line()) for worker in workers]
            for worker in workers:
                await worker.close()
        assert len({booked[1] for booked, _ in said}) == 1
        assert [after for _, after in said] == [["confirmed", "None"]] * 2
        assert len(crm.starts(sandbox)) == 1
        assert sandbox.violations == []


def test_the_starts_are_each_of_their_own_and_on_weekdays():
    starts = [datetime.fromisoformat(_start(number)) for number in range(1, 2 * KILLS)]
    assert len(set(starts)) == len(starts)
    assert all(one.weekday() < 5 for one in starts)
