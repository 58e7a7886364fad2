"""What one Salesforce org has: its fields on Event, and the best tool to create once."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.adapters.crm.salesforce.api import Api
from app.adapters.values import objects_of
from app.domain.errors import CrmRightMissing

REFERENCE_FIELD = "Booking_Ref__c"


class CreateOnce(StrEnum):
    """How a booking is made at most once, best first."""

    KEY = "key"  # UI API with Idempotency-Key: the same answer for 30 days
    UPSERT = "upsert"  # by the external id field
    LOOK_UP = "look_up"  # a plain POST; `find` looks before anybody repeats it


@dataclass(frozen=True, slots=True, kw_only=True)
class Org:
    """`takes_keys`: the UI API makes events here; `without_keys`: the best tool beside it.
    `event_fields`: those of Event that may be filled. `record_type_ids`: as describe lists.
    """

    takes_keys: bool
    without_keys: CreateOnce
    event_fields: frozenset[str]
    record_type_ids: frozenset[str]

    @property
    def create_once(self) -> CreateOnce:
        """The best tool there is."""
        return CreateOnce.KEY if self.takes_keys else self.without_keys

    @property
    def has_reference_field(self) -> bool:
        """Whether an event can be looked up by a field of its own."""
        return REFERENCE_FIELD in self.event_fields


class OrgBook:
    """The org as it was last described; asked once, and again after `forget`."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._turn = asyncio.Lock()
        self._known: Org | None = None

    async def known(self) -> Org:
        """The org, described when nobody has yet."""
        async with self._turn:
            return self._known or await self.learn()

    async def learn(self) -> Org:
        """Described now. Raises CrmRightMissing where this user may not make events."""
        event = await self._api.describe("Event")
        if event is None or event.get("createable") is False:
            raise CrmRightMissing(system=self._api.system, right="Create on Event")
        info = await self._api.read_or_none("/ui-api/object-info/Event")
        self._known = _read_org(event, info)
        return self._known

    def forget(self) -> None:
        """Its administrator may have changed it: Salesforce refused what fitted before."""
        self._known = None


def _read_org(event: Mapping[str, Any], info: Mapping[str, Any] | None) -> Org:
    fields = {str(row.get("name")): row for row in objects_of(event.get("fields"))}
    return Org(
        takes_keys=info is not None and info.get("createable") is True,
        without_keys=_best_tool(fields.get(REFERENCE_FIELD, {})),
        event_fields=frozenset(n for n, row in fields.items() if row.get("createable") is True),
        record_type_ids=frozenset(
            str(row.get("recordTypeId")) for row in objects_of(event.get("recordTypeInfos"))
        ),
    )


def _best_tool(reference: Mapping[str, Any]) -> CreateOnce:
    is_key = reference.get("externalId") is True and reference.get("createable") is True
    return CreateOnce.UPSERT if is_key else CreateOnce.LOOK_UP
