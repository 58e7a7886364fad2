"""MediRecords' operations: what is refused, and what the options change."""

import pytest

from app.sandbox import (
    MediRecordsCodeShape,
    MediRecordsCodeStyle,
    MediRecordsQuirks,
    running_medirecords,
)

UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
NO_RESOURCE = {
    "error": "access_denied",
    "error_description": "Invalid token does not contain resource id",
}


@pytest.mark.parametrize("header", [None, "Bearer wrong", "Basic {token}", "{token}"])
def test_a_wrong_token_is_401_and_breaks_no_rule(medirecords, client, home, header):
    del client.headers["Authorization"]
    if header:
        client.headers["Authorization"] = header.format(token=medirecords.tokens.api_token)
    answer = client.get(home)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    assert medirecords.violations == []


def test_the_other_interfaces_token_is_403(medirecords, client_of, home):
    answer = client_of(medirecords, medirecords.fhir_token).get(home)
    assert (answer.status_code, answer.json()) == (403, NO_RESOURCE)


def test_a_revoked_practice_is_403_everywhere_until_it_lets_the_app_in_again(
    medirecords, client, home
):
    patient = medirecords.practice.patients()[0].id
    medirecords.practice.revoke()
    for path in (home, f"{home}/appointments", f"/patients/{patient}", "/code-system/title-code"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (403, NO_RESOURCE)
    medirecords.practice.pair()
    assert client.get(home).status_code == 200


def test_a_revoked_token_is_dead_and_staff_hand_out_another(medirecords, client, client_of, home):
    before = medirecords.sign_in["apiToken"]
    medirecords.tokens.revoke_token()
    assert client.get(home).status_code == 401
    assert medirecords.sign_in["apiToken"] != before
    assert client_of(medirecords).get(home).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/practices/{UNKNOWN_ID}",
        f"/practices/{UNKNOWN_ID}/appointments",
        f"{{home}}/appointments/{UNKNOWN_ID}",
        f"{{home}}/appointment-types/{UNKNOWN_ID}",
        f"/patients/{UNKNOWN_ID}",
        "/code-system/unknown-code",
    ],
)
def test_an_unknown_id_is_404_and_breaks_no_rule(medirecords, client, home, path):
    answer = client.get(path.format(home=home))
    assert (answer.status_code, answer.json()["message"]) == (404, "Not found")
    assert medirecords.violations == []


def test_whatever_the_contract_does_not_allow_is_a_violation(medirecords, client, home):
    wrong = [
        client.post(home),
        client.get("/practices"),
        client.get("/practices/1"),
        client.get("/patients/1"),
        client.get(home, headers={"Accept": "text/html"}),
        client.get(home, params={"page": 1}),
        client.get(f"{home}/providers", params=[("page", 0), ("page", 1)]),
        client.request("GET", home, content=b"{}"),
    ]
    statuses = [405, 404, 400, 400, 400, 400, 400, 400]
    assert [answer.status_code for answer in wrong] == statuses
    assert [record.status for record in medirecords.violations] == statuses


def test_the_quota_answers_429_with_retry_after(medirecords, client, home):
    medirecords.quota_per_minute = 2
    answers = [client.get(home) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60


@pytest.mark.parametrize("label", ["display", "name", "description"])
def test_a_code_system_may_come_as_an_envelope_with_another_label(client_of, label):
    style = MediRecordsCodeStyle(shape=MediRecordsCodeShape.ENVELOPE, label=label)
    with running_medirecords(quirks=MediRecordsQuirks(codes=style)) as other:
        table = client_of(other).get("/code-system/title-code").json()
    assert {"code": 315890004, label: "Dr"} in table["data"]


def test_schedule_times_may_end_in_seconds(client_of):
    with running_medirecords(quirks=MediRecordsQuirks(has_seconds=True)) as other:
        path = f"/practices/{other.account_id}/appointments"
        rows = client_of(other).get(path).json()["data"]
    assert {row["scheduleTime"][16:] for row in rows} == {":00"}


def test_an_empty_page_may_be_answered_with_500(medirecords, client, client_of, home):
    nothing = {"appointmentDateRangeStart": "2031-01-01T00:00"}
    page = client.get(f"{home}/appointments", params=nothing).json()
    assert (page["data"], page["first"], page["last"], page["totalPages"]) == ([], True, True, 0)
    quirks = MediRecordsQuirks(empty_page_is_500=True)
    with running_medirecords(medirecords.practice, quirks=quirks) as other:
        path = f"/practices/{other.account_id}/appointments"
        assert client_of(other).get(path, params=nothing).status_code == 500
        assert client_of(other).get(path).status_code == 200


def test_the_state_and_the_book_are_steered_over_http(medirecords, client, home):
    row = medirecords.practice.appointments()[0]
    wish = {"id": row.id}
    shown = client.post(f"{medirecords.control_url}/cancel", json=wish).json()
    assert shown["appointmentStatus"] == 8
    added = client.post(
        f"{medirecords.control_url}/add",
        json={
            "practitionerId": row.practitioner_id,
            "start": "2026-01-15T12:00:00",
            "minutes": 15,
            "status": 3,
        },
    ).json()
    assert (added["scheduleTime"], added["appointmentStatus"]) == ("2026-01-15T12:00", 3)
    client.post(f"{medirecords.control_url}/revoke-token")
    state = client.get(f"{medirecords.control_url}/state").json()
    assert added in state["appointments"]
    assert state["apiToken"] == medirecords.tokens.api_token
    assert client.get(home).status_code == 401
