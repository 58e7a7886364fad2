"""Fills the data folder of RUNSHEET_DATA_DIR by a real sync, its key in the session's keyring."""

import asyncio

from app.domain.sync_run import SyncStatus
from app.services import Settings, open_services
from tests.benchmarks.sync_ours import connect_everybody


async def _prepare() -> None:
    services = await open_services(Settings.from_environment())
    connection_id = await connect_everybody(services)
    run = await services.sync.run(connection_id)
    sheet = await services.run_sheet.sheet()
    await services.aclose()
    if run.status is not SyncStatus.SUCCESS or not sheet.rows:
        raise AssertionError(run)
    print(f'{{"rows": {len(sheet.rows)}}}', flush=True)


if __name__ == "__main__":
    asyncio.run(_prepare())
