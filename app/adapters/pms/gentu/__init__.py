"""Gentu (Magentus Healthcare API), as in shared/contracts/gentu.openapi.yaml."""

from typing import TYPE_CHECKING

from app.adapters.base import CredentialField, PmsAccount, PmsAdapter, PmsSpec, RateLimit
from app.domain.said import say
from app.domain.web_page import WebPage

if TYPE_CHECKING:
    from app.adapters.http import HttpClient


def _open(http: "HttpClient", account: PmsAccount) -> PmsAdapter:
    from app.adapters.pms.gentu.client import GentuAdapter

    return GentuAdapter.open(http, account)


SPEC = PmsSpec(
    pms_type="gentu",
    label="Gentu",
    base_urls={"au": "https://api.pm.magentus.com/v1"},
    base_url_environment="RUNSHEET_GENTU_BASE_URL",
    credential_fields=(
        CredentialField(name="appId", environment="RUNSHEET_GENTU_APP_ID"),
        CredentialField(name="clientId", environment="RUNSHEET_GENTU_CLIENT_ID"),
        CredentialField(name="clientSecret", environment="RUNSHEET_GENTU_CLIENT_SECRET"),
    ),
    rate_limit=RateLimit(requests=60),
    uses_pairing_code=True,
    flags_telehealth=False,
    sign_in_steps=(
        say("In Gentu, open Marketplace (left menu)."),
        say("Find RunSheet and choose Add to Gentu."),
        say("Copy the pairing code and paste it here."),
    ),
    # No public status page is known; this one is for when Gentu can't be opened, with its phone.
    trouble_page=WebPage(
        words=say("help page"),
        address="https://support.geniesolutions.com.au/hc/en-us/articles/360016468971",
    ),
    people_help=(
        say("In Gentu, open Settings, User Columns."),
        say(
            "Tick Appointments beside everybody who sees patients. Whoever is not ticked has no "
            "column in Gentu's appointment book, and none here."
        ),
        say(
            "Open Settings, Manage Users, and look whether they are still among the practice's "
            "users."
        ),
    ),
    open=_open,
)
