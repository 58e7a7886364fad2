"""RunSheet's side of the sync benchmark: its real services, the vendors' rate limits set aside."""

import os
import secrets as random_codes
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.adapters.http import HttpClient
from app.adapters.pacing import Clock
from app.domain.connection import NEW_CLINICIAN, MappingAnswer
from app.domain.sync_run import SyncRun, SyncStatus
from app.secrets import MemorySecrets
from app.services import Services, Settings, data_folder, opening
from app.services.connections.service import ConnectionChanges
from app.services.settings import utc_now
from tests.benchmarks.profiling import profiled
from tests.benchmarks.vendors import CLOCK_AHEAD, ZONE, typed

SIGN_IN = {
    "medirecords": {"practiceId": "PRACTICE_ID", "apiToken": "API_TOKEN"},
    "halaxy": {"region": "REGION", "clientId": "CLIENT_ID", "clientSecret": "CLIENT_SECRET"},
}
"""The fields of RunSheet's form and the words of the sandbox's variables."""


class BenchClock:
    """The time at the practice's noon when it starts, and as it is set; runs as fast as ours."""

    def __init__(self) -> None:
        self._ahead = timedelta(seconds=float(os.environ.get(CLOCK_AHEAD, "0")))

    def set(self, moment: datetime) -> None:
        self._ahead = moment - utc_now()

    def now(self) -> datetime:
        return utc_now() + self._ahead

    def monotonic(self) -> float:
        """Jumps with the clock, so that tokens grow old."""
        return time.monotonic() + self._ahead.total_seconds()


class Ours:
    """A connection in a folder of its own. See `worker.Side`."""

    def __init__(self, vendor: str) -> None:
        self._vendor = vendor
        self._clock = BenchClock()
        self._services: Services | None = None
        self._kept = MemorySecrets()
        self._connection_id = ""

    async def open(self, folder: Path, *, secrets: dict[str, str] | None) -> None:
        self._kept = MemorySecrets()
        for name, secret in (secrets or {}).items():
            await self._kept.write(name, secret)
        data_folder.MemorySecrets = lambda: self._kept  # type: ignore[assignment,attr-defined]
        settings = Settings(
            data_dir=folder,
            environment={k: v for k, v in os.environ.items() if k.startswith("RUNSHEET_")},
            memory_secrets=True,
            has_rate_limit=False,
        )
        clock = self._clock
        self._services = await opening.open_services(settings, now=clock.now)
        self._services.core.vendors._client = HttpClient(
            clock=Clock(now=clock.now, monotonic=clock.monotonic)
        )
        if secrets is None:
            self._connection_id = await connect_everybody(self._services, self._vendor)
        else:
            overviews = await self._services.connections.list()
            self._connection_id = overviews[0].connection.id
            await self._services.connections.test(self._connection_id)

    async def sync(self, *, expect: str) -> int:
        assert self._services is not None
        run = await self._services.sync.run(self._connection_id)
        return _rows_of(run, expect)

    async def prime(self) -> None:
        raise NotImplementedError("the floor primes")

    def set_clock(self, moment: datetime) -> None:
        self._clock.set(moment)

    def secrets(self) -> dict[str, str]:
        return dict(self._kept._secrets)

    async def profile(self, *, expect: str) -> dict[str, Any]:
        assert self._services is not None
        async with profiled(self._services.core.database) as found:
            await self.sync(expect=expect)
        return found

    async def close(self) -> None:
        assert self._services is not None
        await self._services.aclose()


async def connect_everybody(services: Services, vendor: str = "gentu") -> str:
    """Sign in to the sandbox, give everybody a column, show every type; the connection's id."""
    connection = await services.connections.create(vendor)
    await _sign_in(services, connection.id, vendor)
    people = await services.mapping.people(connection.id, refresh=True)
    await services.mapping.appointment_types(connection.id, refresh=True)
    await services.mapping.save_people(
        connection.id,
        [
            MappingAnswer(
                pms_practitioner_id=choice.practitioner.pms_practitioner_id,
                pms_practitioner_name=choice.practitioner.full_name,
                clinician_id=NEW_CLINICIAN,
                new_clinician_name=choice.practitioner.column_name,
            )
            for choice in people.choices
        ],
    )
    await services.connections.change(
        connection.id, ConnectionChanges(sync_telehealth_only=False, sync_enabled=True)
    )
    return connection.id


async def _sign_in(services: Services, connection_id: str, vendor: str) -> None:
    """As a person does, with what the sandbox has announced."""
    if vendor == "gentu":
        await services.sign_in.pair(connection_id, random_codes.token_hex(4))
        return
    entries = {field: os.environ[typed(vendor, name)] for field, name in SIGN_IN[vendor].items()}
    checked = await services.sign_in.check(connection_id, entries)
    await services.sign_in.accept(connection_id, checked, timezone=ZONE.key)


def _rows_of(run: SyncRun, expect: str) -> int:
    """Every row that the run saw, if it did what it should."""
    counts = run.counts
    counted = {
        "created": counts.created == counts.fetched,
        "unchanged": counts.unchanged == counts.fetched,
        "updated": counts.updated == 2 and counts.unchanged == counts.fetched - 2,
        "anything": True,
    }
    if run.status is not SyncStatus.SUCCESS or not counted[expect]:
        raise AssertionError(f"{run.status} {counts}")
    return counts.fetched
