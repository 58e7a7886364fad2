"""Reports in HubSpot: one note for each period, on one contact."""

from dataclasses import replace

import pytest

from app.domain.booking import ReportDocument
from app.domain.errors import CrmSetupMissing, OutcomeUnknown
from tests.adapters.crm.hubspot.conftest import NOW, open_desk

REPORT = ReportDocument(
    key="2026-W47",
    title="Week 47",
    figures={"appointments": 120},
    lines=("Appointments: 120", "Telehealth: <5 & rising"),
    sent_at=NOW,
    tags=("weekly",),
    target="Head office",
)
BODY = (
    "[ref 2026-W47] Week 47<br>Appointments: 120<br>Telehealth: &lt;5 &amp; rising"
    "<br>For: Head office<br>Tags: weekly"
)


@pytest.fixture
def contact(hubspot):
    return hubspot.account.create("contacts", {"lastname": "Our reports"})


async def test_a_report_is_one_note_on_the_contact_that_was_set(hubspot, contact):
    async with open_desk(hubspot, PMS_HUBSPOT_REPORT_CONTACT_ID=contact.id) as desk:
        payload = desk.crm.report_payload(REPORT)
        assert desk.calls == []
        first = await desk.crm.push_report(REPORT)
        again = await desk.crm.push_report(REPORT)
        assert first.external_id == again.external_id
        assert first.contact_id == contact.id
        (posted,) = [c for c in desk.calls if c.method == "POST"]
        assert posted.body == payload
        assert desk.writes() == ["POST notes"]
    (note,) = hubspot.account.records("notes")
    assert note.properties == {"hs_timestamp": "2026-11-20T12:00:00Z", "hs_note_body": BODY}
    assert hubspot.account.tied("notes", note.id, "contacts") == [contact.id]


async def test_another_text_of_the_same_period_replaces_the_note(hubspot, contact):
    async with open_desk(hubspot, PMS_HUBSPOT_REPORT_CONTACT_ID=contact.id) as desk:
        first = await desk.crm.push_report(REPORT)
        other = await desk.crm.push_report(replace(REPORT, key="2026-W48"))
        changed = await desk.crm.push_report(replace(REPORT, lines=("Appointments: 121",)))
        assert changed.external_id == first.external_id != other.external_id
        assert desk.writes() == ["POST notes", "POST notes", f"PATCH {first.external_id}"]
    assert "121" in hubspot.account.record("notes", first.external_id).properties["hs_note_body"]


async def test_a_note_that_hubspot_wrapped_in_html_is_the_same_note(hubspot, contact):
    async with open_desk(hubspot, PMS_HUBSPOT_REPORT_CONTACT_ID=contact.id) as desk:
        first = await desk.crm.push_report(REPORT)
        note = hubspot.account.record("notes", first.external_id)
        wrapped = f'<div style="" dir="auto"><p>{BODY.replace("<br>", "</p><p>")}</p></div>'
        hubspot.account.update(note, {"hs_note_body": wrapped})
        await desk.crm.push_report(REPORT)
        assert desk.writes() == ["POST notes"]


async def test_it_is_found_among_many_notes(hubspot, contact):
    async with open_desk(hubspot, PMS_HUBSPOT_REPORT_CONTACT_ID=contact.id) as desk:
        first = await desk.crm.push_report(REPORT)
        for number in range(40):
            note = hubspot.account.create("notes", {"hs_note_body": f"[ref 2025-W{number}]"})
            hubspot.account.tie("notes", note.id, "contacts", contact.id)
        hubspot.server.show_ties(7)
        assert (await desk.crm.push_report(REPORT)).external_id == first.external_id
        assert desk.writes() == ["POST notes"]


async def test_a_report_whose_answer_was_lost_is_found(hubspot, contact):
    async with open_desk(hubspot, PMS_HUBSPOT_REPORT_CONTACT_ID=contact.id) as desk:
        hubspot.faults.add("lost_answer", method="POST", path="/notes", times=1)
        with pytest.raises(OutcomeUnknown):
            await desk.crm.push_report(REPORT)
        await desk.crm.push_report(REPORT)
    assert len(hubspot.account.records("notes")) == 1


async def test_without_a_setting_one_contact_is_made_and_used_by_every_desk(hubspot):
    async with open_desk(hubspot) as desk:
        first = await desk.crm.push_report(REPORT)
        payload = desk.crm.report_payload(REPORT)
        (posted,) = [c for c in desk.calls if c.method == "POST" and c.path.endswith("/notes")]
        assert posted.body == payload
        await desk.crm.push_report(replace(REPORT, key="2026-W48"))
    hubspot.account.catch_up()
    async with open_desk(hubspot) as desk:
        assert (await desk.crm.push_report(REPORT)).external_id == first.external_id
    (contact,) = hubspot.account.records("contacts")
    assert contact.properties == {"lastname": "Clinic reports"}


async def test_of_two_such_contacts_the_older_one_is_used(hubspot):
    older, _ = (hubspot.account.create("contacts", {"lastname": "Clinic reports"}) for _ in "12")
    hubspot.account.catch_up()
    async with open_desk(hubspot) as desk:
        assert (await desk.crm.push_report(REPORT)).contact_id == older.id


async def test_a_contact_that_was_set_and_is_gone_is_told(hubspot):
    async with open_desk(hubspot, PMS_HUBSPOT_REPORT_CONTACT_ID="999") as desk:
        with pytest.raises(CrmSetupMissing, match="PMS_HUBSPOT_REPORT_CONTACT_ID"):
            await desk.crm.push_report(REPORT)
        assert desk.writes() == []
