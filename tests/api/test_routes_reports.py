"""The CRMs' settings, the analytics report, and sending it, over HTTP."""

import json

import pytest

from app.api.bodies.crms import Report
from tests.support.desk import DAY

PMS = "/api/integrations/pms"
REPORT = "/api/analytics/report"


async def test_the_crms_are_listed_and_read_again_without_a_restart(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        answer = await api.http.get(f"{PMS}/providers")
        assert answer.status_code == 200
        ghl, salesforce, hubspot = answer.json()["providers"]
        assert hubspot == {
            "id": "hubspot",
            "label": "HubSpot",
            "baseUrl": api.crms["hubspot"].base_url,
            "configured": True,
            "missing": [],
            "timeoutMs": 15000,
        }
        assert (ghl["id"], ghl["configured"]) == ("ghl", False)
        assert "PMS_GHL_API_KEY" in ghl["missing"]
        assert salesforce["missing"][0] == "PMS_SALESFORCE_BASE_URL"
        file = api.services.settings.data_dir / ".env"
        file.write_text("PMS_GHL_BASE_URL=https://crm.example\nPMS_GHL_TIMEOUT_MS=2500\n")
        assert (await api.http.get(f"{PMS}/providers")).json() == answer.json()
        again = await api.http.post(f"{PMS}/reload")
        assert again.status_code == 200
        ghl = again.json()["providers"][0]
        assert (ghl["baseUrl"], ghl["timeoutMs"]) == ("https://crm.example", 2500)
        assert "PMS_GHL_BASE_URL" not in ghl["missing"]
        assert (await api.http.get(f"{PMS}/providers")).json() == again.json()
        assert api.crms["hubspot"].token not in again.text


async def test_the_report_is_counts_of_the_days_asked_for(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        answer = await api.http.get(f"{REPORT}?from={DAY}&to={DAY}")
        assert answer.status_code == 200
        told = answer.json()
        Report.model_validate(told)
        assert (told["period"]["from"], told["period"]["to"]) == (str(DAY), str(DAY))
        assert told["appointments"]["booked"] > 40
        rows = (await api.services.run_sheet.sheet()).rows
        names = {row.patient_last_name for row in rows if row.patient_last_name}
        assert len(names) > 20
        assert not any(name in answer.text for name in names if len(name) > 3)
        week = (await api.http.get(REPORT)).json()
        assert (week["period"]["from"], week["period"]["to"]) == ("2026-03-02", str(DAY))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-03-04", "to"),
        ("to=2026-03-04", "from"),
        ("from=2026-03-04&to=2026-03-03", "to"),
        ("from=2026-01-01&to=2026-12-31", "to"),
        ("from=yesterday&to=2026-03-04", "from"),
    ],
)
async def test_an_impossible_span_is_a_400(open_api, query, field) -> None:
    async with open_api() as api:
        answer = await api.http.get(f"{REPORT}?{query}")
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == [field]


async def test_the_current_report_is_sent_where_none_is_given(open_api) -> None:
    async with open_api(system="gentu", crms=["hubspot"]) as api:
        await api.practice.sync()
        account = api.crms["hubspot"].account
        for body in (None, {}, {"report": None}):
            answer = await api.http.post(f"{PMS}/hubspot/performance", json=body)
            account.catch_up()
            told = answer.json()
            assert (answer.status_code, told["success"], told["status"]) == (200, True, "sent")
            assert {"provider", "reportId", "externalId", "correlationId"} < set(told)
        (note,) = account.records("notes")
        assert "2026-03-02" in note.properties["hs_note_body"]


async def test_of_a_given_report_only_counts_leave(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        body = {
            "report": {"booked": 41, "best": "Alex Brown"},
            "tags": ["weekly"],
            "target": "team-1",
            "sentAt": "2026-03-04T10:00:00+11:00",
        }
        answer = await api.http.post(f"{PMS}/hubspot/performance", json=body)
        assert answer.status_code == 200
        (note,) = api.crms["hubspot"].account.records("notes")
        said = json.dumps(note.properties)
        assert "41" in said
        assert "Brown" not in said


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"report": {"name": "Alex"}}, "report"),
        ({"report": "x"}, "report"),
        ({"tags": "weekly"}, "tags"),
        ({"tags": ["x"] * 21}, "tags"),
        ({"sentAt": "2026-03-04"}, "sentAt"),
        ({"target": 5}, "target"),
    ],
)
async def test_a_report_that_cannot_be_sent_is_a_400(open_api, body, field) -> None:
    async with open_api(crms=["hubspot"]) as api:
        answer = await api.http.post(f"{PMS}/hubspot/performance", json=body)
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == [field]
        assert api.crms["hubspot"].account.records("notes") == []


async def test_a_report_that_waits_is_a_202_and_one_that_is_refused_a_502(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        faults = api.crms["hubspot"].faults
        faults.add("status_403", method="POST")
        answer = await api.http.post(f"{PMS}/hubspot/performance")
        assert answer.status_code == 502, answer.text
        faults.clear()
        faults.add("drop")
        answer = await api.http.post(f"{PMS}/hubspot/performance")
        told = answer.json()
        assert (answer.status_code, told["success"], told["status"]) == (202, False, "pending")
        faults.clear()
