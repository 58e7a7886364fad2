"""Salesforce as a `CrmAdapter`: bookings are events, people are contacts.

As in shared/contracts/salesforce.openapi.yaml; why so is in shared/facts/crm.md, 5.
"""

from datetime import datetime
from urllib.parse import urlsplit

from app.adapters.answer import Answer
from app.adapters.crm.salesforce import mapping, soql
from app.adapters.crm.salesforce.api import Api, segment
from app.adapters.crm.salesforce.errors import (
    Purpose,
    check,
    code_of,
    is_no_to_the_key,
    judge,
    saved_id,
)
from app.adapters.crm.salesforce.org import REFERENCE_FIELD, CreateOnce, OrgBook
from app.adapters.crm.salesforce.people import People
from app.adapters.crm.salesforce.reports import Reports, document
from app.adapters.crm.salesforce.trial import try_out
from app.adapters.crm_base import CrmAccount
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.sign_in import ClientCredentials, SignIn, StaticToken, TokenRequest
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmCheck,
    CrmPerson,
    FreeSlot,
    Landed,
    Person,
    ReportDocument,
)
from app.domain.errors import BadAnswer, NotFound, SeveralFound

SYSTEM = "Salesforce"
_PREFIX = "PMS_SALESFORCE_"
_UNTOLD_LIFE_S = 3600.0  # the org's session policy rules, and a 401 tells when it is over


class SalesforceAdapter:
    """One org, as `CrmAdapter` says."""

    def __init__(self, api: Api, settings: mapping.EventSettings) -> None:
        self._api = api
        self._settings = settings
        self._org = OrgBook(api)
        self._people = People(api)
        self._reports = Reports(api, settings.owner_id)

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "SalesforceAdapter":
        """Nothing is sent yet. Raises InvalidRequest for an address that is not https."""
        base_url = _origin(account.value(_PREFIX + "BASE_URL"))
        view = http.view(
            system=SYSTEM,
            base_url=base_url,
            sign_in=_sign_in(base_url, account),
            rate_limit=account.rate_limit,
            dialect=Dialect(judge=judge),
            timeout_s=account.timeout_s,
        )
        settings = mapping.EventSettings(
            owner_id=account.value(_PREFIX + "OWNER_ID"),
            record_type_id=account.value(_PREFIX + "EVENT_RECORD_TYPE"),
            status_field=account.value(_PREFIX + "STATUS_FIELD"),
        )
        return cls(Api(view), settings)

    async def check(self) -> CrmCheck:
        """See `CrmAdapter`."""
        return await try_out(self._api, self._org, self._reports, self._settings)

    async def find_people(self, person: Person) -> tuple[CrmPerson, ...]:
        """See `CrmAdapter`."""
        return await self._people.find(person)

    async def free_slots(
        self,
        start_at: datetime,  # noqa: ARG002 - the Protocol's
        end_at: datetime,  # noqa: ARG002 - the Protocol's
        *,
        timezone: str,  # noqa: ARG002 - the Protocol's
    ) -> tuple[FreeSlot, ...] | None:
        """None: events keep no slots."""
        return None

    async def create(self, order: BookingOrder) -> Landed:
        """See `CrmAdapter`; with the best tool against doubles that the org has."""
        org = await self._org.known()
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
                return await self._api.send("POST", "/ui-api/records", body, key)
            case CreateOnce.UPSERT:
                path = f"/sobjects/Event/{REFERENCE_FIELD}/{segment(reference)}"
                rest = {name: value for name, value in fields.items() if name != REFERENCE_FIELD}
                return await self._api.send("PATCH", path, rest)
            case CreateOnce.LOOK_UP:
                return await self._api.send("POST", "/sobjects/Event", fields)

    async def _other_than_made(
        self, answer: Answer, order: BookingOrder, sent: dict[str, str]
    ) -> Landed:
        """A booking that is there already is found; anything else is a refusal."""
        self._org.forget()
        if answer.status == 300:
            raise self._several(len(answer.json_list()))
        if code_of(answer) == "DUPLICATE_VALUE":
            there = await self.find(order)
            if len(there) == 1:
                return Landed(
                    external_id=there[0].external_id,
                    contact_id=there[0].contact_id,
                    correlation_id=answer.correlation_id,
                )
        check(answer, Purpose.BOOKING, sent)
        raise AssertionError  # a refusal always raises

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`."""
        return await self._change(external_id, mapping.times(order))

    async def cancel(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`; the subject keeps what somebody wrote there."""
        record = (await self._api.read(_event_path(external_id))).json_object()
        subject = mapping.read_subject(record) or mapping.subject(order)
        return await self._change(external_id, mapping.cancelled_fields(subject, self._settings))

    async def _change(self, external_id: str, fields: dict[str, str]) -> Landed:
        answer = await self._api.send("PATCH", _event_path(external_id), fields)
        check(answer, Purpose.CHANGE, fields)
        return Landed(external_id=external_id, correlation_id=answer.correlation_id)

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See `CrmAdapter`: by the reference's own field, else by time or contact, and always
        confirmed by the reference that comes back.
        """
        if (await self._org.known()).has_reference_field:
            rows = await self._api.query(soql.events_by_reference(REFERENCE_FIELD, order.reference))
        else:
            known_id = order.person.external_contact_id
            people = () if known_id else await self._people.find(order.person)
            ids = (known_id,) if known_id else tuple(one.contact_id for one in people)
            rows = await self._api.query(soql.events_by_time(order.start_at, ids))
        found = (
            mapping.read_booking(row, status_field=self._settings.status_field) for row in rows
        )
        return tuple(one for one in found if one and one.reference == order.reference)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See `CrmAdapter`."""
        try:
            answer = await self._api.read(_event_path(external_id))
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
        return await self._reports.push(report)

    async def find_report_place(self) -> None:
        """Nothing: the report's own bytes don't name it."""

    def report_payload(self, report: ReportDocument) -> bytes:
        """The JSON document that the custom object, file or task carries whole."""
        return document(report)

    def _several(self, count: int) -> SeveralFound:
        return SeveralFound(system=SYSTEM, what="booking", count=count)


def _event_path(external_id: str) -> str:
    return f"/sobjects/Event/{segment(external_id)}"


def _sign_in(base_url: str, account: CrmAccount) -> SignIn:
    """The app's credentials where they are set: a token alone ends with its session."""
    client_id, secret, refresh_token = (
        account.value(_PREFIX + name) for name in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")
    )
    if not client_id or not (secret or refresh_token):
        return StaticToken(token=account.value(_PREFIX + "TOKEN"))
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
