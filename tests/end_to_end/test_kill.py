"""kill -9 in the middle of syncs: nothing torn, nothing lost, nothing left running."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

import pytest

from app.domain.sync_run import SyncStatus
from app.services.settings import utc_now
from app.store.schema import (
    appointment_changes,
    pms_connections,
    pms_sync_log,
    run_sheet_appointments,
    sync_leases,
    sync_snapshots,
)
from tests.proofs.plugin import is_proving
from tests.support.desk import DAY, NOON, on_request, opened
from tests.support.fork_server import CLOCK_AHEAD, forking
from tests.support.systems import SYSTEMS
from tests.support.waiting import patience

KILLS = 67 if is_proving() else 200
"""How many of each vendor's syncs are killed."""

LISTS = {"gentu": 4, "medirecords": 1, "halaxy": 1}
"""How many lists of appointments a sync asks for; little more than the commit follows them, with
MediRecords the patients that its process has not read yet."""

AHEAD_S = (NOON - utc_now()).total_seconds()
"""It is noon of DAY when the test begins: only a run of the practices' own today is told of as the
list's freshness, and no midnight comes in between."""

PEOPLE = 4
ROWS = 60


@dataclass
class Book:
    """The vendor's day in generations: each moves every appointment by its number of minutes."""

    practice: object
    first: dict = field(init=False)
    generation: int = 0

    def __post_init__(self):
        self.first = {row.id: row.start for row in self.practice.appointments(DAY)}

    def turn(self):
        self.generation += 1
        shift = timedelta(minutes=self.generation % 50)
        for appointment_id, start in self.first.items():
            self.practice.move(appointment_id, start=start + shift)

    def generations_of(self, rows):
        """Which generations (modulo 50) these stored rows are of: one, unless they are torn."""
        return {
            (row["start_at"] - self.first[row["pms_appointment_id"]]) // timedelta(minutes=1)
            for row in rows
        }


class Moment(StrEnum):
    """When a process is killed: anywhere in a sync, while the vendor owes it the last of its lists,
    or after that, around the commit.
    """

    ANYWHERE = "anywhere"
    READING = "reading"
    COMMITTING = "committing"


class LastList:
    """Tells when a sync has asked for the last of its lists; may keep the answer back."""

    def __init__(self, system, faults):
        self._system, self._faults = system, faults
        self._is_held = False
        self._most = LISTS[system.pms_type]
        self._loop = asyncio.get_running_loop()
        self._count = 0
        self._asked = asyncio.Event()

    def __call__(self, call):
        """In the sandbox's thread, just before it looks whether a fault strikes."""
        if not self._system.is_page(call.path):
            return
        self._count += 1
        if self._count == self._most:
            if self._is_held:
                self._faults.add("hang", path=call.path, times=1)
            self._loop.call_soon_threadsafe(self._asked.set)

    def begin(self, *, is_held):
        self._faults.clear()
        self._count, self._is_held = 0, is_held
        self._asked.clear()

    async def wait(self):
        await self._asked.wait()


@dataclass
class Story:
    """What the killed processes had said, and what was found after each."""

    kills: int = 0
    inside: int = 0
    committed_unsaid: int = 0
    acknowledged: list = field(default_factory=list)
    stored: int = 0


def _now():
    return utc_now() + timedelta(seconds=AHEAD_S)


@pytest.mark.parametrize("name", SYSTEMS)
@pytest.mark.proves("R1")
async def test_200_kills_of_each_vendors_syncs_tear_and_lose_nothing(
    tmp_path, shared_keyring, name, figure
):
    dice, system = random.Random(f"kill {name}"), SYSTEMS[name]
    practice = system.bulk(practitioners=PEOPLE, appointments=ROWS, day=DAY)
    book, story = Book(practice), Story()
    options = {"quota_per_minute": None} if name == "halaxy" else {}
    made = system.sandbox(practice, **options)
    with made.running() as sandbox:
        last = LastList(system, sandbox.faults)
        environment = {**sandbox.environment, CLOCK_AHEAD: str(AHEAD_S)}
        async with (
            opened(tmp_path / "desk", sandbox, clock=_now, memory_secrets=False) as desk,
            forking(tmp_path, data_dir=tmp_path / "desk", environment=environment) as forks,
        ):
            await desk.connect()
            await desk.sync(day=DAY)
            with on_request(sandbox, last):
                while story.kills < KILLS:
                    await _one_life(desk, forks, book, story, dice, last)
            await _check_the_whole_history(desk, story)
        assert sandbox.violations == []
    print(name, story.committed_unsaid, "between commit and word")
    said = len(story.acknowledged)
    figure(f"{name}: {story.kills} kills, {story.inside} inside, 0 of {said} acknowledged lost")
    assert story.kills == KILLS
    assert story.inside >= KILLS / 2


async def _one_life(desk, forks, book, story, dice, last):
    """A process that syncs and is killed; then what it left behind is looked at."""
    moment = dice.choices([*Moment], weights=[3, 4, 3])[0]
    worker = await forks.worker()
    if dice.random() < 0.25:  # the sync that is killed is not always its process's first one
        await _whole_sync(desk, worker, book, story)
    book.turn()
    last.begin(is_held=moment is Moment.READING)
    worker.sync(desk.connection_id, DAY)
    await _wait_for(moment, dice, last)
    said = await worker.kill()
    story.kills += 1
    await _look(desk, book, story, said=said)


async def _wait_for(moment, dice, last):
    if moment is Moment.ANYWHERE:
        await asyncio.sleep(dice.uniform(0, 0.09))
        return
    async with patience():
        await last.wait()
    if moment is Moment.COMMITTING:
        await asyncio.sleep(dice.uniform(0, 0.04))


async def _whole_sync(desk, worker, book, story):
    book.turn()
    worker.sync(desk.connection_id, DAY)
    said = await worker.line()
    # The lease of the process killed before was free at once: never `error SYNC-01`.
    assert said[0] == "done", said
    assert said[2] == SyncStatus.SUCCESS
    story.acknowledged.append(said[1])
    story.stored = book.generation


async def _look(desk, book, story, *, said):
    newest = (await desk.services.sync.history(desk.connection_id, limit=1))[0]
    story.inside += not said and newest.status == SyncStatus.RUNNING
    if said:
        assert said[:1] == ["done"]
        story.acknowledged.append(said[1])
    recovered = await desk.services.sync.recover()
    assert recovered == (newest.status == SyncStatus.RUNNING)
    (lease,) = await desk.read(sync_leases)
    assert lease["holder"] is None
    rows = await desk.read(run_sheet_appointments)
    found = book.generations_of(rows)
    assert len(rows) == len(book.first)
    assert len(found) == 1, "torn rows"
    assert found <= {story.stored % 50, book.generation % 50}
    is_new = found == {book.generation % 50}
    story.stored = book.generation if is_new else story.stored
    story.committed_unsaid += is_new and not said
    assert is_new or not said, "an acknowledged run is lost"
    await _check_agreement(desk, rows)


async def _check_agreement(desk, rows):
    """Rows, snapshots, change log, connection and run are of one and the same commit."""
    status = pms_sync_log.c.status
    assert not await desk.read(pms_sync_log, status == SyncStatus.RUNNING)
    runs = await desk.read(pms_sync_log, status == SyncStatus.SUCCESS)
    last = max(runs, key=lambda run: run["epoch"])
    moment = last["completed_at"]
    (connection,) = await desk.read(pms_connections)
    snapshots = await desk.read(sync_snapshots)
    changes = await desk.read(appointment_changes, appointment_changes.c.sync_id == last["id"])
    assert {row["updated_at"] for row in rows} == {moment}
    assert {cell["fetched_at"] for cell in snapshots} == {moment}
    assert connection["last_sync_at"] == moment
    assert len(snapshots) == PEOPLE
    if last["appointments_created"] == 0:
        assert len(changes) == len(rows) == last["appointments_updated"]
        assert {change["changed_at"] for change in changes} == {moment}


async def _check_the_whole_history(desk, story):
    runs = {run["id"]: run for run in await desk.read(pms_sync_log)}
    assert all(runs[one]["status"] == SyncStatus.SUCCESS for one in story.acknowledged)
    assert {run["status"] for run in runs.values()} == {SyncStatus.SUCCESS, SyncStatus.ABANDONED}
    epochs = sorted(run["epoch"] for run in runs.values())
    assert epochs == list(range(1, len(runs) + 1)), "two runs of one epoch"
