"""Opening and closing the service layer: key, data folder, database, vendors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import DatabaseKeyMissing
from app.secrets import KeyringSecrets, MemorySecrets, SecretStore
from app.services.api_access import ApiAccessService
from app.services.audit import AuditService
from app.services.audit_trail import AuditTrail
from app.services.bookings.intents import IntentService
from app.services.bookings.sender import Sender
from app.services.bookings.service import BookingService
from app.services.changes import ChangeBus
from app.services.connections.mapping import MappingService
from app.services.connections.service import ConnectionService
from app.services.connections.sign_in import SignInService
from app.services.core import Core
from app.services.crm.service import CrmService
from app.services.downtime import DowntimeService
from app.services.history import HistoryService
from app.services.log_export import LogExportService
from app.services.preferences import PreferenceService
from app.services.reports.service import ReportService
from app.services.settings import Settings, utc_now
from app.services.sheet.day_notes import DayNotesService
from app.services.sheet.desk import DeskService
from app.services.sheet.run_sheet import RunSheetService
from app.services.sheet.status_words import StatusWordService
from app.services.support.service import SupportExportService
from app.services.sync.schedule import ScheduleService, running_s
from app.services.sync.scheduler import Scheduler
from app.services.sync.service import SyncService
from app.services.vendors import Vendors
from app.store.file import folder
from app.store.file.database import Database
from app.store.file.open import data_file_of, open_database, opening
from app.store.sync.leases import LeaseHolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything a face needs. Close it while the loop still runs."""

    settings: Settings
    connections: ConnectionService
    sign_in: SignInService
    mapping: MappingService
    sync: SyncService
    schedule: ScheduleService
    scheduler: Scheduler
    history: HistoryService
    log_export: LogExportService
    support: SupportExportService
    run_sheet: RunSheetService
    desk: DeskService
    preferences: PreferenceService
    status_words: StatusWordService
    day_notes: DayNotesService
    downtime: DowntimeService
    crm: CrmService
    bookings: BookingService
    sender: Sender
    intents: IntentService
    reports: ReportService
    api_access: ApiAccessService
    audit: AuditService
    changes: ChangeBus
    now: Callable[[], datetime]
    core: Core

    async def aclose(self) -> None:
        """Close the vendors' connections, the database and this process's leases."""
        await self.core.vendors.aclose()
        await self.core.database.aclose()
        self.core.holder.close()


async def open_services(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    elapsed: Callable[[], float] = running_s,
) -> Services:
    """Open the data folder, making it at the first start.

    `now` is the PC's clock, aware UTC; `elapsed` the seconds of one that nobody sets.

    Raises KEY-01 to KEY-04 (password store), LOC-06 to LOC-09 (data folder).
    """
    core = await _open_core(settings, now)
    sync, history = SyncService(core), HistoryService(core)
    schedule = ScheduleService(core)
    crm = CrmService(core)
    sender = Sender(core, crm, elapsed=elapsed)
    bookings = BookingService(core, crm, sender)
    services = Services(
        settings=settings,
        connections=ConnectionService(core),
        sign_in=SignInService(core),
        mapping=MappingService(core),
        sync=sync,
        schedule=schedule,
        scheduler=Scheduler(core, sync, schedule, elapsed=elapsed),
        history=history,
        log_export=LogExportService(core, history),
        support=SupportExportService(core),
        run_sheet=RunSheetService(core),
        desk=DeskService(core),
        preferences=PreferenceService(core),
        status_words=StatusWordService(core),
        day_notes=DayNotesService(core),
        downtime=DowntimeService(core),
        crm=crm,
        bookings=bookings,
        sender=sender,
        intents=IntentService(core, bookings, crm),
        reports=ReportService(core, crm),
        api_access=ApiAccessService(core),
        audit=AuditService(core),
        changes=core.changes,
        now=now,
        core=core,
    )
    await services.sync.recover()
    await services.sender.recover()
    await services.reports.recover()
    return services


async def _open_core(settings: Settings, now: Callable[[], datetime]) -> Core:
    """The data folder, opened by one process at a time."""
    secrets: SecretStore = MemorySecrets() if settings.memory_secrets else KeyringSecrets()
    with folder.translated_faults():
        folder.prepare_folder(settings.data_dir)
        database, installation, holder = await _open_folder(settings, secrets, now())
    return Core(
        settings=settings,
        installation_id=installation.id,
        database=database,
        secrets=secrets,
        audit=AuditTrail(database, secrets, key_name=folder.audit_key_name(installation), now=now),
        holder=holder,
        changes=ChangeBus(),
        vendors=Vendors(),
        now=now,
    )


async def _open_folder(
    settings: Settings, secrets: SecretStore, now: datetime
) -> tuple[Database, folder.Installation, LeaseHolder]:
    data_file = data_file_of(settings.database_url, data_dir=settings.data_dir)
    async with opening(settings.data_dir):
        installation, key = await _installation_and_key(settings, secrets, data_file)
        database = await open_database(
            data_file,
            backups=settings.data_dir / "backups",
            key=key,
            installation=installation,
            now=now,
        )
        try:
            holder = LeaseHolder(settings.data_dir / "holders")
        except OSError:
            await database.aclose()
            raise
    return database, installation, holder


async def _installation_and_key(
    settings: Settings, secrets: SecretStore, data_file: Path
) -> tuple[folder.Installation, bytes]:
    """The folder's identity and its database's key; both made where there is no database yet.

    The key is in the password store, and the identity that names it on disk, before a database
    exists: a first start that is killed at any point leaves nothing that can't be opened.
    """
    installation = folder.read_installation(settings.data_dir)
    name = folder.key_name(installation)
    stored = await secrets.read(name)
    if stored is not None:
        return installation, bytes.fromhex(stored)
    if folder.has_data(data_file):
        raise DatabaseKeyMissing()
    key = folder.new_key()
    await secrets.write(name, key.hex())
    return folder.save_installation(settings.data_dir, installation, key), key
