"""Every answer has the contract's keys; where the contract is at hand, its whole schema."""

import functools
import pathlib

import openapi_schema_validator as validation
import pytest
import yaml

CONTRACT = pathlib.Path(__file__).parents[4] / "shared/contracts/gentu.openapi.yaml"
KEYS = {
    "Tenant": {"tenantId", "tenantNumber", "tenantName", "timezone"},
    "TenantStatus": {"status"},
    "Practitioner": {"id", "name", "contact", "active", "shownInAppointmentBook"},
    "AppointmentType": {"id", "text", "duration", "colour", "onlineBookable"},
    "Patient": {"id", "name", "birthDate", "gender", "address", "contact", "identifier"}
    | {"deceased", "indigenousStatus", "extension", "occupation"},
    "Appointment": {"id", "startAt", "endAt", "status", "minutesDuration", "comment"}
    | {"description", "participant", "appointmentType", "extension"},
    "AppointmentsPage": {"appointments", "pagination", "patients", "practitioners"},
}


@functools.cache
def validator_of(schema_name):
    """Checks values against the contract; None where the contract is not at hand."""
    if not CONTRACT.exists():
        return None
    contract = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    schema = contract | {"$ref": f"#/components/schemas/{schema_name}"}
    return validation.OAS30Validator(schema, format_checker=validation.oas30_format_checker)


def contract_problems(schema_name, value):
    validator = validator_of(schema_name)
    errors = validator.iter_errors(value) if validator else ()
    return [f"{list(error.path)}: {error.message}" for error in errors]


def check(schema_name, value):
    assert set(value) == KEYS[schema_name]
    assert contract_problems(schema_name, value) == []


@pytest.mark.parametrize(
    ("path", "schema_name"),
    [
        ("", "Tenant"),
        ("/status", "TenantStatus"),
        ("/practitioners", "Practitioner"),
        ("/appointment-types", "AppointmentType"),
    ],
)
def test_tenant_practitioners_and_types_are_as_in_the_contract(gentu, client, path, schema_name):
    value = client.get(f"/tenants/{gentu.tenant_id}{path}").json()
    for item in value if isinstance(value, list) else [value]:
        check(schema_name, item)


def test_every_page_appointment_and_patient_is_as_in_the_contract(
    gentu, client, day_query, all_pages
):
    for practitioner in gentu.practice.practitioners():
        query = {**day_query, "practitionerId": practitioner.id, "limit": "100"}
        for page in all_pages({**query, "include": "patients,practitioners"}):
            check("AppointmentsPage", page)
            for row in page["appointments"]:
                check("Appointment", row)
            for patient in page["patients"]:
                check("Patient", patient)
    for patient in gentu.practice.patients():
        check("Patient", client.get(f"/tenants/{gentu.tenant_id}/patients/{patient.id}").json())


def test_times_carry_the_offset_of_melbourne_on_that_day(gentu, client, day_query):
    path = f"/tenants/{gentu.tenant_id}/appointments"
    rows = client.get(path, params=day_query).json()["appointments"]
    assert all(row["startAt"].endswith("+11:00") for row in rows)
