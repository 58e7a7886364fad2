"""Every answer has the contract's keys; where the contract is at hand, its whole schema."""

import functools
import pathlib
import re

import httpx
import openapi_schema_validator as validation
import pytest
import yaml

CONTRACT = pathlib.Path(__file__).parents[4] / "shared/contracts/halaxy.openapi.yaml"
KINDS = (
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "HealthcareService",
    "Appointment",
    "Patient",
)
ALL_KEYS = {"resourceType", "id", "meta"}
KEYS = {
    "Organization": {"active", "name", "telecom", "partOf"},
    "Practitioner": {"active", "identifier", "name", "telecom", "qualification"},
    "PractitionerRole": {"active", "practitioner", "organization"},
    "HealthcareService": {"active", "name", "comment", "providedBy", "extension"},
    "Appointment": {"start", "end", "minutesDuration", "created", "description"}
    | {"cancellationReason", "supportingInformation", "participant"},
    "Patient": {"active", "name", "telecom", "gender", "birthDate", "generalPractitioner"},
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
    assert contract_problems(schema_name, value) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_bundle_and_every_resource_is_as_in_the_contract(client, all_pages, ids, kind):
    bundles = all_pages(f"/{kind}", [("_count", "100")])
    for bundle in bundles:
        check(f"{kind}Bundle", bundle)
        assert bundle["resourceType"] == "Bundle"
    assert ids(*bundles)
    for id_ in ids(*bundles):
        resource = client.get(f"/{kind}/{id_}").json()
        check(kind, resource)
        assert {"resourceType", "id"} <= set(resource) <= ALL_KEYS | KEYS[kind]
        assert (resource["resourceType"], resource["id"]) == (kind, id_)


def test_every_key_of_every_kind_is_somewhere(all_pages):
    for kind in KINDS:
        entries = [e for b in all_pages(f"/{kind}", [("_count", "100")]) for e in b["entry"]]
        found = {
            key for e in entries if e["resource"]["resourceType"] == kind for key in e["resource"]
        }
        assert found == ALL_KEYS | KEYS[kind]


def test_a_day_with_everybody_in_it_is_as_in_the_contract(halaxy, all_pages, day_query):
    bundles = all_pages("/Appointment", day_query)
    for bundle in bundles:
        check("AppointmentBundle", bundle)
        for entry in bundle["entry"]:
            check(entry["resource"]["resourceType"], entry["resource"])
    kinds = {entry["resource"]["resourceType"] for b in bundles for entry in b["entry"]}
    assert kinds == {*KINDS, "OperationOutcome"} - {"HealthcareService"}
    assert halaxy.violations == []


def test_tokens_capabilities_and_refusals_are_as_in_the_contract(halaxy, client, key):
    check("TokenResponse", client.post("/oauth/token", json=key).json())
    wrong = client.post("/oauth/token", json={**key, "client_secret": "wrong"})
    check("TokenError", wrong.json())
    assert client.get("/metadata").json()["resourceType"] == "CapabilityStatement"
    refused = [
        client.get("/Appointment", params={"_count": "0"}),
        client.get("/Appointment", params={"actor": "1"}),
        client.get("/Patient/none"),
        httpx.get(f"{halaxy.base_url}/Patient", headers={"Accept": "*/*"}),
    ]
    assert [answer.status_code for answer in refused] == [422, 400, 404, 401]
    for answer in refused:
        check("OperationOutcome", answer.json())
        assert answer.headers["Content-Type"] == "application/fhir+json"


def test_no_appointment_has_a_status_at_the_top_and_times_come_with_two_offsets(all_pages):
    rows = [e["resource"] for b in all_pages("/Appointment") for e in b["entry"]]
    rows = [row for row in rows if row["resourceType"] == "Appointment"]
    assert not any("status" in row for row in rows)
    assert not any("status" in one for row in rows for one in row["participant"])
    assert {row["start"][19:] for row in rows} == {"+11:00", "+00:00"}


def test_references_come_in_three_forms_and_all_lead_somewhere(client, halaxy, all_pages):
    rows = [e["resource"] for b in all_pages("/Appointment") for e in b["entry"]]
    references = {one["actor"]["reference"] for row in rows for one in row.get("participant", ())}
    forms = {re.sub(r"(Patient|PractitionerRole)/.*", "", reference) for reference in references}
    assert forms == {f"{halaxy.base_url}/", "/main/", ""}
    roles = {"/".join(one.split("/")[-2:]) for one in references if "PractitionerRole" in one}
    assert {client.get(f"/{role}").status_code for role in roles} == {200}
