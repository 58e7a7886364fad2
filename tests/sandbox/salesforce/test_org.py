"""The org keeps its rules, reads queries as Salesforce does, and can be steered."""

import httpx
import pytest

from tests.sandbox.salesforce.test_contract import EVENT, REFERENCE, UPSERT


def code(answer):
    return answer.json()[0]["errorCode"]


@pytest.mark.parametrize(
    ("soql", "names"),
    [
        ("SELECT Name FROM Contact", ["Alice Brown", "Noor Ahmadi"]),
        ("SELECT Name FROM Contact WHERE LastName = 'brown'", ["Alice Brown"]),
        ("SELECT Name FROM Contact WHERE Phone LIKE '%4%9%1%'", ["Noor Ahmadi"]),
        ("SELECT Name FROM Contact WHERE Phone LIKE '%9%9%9%'", []),
        ("SELECT Name FROM Contact WHERE LastName IN ('Brown', 'x')", ["Alice Brown"]),
        ("SELECT Name FROM Contact WHERE LastName = 'x' OR FirstName = 'Noor'", ["Noor Ahmadi"]),
        ("SELECT Name FROM Contact WHERE LastName = 'Brown' AND FirstName = 'Noor'", []),
        ("SELECT Name FROM Contact ORDER BY LastName LIMIT 1", ["Noor Ahmadi"]),
        ("SELECT Name FROM Contact ORDER BY LastName DESC LIMIT 1", ["Alice Brown"]),
        (r"SELECT Name FROM Contact WHERE LastName = 'O\'Hara'", []),
    ],
)
def test_a_query_finds_what_it_asks_for(query, soql, names):
    assert [one["Name"] for one in query(soql)] == names


@pytest.mark.parametrize(
    ("soql", "refused_with"),
    [
        ("SELECT Nom FROM Contact", "INVALID_FIELD"),
        ("SELECT Id FROM Contact WHERE Description = 'x'", "INVALID_FIELD"),
        ("SELECT Id FROM Patient", "INVALID_TYPE"),
        ("SELECT Id FROM Contact WHERE LastName = 'O'Hara'", "MALFORMED_QUERY"),
        ("SELECT Id FROM Contact WHERE LastName = 'x' OR Id = 'y' AND Id = 'z'", "MALFORMED_QUERY"),
        ("SELECT Id FROM Contact LIMIT", "MALFORMED_QUERY"),
        ("SELECT Id FROM Contact; DROP", "MALFORMED_QUERY"),
        ("", "MALFORMED_QUERY"),
    ],
)
def test_a_query_that_salesforce_cannot_read_is_refused(query, soql, refused_with):
    assert query(soql) == refused_with


def test_times_are_kept_in_utc_whatever_offset_they_came_with(client, query):
    client.post("/sobjects/Event", json={**EVENT, "StartDateTime": "2026-11-22T10:00:00+02:00"})
    (found,) = query("SELECT StartDateTime FROM Event WHERE StartDateTime = 2026-11-22T08:00:00Z")
    assert found["StartDateTime"] == "2026-11-22T08:00:00.000+0000"


@pytest.mark.parametrize(
    ("changes", "refused_with"),
    [
        ({"Status": "Canceled"}, "INVALID_FIELD"),
        ({"Doctor__c": "x"}, "INVALID_FIELD"),
        ({"CreatedDate": "2026-11-22T08:00:00Z"}, "INVALID_FIELD"),
        ({"OwnerId": ""}, "MALFORMED_ID"),
        ({"WhoId": "0035g0000009999AAA"}, "INVALID_CROSS_REFERENCE_KEY"),
        ({"RecordTypeId": "012xx0000001XYZAA2"}, "INVALID_CROSS_REFERENCE_KEY"),
        ({"StartDateTime": "tomorrow"}, "JSON_PARSER_ERROR"),
        ({"DurationInMinutes": "30"}, "JSON_PARSER_ERROR"),
        ({"IsPrivate": 1}, "JSON_PARSER_ERROR"),
        ({"ActivityDate": "22/11/2026"}, "JSON_PARSER_ERROR"),
        ({"ShowAs": "Gone"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
        ({"Subject": "x" * 256}, "STRING_TOO_LONG"),
        ({"Subject": None}, "REQUIRED_FIELD_MISSING"),
    ],
)
def test_an_event_that_does_not_fit_is_refused_whole(salesforce, client, changes, refused_with):
    assert code(client.post("/sobjects/Event", json={**EVENT, **changes})) == refused_with
    assert salesforce.org.events() == []


def test_an_event_without_an_end_is_refused(client):
    endless = {name: value for name, value in EVENT.items() if name != "EndDateTime"}
    assert code(client.post("/sobjects/Event", json=endless)) == "REQUIRED_FIELD_MISSING"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"nonsense"])
def test_a_body_that_is_no_object_is_refused(client, body):
    headers = {"Content-Type": "application/json"}
    answer = client.post("/sobjects/Event", content=body, headers=headers)
    assert code(answer) == "JSON_PARSER_ERROR"


def test_a_unique_field_takes_a_value_once_and_names_the_record(salesforce, client):
    client.patch(UPSERT, json=EVENT)
    answer = client.post("/sobjects/Event", json={**EVENT, "Booking_Ref__c": REFERENCE})
    assert code(answer) == "DUPLICATE_VALUE"
    assert salesforce.org.events()[0].id in answer.text


def test_an_upsert_does_not_repeat_its_key(client):
    assert code(client.patch(UPSERT, json={**EVENT, "Booking_Ref__c": REFERENCE})) == (
        "INVALID_FIELD"
    )


def test_the_same_key_gets_the_same_answer_and_a_wrong_key_none(salesforce, client):
    body = {"apiName": "Event", "fields": EVENT}
    headers = {"Idempotency-Key": REFERENCE}
    answers = [client.post("/ui-api/records", json=body, headers=headers) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert len(salesforce.org.events()) == 1
    wrong = client.post("/ui-api/records", json=body, headers={"Idempotency-Key": "2026-W47"})
    assert code(wrong) == "INVALID_HEADER"


def test_a_version_the_org_does_not_have_is_not_found(salesforce, client):
    salesforce.org.setup.newest_version = 59
    assert code(client.get("/limits")) == "NOT_FOUND"


def test_sessions_end_and_the_days_calls_run_out(salesforce, client):
    salesforce.org.setup.calls_a_day = 1
    assert client.get("/limits").json()["DailyApiRequests"]["Remaining"] == 0
    answer = client.get("/limits")
    assert (answer.status_code, code(answer)) == (403, "REQUEST_LIMIT_EXCEEDED")
    salesforce.access.end_sessions()
    answer = client.get("/limits")
    assert (answer.status_code, code(answer)) == (401, "INVALID_SESSION_ID")


def test_it_is_steered_from_another_process(salesforce, client):
    client.post("/sobjects/Event", json=EVENT)
    control = salesforce.control_url
    assert len(httpx.get(f"{control}/state").json()["Event"]) == 1
    httpx.post(f"{control}/quota")
    assert client.get("/limits").status_code == 403
    assert client.get("/limits").status_code == 200
    httpx.post(f"{control}/end-sessions")
    assert client.get("/limits").status_code == 401
    httpx.post(f"{control}/reset")
    assert httpx.get(f"{control}/state").json()["Event"] == []
    assert len(salesforce.org.contacts()) == 2


def test_a_good_client_breaks_nothing_and_a_bad_one_is_told_of(salesforce, client):
    client.post("/sobjects/Event", json=EVENT)
    assert salesforce.violations == []
    client.post("/sobjects/Event", json={**EVENT, "EndDateTime": EVENT["StartDateTime"]})
    client.delete("/sobjects/Event")
    zero_length, wrong_method = (one.violation for one in salesforce.violations)
    assert zero_length == "the event takes no time"
    assert "not allowed" in wrong_method
