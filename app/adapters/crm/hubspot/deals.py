"""The deal that stands for a booking in a pipeline; only where a pipeline and a stage are set."""

from app.adapters.crm.hubspot import mapping
from app.adapters.crm.hubspot.api import Api
from app.domain.booking import BookingOrder
from app.domain.errors import CrmRightMissing

_NAMES = ("description", mapping.BOOKING_REF)


class Deals:
    """The deals of one account. `is_used` says whether bookings have any."""

    def __init__(self, api: Api, *, pipeline: str, stage: str) -> None:
        self.pipeline = pipeline
        self.stage = stage
        self.is_used = bool(pipeline and stage)
        self._api = api
        self._has_key: bool | None = None

    async def has_key(self) -> bool:
        """Whether deals have our own unique property; asked once."""
        if self._has_key is None:
            try:
                told = await self._api.property("deals", mapping.BOOKING_REF)
            except CrmRightMissing:  # the key may book and not look at the set-up
                told = None
            self._has_key = bool(told and told.get("hasUniqueValue") is True)
        return self._has_key

    async def of(self, order: BookingOrder, contact_id: str) -> str:
        """The id of the booking's deal, made if it is not there. May be repeated."""
        properties = mapping.deal_properties(order, self.pipeline, self.stage)
        if await self.has_key():
            deal = await self._api.upsert("deals", mapping.BOOKING_REF, order.reference, properties)
            await self._api.tie("deals", deal.id, "contacts", contact_id)
            return deal.id
        known = await self._by_contact(order, contact_id)
        if known is not None:
            return known
        ties = [(contact_id, mapping.DEAL_TO_CONTACT)]
        return (await self._api.create("deals", properties, ties)).id

    async def meetings(self, order: BookingOrder) -> tuple[str, ...]:
        """The ids of the meetings of the booking's deal, where our property finds it."""
        if not (self.is_used and await self.has_key()):
            return ()
        deal = await self._api.read("deals", order.reference, _NAMES, by=mapping.BOOKING_REF)
        return await self._api.tied("deals", deal.id, "meetings") if deal else ()

    async def _by_contact(self, order: BookingOrder, contact_id: str) -> str | None:
        ids = await self._api.tied("contacts", contact_id, "deals")
        for deal in await self._api.read_all("deals", ids, _NAMES[:1]):
            if mapping.carries(deal.properties.get("description"), order):
                return deal.id
        return None
