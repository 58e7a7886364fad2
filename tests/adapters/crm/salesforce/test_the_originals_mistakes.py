"""Rows 11 to 20 and 30 to 32 of the facts: what the earlier implementation sent, and what we do.

Each of its requests is refused here, or taken and marked as what no practice wants; ours is taken.
"""

import json

import httpx
import pytest

from app.domain.booking import Person
from app.domain.errors import CrmBusy, CrmSignInAgain, OutcomeUnknown, SlowDown
from app.sandbox.salesforce.sandbox import running_salesforce
from tests.adapters.crm.salesforce.conftest import OWNER_ID, REFERENCE, order, report
from tests.support.waiting import PATIENCE_S

EVENT = {
    "Subject": "Cleaning - Sara Ali",
    "StartDateTime": "2026-11-22T08:00:00Z",
    "EndDateTime": "2026-11-22T08:30:00Z",
    "WhoId": "0035g0000000001AAA",
}


class Original:
    """The earlier implementation: its own Salesforce, a plain client with the static token."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self._client = httpx.Client(
            base_url=f"{sandbox.base_url}/services/data/v58.0",
            headers={"Authorization": f"Bearer {sandbox.access.token}"},
            timeout=PATIENCE_S,
        )

    def send(self, method, path, body):
        """The answer's code (None: it was taken)."""
        answer = self._client.request(method, path, json=body)
        return None if answer.status_code < 300 else answer.json()[0]["errorCode"]

    @property
    def slips(self):
        return [record.violation for record in self.sandbox.violations]

    def close(self):
        self._client.close()


@pytest.fixture
def original():
    with running_salesforce() as sandbox:
        found = Original(sandbox)
        yield found
        found.close()


async def sent_event(desk, **values):
    await desk.open(**values).create(order())
    await desk.http.aclose()
    return desk.writes("/Event")[0]


def test_the_event_that_the_originals_are_changed_from_is_a_good_one(original):
    assert original.send("POST", "/sobjects/Event", EVENT) is None
    assert original.slips == []


async def test_row_11_a_zone_is_no_field_of_an_event(original, desk):
    zoned = {**EVENT, "TimeZoneSidKey": "Australia/Sydney"}
    assert original.send("POST", "/sobjects/Event", zoned) == "INVALID_FIELD"
    ours = await sent_event(desk)
    assert "TimeZoneSidKey" not in ours
    assert ours["StartDateTime"] == "2026-11-22T08:00:00Z"
    assert ours["EndDateTime"] == "2026-11-22T08:30:00Z"


@pytest.mark.parametrize(
    "field",
    ["Service__c", "Doctor__c", "Clinic_Branch__c", "Patient_Email__c", "Metadata__c",
     "eDentist_Source__c"],
)  # fmt: skip
async def test_row_12_a_field_that_nobody_made_refuses_all(original, desk, field):
    assert original.send("POST", "/sobjects/Event", {**EVENT, field: "x"}) == "INVALID_FIELD"
    ours = await sent_event(desk)
    assert not [name for name in ours if name.endswith("__c")]
    assert ours["Description"] == f"Doctor: Dr. Omar\nNotes: Comes by taxi\nRef: {REFERENCE}"


@pytest.mark.parametrize("field", ["OwnerId", "RecordTypeId"])
async def test_row_13_an_empty_setting_is_left_out(original, desk, field):
    assert original.send("POST", "/sobjects/Event", {**EVENT, field: ""}) == "MALFORMED_ID"
    assert field not in await sent_event(desk)


async def test_row_13_a_setting_that_is_there_is_sent(desk):
    assert (await sent_event(desk, PMS_SALESFORCE_OWNER_ID=OWNER_ID))["OwnerId"] == OWNER_ID


async def test_row_14_no_event_takes_no_time(original, desk):
    original.send("POST", "/sobjects/Event", {**EVENT, "EndDateTime": EVENT["StartDateTime"]})
    assert original.slips == ["the event takes no time"]
    ours = await sent_event(desk)
    assert ours["StartDateTime"] < ours["EndDateTime"]


async def test_row_15_an_event_is_somebodys(original, desk):
    nobodys = {name: value for name, value in EVENT.items() if name != "WhoId"}
    original.send("POST", "/sobjects/Event", nobodys)
    assert original.slips == ["the event is nobody's"]
    ours = await sent_event(desk)
    assert ours["WhoId"] == desk.org.contacts()[-1].id
    assert desk.org.contacts()[-1].fields["Name"] == "Sara Ali"


async def test_row_16_the_place_is_the_branchs_name(desk):
    ours = await sent_event(desk)
    assert ours["Location"] == "Heliopolis"
    assert "loc-internal-7" not in json.dumps(desk.writes())


async def test_row_17_a_move_sends_both_times_and_nothing_else(original, desk):
    original.send("POST", "/sobjects/Event", EVENT)
    path = f"/sobjects/Event/{original.sandbox.org.events()[0].id}"
    status = {"StartDateTime": EVENT["StartDateTime"], "eDentist_Status__c": "rescheduled"}
    assert original.send("PATCH", path, status) == "INVALID_FIELD"
    original.send("PATCH", path, {"StartDateTime": "2026-11-23T08:00:00Z"})
    assert original.slips == ["a start and an end go together"]
    adapter = desk.open()
    landed = await adapter.create(order())
    await adapter.reschedule(landed.external_id, order())
    await desk.http.aclose()
    assert desk.writes()[-1] == {
        "StartDateTime": "2026-11-22T08:00:00Z",
        "EndDateTime": "2026-11-22T08:30:00Z",
    }


async def test_row_18_cancelling_sets_fields_that_an_event_has(original, desk):
    original.send("POST", "/sobjects/Event", EVENT)
    path = f"/sobjects/Event/{original.sandbox.org.events()[0].id}"
    assert original.send("PATCH", path, {"Status": "Canceled"}) == "INVALID_FIELD"
    assert original.send("PATCH", f"{path}?status=Canceled", {"Subject": "x"}) is not None
    adapter = desk.open()
    landed = await adapter.create(order())
    await adapter.cancel(landed.external_id, order())
    await desk.http.aclose()
    assert desk.writes()[-1] == {"Subject": "CANCELLED: Cleaning - Sara Ali", "ShowAs": "Free"}


async def test_row_19_a_report_goes_where_records_are_made(original, desk):
    original.sandbox.org.setup.add_report_object()
    path = "/composite/sobjects/EDentist_Performance__c"
    assert original.send("POST", path, {"Records": [{"Payload__c": "{}"}]}) is not None
    desk.org.setup.add_report_object()
    await desk.open().push_report(report())
    await desk.http.aclose()
    assert desk.calls[-1].method == "PATCH"
    assert desk.calls[-1].path.endswith("/EDentist_Performance__c/Report_Key__c/2026-W47")


async def test_row_20_a_session_that_ended_is_renewed(original, desk):
    original.sandbox.access.end_sessions()
    assert original.send("POST", "/sobjects/Event", EVENT) == "INVALID_SESSION_ID"
    alone = desk.open()
    adapter = desk.open_app()
    desk.sandbox.access.end_sessions()
    with pytest.raises(CrmSignInAgain):
        await alone.create(order())
    await adapter.create(order())
    await desk.http.aclose()
    assert len(desk.org.events()) == 1


async def test_row_30_a_create_that_took_too_long_is_unknown_and_found(desk):
    desk.timeout_s = 5
    adapter = desk.open()
    await adapter.find_people(Person(phone="+61491570157"))
    desk.sandbox.faults.add("hang", path="/sobjects/Event", method="POST", times=1)
    with pytest.raises(OutcomeUnknown):
        await adapter.create(order())
    desk.timeout_s = 60
    (found,) = await desk.open().find(order())
    await desk.http.aclose()
    assert found.external_id == desk.event().id


async def test_row_31_limits_locks_and_failures_are_told_apart(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    desk.sandbox.throttle(method="PATCH")
    with pytest.raises(SlowDown):
        await adapter.reschedule(landed.external_id, order())
    desk.org.setup.locked.add(landed.external_id)
    with pytest.raises(CrmBusy):
        await adapter.reschedule(landed.external_id, order())
    desk.org.setup.locked.clear()
    desk.sandbox.faults.add("status_500_after", method="PATCH", times=1)
    with pytest.raises(OutcomeUnknown):
        await adapter.reschedule(landed.external_id, order())
    await desk.http.aclose()


async def test_row_32_the_correlation_id_is_salesforces_own_header(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    moved = await adapter.reschedule(landed.external_id, order())
    pushed = await adapter.push_report(report())
    await desk.http.aclose()
    ids = [one.correlation_id for one in (landed, moved, pushed)]
    assert all(one.startswith("sandbox-") for one in ids)
    assert len(set(ids)) == 3
