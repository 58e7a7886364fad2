"""Salesforce as a `CrmAdapter`: bookings are events, people are contacts.

As in shared/contracts/salesforce.openapi.yaml; why so is in shared/facts/crm.md, 5.
"""

import asyncio
import re
import time
from collections.abc import Mapping
from hashlib import md5
from typing import Any
from urllib.parse import urlsplit

from app.adapters.answer import Answer
from app.adapters.call import segment
from app.adapters.crm.salesforce import (
    ID,
    PREFIX,
    SYSTEM,
    EventSettings,
    Purpose,
    check,
    code_of,
    is_no_to,
    is_no_to_the_key,
    judge,
    mapping,
    matched_ids,
)
from app.adapters.crm.salesforce.mapping import REFERENCE_FIELD, CreateOnce, Org, Record, Shelf
from app.adapters.crm_base import CrmAccount, KeepsNoSlots, NamesNoReportPlace
from app.adapters.crm_people import People
from app.adapters.crm_words import digits_of, the_only
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.sign_in import ClientCredentials, SignIn, StaticToken, TokenRequest
from app.adapters.values import objects_of, read_id
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmCheck,
    CrmPerson,
    Landed,
    Person,
    ReportDocument,
)
from app.domain.errors import (
    BadAnswer,
    ContactUnknown,
    CrmRightMissing,
    CrmSetupMissing,
    NotFound,
    SeveralFound,
)

NEWEST_KNOWN = 60
"""v60.0 is what the facts were read from; an older org is asked at its own newest."""

CONTACT_PREFIX = "003"
_MOST_PAGES = 20
_VERSION = re.compile(r"(\d{2,3})\.0", re.ASCII)
_UNTOLD_LIFE_S = 3600.0  # the org's session policy rules, and a 401 tells when it is over
_DUPLICATE_CODES = {"DUPLICATES_DETECTED", "DUPLICATE_VALUE"}
_LONGEST_TASK = 32_000


class Calls:
    """Calls below `/services/data/vNN.0`, at the version that the org and RunSheet both know; each
    raises only `RunSheetError`s. Nothing is sent at first; an address that is not https raises
    InvalidRequest.
    """

    def __init__(self, http: HttpClient, account: CrmAccount) -> None:
        url = _origin(account.value(PREFIX + "BASE_URL"))
        self._view = account.view(
            http,
            system=SYSTEM,
            url=url,
            sign_in=_sign_in(url, account),
            dialect=Dialect(judge=judge),
        )
        self._root: str | None = None
        self._org: Org | None = None
        self._version_turn, self._org_turn = asyncio.Lock(), asyncio.Lock()

    async def version(self) -> str:
        """Read now: `v60.0`, or the org's newest where that is older."""
        rows = objects_of((await self._view.get("/services/data")).json())
        told = [_VERSION.fullmatch(str(row.get("version"))) for row in rows]
        numbers = [int(match[1]) for match in told if match]
        if not numbers:
            raise BadAnswer(system=SYSTEM)
        version = f"v{min(max(numbers), NEWEST_KNOWN)}.0"
        self._root = f"/services/data/{version}"
        return version

    async def org(self) -> Org:
        """What the org has, described when nobody has yet; again after `forget_org`."""
        async with self._org_turn:
            return self._org or await self.learn_org()

    async def learn_org(self) -> Org:
        """Described now. Raises CrmRightMissing where this user may not make events."""
        event = await self.describe("Event")
        if event is None or event.get("createable") is False:
            raise CrmRightMissing(system=SYSTEM, right="Create on Event")
        info = await self.find("/ui-api/object-info/Event")
        self._org = mapping.read_org(event, info)
        return self._org

    def forget_org(self) -> None:
        """Its administrator may have changed it: Salesforce refused what fitted before."""
        self._org = None

    async def describe(self, name: str) -> dict[str, Any] | None:
        """What the org says of an object; None when it has none of this name."""
        return await self.find(f"/sobjects/{name}/describe")

    async def find(self, path: str) -> dict[str, Any] | None:
        """The JSON object at `path`; None for Salesforce's own 404."""
        answer = await self._view.get(await self._base() + path)
        if answer.status == 404:
            return None
        check(answer, Purpose.READ)
        return answer.json_object()

    async def read(self, path: str) -> Answer:
        """A GET. Raises NotFound, CrmRightMissing, SlowDown and what the network says."""
        answer = await self._view.get(await self._base() + path)
        check(answer, Purpose.READ)
        return answer

    async def query(self, soql: str) -> list[Record]:
        """The records, all of them: Salesforce cuts a list of long texts into pages. Raises
        BadAnswer for a list that never ends.
        """
        answer = await self._view.get(await self._base() + "/query", {"q": soql})
        records: list[Record] = []
        for _page in range(_MOST_PAGES):
            check(answer, Purpose.READ)
            found = answer.json_object()
            records += objects_of(found.get("records"))
            if found.get("done") is True:
                return records
            next_page = found.get("nextRecordsUrl")
            if not isinstance(next_page, str):
                break
            answer = await self._view.follow(next_page)
        raise BadAnswer(system=SYSTEM)

    async def send(
        self, method: str, path: str, body: object, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A write, made once; its refusal is handed out. Raises as `HttpView.send`."""
        return await self._view.send(method, await self._base() + path, body, headers=headers)

    async def _base(self) -> str:
        async with self._version_turn:
            if self._root is None:
                await self.version()
        assert self._root is not None  # noqa: S101 - `version` sets it or raises
        return self._root


def _sign_in(base_url: str, account: CrmAccount) -> SignIn:
    """The app's credentials where they are set: a token alone ends with its session."""
    client_id, secret, refresh_token = (
        account.value(PREFIX + name) for name in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")
    )
    if not client_id or not (secret or refresh_token):
        return StaticToken(token=account.value(PREFIX + "TOKEN"))
    return ClientCredentials(
        token_url=f"{base_url}/services/oauth2/token",
        client_id=client_id,
        client_secret=secret,
        refresh_token=refresh_token,
        request=TokenRequest.FORM,
        untold_life_s=_UNTOLD_LIFE_S,
        home_url=base_url,
    )


def _origin(url: str) -> str:
    """The org's address without a path: people copy one from the browser, path and all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc}"


class Contacts(People):
    """The contacts of an org."""

    system = SYSTEM
    id_pattern = ID

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self._calls = calls

    async def by_email(self, email: str) -> list[CrmPerson]:
        return mapping.read_people(await self._calls.query(mapping.contacts_with_email(email)))

    async def by_phone(self, phone: str) -> list[CrmPerson]:
        """Phone is free text there: the digits decide, here."""
        digits = digits_of(phone)[-mapping.COMPARED_DIGITS :]
        if len(digits) < mapping.COMPARED_DIGITS:
            return []
        rows = await self._calls.query(mapping.contacts_with_digits(digits))
        return mapping.read_people([row for row in rows if mapping.is_phone_of(row, phone)])

    async def make(self, person: Person) -> str:
        """A duplicate rule wants no second record, and names the one that is there."""
        fields = mapping.contact_fields(person)
        answer = await self._calls.send("POST", "/sobjects/Contact", fields)
        if code_of(answer) in _DUPLICATE_CODES:
            there = the_only(matched_ids(answer, CONTACT_PREFIX), system=SYSTEM, what="person")
            if there is not None:
                return there
        check(answer, Purpose.BOOKING, fields)
        return mapping.read_landed(answer).external_id


class SalesforceAdapter(KeepsNoSlots, NamesNoReportPlace):
    """One org, as `CrmAdapter` says."""

    def __init__(self, http: HttpClient, account: CrmAccount) -> None:
        self._calls = Calls(http, account)
        self._people = Contacts(self._calls)
        self._settings = EventSettings.of(account)

    async def check(self) -> CrmCheck:
        """See `CrmAdapter`."""
        self._settings.check()
        began = time.perf_counter()
        version = await self._calls.version()
        latency_ms = round((time.perf_counter() - began) * 1000)
        limits = (await self._calls.read("/limits")).json_object()
        org = await self._calls.learn_org()
        mapping.check_org(org, self._settings)
        found = (
            f"Salesforce answers, API {version}.",
            *mapping.calls_left(limits),
            org.create_once,
            await self._shelf(),
        )
        return CrmCheck(findings=found, latency_ms=latency_ms)

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
        return mapping.read_landed(answer, contact_id)

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
        record = (await self._calls.read(mapping.event_path(external_id))).json_object()
        subject = mapping.read_subject(record) or mapping.subject(order)
        return await self._change(external_id, mapping.cancelled_fields(subject, self._settings))

    async def _change(self, external_id: str, fields: dict[str, str]) -> Landed:
        answer = await self._calls.send("PATCH", mapping.event_path(external_id), fields)
        check(answer, Purpose.CHANGE, fields)
        return Landed(external_id=external_id, correlation_id=answer.correlation_id)

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See `CrmAdapter`: by the reference's own field, else by time or contact, and always
        confirmed by the reference that comes back.
        """
        if (await self._calls.org()).has_reference_field:
            soql = mapping.events_with_reference(order.reference)
        else:
            soql = mapping.events_at(order.start_at, await self._people.ids(order.person))
        rows = await self._calls.query(soql)
        found = (mapping.read_booking(row, self._settings) for row in rows)
        return tuple(one for one in found if one and one.reference == order.reference)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See `CrmAdapter`."""
        try:
            answer = await self._calls.read(mapping.event_path(external_id))
        except NotFound:
            return None
        record, trace = answer.json_object(), answer.correlation_id
        booking = mapping.read_booking(record, self._settings, trace)
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

    def report_payload(self, report: ReportDocument) -> bytes:
        """The JSON document that the custom object, file or task carries whole."""
        return mapping.report_json(report)

    async def _shelf(self) -> Shelf:
        """The first that the org has; read now, for reports are rare."""
        own = await self._calls.describe(mapping.REPORT_OBJECT)
        if own is not None and mapping.keeps_reports(own):
            return Shelf.OBJECT
        files = await self._calls.describe("ContentVersion")
        return Shelf.FILE if files and files.get("createable") is True else Shelf.TASK

    async def _upsert(self, report: ReportDocument) -> Landed:
        path = f"/sobjects/{mapping.REPORT_OBJECT}/{mapping.REPORT_KEY_FIELD}/{segment(report.key)}"
        return await self._put("PATCH", path, mapping.report_record(report))

    async def _upload(self, report: ReportDocument) -> Landed:
        checksum = md5(mapping.report_json(report), usedforsecurity=False).hexdigest()
        there = await self._calls.query(mapping.files_like(mapping.report_title(report), checksum))
        if (found := _first_id(there)) is not None:
            return Landed(external_id=found)
        fields = mapping.report_file(report, self._settings)
        return await self._put("POST", "/sobjects/ContentVersion", fields)

    async def _note(self, report: ReportDocument) -> Landed:
        fields = mapping.report_task(report, self._settings)
        text = fields["Description"]
        if len(text) > _LONGEST_TASK:
            raise CrmSetupMissing(system=SYSTEM, field=mapping.REPORT_OBJECT)
        rows = await self._calls.query(mapping.tasks_about(fields["Subject"]))
        found = _first_id([row for row in rows if row.get("Description") == text])
        if found is not None:
            return Landed(external_id=found)
        return await self._put("POST", "/sobjects/Task", fields)

    async def _put(self, method: str, path: str, fields: dict[str, str]) -> Landed:
        answer = await self._calls.send(method, path, fields)
        if answer.status == 300:
            raise SeveralFound(system=SYSTEM, what="report", count=len(answer.json_list()))
        check(answer, Purpose.REPORT, fields)
        return mapping.read_landed(answer)


def _first_id(rows: list[Record]) -> str | None:
    return read_id(rows[0].get("Id")) if rows else None
