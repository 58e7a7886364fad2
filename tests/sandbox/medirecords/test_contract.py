"""Every answer has the contract's keys; where the contract is at hand, its whole schema."""

import functools
import pathlib

import openapi_schema_validator as validation
import pytest
import yaml

from app.sandbox.medirecords.oddities import UNKNOWN_STATUSES

CONTRACT = pathlib.Path(__file__).parents[4] / "shared/contracts/medirecords.openapi.yaml"
PAGE = {"first", "last", "totalPages", "totalElements", "numberOfElements", "size", "page", "data"}
KEYS = {
    "Practice": {"id", "practiceName"},
    "Provider": {"id", "titleCode", "firstName", "lastName", "status"},
    "AppointmentType": {"id", "name", "duration", "colour", "order", "activeStatus"}
    | {"community", "telehealth", "description"},
    "CodeEntry": {"code", "display"},
    "Appointment": {"id", "practiceId", "patientId", "appointmentTypeId", "scheduleTime"}
    | {"appointmentStatus", "appointmentIntervalCode", "roomId", "referralId", "notes"}
    | {"providerId", "walkIn", "firstAvailableDoctor", "urgency", "cancellationReason"}
    | {"emailReminder", "reminderMethod", "reminderType", "confirmationLink", "createdBy"}
    | {"telehealthLinkForProvider", "telehealthLinkForPatient", "createdDateTime"}
    | {"updatedBy", "updatedDateTime"},
    "Patient": {"id", "firstName", "lastName", "gender", "dob", "email", "mobilePhone"}
    | {"homePhone", "titleCode", "defaultPracticeId"},
    "ProviderPage": PAGE,
    "AppointmentTypePage": PAGE,
    "AppointmentPage": PAGE,
    "ApiError": {"timestamp", "status", "error", "message"},
    "OAuthError": {"error", "error_description"},
}


@functools.cache
def validator_of(schema_name):
    """Checks values against the contract; None where the contract is not at hand."""
    if not CONTRACT.exists():
        return None
    contract = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    schema = contract | {"$ref": f"#/components/schemas/{schema_name}"}
    return validation.OAS30Validator(schema, format_checker=validation.oas30_format_checker)


def check(schema_name, value):
    assert set(value) == KEYS[schema_name]
    validator = validator_of(schema_name)
    errors = validator.iter_errors(value) if validator else ()
    assert [f"{list(error.path)}: {error.message}" for error in errors] == []


def with_known_status(row):
    """The one thing in which the book leaves the contract: two statuses that nobody knows."""
    return row | {"appointmentStatus": 2} if row["appointmentStatus"] in UNKNOWN_STATUSES else row


def test_every_page_of_appointments_is_as_in_the_contract(all_pages):
    unknown = 0
    for page in all_pages({"size": 50}):
        rows = [with_known_status(row) for row in page["data"]]
        unknown += sum(row not in page["data"] for row in rows)
        check("AppointmentPage", page | {"data": rows})
        for row in rows:
            check("Appointment", row)
    assert unknown == len(UNKNOWN_STATUSES)


@pytest.mark.parametrize(
    ("path", "kind"), [("/providers", "Provider"), ("/appointment-types", "AppointmentType")]
)
def test_people_and_types_are_as_in_the_contract(all_pages, path, kind):
    for page in all_pages({"size": 3}, path):
        check(f"{kind}Page", page)
        for row in page["data"]:
            check(kind, row)


def test_practice_single_reads_codes_and_patients_are_as_in_the_contract(medirecords, client, home):
    practice = medirecords.practice
    check("Practice", client.get(home).json())
    check(
        "AppointmentType", client.get(f"{home}/appointment-types/{practice.types()[0].id}").json()
    )
    check("Appointment", client.get(f"{home}/appointments/{practice.appointments()[0].id}").json())
    for name in ("appointment-interval-code", "title-code"):
        for entry in client.get(f"/code-system/{name}").json():
            check("CodeEntry", entry)
    for patient in practice.patients():
        check("Patient", client.get(f"/patients/{patient.id}").json())


def test_refusals_are_as_in_the_contract(medirecords, client, client_of, home):
    unknown = "00000000-0000-4000-8000-000000000000"
    check("ApiError", client.get(f"{home}/appointments?page=one").json())
    check("ApiError", client.get(f"/patients/{unknown}").json())
    check("OAuthError", client_of(medirecords, "nonsense").get(home).json())
    check("OAuthError", client_of(medirecords, medirecords.fhir_token).get(home).json())
    medirecords.quota_per_minute = 0
    check("ApiError", client.get(home).json())


def test_the_observed_interval_codes_are_the_vendors(client):
    table = client.get("/code-system/appointment-interval-code").json()
    labels = {entry["code"]: entry["display"] for entry in table}
    assert [labels[code] for code in (2, 4, 6, 7)] == ["5 mins", "10 mins", "15 mins", "20 mins"]


def test_a_title_code_is_text_on_providers_and_a_number_on_patients(medirecords, client, home):
    titles = [one["titleCode"] for one in client.get(f"{home}/providers").json()["data"]]
    assert {type(title) for title in titles} == {str, type(None)}
    first = medirecords.practice.patients()[0]
    assert client.get(f"/patients/{first.id}").json()["titleCode"] == 315890002
