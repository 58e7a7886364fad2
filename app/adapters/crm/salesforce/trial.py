"""The connection test: reads only, and says what it found."""

import re
import time

from app.adapters.crm.salesforce.api import Api
from app.adapters.crm.salesforce.mapping import EventSettings
from app.adapters.crm.salesforce.org import REFERENCE_FIELD, CreateOnce, Org, OrgBook
from app.adapters.crm.salesforce.reports import OBJECT, Reports, Shelf
from app.adapters.values import object_of
from app.domain.booking import CrmCheck
from app.domain.errors import CrmSetupMissing

_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", re.ASCII)
_ONCE = {
    CreateOnce.KEY: "Bookings carry a key, so Salesforce itself takes each only once.",
    CreateOnce.UPSERT: f"Bookings are kept apart by {REFERENCE_FIELD}.",
    CreateOnce.LOOK_UP: "Bookings are looked up before one is sent again.",
}
_SHELVES = {
    Shelf.OBJECT: f"Reports go to {OBJECT}.",
    Shelf.FILE: "Reports go to Files.",
    Shelf.TASK: "Reports become completed tasks.",
}


async def try_out(
    api: Api, org_book: OrgBook, reports: Reports, settings: EventSettings
) -> CrmCheck:
    """What `CrmAdapter.check` says."""
    _check_ids(api.system, settings)
    began = time.perf_counter()
    version = await api.version()
    latency_ms = round((time.perf_counter() - began) * 1000)
    limits = (await api.read("/limits")).json_object()
    org = await org_book.learn()
    _check_org(api.system, settings, org)
    found = (
        f"Salesforce answers, API {version}.",
        *_calls_left(limits),
        _ONCE[org.create_once],
        _SHELVES[await reports.shelf()],
    )
    return CrmCheck(findings=found, latency_ms=latency_ms)


def _check_ids(system: str, settings: EventSettings) -> None:
    for value, field in (
        (settings.owner_id, "PMS_SALESFORCE_OWNER_ID"),
        (settings.record_type_id, "PMS_SALESFORCE_EVENT_RECORD_TYPE"),
    ):
        if value and not _ID.fullmatch(value):
            field = f"{field} of 15 or 18 letters and digits"
            raise CrmSetupMissing(system=system, field=field)


def _check_org(system: str, settings: EventSettings, org: Org) -> None:
    record_type = settings.record_type_id[:15]
    if record_type and record_type not in {each[:15] for each in org.record_type_ids}:
        raise CrmSetupMissing(system=system, field="PMS_SALESFORCE_EVENT_RECORD_TYPE")
    if settings.status_field and settings.status_field not in org.event_fields:
        raise CrmSetupMissing(system=system, field=f"Event.{settings.status_field}")


def _calls_left(limits: dict[str, object]) -> tuple[str, ...]:
    daily = object_of(limits.get("DailyApiRequests"))
    left, most = daily.get("Remaining"), daily.get("Max")
    if not isinstance(left, int) or not isinstance(most, int):
        return ()
    return (f"{left:,} of {most:,} calls are left for these 24 hours.",)
