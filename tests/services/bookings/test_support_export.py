"""People who are only in bookings, and the CRMs' keys, are taken out of a support export too."""

from dataclasses import replace

from app.services.support.marks import Kind
from app.services.support.wish import Span
from tests.support.crm_desk import ALEX, crm_desk

KEY = "pat-na1-8c41be77-planted-key"
VANDERSNOOT = replace(
    ALEX, first_name="Quentinella", last_name="Vandersnoot", email="quentinella@snoot.example"
)


async def test_a_booked_person_and_a_crms_key_are_taken_out(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(await desk.book(patient=VANDERSNOOT, notes="Fear of zebrafish"))
        await desk.services.crm.save("salesforce", {"PMS_SALESFORCE_TOKEN": KEY})
        told = f"Quentinella Vandersnoot, 0412 345 678, wants in; the key is {KEY}"
        export = await desk.services.support.prepare(Span.DAY, description=told)
    text = export.files[0].text
    for part in ("Quentinella", "Vandersnoot", "345 678", KEY):
        assert part not in text
    assert export.files[0].removed[Kind.NAME] == 1  # one name of two words
    whole = export.zipped()
    for part in ("Quentinella", "Vandersnoot", "quentinella@", "zebrafish", KEY):
        assert part.encode() not in whole
        assert all(part not in file.text for file in export.files)
