"""Rows 11 to 20 and 30 to 32 of shared/facts/crm.md, 7; what the names say is in ../facts_7.py."""

import json
from datetime import datetime, timedelta

import httpx
import pytest

from app.domain.booking import Person
from app.domain.errors import CrmBusy, CrmSignInAgain, OutcomeUnknown, SlowDown
from app.sandbox.salesforce.fields import Field
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
        self.statuses = []
        self._client = httpx.Client(
            base_url=f"{sandbox.base_url}/services/data/v58.0",
            headers={"Authorization": f"Bearer {sandbox.access.token}"},
            timeout=PATIENCE_S,
        )

    def send(self, method, path, body):
        """The answer's code (None: it was taken)."""
        answer = self._client.request(method, path, json=body)
        self.statuses.append(answer.status_code)
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


async def taken(desk, **values):
    """The fields that we sent for an event, which is there now."""
    landed = await desk.open(**values).create(order())
    await desk.http.aclose()
    sent = desk.writes("/Event")[0]
    assert desk.event().id == landed.external_id
    assert held(desk, sent) == sent
    return sent


def held(desk, names):
    """What the one event holds in these fields; Salesforce writes `Z` in a way of its own."""
    fields = desk.event().fields
    return {name: fields[name].replace(".000+0000", "Z") for name in names}


@pytest.fixture
def kept(original):
    """The path of an event that the original made rightly, before it changed it wrongly."""
    assert original.send("POST", "/sobjects/Event", EVENT) is None
    (event,) = original.sandbox.org.events()
    return f"/sobjects/Event/{event.id}"


def test_the_event_that_the_originals_are_changed_from_is_a_good_one(original):
    assert original.send("POST", "/sobjects/Event", EVENT) is None
    assert original.slips == []


def test_row_11_refused_a_zone_is_no_field_of_an_event(original):
    zoned = {**EVENT, "TimeZoneSidKey": "Australia/Sydney"}
    assert original.send("POST", "/sobjects/Event", zoned) == "INVALID_FIELD"
    assert original.sandbox.org.events() == []


async def test_row_11_ours_are_times_in_utc(desk):
    sent = await taken(desk)
    assert "TimeZoneSidKey" not in sent
    assert sent["StartDateTime"] == "2026-11-22T08:00:00Z"
    assert sent["EndDateTime"] == "2026-11-22T08:30:00Z"


@pytest.mark.parametrize(
    "field",
    ["Service__c", "Doctor__c", "Clinic_Branch__c", "Patient_Email__c", "Metadata__c",
     "eDentist_Source__c"],
)  # fmt: skip
def test_row_12_refused_one_field_that_nobody_made_is_enough(original, field):
    assert original.send("POST", "/sobjects/Event", {**EVENT, field: "x"}) == "INVALID_FIELD"
    assert original.sandbox.org.events() == []


async def test_row_12_ours_are_the_fields_that_are_there_the_rest_is_described(desk):
    sent = await taken(desk)
    assert not [name for name in sent if name.endswith("__c")]
    assert sent["Description"] == f"Doctor: Dr. Omar\nNotes: Comes by taxi\nRef: {REFERENCE}"


async def test_row_12_ours_with_a_field_of_the_orgs_own_fills_it(desk):
    desk.org.setup.own_fields["Event"] = {"Doctor__c": Field(longest=64)}
    sent = await taken(desk)
    assert sent["Doctor__c"] == "Dr. Omar"
    assert "Dr. Omar" not in sent["Description"]


@pytest.mark.parametrize("field", ["OwnerId", "RecordTypeId"])
def test_row_13_refused_an_empty_text_is_no_id(original, field):
    assert original.send("POST", "/sobjects/Event", {**EVENT, field: ""}) == "MALFORMED_ID"
    assert original.sandbox.org.events() == []


async def test_row_13_ours_leaves_an_empty_setting_out_and_sends_a_set_one(desk):
    assert not {"OwnerId", "RecordTypeId"} & (await taken(desk)).keys()


async def test_row_13_ours_sends_a_setting_that_is_there(desk):
    assert (await taken(desk, PMS_SALESFORCE_OWNER_ID=OWNER_ID))["OwnerId"] == OWNER_ID


def test_row_14_marked_an_event_that_takes_no_time_is_taken(original):
    no_time = {**EVENT, "EndDateTime": EVENT["StartDateTime"]}
    assert original.send("POST", "/sobjects/Event", no_time) is None
    assert original.slips == ["the event takes no time"]


async def test_row_14_ours_takes_as_long_as_was_booked(desk):
    sent = await taken(desk)
    start, end = (datetime.fromisoformat(sent[f"{at}DateTime"]) for at in ("Start", "End"))
    assert end - start == order().end_at - order().start_at > timedelta(0)


def test_row_15_marked_an_event_that_is_nobodys_is_taken(original):
    nobodys = {name: value for name, value in EVENT.items() if name != "WhoId"}
    assert original.send("POST", "/sobjects/Event", nobodys) is None
    assert original.slips == ["the event is nobody's"]


async def test_row_15_ours_is_of_the_contact_that_was_made_first(desk):
    sent = await taken(desk)
    (contact,) = [one for one in desk.org.contacts() if one.fields["Name"] == "Sara Ali"]
    assert sent["WhoId"] == contact.id


@pytest.mark.parametrize("place", ["loc-internal-7", "ve9EPM428h8vShlRW1KT"])
def test_row_16_marked_an_internal_id_as_the_place_is_taken(original, place):
    assert original.send("POST", "/sobjects/Event", {**EVENT, "Location": place}) is None
    assert original.slips == ["an internal id is shown as the place"]


async def test_row_16_ours_is_the_branchs_name(desk):
    sent = await taken(desk)
    assert sent["Location"] == "Heliopolis"
    assert order().location_id not in json.dumps(desk.writes())


def test_row_17_refused_a_status_that_no_event_has(original, kept):
    status = {"StartDateTime": EVENT["StartDateTime"], "eDentist_Status__c": "rescheduled"}
    assert original.send("PATCH", kept, status) == "INVALID_FIELD"


def test_row_17_marked_a_start_alone_or_an_end_that_is_the_start_is_taken(original, kept):
    start = {"StartDateTime": "2026-11-23T08:00:00Z"}
    assert original.send("PATCH", kept, start) is None
    assert original.send("PATCH", kept, start | {"EndDateTime": start["StartDateTime"]}) is None
    assert original.slips == ["a start and an end go together", "the event takes no time"]


async def test_row_17_ours_moves_both_times_and_nothing_else(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    day = timedelta(days=1)
    moved = order(start_at=order().start_at + day, end_at=order().end_at + day)
    await adapter.reschedule(landed.external_id, moved)
    await desk.http.aclose()
    sent = {"StartDateTime": "2026-11-23T08:00:00Z", "EndDateTime": "2026-11-23T08:30:00Z"}
    assert desk.writes()[-1] == sent
    assert held(desk, sent) == sent


def test_row_18_refused_an_event_has_no_status(original, kept):
    assert original.send("PATCH", kept, {"Status": "Canceled"}) == "INVALID_FIELD"
    assert original.send("PATCH", f"{kept}?status=Canceled", {"Subject": "x"}) is not None


async def test_row_18_ours_sets_fields_that_an_event_has(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    await adapter.cancel(landed.external_id, order())
    await desk.http.aclose()
    sent = {"Subject": "CANCELLED: Cleaning - Sara Ali", "ShowAs": "Free"}
    assert desk.writes()[-1] == sent
    assert held(desk, sent) == sent


def test_row_19_refused_that_address_makes_no_records(original):
    original.sandbox.org.setup.add_report_object()
    path = "/composite/sobjects/EDentist_Performance__c"
    assert original.send("POST", path, {"Records": [{"Payload__c": "{}"}]}) is not None
    assert original.sandbox.org.records("EDentist_Performance__c") == []


async def test_row_19_ours_goes_where_records_are_made(desk):
    desk.org.setup.add_report_object()
    await desk.open().push_report(report())
    await desk.http.aclose()
    assert desk.calls[-1].method == "PATCH"
    assert desk.calls[-1].path.endswith("/EDentist_Performance__c/Report_Key__c/2026-W47")
    (row,) = desk.org.records("EDentist_Performance__c")
    assert row.fields["Report_Key__c"] == "2026-W47"


async def test_row_19_ours_without_the_object_is_a_file(desk):
    await desk.open().push_report(report())
    await desk.http.aclose()
    (row,) = desk.org.records("ContentVersion")
    assert row.fields["Title"] == "performance-2026-W47"


async def test_row_20_refused_a_token_alone_ends_with_its_session(original, desk):
    original.sandbox.access.end_sessions()
    assert original.send("POST", "/sobjects/Event", EVENT) == "INVALID_SESSION_ID"
    alone = desk.open()
    desk.sandbox.access.end_sessions()
    with pytest.raises(CrmSignInAgain):
        await alone.create(order())
    await desk.http.aclose()


async def test_row_20_ours_is_renewed(desk):
    adapter = desk.open_app()
    await adapter.find_people(Person(phone="+61491570157"))
    desk.sandbox.access.end_sessions()
    await adapter.create(order())
    await desk.http.aclose()
    assert len(desk.org.events()) == 1


def test_row_30_lost_an_abort_says_nothing_and_a_repeat_books_twice(original):
    original.sandbox.faults.add("lost_answer", path="/sobjects/Event", method="POST", times=1)
    with pytest.raises(httpx.TransportError):
        original.send("POST", "/sobjects/Event", EVENT)
    assert original.send("POST", "/sobjects/Event", EVENT) is None
    assert len(original.sandbox.org.events()) == 2


async def test_row_30_ours_is_unknown_and_found(desk):
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


def test_row_31_refused_the_limit_comes_as_a_403(original):
    original.sandbox.throttle(method="POST")
    assert original.send("POST", "/sobjects/Event", EVENT) == "REQUEST_LIMIT_EXCEEDED"
    assert original.statuses == [403]


async def test_row_31_ours_tells_limits_locks_and_failures_apart(desk):
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


async def test_row_32_ours_is_salesforces_own_header(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    moved = await adapter.reschedule(landed.external_id, order())
    pushed = await adapter.push_report(report())
    await desk.http.aclose()
    ids = [one.correlation_id for one in (landed, moved, pushed)]
    assert all(one.startswith("sandbox-") for one in ids)
    assert len(set(ids)) == 3
