"""The reports of a desk beside the CRMs' sandboxes, and what has reached these."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.report_push import ReportPush
from app.sandbox.exchange import Call
from app.services import Services, Settings, open_services
from app.services.reports.service import ReportService
from tests.support.crms import CRMS
from tests.support.desk import Clock
from tests.support.waiting import until


def _ghl_kept(sandbox: Any) -> list[str]:
    people = sandbox.book.contacts()
    return [note.body for person in people for note in sandbox.book.notes(person.id)]


def _salesforce_kept(sandbox: Any) -> list[str]:
    files = sandbox.org.records("ContentVersion")
    return [base64.b64decode(one.fields["VersionData"]).decode() for one in files]


def _hubspot_kept(sandbox: Any) -> list[str]:
    return [one.properties["hs_note_body"] for one in sandbox.account.records("notes")]


def _whole(body: bytes) -> bytes:
    return body


def _file(body: bytes) -> bytes:
    return base64.b64decode(json.loads(body)["VersionData"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """`kept`: the reports that a CRM holds; `path`: part of where one is put; `payload_of`: what
    a request's body carries of it.
    """

    crm: str
    path: str
    kept: Callable[[Any], list[str]]
    payload_of: Callable[[bytes], bytes] = _whole

    @property
    def provider(self) -> str:
        return CRMS[self.crm].provider

    def running(self, **options: Any) -> Any:
        return CRMS[self.crm].running(**options)


SHELVES = {
    "ghl-v2": Shelf(crm="ghl-v2", path="/notes", kept=_ghl_kept),
    "ghl-v1": Shelf(crm="ghl-v1", path="/notes/", kept=_ghl_kept),
    "salesforce": Shelf(
        crm="salesforce", path="/ContentVersion", kept=_salesforce_kept, payload_of=_file
    ),
    "hubspot": Shelf(crm="hubspot", path="/notes", kept=_hubspot_kept),
}


@dataclass
class Sending:
    """One start of the services; `clock` is theirs."""

    services: Services
    clock: Clock

    @property
    def reports(self) -> ReportService:
        return self.services.reports

    async def push(self, provider: str, **marks: Any) -> ReportPush:
        """This week's report, as the Reports page sends it."""
        preview = await self.reports.preview(provider, await self.reports.this_week(), **marks)
        return await self.reports.push(provider, preview)


@asynccontextmanager
async def sending(
    folder: Path, environment: dict[str, str], clock: Clock
) -> AsyncIterator[Sending]:
    """The services of one start over this folder."""
    settings = Settings(data_dir=folder / "desk", environment=environment, has_rate_limit=False)
    services = await open_services(settings, now=clock)
    try:
        yield Sending(services, clock)
    finally:
        await services.aclose()


@contextmanager
def recorded(sandbox: Any) -> Iterator[list[Call]]:
    """Every request while the block lasts."""
    calls: list[Call] = []
    sandbox.on_request.append(calls.append)
    try:
        yield calls
    finally:
        sandbox.on_request.remove(calls.append)


@dataclass
class Looks:
    """A sender of reports that looks every few milliseconds; `count`: how often it has."""

    running: asyncio.Task[None] | None = None
    count: int = 0

    async def pause(self, _seconds: float) -> None:
        self.count += 1
        await asyncio.sleep(0.005)

    async def go_on(self) -> None:
        """Until it has looked a few times more."""
        before = self.count
        await until(lambda: self.count > before + 5)


async def _nobody_there(_url: str) -> bool:
    return False


@asynccontextmanager
async def looking(
    desk: Sending, is_there: Callable[[str], Awaitable[bool]] = _nobody_there
) -> AsyncIterator[Looks]:
    """Reports are sent by themselves while the block lasts."""
    looks = Looks()
    services = desk.services
    reports = ReportService(services.core, services.crm, pause=looks.pause, is_there=is_there)
    looks.running = asyncio.create_task(reports.run())
    try:
        yield looks
    finally:
        looks.running.cancel()
        await asyncio.gather(looks.running, return_exceptions=True)
