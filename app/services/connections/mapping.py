"""Who of a practice has a column, which types are telehealth, and what a choice would show."""

from collections.abc import Sequence

from app.adapters.base import PractitionerFailure
from app.domain.audit import Deed
from app.domain.connection import (
    AppointmentTypeAnswer,
    AppointmentTypeChoice,
    Connection,
    MappingAnswer,
    MappingResult,
    PeopleList,
    PractitionerChoice,
)
from app.domain.errors import NoPractitioners, NotPairedYet
from app.domain.matching import suggest_column
from app.domain.practice import AppointmentType
from app.domain.practice_day import today
from app.domain.preview import DayPreview, PreviewRow
from app.services.changes import Topic
from app.services.core import LABELS, Core, spec_of
from app.services.settings import FALLBACK_TIMEZONE
from app.store.connection import appointment_types, practitioners
from app.store.connection import connections as stored
from app.store.connection.appointment_types import StoredType
from app.store.connection.practitioners import StoredPractitioner


class MappingService:
    """The two choices of a connection: people and telehealth types."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def people(self, connection_id: str, *, refresh: bool) -> PeopleList:
        """Practitioners with answers and suggestions; `refresh` asks the system first.

        Raises NoPractitioners when the system returns nobody.
        """
        if refresh:
            await self._fetch_people(connection_id)
        listed = await self._core.database.read(practitioners.list_practitioners, connection_id)
        clinicians = await self._core.database.read(practitioners.list_clinicians)
        answered = any(item.mapping for item in listed)
        return PeopleList(
            choices=tuple(
                PractitionerChoice(
                    practitioner=item.practitioner,
                    mapping=item.mapping,
                    suggestion=suggest_column(item.practitioner, item.mapping, clinicians),
                    is_new=answered and _waits(item),
                )
                for item in listed
            ),
            clinicians=clinicians,
            fetched_at=await self._core.database.read(practitioners.listed_at, connection_id),
        )

    async def save_people(
        self, connection_id: str, answers: Sequence[MappingAnswer]
    ) -> MappingResult:
        """Remember the answers; all of them, or none when one is invalid (InvalidRequest).

        A system that never listed its people here is asked for them first.
        """
        connection = await self._connection(connection_id)
        if connection.is_paired and await self._is_unlisted(connection_id):
            await self._fetch_people(connection_id)
        result = await self._core.audit.write(
            Deed.MAPPING_CHANGED,
            (connection_id,),
            practitioners.save_mappings,
            connection_id,
            answers,
            now=self._core.now(),
        )
        self._core.changes.publish(Topic.CONNECTIONS, Topic.RUN_SHEET, connection_id=connection_id)
        return result

    async def appointment_types(
        self, connection_id: str, *, refresh: bool
    ) -> tuple[AppointmentTypeChoice, ...]:
        """Types with their ticks; `refresh` asks the system first."""
        connection = await self._connection(connection_id)
        if refresh:
            await self._fetch_types(_paired(connection))
        listed = await self._core.database.read(appointment_types.list_types, connection_id)
        suggests = not spec_of(connection.pms_type).flags_telehealth
        return tuple(_type_choice(item, suggests=suggests) for item in listed)

    async def needs_telehealth_ticks(self, connection_id: str) -> bool:
        """True where the system doesn't say which types are telehealth: a person has to."""
        connection = await self._connection(connection_id)
        return not spec_of(connection.pms_type).flags_telehealth

    async def save_appointment_types(
        self, connection_id: str, answers: Sequence[AppointmentTypeAnswer]
    ) -> int:
        """Remember the ticks; how many changed. The sheet follows at once, without a fetch.

        All of them, or none when one is invalid (InvalidRequest); a system that never listed its
        types here is asked for them first.
        """
        connection = await self._connection(connection_id)
        listed = await self._core.database.read(appointment_types.list_types, connection_id)
        if connection.is_paired and not listed:
            await self._fetch_types(connection)
        changed = await self._core.audit.write(
            Deed.MAPPING_CHANGED,
            (connection_id,),
            appointment_types.answer_types,
            connection_id,
            answers,
            now=self._core.now(),
        )
        self._core.changes.publish(Topic.CONNECTIONS, Topic.RUN_SHEET, connection_id=connection_id)
        return changed

    async def preview(self, connection_id: str) -> DayPreview:
        """Today of everybody in the appointment book, mapped or not; nothing is stored."""
        connection = _paired(await self._connection(connection_id))
        listed = await self._core.database.read(practitioners.list_practitioners, connection_id)
        ids = [
            item.practitioner.pms_practitioner_id
            for item in listed
            if item.practitioner.is_active and item.practitioner.is_shown
        ]
        day = today(self._core.now(), connection.timezone or FALLBACK_TIMEZONE)
        adapter = await self._core.adapter(connection)
        rows: list[PreviewRow] = []
        failed: list[str] = []
        async for cell in adapter.fetch_day(day, ids, {}):
            if isinstance(cell, PractitionerFailure):
                failed.append(cell.pms_practitioner_id)
                continue
            rows += [
                PreviewRow(
                    pms_practitioner_id=appointment.pms_practitioner_id,
                    pms_type_id=appointment.appointment_type_id,
                    start=appointment.start,
                    status=appointment.status,
                    is_telehealth=appointment.is_telehealth,
                )
                for appointment in cell.appointments
            ]
        rows.sort(key=lambda row: row.start)
        return DayPreview(
            timezone=day.timezone, rows=tuple(rows), failed_practitioner_ids=tuple(failed)
        )

    async def _is_unlisted(self, connection_id: str) -> bool:
        return await self._core.database.read(practitioners.listed_at, connection_id) is None

    async def _fetch_types(self, connection: Connection) -> None:
        adapter = await self._core.adapter(connection)
        types = await adapter.appointment_types()
        await self._core.database.write(
            appointment_types.save_types, connection.id, types, now=self._core.now()
        )

    async def _fetch_people(self, connection_id: str) -> None:
        connection = _paired(await self._connection(connection_id))
        adapter = await self._core.adapter(connection)
        people = await adapter.practitioners()
        if not people:
            raise NoPractitioners(system=connection.system)
        await self._core.database.write(
            practitioners.save_practitioners, connection_id, people, now=self._core.now()
        )
        self._core.changes.publish(Topic.CONNECTIONS, connection_id=connection_id)

    async def _connection(self, connection_id: str) -> Connection:
        return await self._core.database.read(stored.get_connection, connection_id, labels=LABELS)


def _paired(connection: Connection) -> Connection:
    if not connection.is_paired:
        raise NotPairedYet(system=connection.system)
    return connection


def _waits(item: StoredPractitioner) -> bool:
    return item.mapping is None and item.practitioner.is_active and item.practitioner.is_shown


def _type_choice(item: StoredType, *, suggests: bool) -> AppointmentTypeChoice:
    kind: AppointmentType = item.appointment_type
    return AppointmentTypeChoice(
        id=item.id,
        appointment_type=kind,
        is_telehealth=item.is_telehealth,
        sync_enabled=item.sync_enabled,
        is_suggested=suggests and appointment_types.is_suggested(item),
    )
