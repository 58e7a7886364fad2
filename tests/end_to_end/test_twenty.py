"""Twenty processes that sync the same connection at the same moment."""

import asyncio
from collections import Counter

import pytest

from app.adapters.http import AT_ONCE
from app.domain.sync_run import SyncStatus
from app.sandbox import most_at_once
from app.services.settings import utc_now
from app.store.schema import pms_sync_log
from tests.support.desk import opened
from tests.support.fork_server import forking
from tests.support.systems import SYSTEMS, system_of

PROCESSES = 20
LISTS = {"gentu": 4, "medirecords": 1, "halaxy": 1}
"""What one fetch of the day is: a list for each practitioner, or one of the whole practice."""


@pytest.mark.parametrize("name", SYSTEMS)
async def test_twenty_processes_at_once_fetch_once(tmp_path, shared_keyring, name):
    system = SYSTEMS[name]
    with system.sandbox().running() as sandbox:
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


async def _at_once(desk, workers, day):
    sandbox = desk.sandbox
    sandbox.journal.clear()
    sandbox.latency_s = 0.6  # longer than twenty processes need to be told
    for worker in workers:
        worker.sync(desk.connection_id, day)
    said = await asyncio.gather(*(worker.line() for worker in workers))
    sandbox.latency_s = 0
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
