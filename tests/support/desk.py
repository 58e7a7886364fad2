"""A front desk to test with: the services over a real database, connected to a sandbox."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from app.adapters.base import PmsAccount, PmsAdapter, PmsSpec
from app.adapters.http import HttpClient
from app.adapters.pacing import Clock as VendorClock
from app.adapters.pacing import Patience
from app.domain.connection import NEW_CLINICIAN, MappingAnswer
from app.domain.run_sheet import RunSheetRow
from app.domain.sync_run import SyncRun
from app.sandbox.book import Entry
from app.services import Services, Settings, open_services
from app.services.bookings.sender import Sender
from app.services.bookings.service import BookingService
from app.services.connections.mapping import MappingService
from app.services.connections.service import ConnectionChanges, ConnectionService
from app.services.connections.sign_in import SignInService
from app.services.crm.service import CrmService
from app.services.reports.service import ReportService
from app.services.sheet.day_notes import DayNotesService
from app.services.sheet.desk import DeskService
from app.services.sheet.run_sheet import RunSheetService
from app.services.sheet.status_words import StatusWordService
from app.services.support.service import SupportExportService
from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import Scheduler
from app.services.sync.service import SyncService
from app.services.vendors import Vendors
from app.store.schema import run_sheet_appointments
from tests.support.systems import SYSTEMS, OpenAdapter, Sandbox, signed_in

DAY = date(2026, 3, 4)
"""A Wednesday in Melbourne's summer time."""

NOON = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
"""Noon of that day in Melbourne."""

AGAIN_AT_ONCE = Patience(attempts=2, first_pause_s=0.01, longest_backoff_s=0.02)
"""For vendors that answer, however busy the machine is."""

IMPATIENT = replace(AGAIN_AT_ONCE, connect_s=1.0, attempt_s=1.0, call_s=2.5)
"""For a vendor that never answers."""


@dataclass
class Clock:
    """A clock that only the test moves."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **length: float) -> None:
        self.moment += timedelta(**length)


@dataclass
class Desk:
    """The services of one running RunSheet with one connection, and the vendor behind it."""

    services: Services
    sandbox: Sandbox
    clock: Callable[[], datetime]
    connection_id: str = ""

    @property
    def practice(self) -> Any:
        return self.sandbox.practice

    async def connect(self, *, telehealth_only: bool = False, people: int | None = None) -> None:
        """Sign in; give the first `people` (default: all) active practitioners a column each."""
        created = await signed_in(self.services, self.sandbox)
        self.connection_id = created.id
        listed = await self.services.mapping.people(created.id, refresh=True)
        active = [c.practitioner for c in listed.choices if c.practitioner.is_active]
        shown = {one.pms_practitioner_id for one in active[:people]}
        await self.map_people(shown)
        await self.services.mapping.appointment_types(created.id, refresh=True)
        await self.services.connections.change(
            created.id,
            ConnectionChanges(sync_enabled=True, sync_telehealth_only=telehealth_only),
        )

    async def map_people(self, shown: Iterable[str]) -> None:
        """An answer for everybody: a column for `shown`, *don't show* for the others."""
        listed = await self.services.mapping.people(self.connection_id, refresh=False)
        columns = {
            choice.practitioner.pms_practitioner_id: (
                choice.mapping.clinician_id if choice.mapping else None
            )
            or NEW_CLINICIAN
            for choice in listed.choices
        }
        await self.services.mapping.save_people(
            self.connection_id,
            [
                MappingAnswer(
                    pms_practitioner_id=choice.practitioner.pms_practitioner_id,
                    pms_practitioner_name=choice.practitioner.full_name,
                    clinician_id=columns[choice.practitioner.pms_practitioner_id]
                    if choice.practitioner.pms_practitioner_id in shown
                    else None,
                    new_clinician_name=choice.practitioner.column_name,
                )
                for choice in listed.choices
            ],
        )

    async def sync(self, **options: Any) -> SyncRun:
        return await self.services.sync.run(self.connection_id, **options)

    async def rows(self, day: date | None = None) -> dict[tuple[str, str], RunSheetRow]:
        """The sheet's rows by appointment and patient id; a place that was left only where the
        appointment itself isn't on the sheet.
        """
        sheet = await self.services.run_sheet.sheet(day)
        rows = sorted(sheet.rows, key=lambda row: not row.has_moved_away)
        return {(row.pms_appointment_id or "", row.pms_patient_id or ""): row for row in rows}

    async def row(self, appointment_id: str) -> RunSheetRow:
        """The one row of an appointment with one patient."""
        found = [row for key, row in (await self.rows()).items() if key[0] == appointment_id]
        assert len(found) == 1
        return found[0]

    async def read(self, table: Table, *where: ColumnElement[bool]) -> list[dict[str, Any]]:
        """The rows of a table as they are stored, by primary key."""
        query = select(table).where(*where).order_by(*table.primary_key.columns)
        return await self.services.core.database.read(
            lambda sql: [dict(row._mapping) for row in sql.execute(query)]
        )

    async def stored(self) -> list[dict[str, Any]]:
        """Every stored appointment with every column: what must stay the same when a sync fails."""
        return await self.read(run_sheet_appointments)

    def book(self, day: date = DAY) -> list[Entry]:
        return self.practice.appointments(day)


@asynccontextmanager
async def opened(
    data_dir: Path,
    sandbox: Sandbox,
    *,
    clock: Callable[[], datetime],
    patience: Patience | None = None,
    vendors: Vendors | None = None,
    memory_secrets: bool = True,
) -> AsyncIterator[Desk]:
    """The services of one start over this folder."""
    settings = Settings(
        data_dir=data_dir,
        environment=sandbox.environment,
        memory_secrets=memory_secrets,
        has_rate_limit=False,
    )
    services = await open_services(settings, now=clock)
    if patience is not None or vendors is not None:
        services = over(services, vendors or OwnVendors(HttpClient(patience=patience)))
    try:
        yield Desk(services=services, sandbox=sandbox, clock=clock)
    finally:
        await services.aclose()


class OwnVendors(Vendors):
    """The way to the vendors over a client, and with adapters, of the test's own."""

    def __init__(self, http: HttpClient, *, open_adapter: OpenAdapter | None = None) -> None:
        super().__init__()
        self._http = http
        self._open_adapter = open_adapter

    @property
    def clock_skew(self) -> timedelta | None:
        return self._http.clock_skew

    async def open(self, spec: PmsSpec, account: PmsAccount) -> PmsAdapter:
        return (self._open_adapter or spec.open)(self._http, account)

    @property
    def held_tokens(self) -> tuple[str, ...]:
        return self._http.held_tokens

    async def aclose(self) -> None:
        await super().aclose()  # the CRMs' client, which is the usual one
        await self._http.aclose()


def over(services: Services, vendors: Vendors) -> Services:
    """The same services with another way to the vendors."""
    core = replace(services.core, vendors=vendors)
    sync, schedule = SyncService(core), ScheduleService(core)
    crm = CrmService(core)
    sender = Sender(core, crm)
    return replace(
        services,
        core=core,
        connections=ConnectionService(core),
        mapping=MappingService(core),
        sign_in=SignInService(core),
        sync=sync,
        schedule=schedule,
        scheduler=Scheduler(core, sync, schedule),
        run_sheet=RunSheetService(core),
        desk=DeskService(core),
        support=SupportExportService(core),
        status_words=StatusWordService(core),
        day_notes=DayNotesService(core),
        crm=crm,
        bookings=BookingService(core, crm, sender),
        sender=sender,
        reports=ReportService(core, crm),
    )


@asynccontextmanager
async def front_desk(
    folder: Path,
    *,
    system: str = "gentu",
    practice: Any = None,
    clock: Callable[[], datetime] | None = None,
    patience: Patience = AGAIN_AT_ONCE,
    telehealth_only: bool = False,
    people: int | None = None,
    small_pages: bool = False,
    told_by: VendorClock | None = None,
    **sandbox_options: Any,
) -> AsyncIterator[Desk]:
    """A connected desk over a made-up practice of `DAY`; nothing is synced yet.

    `small_pages`: the adapter asks for pages of five. `told_by`: the adapters' clock, the real one
    unless told: `Retry-After` is counted from it.
    """
    played = SYSTEMS[system]
    made = played.sandbox(practice or played.made_up(DAY), **sandbox_options)
    vendors = OwnVendors(
        HttpClient(patience=patience, clock=told_by),
        open_adapter=played.open_small_pages if small_pages else None,
    )
    with made.running() as sandbox:
        async with opened(
            folder / "desk", sandbox, clock=clock or Clock(), vendors=vendors
        ) as desk:
            await desk.connect(telehealth_only=telehealth_only, people=people)
            yield desk
    assert sandbox.violations == []


@contextmanager
def on_request(sandbox: Sandbox, callback: Callable[..., None]) -> Iterator[None]:
    """`callback(call)` runs before each of the vendor's answers while the block lasts."""
    sandbox.on_request.append(callback)
    try:
        yield
    finally:
        sandbox.on_request.remove(callback)
