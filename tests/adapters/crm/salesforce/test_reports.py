"""A report on the best shelf that the org has, once, and nothing of a person in it."""

import base64
import json

import pytest

from app.domain.errors import BookingRefused, CrmSetupMissing, SeveralFound
from app.sandbox.salesforce.org import REPORT_OBJECT
from tests.adapters.crm.salesforce.conftest import OWNER_ID, report


async def test_the_custom_object_holds_a_report_by_its_key_and_takes_a_newer_one(desk):
    desk.org.setup.add_report_object()
    adapter = desk.open()
    landed = await adapter.push_report(report())
    again = await adapter.push_report(report(figures={"appointments": 121}, target=None))
    await desk.http.aclose()
    assert landed.external_id == again.external_id
    assert landed.correlation_id
    (row,) = desk.org.records(REPORT_OBJECT)
    assert row.fields["Report_Key__c"] == "2026-W47"
    assert row.fields["Tags__c"] == "weekly;calls"
    assert row.fields["Target__c"] == "crm"
    assert row.fields["Sent_At__c"] == "2026-11-20T12:00:00.000+0000"
    assert json.loads(row.fields["Payload__c"])["figures"] == {"appointments": 121}
    assert all("Report_Key__c" not in body for body in desk.writes())


async def test_a_key_that_is_no_path_stays_one_part_of_it(desk):
    desk.org.setup.add_report_object()
    await desk.open().push_report(report(key="2026/W47 a"))
    await desk.http.aclose()
    (row,) = desk.org.records(REPORT_OBJECT)
    assert row.fields["Report_Key__c"] == "2026/W47 a"


async def test_without_the_object_it_is_a_file_uploaded_once(desk):
    adapter = desk.open(PMS_SALESFORCE_OWNER_ID=OWNER_ID)
    landed = [await adapter.push_report(report()) for _ in range(2)]
    await desk.http.aclose()
    (file,) = desk.org.records("ContentVersion")
    assert {one.external_id for one in landed} == {file.id}
    assert file.fields["Title"] == "performance-2026-W47"
    assert file.fields["PathOnClient"] == "performance-2026-W47.json"
    assert file.fields["FirstPublishLocationId"] == OWNER_ID
    assert base64.b64decode(file.fields["VersionData"]) == adapter.report_payload(report())


async def test_another_text_with_the_same_key_is_another_file(desk):
    adapter = desk.open()
    await adapter.push_report(report())
    await adapter.push_report(report(lines=("121 appointments.",)))
    await desk.http.aclose()
    assert len(desk.org.records("ContentVersion")) == 2


async def test_without_files_either_it_is_a_completed_task_made_once(desk):
    desk.org.setup.has_files = False
    adapter = desk.open()
    landed = [await adapter.push_report(report()) for _ in range(2)]
    await desk.http.aclose()
    (task,) = desk.org.records("Task")
    assert {one.external_id for one in landed} == {task.id}
    assert task.fields["Status"] == "Completed"
    assert task.fields["Description"].encode() == adapter.report_payload(report())


@pytest.mark.parametrize("shelf", ["object", "file", "task"])
async def test_the_payload_shown_is_carried_byte_for_byte_and_asks_nobody(desk, shelf):
    desk.org.setup.has_files = shelf == "file"
    if shelf == "object":
        desk.org.setup.add_report_object()
    adapter = desk.open()
    payload = adapter.report_payload(report())
    assert desk.calls == []
    await adapter.push_report(report())
    await desk.http.aclose()
    (sent,) = desk.writes()
    carried = {
        "object": sent.get("Payload__c", "").encode(),
        "file": base64.b64decode(sent.get("VersionData", "")),
        "task": sent.get("Description", "").encode(),
    }
    assert carried[shelf] == payload
    told = json.loads(payload)
    assert told["key"] == "2026-W47"
    assert told["sentAt"] == "2026-11-20T12:00:00Z"


@pytest.mark.parametrize("field", ["Tags__c", "Payload__c", "Sent_At__c"])
async def test_a_field_that_the_administrator_has_not_made_is_named(desk, field):
    desk.org.setup.add_report_object()
    del desk.org.setup.report_fields[field]
    with pytest.raises(CrmSetupMissing) as raised:
        await desk.open().push_report(report())
    await desk.http.aclose()
    assert raised.value.facts["field"] == field


async def test_a_field_that_the_administrator_requires_is_named(desk):
    desk.org.setup.add_report_object()
    desk.org.setup.required.add((REPORT_OBJECT, "Region__c"))
    with pytest.raises(CrmSetupMissing) as raised:
        await desk.open().push_report(report())
    await desk.http.aclose()
    assert raised.value.facts["field"] == "Region__c"


async def test_two_reports_with_one_key_need_a_person(desk):
    desk.org.setup.add_report_object()
    for _ in range(2):
        desk.org.add(REPORT_OBJECT, Report_Key__c="2026-W47")
    with pytest.raises(SeveralFound):
        await desk.open().push_report(report())
    await desk.http.aclose()


async def test_an_object_without_its_key_is_passed_over(desk):
    desk.org.setup.add_report_object()
    del desk.org.setup.report_fields["Report_Key__c"]
    await desk.open().push_report(report())
    await desk.http.aclose()
    assert len(desk.org.records("ContentVersion")) == 1


async def test_a_report_that_is_too_long_for_a_task_asks_for_the_object_and_is_not_sent(desk):
    desk.org.setup.has_files = False
    with pytest.raises(CrmSetupMissing, match="EDentist_Performance__c"):
        await desk.open().push_report(report(lines=("x" * 33_000,)))
    await desk.http.aclose()
    assert desk.writes() == []


async def test_a_report_that_is_refused_for_another_reason_says_so(desk):
    desk.org.setup.add_report_object()
    with pytest.raises(BookingRefused, match="Target__c is too long"):
        await desk.open().push_report(report(target="t" * 256))
    await desk.http.aclose()
    assert desk.org.records(REPORT_OBJECT) == []
