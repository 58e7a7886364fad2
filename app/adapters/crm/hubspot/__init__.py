"""HubSpot, as in shared/contracts/hubspot.openapi.yaml; dated paths, or `v3` where told so."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.adapters.base import RateLimit
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec, missing_settings

if TYPE_CHECKING:
    from app.adapters.http import HttpClient

SYSTEM = "HubSpot"
PREFIX = "PMS_HUBSPOT_"

_SETTINGS = (
    CrmSetting(
        variable=PREFIX + "BASE_URL",
        label="Address",
        default="https://api.hubapi.com",
    ),
    CrmSetting(
        variable=PREFIX + "PRIVATE_APP_TOKEN",
        label="Service key",
        is_secret=True,
        hint="In HubSpot: Development, Keys, Service keys. A private app's token works too.",
    ),
    CrmSetting(
        variable=PREFIX + "PIPELINE_ID",
        label="Pipeline for deals",
        may_be_empty=True,
        hint="Empty: no deal is made for a booking. HubSpot's own first one is called default.",
    ),
    CrmSetting(
        variable=PREFIX + "STAGE_ID",
        label="Stage for deals",
        may_be_empty=True,
        hint="Empty: no deal is made. The first one of default is appointmentscheduled.",
    ),
    CrmSetting(
        variable=PREFIX + "API_GENERATION",
        label="API version",
        is_optional=True,
        default="2026-09",
        choices=(("2026-09", "2026-09"), ("v3", "v3 (ends September 2027)")),
    ),
    CrmSetting(
        variable=PREFIX + "REPORT_CONTACT_ID",
        label="Contact that reports are put on",
        is_optional=True,
        hint="Its record ID. Empty: a contact called Clinic reports.",
    ),
)


def _missing(told: Mapping[str, str]) -> tuple[str, ...]:
    return missing_settings(_SETTINGS, told)


def _open(http: "HttpClient", account: CrmAccount) -> CrmAdapter:
    from app.adapters.crm.hubspot.client import HubSpotAdapter

    return HubSpotAdapter.open(http, account)


SPEC = CrmSpec(
    provider="hubspot",
    label=SYSTEM,
    settings=_SETTINGS,
    timeout_variable=PREFIX + "TIMEOUT_MS",
    rate_limit=RateLimit(requests=100, per_s=10.0),
    missing=_missing,
    open=_open,
    status_page="https://status.hubspot.com/",
    cancelled_note="The meeting stays in HubSpot, marked as cancelled.",
)
