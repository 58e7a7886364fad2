"""Halaxy's Bundle as its floor reads it: only what it stores, decoded straight into it."""

import msgspec


class Reference(msgspec.Struct):
    reference: str | None = None


class Coding(msgspec.Struct):
    code: str


class StatusExtension(msgspec.Struct, rename="camel"):
    value_coding: Coding


class Participant(msgspec.Struct, rename="camel"):
    actor: Reference
    modifier_extension: list[StatusExtension] = []


class LocationExtension(msgspec.Struct, rename="camel"):
    value_code: str | None = None


class Supporting(Reference):
    type: str | None = None
    extension: list[LocationExtension] = []


class Resource(msgspec.Struct, tag_field="resourceType"):
    """A member of a Bundle; its class is named as its type."""


class Appointment(Resource, rename="camel"):
    id: str
    start: str
    end: str
    participant: list[Participant]
    supporting_information: list[Supporting] = []


class PractitionerRole(Resource):
    id: str
    practitioner: Reference


class Name(msgspec.Struct):
    use: str
    family: str | None = None
    given: list[str] = []


class Contact(msgspec.Struct):
    system: str
    value: str


class Patient(Resource, rename="camel"):
    id: str
    name: list[Name]
    telecom: list[Contact] = []
    birth_date: str | None = None


class Practitioner(Resource):
    """Not needed: the role names its id."""


class OperationOutcome(Resource):
    """A warning."""


class Entry(msgspec.Struct):
    resource: Appointment | PractitionerRole | Patient | Practitioner | OperationOutcome


class Link(msgspec.Struct):
    relation: str
    url: str


class Bundle(msgspec.Struct):
    link: list[Link]
    entry: list[Entry] = []


decode_bundle = msgspec.json.Decoder(Bundle).decode
