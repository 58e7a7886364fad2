"""The floor's reading of Gentu's pages: only what it stores, decoded straight into it."""

import msgspec


class Name(msgspec.Struct):
    family: str | None = None
    given: str | None = None


class Contact(msgspec.Struct):
    system: str
    value: str


class Patient(msgspec.Struct, rename="camel"):
    id: str
    name: Name
    birth_date: str | None
    contact: list[Contact]


class Participant(msgspec.Struct, rename="camel"):
    reference_type: str
    reference_id: str


class Type(msgspec.Struct):
    reference: str | None = None


class Appointment(msgspec.Struct, rename="camel"):
    id: str
    start_at: str
    end_at: str | None
    status: str | None
    participant: list[Participant]
    appointment_type: Type


class Pagination(msgspec.Struct):
    next: str | None


class Page(msgspec.Struct):
    appointments: list[Appointment]
    patients: list[Patient]
    pagination: Pagination


decode_page = msgspec.json.Decoder(Page).decode

Row = tuple[str | None, ...]


def rows_of(page: Page, practitioner_id: str) -> list[Row]:
    """A page's appointments with their patients, as they are stored and compared."""
    patients = {patient.id: patient for patient in page.patients}
    rows: list[Row] = []
    for one in page.appointments:
        patient_id = one.participant[0].reference_id
        patient = patients[patient_id]
        contact = {way.system: way.value for way in patient.contact}
        rows.append(
            (
                one.id, patient_id, practitioner_id, one.start_at, one.end_at, one.status,
                one.appointment_type.reference, patient.name.given, patient.name.family,
                contact.get("phone"), contact.get("email"), patient.birth_date,
            )
        )  # fmt: skip
    return rows
