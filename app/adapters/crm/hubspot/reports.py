"""Performance reports: a note each, on one contact that the practice keeps for them."""

import msgspec

from app.adapters.crm.hubspot import notes
from app.adapters.crm.hubspot.api import Api
from app.adapters.crm.hubspot.errors import SYSTEM
from app.adapters.crm.hubspot.wire import Record, creation
from app.domain.booking import Landed, ReportDocument
from app.domain.errors import CrmSetupMissing

CONTACT_NAME = "Clinic reports"
CONTACT_SETTING = "PMS_HUBSPOT_REPORT_CONTACT_ID"
_AT_A_TIME = 16


class Reports:
    """`contact_id` is the contact that was set; empty: one called *Clinic reports*."""

    def __init__(self, api: Api, contact_id: str) -> None:
        self._api = api
        self._told_id = contact_id
        self._known_id = contact_id

    async def check(self) -> None:
        """Raises CrmSetupMissing when the contact that was set is not there."""
        if self._told_id and await self._api.read("contacts", self._told_id, ()) is None:
            raise CrmSetupMissing(system=SYSTEM, field=CONTACT_SETTING)

    def payload(self, report: ReportDocument) -> bytes:
        """The body of a new note. Its contact is in it where there is one: see `find_place`."""
        return msgspec.json.encode(creation(notes.note_properties(report), self._ties()))

    async def push(self, report: ReportDocument) -> Landed:
        """Make the note, change it where its text is another, or leave it."""
        await self.check()
        await self.find_place()
        contact_id = self._known_id = self._known_id or await self._made_contact()
        sent = notes.note_properties(report)
        there = await self._there(report, contact_id)
        if there is None:
            there = await self._api.create("notes", sent, self._ties())
        elif notes.plain(there.properties.get("hs_note_body")) != notes.plain(sent["hs_note_body"]):
            there = await self._api.update("notes", there.id, sent)
        return Landed(
            external_id=there.id, contact_id=contact_id, correlation_id=there.correlation_id
        )

    def _ties(self) -> list[tuple[str, int]]:
        return [(self._known_id, notes.NOTE_TO_CONTACT)] if self._known_id else []

    async def find_place(self) -> None:
        """The contact that was set, or the oldest of that name: a second one is never used."""
        if self._known_id:
            return
        found = await self._api.search("contacts", [[("lastname", CONTACT_NAME)]], (), 10)
        ids = (record.id for record in found.records)
        self._known_id = min(ids, key=lambda id_: (len(id_), id_), default="")

    async def _made_contact(self) -> str:
        made, _ = await self._api.create_contact({"lastname": CONTACT_NAME})
        if made is None:
            raise CrmSetupMissing(system=SYSTEM, field=CONTACT_SETTING)
        return made

    async def _there(self, report: ReportDocument, contact_id: str) -> Record | None:
        """The note of this period; the newest notes are looked at first."""
        ids = await self._api.tied("contacts", contact_id, "notes")
        newest = sorted(ids, key=lambda id_: (len(id_), id_), reverse=True)
        for at in range(0, len(newest), _AT_A_TIME):
            some = newest[at : at + _AT_A_TIME]
            for note in await self._api.read_all("notes", some, ("hs_note_body",)):
                text = notes.plain(note.properties.get("hs_note_body"))
                if notes.report_key(report) in text:
                    return note
        return None
