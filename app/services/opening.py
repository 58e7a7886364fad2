"""Opening and closing the service layer: key, data folder, database, vendors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.audit import Deed
from app.domain.errors import DataReadOnly
from app.services.api_access import ApiAccessService
from app.services.audit import AuditService
from app.services.backups import BackupService
from app.services.bookings.intents import IntentService
from app.services.bookings.sender import Sender
from app.services.bookings.service import BookingService
from app.services.changes import ChangeBus
from app.services.connections.mapping import MappingService
from app.services.connections.service import ConnectionService
from app.services.connections.sign_in import SignInService
from app.services.core import Core
from app.services.crm.service import CrmService
from app.services.data_folder import open_core
from app.services.downtime import DowntimeService
from app.services.history import HistoryService
from app.services.keys.finding import Unlocked
from app.services.keys.service import KeyService
from app.services.lock.service import LockService
from app.services.log_export import LogExportService
from app.services.preferences import PreferenceService
from app.services.put_aside import PutAsideService
from app.services.reports.service import ReportService
from app.services.retention import RetentionService
from app.services.settings import Settings, utc_now
from app.services.sheet.day_notes import DayNotesService
from app.services.sheet.desk import DeskService
from app.services.sheet.run_sheet import RunSheetService
from app.services.sheet.status_words import StatusWordService
from app.services.support.service import SupportExportService
from app.services.sync.schedule import ScheduleService, running_s
from app.services.sync.scheduler import Scheduler
from app.services.sync.service import SyncService
from app.services.updates.service import UpdateService


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
    keys: KeyService
    lock: LockService
    backups: BackupService
    retention: RetentionService
    updates: UpdateService
    put_aside: PutAsideService
    changes: ChangeBus
    now: Callable[[], datetime]
    core: Core
    restored: str | None = None
    """The backup that was put back at this opening."""

    @property
    def read_only(self) -> DataReadOnly | None:
        """Why nothing can be kept, and what to do about it; None where all is as usual."""
        return self.core.database.read_only

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
    unlocked: Unlocked | None = None,
    restore: str | None = None,
) -> Services:
    """Open the data folder, making it at the first start.

    `now` is the PC's clock, aware UTC; `elapsed` the seconds of one that nobody sets. `unlocked`:
    what `LockedFolder.unlock` gave, where a passphrase is wanted. `restore`: the name of the backup
    that takes the data file's place first; that is renamed and kept.

    Raises KEY-01 to KEY-04 and -06 to -08 (the key), LOC-06 to LOC-09 and LOC-12 (data folder).
    """
    core = await open_core(settings, now=now, unlocked=unlocked, restore=restore)
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
        keys=KeyService(core),
        lock=LockService(core),
        backups=BackupService(core),
        retention=RetentionService(core),
        updates=UpdateService(core),
        put_aside=PutAsideService(core),
        changes=core.changes,
        now=now,
        core=core,
        restored=restore,
    )
    if services.read_only is None:
        await services.put_aside.note_fresh_start()
        await services.sync.recover()
        await services.sender.recover()
        await services.reports.recover()
    await services.lock.recover()
    if restore is not None:
        await core.audit.note(Deed.DATA_RESTORED, restore)
    return services
