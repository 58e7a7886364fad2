"""GoHighLevel, as in shared/contracts/ghl-v2.openapi.json, and ghl-v1.openapi.yaml for old keys."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.adapters.base import RateLimit
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec, missing_settings

if TYPE_CHECKING:
    from app.adapters.http import HttpClient

SYSTEM = "GoHighLevel"
BASE_URL, API_KEY = "PMS_GHL_BASE_URL", "PMS_GHL_API_KEY"
LOCATION_ID, CALENDAR_ID = "PMS_GHL_LOCATION_ID", "PMS_GHL_CALENDAR_ID"

_SETTINGS = (
    CrmSetting(
        variable=BASE_URL,
        label="Address",
        default="https://services.leadconnectorhq.com",
        hint="For a location API key of old: https://rest.gohighlevel.com/v1",
    ),
    CrmSetting(
        variable=API_KEY,
        label="Private integration token",
        is_secret=True,
        hint="In GoHighLevel: Settings, Private Integrations. It starts with pit-.",
    ),
    CrmSetting(
        variable=LOCATION_ID,
        label="Location ID",
        hint="In GoHighLevel: Settings, Business Profile. An old key needs none.",
    ),
    CrmSetting(
        variable=CALENDAR_ID,
        label="Calendar ID",
        hint="In GoHighLevel: Settings, Calendars, the calendar's own settings.",
    ),
)


def speaks_v1(base_url: str) -> bool:
    """Which of the two APIs an address is of."""
    return base_url.strip().rstrip("/").endswith("/v1")


def _missing(told: Mapping[str, str]) -> tuple[str, ...]:
    """An old key is its location: the ID must be named, and may be empty."""
    names = missing_settings(_SETTINGS, told)
    needs_no_location = speaks_v1(told.get(BASE_URL, "")) and LOCATION_ID in told
    return tuple(name for name in names if not (needs_no_location and name == LOCATION_ID))


def _open(http: "HttpClient", account: CrmAccount) -> CrmAdapter:
    from app.adapters.crm.ghl.client import GhlAdapter

    return GhlAdapter.open(http, account)


SPEC = CrmSpec(
    provider="ghl",
    label=SYSTEM,
    settings=_SETTINGS,
    timeout_variable="PMS_GHL_TIMEOUT_MS",
    rate_limit=RateLimit(requests=100, per_s=10.0),
    missing=_missing,
    open=_open,
    status_page="https://status.gohighlevel.com/",
    keeps_slots=True,
    cancelled_note="The appointment stays in GoHighLevel, marked as cancelled.",
)
