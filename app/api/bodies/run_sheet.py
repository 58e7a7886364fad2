"""The run sheet: its rows, and what is put on it or changed here only."""

from typing import Annotated, Literal

from pydantic import Field

from app.api.bodies.common import (
    DayText,
    Given,
    Id,
    Minutes,
    Moment,
    ShortText,
    Text,
    Told,
    UtcText,
    WallText,
)
from app.api.bodies.mapping import Clinician
from app.domain.appointment import AppointmentStatus
from app.domain.booking_choices import USUAL_MINUTES
from app.services.sheet.desk import EditChanges, ManualRow

Status = Annotated[AppointmentStatus, Field(strict=False, examples=["arrived"])]


class NewAppointment(Given):
    """A row of the desk's own, a walk-in say; no practice system is told. A name is needed."""

    start_time: Moment
    end_time: Moment | None = Field(
        default=None,
        description="Or `durationMinutes`; else 30.",
        examples=["2026-03-04T10:00:00+11:00"],
    )
    duration_minutes: Minutes | None = Field(default=None, examples=[30])
    clinician_id: Id
    patient_first_name: ShortText | None = Field(default=None, examples=["Alice"])
    patient_last_name: ShortText | None = Field(default=None, examples=["Brown"])
    patient_phone: ShortText | None = Field(default=None, examples=["0491 570 156"])
    appointment_type_name: ShortText | None = Field(default=None, examples=["Check-up"])
    notes: Text | None = None
    status: Status | None = None
    is_telehealth: bool | None = None

    def row(self) -> ManualRow:
        """As the service takes it."""
        return ManualRow(
            start=self.start_time,
            minutes=self._minutes(),
            clinician_id=self.clinician_id,
            first_name=self.patient_first_name,
            last_name=self.patient_last_name,
            phone=self.patient_phone,
            type_name=self.appointment_type_name,
            notes=self.notes,
            status=self.status or AppointmentStatus.BOOKED,
            is_telehealth=bool(self.is_telehealth),
        )

    def _minutes(self) -> int:
        if self.end_time is not None:
            return int((self.end_time - self.start_time).total_seconds() // 60)
        return self.duration_minutes or USUAL_MINUTES


class AppointmentPatch(Given):
    """A local edit: shown from now on, until the practice system says something else. An empty
    text takes a note or number away.
    """

    status: Status | None = None
    notes: Text | None = None
    patient_phone: ShortText | None = Field(default=None, examples=["0491 570 156"])
    start_time: Moment | None = None
    clinician_id: Id | None = None

    def changes(self) -> EditChanges:
        """As the service takes it."""
        return EditChanges(
            status=self.status,
            notes=self.notes,
            phone=self.patient_phone,
            start=self.start_time,
            clinician_id=self.clinician_id,
        )


class NewClinician(Given):
    """A column that no system fills, a locum's say."""

    name: ShortText = Field(min_length=1, examples=["Dr Jones"])


class ClinicianList(Told):
    """The run sheet's columns in their order."""

    clinicians: list[Clinician]


class Column(Clinician):
    """A column, and when its list was last read."""

    last_sync_at: UtcText | None


class Appointment(Told):
    """One patient's appointment. Several patients in one appointment of the system are a row each,
    with the same `pmsAppointmentId`.
    """

    id: str
    source: Literal["pms", "manual"]
    pms_connection_id: str | None
    pms_type: str | None = Field(examples=["gentu"])
    pms_appointment_id: str | None
    pms_patient_id: str | None
    clinician_id: str
    clinician_name: str = Field(examples=["Dr Smith"])
    start_time: WallText
    end_time: WallText
    duration_minutes: int = Field(examples=[30])
    status: AppointmentStatus
    raw_status: str | None = Field(description="The system's own word.", examples=["ARRIVED"])
    is_telehealth: bool
    appointment_type_name: str | None = Field(examples=["Telehealth Consultation"])
    patient_name: str | None = Field(examples=["Alice Brown"])
    patient_first_name: str | None = Field(examples=["Alice"])
    patient_last_name: str | None = Field(examples=["Brown"])
    patient_phone: str | None
    patient_email: str | None
    patient_dob: DayText | None
    telehealth_url: str | None
    notes: str | None
    removed_at: UtcText | None = Field(description="When the system was found without it.")
    moved_to: WallText | None = Field(description="This is the place it left; where it went.")
    source_removed_at: UtcText | None = Field(description="When its connection was removed.")
    updated_at: UtcText


class RunSheet(Told):
    """One practice day, ordered by start, then clinician. `timezone` is the first practice's; every
    time keeps its own offset. `unreadable`, `withoutPractitioner`: records that are not shown.
    """

    date: DayText
    timezone: str = Field(examples=["Australia/Melbourne"])
    clinicians: list[Column]
    appointments: list[Appointment]
    unreadable: int
    without_practitioner: int
