"""Finds the records of a search in a practice."""

import collections.abc as c
import contextlib
import re
import typing as t

from app.sandbox.directory import Record, Unknown
from app.sandbox.halaxy import answers
from app.sandbox.halaxy.dates import read_date
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.queries import Search
from app.sandbox.halaxy.records import (
    Appointment,
    AppointmentType,
    Organization,
    Patient,
    Practitioner,
    PractitionerRole,
)

_ID = re.compile(r"[A-Za-z0-9.-]{1,64}", re.ASCII)
_MOST_IDS = 100
_REFERENCE = re.compile(r"(?:(?:https?://[^/\s]+/main/)?(?P<kind>[A-Za-z]+)/)?(?P<id>[^/\s]+)")
# Parameter -> resource type and the form of its ids: a number without its prefix is refused.
_REFERRED = {
    "patient": ("Patient", _ID),
    "practitioner": ("Practitioner", re.compile(r"(PR|EP)-[A-Za-z0-9.-]+", re.ASCII)),
    "practitioner-role": ("PractitionerRole", re.compile(r"(PR|EP)-[A-Za-z0-9.-]+", re.ASCII)),
    "organization": ("Organization", re.compile(r"(PG|CL|OG|FD|SP)-[A-Za-z0-9.-]+", re.ASCII)),
}

KINDS: t.Final[c.Mapping[type[Record], str]] = {
    Organization: "Organization",
    Practitioner: "Practitioner",
    PractitionerRole: "PractitionerRole",
    AppointmentType: "HealthcareService",
    Appointment: "Appointment",
    Patient: "Patient",
}

# A record is of the search's kind, which no type can say here: parameters decide what is read.
Test = c.Callable[[t.Any], bool]


def shelf(practice: Practice, kind: str) -> list[t.Any]:
    """All records of a kind, in the order they were made."""
    shelves: dict[str, c.Callable[[], list[t.Any]]] = {
        "Organization": practice.organizations,
        "Practitioner": practice.profiles,
        "PractitionerRole": practice.roles,
        "HealthcareService": practice.types,
        "Appointment": practice.book,
        "Patient": practice.patients,
    }
    return shelves[kind]()


def one(practice: Practice, kind: str, id_: str) -> t.Any:
    """The record with this id. Raises `Unknown`."""
    finders: dict[str, c.Callable[[str], t.Any]] = {
        "Organization": practice.organization,
        "Practitioner": practice.practitioner,
        "PractitionerRole": practice.role,
        "HealthcareService": practice.appointment_type,
        "Appointment": practice.appointment,
        "Patient": practice.patient,
    }
    return finders[kind](checked_id("id", id_))


def found(practice: Practice, search: Search) -> list[t.Any]:
    """Every match on all pages. Filters combine with AND; a wrong value is 422."""
    tests = [_test(practice, name, value) for name, value in search.filters]
    rows = [row for row in shelf(practice, search.kind) if all(test(row) for test in tests)]
    for order in search.values("_sort"):
        rows.sort(key=_by_start, reverse=order == "-date")
    return rows


def included(practice: Practice, search: Search, rows: list[t.Any]) -> list[Record]:
    """What a page of matches includes, each record once, as far as the key may read it."""
    wanted = {*search.values("_include"), *search.values("_include:iterate")}
    roles: list[PractitionerRole] = rows if search.kind == "PractitionerRole" else []
    records: list[Record] = []
    if "Appointment:patient" in wanted:
        records += _patients_of(practice, rows)
    if "Appointment:practitioner-role" in wanted:
        roles = [practice.role(id_) for id_ in dict.fromkeys(row.role_id for row in rows)]
        records += roles
    if "PractitionerRole:practitioner" in wanted:
        ids = dict.fromkeys(role.practitioner_id for role in roles)
        records += [practice.practitioner(id_) for id_ in ids]
    if "PractitionerRole:organization" in wanted:
        ids = dict.fromkeys(role.organization_id for role in roles)
        records += [practice.organization(id_) for id_ in ids]
    return [record for record in records if KINDS[type(record)] in practice.scopes]


def _patients_of(practice: Practice, rows: list[Appointment]) -> list[Patient]:
    """Without those who are gone or left out."""
    patients = []
    for id_ in dict.fromkeys(id_ for row in rows for id_ in row.patient_ids):
        with contextlib.suppress(Unknown):
            patients.append(practice.patient(id_))
    return [patient for patient in patients if patient.is_included]


def checked_id(name: str, value: str) -> str:
    if not _ID.fullmatch(value):
        raise answers.unprocessable(f"{name} holds no id")
    return value


def _by_start(row: Appointment) -> tuple[t.Any, str]:
    return row.start, row.id


def _test(practice: Practice, name: str, value: str) -> Test:
    if name in _REFERRED:
        return _reference_test(practice, name, _referred_id(name, value))
    match name:
        case "date" | "created" | "_lastUpdated":
            return _date_test(practice, name, value)
        case "_id":
            ids = _ids(value)
            return lambda row: row.id in ids
        case "active":
            return lambda row: row.active is (value == "true")
        case "name":
            return lambda row: row.name.casefold().startswith(_told(name, value).casefold())
        case "email":
            return lambda row: row.email == value
        case _:
            status = _told(name, value)
            return lambda row: any(row.status_of(id_) == status for id_ in row.patient_ids)


def _date_test(practice: Practice, name: str, value: str) -> Test:
    is_fitting = read_date(name, value)
    match name:
        case "date":
            return lambda row: is_fitting(row.start)
        case "created":
            return lambda row: is_fitting(row.created)
        case _:
            return lambda row: is_fitting(practice.changed_at(row))


def _reference_test(practice: Practice, name: str, id_: str) -> Test:
    match name:
        case "patient":
            return lambda row: id_ in row.patient_ids
        case "practitioner":
            return lambda row: row.practitioner_id == id_
        case "practitioner-role":
            return lambda row: row.role_id == id_
        case _:
            return lambda row: _clinic_id(practice, row) == id_


def _clinic_id(practice: Practice, row: t.Any) -> str:
    role = practice.role(row.role_id) if isinstance(row, Appointment) else row
    return str(role.organization_id)


def _referred_id(name: str, value: str) -> str:
    """From an id, `Type/id` or the absolute address."""
    kind, form = _REFERRED[name]
    match = _REFERENCE.fullmatch(value)
    if match is None or match["kind"] not in {None, kind} or not form.fullmatch(match["id"]):
        raise answers.unprocessable(f"{name}: Reference must be in the form {kind}/id")
    return match["id"]


def _ids(value: str) -> frozenset[str]:
    ids = value.split(",")
    if len(ids) > _MOST_IDS:
        raise answers.unprocessable(f"_id takes at most {_MOST_IDS} ids")
    return frozenset(checked_id("_id", id_) for id_ in ids)


def _told(name: str, value: str) -> str:
    if not value.strip():
        raise answers.unprocessable(f"{name} is empty")
    return value
