"""Who of a practice has a column and which types are telehealth: asked for and answered."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.api.bodies.common import Given, ShortText, Told
from app.domain.connection import AppointmentTypeAnswer, MappingAnswer

_VendorId = Annotated[str, StringConstraints(max_length=100)]


class PractitionerMapping(Given):
    """The answer for one practitioner."""

    pms_practitioner_id: _VendorId = Field(examples=["prac-001"])
    pms_practitioner_name: ShortText = Field(examples=["Dr John Smith"])
    run_sheet_clinician_id: _VendorId | None = Field(
        description="A clinician's id, \"new\" for a new one, null for nobody's column.",
        examples=["new"],
    )
    new_clinician_name: ShortText | None = Field(default=None, examples=["Dr J Smith"])
    sync_enabled: bool

    def answer(self) -> MappingAnswer:
        """As the service takes it."""
        return MappingAnswer(
            pms_practitioner_id=self.pms_practitioner_id,
            pms_practitioner_name=self.pms_practitioner_name,
            clinician_id=self.run_sheet_clinician_id,
            new_clinician_name=self.new_clinician_name,
            sync_enabled=self.sync_enabled,
        )


class PractitionerMappings(Given):
    """Answers; all of them are kept, or none."""

    mappings: list[PractitionerMapping]


class MappingsSaved(Told):
    """What changed."""

    success: bool
    mappings_created: int = Field(examples=[2])
    mappings_updated: int = Field(examples=[1])
    clinicians_created: int = Field(examples=[1])


class Name(Told):
    """A practitioner's name as far as the system tells it."""

    family: str | None = Field(examples=["Smith"])
    given: str | None = Field(examples=["John"])
    prefix: str | None = Field(examples=["Dr"])


class Mapping(Told):
    """A practitioner's column; without one they are not shown."""

    id: str
    run_sheet_clinician_id: str | None
    run_sheet_clinician_name: str | None = Field(examples=["Dr Smith"])
    sync_enabled: bool


class Practitioner(Told):
    """Somebody with an appointment book; `mapping` is null while nobody has answered."""

    id: str = Field(examples=["prac-001"])
    name: Name
    full_name: str = Field(examples=["Dr John Smith"])
    active: bool
    shown_in_appointment_book: bool
    mapping: Mapping | None


class Clinician(Told):
    """A column of the run sheet."""

    id: str
    name: str = Field(examples=["Dr Smith"])


class PractitionerList(Told):
    """The system's practitioners, asked for now, and the columns there are."""

    practitioners: list[Practitioner]
    run_sheet_clinicians: list[Clinician]


class TypePatch(Given):
    """The ticks of one type; `syncEnabled` stays as it is where it is left out."""

    pms_type_id: _VendorId = Field(examples=["type-001"])
    is_telehealth: bool
    sync_enabled: bool | None = Field(default=None, examples=[True])

    def answer(self) -> AppointmentTypeAnswer:
        """As the service takes it."""
        return AppointmentTypeAnswer(
            pms_type_id=self.pms_type_id,
            is_telehealth=self.is_telehealth,
            sync_enabled=self.sync_enabled,
        )


class TypesPatch(Given):
    """Ticks; all of them are kept, or none."""

    appointment_types: list[TypePatch]


class TypesSaved(Told):
    """How many types were written."""

    success: bool
    updated: int = Field(examples=[3])


class AppointmentType(Told):
    """A kind of visit."""

    id: str = Field(examples=["type-001"])
    pms_type_id: str = Field(examples=["type-001"])
    name: str = Field(examples=["Telehealth Consultation"])
    duration_minutes: int | None = Field(examples=[30])
    colour: str | None = Field(examples=["#4CAF50"])
    is_telehealth: bool
    sync_enabled: bool


class TypeList(Told):
    """The system's types, asked for now. `requiresTelehealthConfig`: the system doesn't say which
    are telehealth, so a person has to.
    """

    appointment_types: list[AppointmentType]
    requires_telehealth_config: bool
