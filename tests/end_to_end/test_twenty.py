"""Twenty processes that sync the same connection at the same moment."""

import asyncio
import threading
from collections import Counter

import pytest

from app.adapters.http import AT_ONCE
from app.domain.sync_run import SyncStatus
from app.sandbox import most_at_once
from app.services.settings import utc_now
from app.store.schema import pms_sync_log
from tests.support.desk import on_request, opened
from tests.support.fork_server import forking
from tests.support.systems import SYSTEMS, system_of
from tests.support.waiting import PATIENCE_S

PROCESSES = 20
LISTS = {"gentu": 4, "medirecords": 1, "halaxy": 1}
"""What one fetch of the day is: a list for each practitioner, or one of the whole practice."""


@pytest.mark.parametrize("name", SYSTEMS)
async def test_twenty_processes_at_once_fetch_once(tmp_path, shared_keyring, name):
    system = SYSTEMS[name]
    with system.sandbox(latency_s=0.05).running() as sandbox:  # so that requests overlap
        async with (
            opened(tmp_path / "desk", sandbox, clock=utc_now, memory_secrets=False) as desk,
            forking(tmp_path, data_dir=tmp_path / "desk", environment=sandbox.environment) as forks,
        ):
            await desk.connect()
            await desk.sync()
            day = (await desk.services.run_sheet.sheet()).day
            workers = await asyncio.gather(*(forks.worker() for _ in range(PROCESSES)))
            try:
                for times in (1, 2):
                    await _at_once(desk, workers, day)
                    refused = times * (PROCESSES - 1)
                    runs = await desk.read(pms_sync_log)
                    statuses = Counter(run["status"] for run in runs)
                    assert statuses == {SyncStatus.SUCCESS: 1 + times, SyncStatus.SKIPPED: refused}
            finally:
                await asyncio.gather(*(worker.close() for worker in workers))


async def _all_said(workers, connection_id, day, are_refused):
    """What each says of the same sync; the vendor answers nobody before all but one have."""
    for worker in workers:
        worker.sync(connection_id, day)
    said = []
    for line in asyncio.as_completed([worker.line() for worker in workers]):
        said.append(await line)
        if len(said) == PROCESSES - 1:
            are_refused.set()
    return said


async def _at_once(desk, workers, day):
    sandbox = desk.sandbox
    sandbox.journal.clear()
    are_refused = threading.Event()
    with on_request(sandbox, lambda _call: are_refused.wait(PATIENCE_S)):
        said = await _all_said(workers, desk.connection_id, day, are_refused)
    outcomes = Counter(" ".join((words[0], words[-1])) for words in said)
    assert outcomes == {"done success": 1, "error SYNC-01": PROCESSES - 1}
    system = system_of(sandbox)
    lists = [one for one in sandbox.requests if system.is_page(one.path)]
    assert len(lists) == LISTS[system.pms_type]
    assert most_at_once(lists) <= 4
    assert most_at_once(sandbox.requests) <= AT_ONCE
    asked = Counter((one.method, one.path, *one.query.items()) for one in sandbox.requests)
    # Gentu's types are read for their lengths, and again for whoever looks for new ones.
    twice = [path for (_, path, *_), times in asked.items() if times > 1]
    assert [path for path in twice if not path.endswith("/appointment-types")] == []
