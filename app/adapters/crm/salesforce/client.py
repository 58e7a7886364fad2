"""Salesforce as a `CrmAdapter`: bookings are events, people are contacts.

As in shared/contracts/salesforce.openapi.yaml; why so is in shared/facts/crm.md, 5.
"""

import time
from collections.abc import Mapping
from enum import StrEnum
from hashlib import md5

from app.adapters.answer import Answer
from app.adapters.crm.salesforce import PREFIX, SYSTEM, mapping
from app.adapters.crm.salesforce.calls import Calls, segment
from app.adapters.crm.salesforce.errors import (
    Purpose,
    check,
    code_of,
    is_no_to,
    is_no_to_the_key,
    saved_id,
)
from app.adapters.crm.salesforce.mapping import REFERENCE_FIELD, CreateOnce, Org, Record
from app.adapters.crm.salesforce.people import ID, People
from app.adapters.crm_base import CrmAccount, KeepsNoSlots
from app.adapters.http import HttpClient
from app.adapters.values import object_of, read_id
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmCheck,
    CrmPerson,
    Landed,
    Person,
    ReportDocument,
)
from app.domain.errors import BadAnswer, ContactUnknown, CrmSetupMissing, NotFound, SeveralFound

_LONGEST_TASK = 32_000
_ONCE = {
    CreateOnce.KEY: "Bookings carry a key, so Salesforce itself takes each only once.",
    CreateOnce.UPSERT: f"Bookings are kept apart by {REFERENCE_FIELD}.",
    CreateOnce.LOOK_UP: "Bookings are looked up before one is sent again.",
}


class Shelf(StrEnum):
    """Where this org keeps reports, best first."""

    OBJECT = "object"
    FILE = "file"
    TASK = "task"


_SHELVES = {
    Shelf.OBJECT: f"Reports go to {mapping.REPORT_OBJECT}.",
    Shelf.FILE: "Reports go to Files.",
    Shelf.TASK: "Reports become completed tasks.",
}


class SalesforceAdapter(KeepsNoSlots):
    """One org, as `CrmAdapter` says."""

    def __init__(self, calls: Calls, settings: mapping.EventSettings) -> None:
        self._calls = calls
        self._settings = settings
        self._people = People(calls)

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "SalesforceAdapter":
        """Nothing is sent yet. Raises InvalidRequest for an address that is not https."""
        settings = mapping.EventSettings(
            owner_id=account.value(PREFIX + "OWNER_ID"),
            record_type_id=account.value(PREFIX + "EVENT_RECORD_TYPE"),
            status_field=account.value(PREFIX + "STATUS_FIELD"),
        )
        return cls(Calls.open(http, account), settings)

    async def check(self) -> CrmCheck:
        """See `CrmAdapter`."""
        self._check_ids()
        began = time.perf_counter()
        version = await self._calls.version()
        latency_ms = round((time.perf_counter() - began) * 1000)
        limits = await self._calls.limits()
        org = await self._calls.learn_org()
        self._check_org(org)
        found = (
            f"Salesforce answers, API {version}.",
            *_calls_left(limits),
            _ONCE[org.create_once],
            _SHELVES[await self._shelf()],
        )
        return CrmCheck(findings=found, latency_ms=latency_ms)

    def _check_ids(self) -> None:
        for name, value in (
            ("OWNER_ID", self._settings.owner_id),
            ("EVENT_RECORD_TYPE", self._settings.record_type_id),
        ):
            if value and not ID.fullmatch(value):
                field = f"{PREFIX}{name} of 15 or 18 letters and digits"
                raise CrmSetupMissing(system=SYSTEM, field=field)

    def _check_org(self, org: Org) -> None:
        record_type, status_field = self._settings.record_type_id[:15], self._settings.status_field
        if record_type and record_type not in {each[:15] for each in org.record_type_ids}:
            raise CrmSetupMissing(system=SYSTEM, field=f"{PREFIX}EVENT_RECORD_TYPE")
        if status_field and status_field not in org.event_fields:
            raise CrmSetupMissing(system=SYSTEM, field=f"Event.{status_field}")

    async def find_people(self, person: Person) -> tuple[CrmPerson, ...]:
        """See `CrmAdapter`."""
        return await self._people.find(person)

    async def create(self, order: BookingOrder) -> Landed:
        """See `CrmAdapter`; with the best tool against doubles that the org has."""
        org = await self._calls.org()
        contact_id = await self._people.find_or_make(order.person)
        fields = mapping.event_fields(order, contact_id, self._settings, org.event_fields)
        answer = await self._send_event(org.create_once, order.reference, fields)
        if org.takes_keys and is_no_to_the_key(answer):
            answer = await self._send_event(org.without_keys, order.reference, fields)
        if answer.status >= 300:
            return await self._other_than_made(answer, order, fields)
        return Landed(
            external_id=saved_id(answer),
            contact_id=contact_id,
            correlation_id=answer.correlation_id,
        )

    async def _send_event(self, tool: CreateOnce, reference: str, fields: dict[str, str]) -> Answer:
        match tool:
            case CreateOnce.KEY:
                body = {"apiName": "Event", "fields": fields}
                key = {"Idempotency-Key": reference}
                return await self._calls.send("POST", "/ui-api/records", body, key)
            case CreateOnce.UPSERT:
                path = f"/sobjects/Event/{REFERENCE_FIELD}/{segment(reference)}"
                rest = {name: value for name, value in fields.items() if name != REFERENCE_FIELD}
                return await self._calls.send("PATCH", path, rest)
            case CreateOnce.LOOK_UP:
                return await self._calls.send("POST", "/sobjects/Event", fields)

    async def _other_than_made(
        self, answer: Answer, order: BookingOrder, sent: dict[str, str]
    ) -> Landed:
        """A booking that is there already is found; anything else is a refusal."""
        self._calls.forget_org()
        if answer.status == 300:
            raise SeveralFound(system=SYSTEM, what="booking", count=len(answer.json_list()))
        if code_of(answer) == "DUPLICATE_VALUE":
            there = await self.find(order)
            if len(there) == 1:
                return Landed(
                    external_id=there[0].external_id,
                    contact_id=there[0].contact_id,
                    correlation_id=answer.correlation_id,
                )
        if order.person.external_contact_id and is_no_to(answer, "WhoId", sent):
            raise ContactUnknown(system=SYSTEM)
        check(answer, Purpose.BOOKING, sent)
        raise AssertionError  # a refusal always raises

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`."""
        return await self._change(external_id, mapping.times(order))

    async def cancel(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`; the subject keeps what somebody wrote there."""
        record = (await self._calls.read(_event_path(external_id))).json_object()
        subject = mapping.read_subject(record) or mapping.subject(order)
        return await self._change(external_id, mapping.cancelled_fields(subject, self._settings))

    async def _change(self, external_id: str, fields: dict[str, str]) -> Landed:
        answer = await self._calls.send("PATCH", _event_path(external_id), fields)
        check(answer, Purpose.CHANGE, fields)
        return Landed(external_id=external_id, correlation_id=answer.correlation_id)

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See `CrmAdapter`: by the reference's own field, else by time or contact, and always
        confirmed by the reference that comes back.
        """
        if (await self._calls.org()).has_reference_field:
            rows = await self._calls.events_by_reference(order.reference)
        else:
            known_id = order.person.external_contact_id
            people = () if known_id else await self._people.find(order.person)
            ids = (known_id,) if known_id else tuple(one.contact_id for one in people)
            rows = await self._calls.events_by_time(order.start_at, ids)
        found = (
            mapping.read_booking(row, status_field=self._settings.status_field) for row in rows
        )
        return tuple(one for one in found if one and one.reference == order.reference)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See `CrmAdapter`."""
        try:
            answer = await self._calls.read(_event_path(external_id))
        except NotFound:
            return None
        booking = mapping.read_booking(
            answer.json_object(),
            status_field=self._settings.status_field,
            correlation_id=answer.correlation_id,
        )
        if booking is None:
            raise BadAnswer(system=SYSTEM)
        return booking

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """See `CrmAdapter`."""
        return mapping.outline(order, self._settings)

    async def push_report(self, report: ReportDocument) -> Landed:
        """See `CrmAdapter`."""
        match await self._shelf():
            case Shelf.OBJECT:
                return await self._upsert(report)
            case Shelf.FILE:
                return await self._upload(report)
            case Shelf.TASK:
                return await self._note(report)

    async def _shelf(self) -> Shelf:
        """The first that the org has; read now, for reports are rare."""
        own = await self._calls.describe(mapping.REPORT_OBJECT)
        if own is not None and mapping.keeps_reports(own):
            return Shelf.OBJECT
        files = await self._calls.describe("ContentVersion")
        return Shelf.FILE if files and files.get("createable") is True else Shelf.TASK

    async def _upsert(self, report: ReportDocument) -> Landed:
        fields = mapping.report_record(report)
        key = segment(report.key)
        path = f"/sobjects/{mapping.REPORT_OBJECT}/{mapping.REPORT_KEY_FIELD}/{key}"
        answer = await self._calls.send("PATCH", path, fields)
        if answer.status == 300:
            raise SeveralFound(system=SYSTEM, what="report", count=len(answer.json_list()))
        return _report_landed(answer, fields)

    async def _upload(self, report: ReportDocument) -> Landed:
        checksum = md5(mapping.report_json(report), usedforsecurity=False).hexdigest()
        there = await self._calls.files(mapping.report_title(report), checksum)
        if (found := _first_id(there)) is not None:
            return Landed(external_id=found)
        fields = mapping.report_file(report, self._settings)
        answer = await self._calls.send("POST", "/sobjects/ContentVersion", fields)
        return _report_landed(answer, fields)

    async def _note(self, report: ReportDocument) -> Landed:
        fields = mapping.report_task(report, self._settings)
        text = fields["Description"]
        if len(text) > _LONGEST_TASK:
            raise CrmSetupMissing(system=SYSTEM, field=mapping.REPORT_OBJECT)
        rows = await self._calls.tasks(fields["Subject"])
        found = _first_id([row for row in rows if row.get("Description") == text])
        if found is not None:
            return Landed(external_id=found)
        return _report_landed(await self._calls.send("POST", "/sobjects/Task", fields), fields)

    async def find_report_place(self) -> None:
        """Nothing: the report's own bytes don't name it."""

    def report_payload(self, report: ReportDocument) -> bytes:
        """The JSON document that the custom object, file or task carries whole."""
        return mapping.report_json(report)


def _event_path(external_id: str) -> str:
    return f"/sobjects/Event/{segment(external_id)}"


def _calls_left(limits: Mapping[str, object]) -> tuple[str, ...]:
    daily = object_of(limits.get("DailyApiRequests"))
    left, most = daily.get("Remaining"), daily.get("Max")
    if not isinstance(left, int) or not isinstance(most, int):
        return ()
    return (f"{left:,} of {most:,} calls are left for these 24 hours.",)


def _report_landed(answer: Answer, sent: Mapping[str, str]) -> Landed:
    check(answer, Purpose.REPORT, sent)
    return Landed(external_id=saved_id(answer), correlation_id=answer.correlation_id)


def _first_id(rows: list[Record]) -> str | None:
    return read_id(rows[0].get("Id")) if rows else None
