"""HubSpot as a `CrmAdapter`: a booking is a meeting, with a deal where a pipeline is set.

As in shared/contracts/hubspot.openapi.yaml; why so is in shared/facts/crm.md, 6.
"""

from datetime import datetime

from app.adapters.base import RateLimit
from app.adapters.crm.hubspot import PREFIX, mapping
from app.adapters.crm.hubspot.api import Api
from app.adapters.crm.hubspot.deals import Deals
from app.adapters.crm.hubspot.errors import SYSTEM, judge_at
from app.adapters.crm.hubspot.paths import Paths, generation_of
from app.adapters.crm.hubspot.people import People
from app.adapters.crm.hubspot.reports import Reports
from app.adapters.crm.hubspot.trial import try_out
from app.adapters.crm.hubspot.wire import Record
from app.adapters.crm_base import CrmAccount
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.pacing import Clock, RateGate
from app.adapters.sign_in import StaticToken
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
from app.domain.errors import BookingDiffers, CrmSetupMissing, OutcomeUnknown, RunSheetError

_SEARCH_LIMIT = RateLimit(requests=4, per_s=1.0)
"""HubSpot's is five a second for the whole account; the others' share is left to them."""


class HubSpotAdapter:
    """One account, as `CrmAdapter` says."""

    def __init__(self, api: Api, *, pipeline: str, stage: str, report_contact_id: str) -> None:
        self._api = api
        self._people = People(api)
        self._deals = Deals(api, pipeline=pipeline, stage=stage)
        self._reports = Reports(api, report_contact_id)

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "HubSpotAdapter":
        """Nothing is sent yet. Raises InvalidRequest for an address that is not https."""
        view = http.view(
            system=SYSTEM,
            base_url=account.value(PREFIX + "BASE_URL"),
            sign_in=StaticToken(token=account.value(PREFIX + "PRIVATE_APP_TOKEN")),
            rate_limit=account.rate_limit,
            dialect=Dialect(judge=judge_at(account.now)),
            timeout_s=account.timeout_s,
        )
        gate = RateGate(_SEARCH_LIMIT if account.rate_limit else None, Clock())
        paths = Paths(generation_of(account.value(PREFIX + "API_GENERATION")))
        return cls(
            Api(view, paths, gate),
            pipeline=account.value(PREFIX + "PIPELINE_ID"),
            stage=account.value(PREFIX + "STAGE_ID"),
            report_contact_id=account.value(PREFIX + "REPORT_CONTACT_ID"),
        )

    async def check(self) -> CrmCheck:
        """See `CrmAdapter`."""
        return await try_out(self._api, self._deals, self._reports)

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
        """None: a meeting reserves nothing."""
        return None

    async def create(self, order: BookingOrder) -> Landed:
        """See `CrmAdapter`. A meeting that HubSpot took without its times, outcome or reference
        is taken back: CrmSetupMissing names them.
        """
        contact_id = await self._people.find_or_make(order.person)
        ties = [(contact_id, mapping.MEETING_TO_CONTACT)]
        if self._deals.is_used:
            ties.append((await self._deals.of(order, contact_id), mapping.MEETING_TO_DEAL))
        sent = mapping.meeting_properties(order)
        made = await self._api.create("meetings", sent, ties)
        try:
            differs = await self._lost(sent, made)
        except RunSheetError:  # it is made; whoever reads it back will see what it holds
            differs = ()
        if differs:
            await self._take_back(made, differs)
        return Landed(
            external_id=made.id, contact_id=contact_id, correlation_id=made.correlation_id
        )

    async def _take_back(self, made: Record, differs: tuple[str, ...]) -> None:
        try:
            await self._api.archive("meetings", made.id)
        except RunSheetError:
            failure: RunSheetError = OutcomeUnknown(system=SYSTEM)
        else:
            failure = CrmSetupMissing(system=SYSTEM, field=f"the meeting's {', '.join(differs)}")
        raise failure

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`. Raises BookingDiffers when HubSpot keeps other times."""
        return await self._change(external_id, order, mapping.times(order))

    async def cancel(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`. Raises BookingDiffers when HubSpot keeps another outcome."""
        return await self._change(external_id, order, {mapping.OUTCOME: mapping.CANCELED})

    async def _change(self, external_id: str, order: BookingOrder, sent: dict[str, str]) -> Landed:
        changed = await self._api.update("meetings", external_id, sent)
        if differs := await self._lost(sent, changed):
            raise BookingDiffers(system=SYSTEM, differs=", ".join(differs))
        return Landed(
            external_id=external_id,
            contact_id=order.person.external_contact_id,
            correlation_id=changed.correlation_id,
        )

    async def _lost(self, sent: dict[str, str], answered: Record) -> tuple[str, ...]:
        """What HubSpot didn't keep: by its answer, and if that says so by reading it back."""
        if not mapping.lost(sent, answered.properties):
            return ()
        held = await self._api.read("meetings", answered.id, mapping.MEETING_NAMES)
        return mapping.lost(sent, held.properties if held else {})

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See `CrmAdapter`: by the meetings of the contact and of the deal, never by search."""
        ids = list(await self._deals.meetings(order))
        for contact_id in await self._people.ids(order.person):
            ids += await self._api.tied("contacts", contact_id, "meetings")
        unique = tuple(dict.fromkeys(ids))
        records = await self._api.read_all("meetings", unique, mapping.MEETING_NAMES)
        found = (mapping.read_booking(record) for record in records)
        wanted = order.reference.lower()
        return tuple(one for one in found if one is not None and one.reference == wanted)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See `CrmAdapter`."""
        names = mapping.MEETING_NAMES
        record = await self._api.read("meetings", external_id, names, ties=("contacts",))
        return mapping.read_booking(record) if record else None

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """See `CrmAdapter`."""
        return mapping.outline(order, self._deals.pipeline, self._deals.stage)

    async def push_report(self, report: ReportDocument) -> Landed:
        """See `CrmAdapter`."""
        return await self._reports.push(report)

    async def find_report_place(self) -> None:
        """See `CrmAdapter`."""
        await self._reports.find_place()

    def report_payload(self, report: ReportDocument) -> bytes:
        """See `CrmAdapter`."""
        return self._reports.payload(report)
