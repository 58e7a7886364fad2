"""The connection test: what the key may read, and whether the pipeline and its stage are there."""

import time

from app.adapters.crm.hubspot import mapping
from app.adapters.crm.hubspot.api import Api
from app.adapters.crm.hubspot.deals import Deals
from app.adapters.crm.hubspot.errors import SYSTEM
from app.adapters.crm.hubspot.reports import CONTACT_NAME, Reports
from app.adapters.text import clean_text
from app.adapters.values import objects_of
from app.domain.booking import CrmCheck
from app.domain.errors import CrmSetupMissing

PIPELINE_SETTING, STAGE_SETTING = "PMS_HUBSPOT_PIPELINE_ID", "PMS_HUBSPOT_STAGE_ID"


async def try_out(api: Api, deals: Deals, reports: Reports) -> CrmCheck:
    """Reads only. Raises CrmSignInAgain, CrmRightMissing, CrmSetupMissing, network errors."""
    started = time.monotonic()
    await api.search("contacts", [[("lastname", CONTACT_NAME)]], (), 1)
    latency_ms = round((time.monotonic() - started) * 1000)
    findings = ["The key may read contacts and meetings.", *await _deals(api, deals)]
    await reports.check()
    return CrmCheck(findings=tuple(findings), latency_ms=latency_ms)


async def _deals(api: Api, deals: Deals) -> list[str]:
    if not deals.is_used:
        return ["No deals are made: a pipeline and a stage are needed for them."]
    rows = await api.pipelines()
    pipeline = next((row for row in rows if row.get("id") == deals.pipeline), None)
    if pipeline is None:
        raise CrmSetupMissing(system=SYSTEM, field=PIPELINE_SETTING)
    stages = objects_of(pipeline.get("stages"))
    stage = next((row for row in stages if row.get("id") == deals.stage), None)
    if stage is None:
        raise CrmSetupMissing(system=SYSTEM, field=STAGE_SETTING)
    names = [clean_text(row.get("label")) or "without a name" for row in (pipeline, stage)]
    made = f"Deals are made in the pipeline {names[0]}, at the stage {names[1]}."
    return [made, await _anchor(deals)]


async def _anchor(deals: Deals) -> str:
    if await deals.has_key():
        return f"Deals are found by their own property {mapping.BOOKING_REF}."
    return (
        f"Deals have no unique property {mapping.BOOKING_REF}. "
        "They are found through the contact, which takes longer."
    )
