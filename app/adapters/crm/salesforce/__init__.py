"""Salesforce (REST API), as in shared/contracts/salesforce.openapi.yaml."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.adapters.base import RateLimit
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec, missing_settings
from app.domain.said import say

if TYPE_CHECKING:
    from app.adapters.http import HttpClient

SYSTEM = "Salesforce"
PREFIX = "PMS_SALESFORCE_"

_TOKEN = "PMS_SALESFORCE_TOKEN"  # noqa: S105 - a variable's name
_CLIENT_ID = "PMS_SALESFORCE_CLIENT_ID"
_CLIENT_SECRET = "PMS_SALESFORCE_CLIENT_SECRET"  # noqa: S105 - a variable's name
_REFRESH_TOKEN = "PMS_SALESFORCE_REFRESH_TOKEN"  # noqa: S105 - a variable's name

_SETTINGS = (
    CrmSetting(
        variable="PMS_SALESFORCE_BASE_URL",
        label=say("Address"),
        hint=say("Your own My Domain address: https://yourname.my.salesforce.com"),
    ),
    CrmSetting(
        variable=_TOKEN,
        label=say("Access token"),
        is_secret=True,
        hint=say("Ends after some hours. A client ID with a secret or refresh token replaces it."),
    ),
    CrmSetting(
        variable="PMS_SALESFORCE_OWNER_ID",
        label=say("Owner of bookings"),
        may_be_empty=True,
        hint=say("A user's ID of 15 or 18 letters and digits. Empty: the user of this sign-in."),
    ),
    CrmSetting(
        variable="PMS_SALESFORCE_EVENT_RECORD_TYPE",
        label=say("Record type of events"),
        may_be_empty=True,
        hint=say("Empty: Salesforce's own choice."),
    ),
    CrmSetting(
        variable=_CLIENT_ID,
        label=say("Client ID"),
        is_optional=True,
        hint=say("The consumer key of an External Client App."),
    ),
    CrmSetting(
        variable=_CLIENT_SECRET, label=say("Client secret"), is_secret=True, is_optional=True
    ),
    CrmSetting(
        variable=_REFRESH_TOKEN,
        label=say("Refresh token"),
        is_secret=True,
        is_optional=True,
        hint=say("Keep Refresh Token Rotation off in the External Client App."),
    ),
    CrmSetting(
        variable="PMS_SALESFORCE_STATUS_FIELD",
        label=say("Status field"),
        is_optional=True,
        hint=say(
            "A field of Event that says Cancelled for a booking that is off, if you made one."
        ),
    ),
)


def _missing(told: Mapping[str, str]) -> tuple[str, ...]:
    """The app's credentials replace the token."""
    missing = missing_settings(_SETTINGS, told)
    filled = {name for name, value in told.items() if value.strip()}
    if _CLIENT_ID in filled and filled & {_CLIENT_SECRET, _REFRESH_TOKEN}:
        return tuple(name for name in missing if name != _TOKEN)
    return missing


def _open(http: "HttpClient", account: CrmAccount) -> CrmAdapter:
    from app.adapters.crm.salesforce.client import SalesforceAdapter

    return SalesforceAdapter.open(http, account)


SPEC = CrmSpec(
    provider="salesforce",
    label=SYSTEM,
    settings=_SETTINGS,
    timeout_variable="PMS_SALESFORCE_TIMEOUT_MS",
    # Salesforce limits the day (15,000 calls and more) and what runs long, not the second.
    rate_limit=RateLimit(requests=10, per_s=1.0),
    missing=_missing,
    open=_open,
    status_page="https://status.salesforce.com/",
    cancelled_note="The event stays in Salesforce, marked CANCELLED, and its time is free again.",
)
